import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from datainsight.models.scale import ScaleAssumptions
from infra_cdk.function_plans import (
    API,
    COMBINE,
    FUNCTION_PLANS,
    MERGE,
    MIGRATE,
    PROFILE,
    ROTATE,
    FunctionPlan,
)
from layers.names import CORE, LAYER_NAMES, ROOT
from tests.infra.template import Template

_PLANS = pytest.mark.parametrize("plan", FUNCTION_PLANS, ids=lambda plan: plan.name)


def test_the_table_is_what_is_deployed(template: Template) -> None:
    assert set(template.functions()) == {plan.name for plan in FUNCTION_PLANS}


@_PLANS
def test_a_function_is_as_its_row_says(template: Template, plan: FunctionPlan) -> None:
    function = template.functions()[plan.name]
    assert (function["Runtime"], function["Architectures"]) == ("python3.13", ["arm64"])
    assert (function["MemorySize"], function["Timeout"]) == (plan.memory_mib, plan.timeout_seconds)
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert len(function["Layers"]) == len(plan.layers)
    group = template.resources[function["LoggingConfig"]["LogGroup"]["Ref"]]
    assert group["Properties"]["RetentionInDays"] == 30


@_PLANS
def test_layers_exist_and_the_core_is_always_among_them(plan: FunctionPlan) -> None:
    assert set(plan.layers) <= set(LAYER_NAMES)
    assert plan.layers[0] == CORE  # the other layers leave out what it holds
    assert len(plan.layers) <= 5


