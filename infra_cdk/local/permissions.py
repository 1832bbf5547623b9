"""What the roles of the template let functions do: an action that a role lacks fails here as it would on AWS.

Each function signs with an access key of its own. Actions are compared, resources are not: there is one
table, one bus and one machine of each kind. S3, SES and the Data API are not watched.
"""

import json
from collections.abc import Mapping
from typing import Any

from infra_cdk.local.names import ACCESS_KEY
from infra_cdk.local.template import Template

_SERVICES = {
    "AWSEvents": "events",
    "AWSStepFunctions": "states",
    "DynamoDB_20120810": "dynamodb",
    "secretsmanager": "secretsmanager",
}
_PARTS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


def access_key_of(function: str) -> str:
    """With which a function signs.

    Args:
        function: Its short name.
    """
    return f"{ACCESS_KEY}-{function}"


def actions_of_role(template: Template, function: str) -> frozenset[str]:
    """The actions that the policies of a function's role allow.

    Args:
        template: The whole stack.
        function: Logical id of the function.
    """
    resources = template.resources
    role = resources[function].properties.get("Role", {}).get("Fn::GetAtt", [""])[0]
    statements = [
        statement
        for each in resources.values()
        if each.type == "AWS::IAM::Policy" and {"Ref": role} in each.properties["Roles"]
        for statement in each.properties["PolicyDocument"]["Statement"]
    ]
    actions = (statement["Action"] for statement in statements if statement["Effect"] == "Allow")
    return frozenset(name for each in actions for name in ([each] if isinstance(each, str) else each))


class Permissions:
    """Who may do what; whoever is not known, as the stack itself, may do everything."""

    def __init__(self) -> None:
        self._allowed: dict[str, frozenset[str]] = {}

    def allow(self, function: str, actions: frozenset[str]) -> None:
        """Says what a function may do.

        Args:
            function: Its short name.
            actions: As a policy names them, `dynamodb:GetItem`.
        """
        self._allowed[access_key_of(function)] = actions

    def refused(self, environ: Mapping[str, Any]) -> str | None:
        """The action that whoever signed a request may not do; None where they may, or nobody watches.

        An action of several parts, a transaction, is what its parts are: see `refused_parts`.
        """
        allowed = self._allowed.get(_signer(environ))
        if allowed is None:
            return None
        service, _, name = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
        known = _SERVICES.get(service)
        if known is None or name == "TransactWriteItems":
            return None
        action = f"{known}:{name}"
        return None if action in allowed else action

    def refused_parts(self, environ: Mapping[str, Any], body: bytes) -> str | None:
        """The same of a transaction."""
        allowed = self._allowed.get(_signer(environ))
        if allowed is None:
            return None
        kinds = {kind for each in json.loads(body)["TransactItems"] for kind in each}
        actions = sorted(f"dynamodb:{_PARTS[kind]}" for kind in kinds)
        return next((each for each in actions if each not in allowed), None)


def _signer(environ: Mapping[str, Any]) -> str:
    """The access key of a signed request."""
    _, _, credential = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")
    return str(credential.partition("/")[0])