@_PLANS
def test_the_handler_is_in_the_code(template: Template, plan: FunctionPlan) -> None:
    module, name = template.functions()[plan.name]["Handler"].rsplit(".", 1)
    source = ast.parse((ROOT / Path(*module.split("."))).with_suffix(".py").read_text(encoding="utf-8"))
    defined = {node.name for node in source.body if isinstance(node, ast.FunctionDef)}
    assigned = {
        target.id
        for node in source.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    assert name in defined | assigned


@_PLANS
def test_every_function_has_a_role_of_its_own_without_managed_policies(
    template: Template, plan: FunctionPlan
) -> None:
    role = template.role_of(plan.name)
    assert "ManagedPolicyArns" not in template.resources[role].get("Properties", {})
    assert [each for each in template.functions() if template.role_of(each) == role] == [plan.name]


@_PLANS
def test_permissions_are_exactly_those_of_the_row(template: Template, plan: FunctionPlan) -> None:
    granted: dict[str, set[str]] = {}
    for statement in template.statements(template.role_of(plan.name)):
        for action in statement.actions:
            granted.setdefault(action, set()).update(statement.resources)
    services = {action.split(":")[0] for action in granted}
    assert _prefixes(granted.get("s3:GetObject")) == set(plan.reads)
    assert _prefixes(granted.get("s3:PutObject")) == set(plan.writes)
    assert _prefixes(granted.get("s3:DeleteObject")) == set(plan.deletes)
    assert ("s3:ListBucket" in granted) == plan.notices_absence
    used = {name for service, _, name in (each.partition(":") for each in granted) if service == "dynamodb"}
    assert used == set(plan.table)
    assert ("rds-data" in services) == plan.database
    readable = {_named(each) for each in _secrets(granted)}
    expected = {
        "<database>": plan.database,
        "<signing>": plan.accounts or plan is ROTATE,
        "<webhooks>": plan.webhooks,
        "<origin>": plan.accounts,
        "<connections>": bool(plan.vault),
    }
    assert readable == {name for name, is_read in expected.items() if is_read}
    assert ("secretsmanager:PutSecretValue" in granted) == (plan in {ROTATE, API})
    for action in ("CreateSecret", "DeleteSecret"):
        written = granted.get(f"secretsmanager:{action}", set())
        assert {_named(each) for each in written} == ({"<connections>"} if plan is API else set())
    assumed = granted.get("sts:AssumeRole", set())
    assert assumed == ({"arn:<AWS::Partition>:iam::*:role/DataInsight*"} if plan.vault else set())
    assert ("ses" in services) == plan.accounts
    assert ("states" in services) == (plan is API)
    assert ("lambda" in services) == (plan is API)
    assert ("events" in services) == plan.announces
    known = {
        "logs",
        "xray",
        "s3",
        "dynamodb",
        "rds-data",
        "secretsmanager",
        "sts",
        "ses",
        "states",
        "sqs",
        "lambda",
        "events",
    }
    assert not services - known


def _named(secret: str) -> str:
    if "MasterUserSecret" in secret:
        return "<database>"
    if "datainsight/acme/connections/" in secret:
        return "<connections>"
    if "Origin" in secret:
        return "<origin>"
    return "<webhooks>" if "Webhook" in secret else "<signing>"


def _secrets(granted: dict[str, set[str]]) -> set[str]:
    return granted.get("secretsmanager:GetSecretValue", set())


def test_mail_is_sent_from_the_team_s_address_only(template: Template) -> None:
    (statement,) = (
        each
        for policy in template.of_type("AWS::IAM::Policy").values()
        for each in policy["PolicyDocument"]["Statement"]
        if "ses:SendEmail" in each["Action"]
    )
    assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": "no-reply@acme.example"}}
    assert "*" not in json.dumps(statement["Resource"])


def test_the_signing_secret_is_rotated_by_its_function_alone(template: Template) -> None:
    schedule = template.only("AWS::SecretsManager::RotationSchedule")
    assert schedule["RotationRules"] == {"AutomaticallyAfterDays": 30}
    (function,) = template.of_type("AWS::Lambda::Function").keys() & {
        schedule["RotationLambdaARN"]["Fn::GetAtt"][0]
    }
    assert template.resources[function]["Properties"]["Handler"] == "functions.rotate.handler.handler"
    (secret,) = (
        each for name, each in template.of_type("AWS::SecretsManager::Secret").items() if "Signing" in name
    )
    assert secret["GenerateSecretString"] == {"ExcludePunctuation": True, "PasswordLength": 64}
    (permission,) = (
        each
        for each in template.of_type("AWS::Lambda::Permission").values()
        if each["Principal"] == "secretsmanager.amazonaws.com"
    )
    assert permission["SourceAccount"]


def _prefixes(resources: set[str] | None) -> set[str]:
    return {resource.split("/", 1)[1].removesuffix("*") for resource in resources or ()}


def test_a_star_as_resource_only_where_the_service_knows_no_resources(template: Template) -> None:
    unlimited = {action for each in template.statements() if "*" in each.resources for action in each.actions}
    assert {action.split(":")[0] for action in unlimited} == {"xray", "logs"}
    assert {action for action in unlimited if action.startswith("logs:")} <= {
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
    }


def test_no_action_has_a_star(template: Template) -> None:
    assert not [each for each in template.statements() if any("*" in action for action in each.actions)]


def test_sums_depend_neither_on_the_size_of_a_function_nor_on_where_a_table_is_analysed(
    template: Template,
) -> None:
    for function in template.functions().values():
        assert function["Environment"]["Variables"]["OPENBLAS_NUM_THREADS"] == "1"


def test_only_those_who_need_it_know_the_database_and_the_machine(template: Template) -> None:
    for plan in FUNCTION_PLANS:
        variables = template.functions()[plan.name]["Environment"]["Variables"]
        assert ("DATAINSIGHT_DATABASE_SECRET_ARN" in variables) == plan.database
        assert ("DATAINSIGHT_STATE_MACHINE_ARN" in variables) == (plan is API)
        assert ("DATAINSIGHT_REPORT_FUNCTION" in variables) == (plan is API)
        assert ("DATAINSIGHT_IMPORT_MACHINE_ARN" in variables) == (plan is API)
        assert ("DATAINSIGHT_SIGNING_SECRET_ARN" in variables) == plan.accounts
        # What makes the API open to everybody is never deployed.
        assert "DATAINSIGHT_LOCAL_WORKSPACE" not in variables


def test_the_schema_is_current_before_any_other_function_changes(template: Template) -> None:
    (trigger,) = template.of_type("Custom::Trigger")
    properties = template.resources[trigger]
    version = template.resources[properties["Properties"]["HandlerArn"]["Ref"]]["Properties"]
    migrate = template.resources[version["FunctionName"]["Ref"]]["Properties"]
    assert migrate["Handler"] == "functions.migrate.handler.handler"
    assert set(template.of_type("AWS::RDS::DBInstance")) <= set(properties["DependsOn"])
    for name, function in template.of_type("AWS::Lambda::Function").items():
        service = function.get("Environment", {}).get("Variables", {}).get("POWERTOOLS_SERVICE_NAME")
        if service and service != MIGRATE.name:
            assert trigger in template.resources[name]["DependsOn"], service


def test_the_simulation_of_scale_assumes_the_functions_as_they_are() -> None:
    assumed = ScaleAssumptions()
    assert {plan.memory_mib for plan in (PROFILE, MERGE, COMBINE)} == {assumed.memory_mib}


_WITHOUT_RESOURCES = re.compile(
    r"xray:(Put(TelemetryRecords|TraceSegments)|GetSampling(Rules|Targets))"
    r"|logs:((Create|Get|Update|Delete|List)LogDeliver(y|ies)|(Put|Describe)ResourcePolic(y|ies)|DescribeLogGroups)"
)
"""Actions of which AWS says that they know no resources (Service Authorization Reference)."""


def test_nobody_may_do_anything_to_everything(template: Template) -> None:
    statements = [
        statement
        for kind in ("AWS::IAM::Policy", "AWS::IAM::Role")
        for properties in template.of_type(kind).values()
        for document in _documents(properties)
        for statement in document["Statement"]
    ]
    assert len(statements) > 50
    for statement in statements:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        assert not [each for each in actions if "*" in each]
        if "*" in (statement["Resource"], *statement["Resource"]):
            assert all(_WITHOUT_RESOURCES.fullmatch(each) for each in actions), actions


def _documents(properties: dict[str, Any]) -> list[dict[str, Any]]:
    inline = [each["PolicyDocument"] for each in properties.get("Policies", [])]
    return [*inline, *([properties["PolicyDocument"]] if "PolicyDocument" in properties else [])]
