"""Credentials of connections in Secrets Manager, one secret each; and the machine that fetches with them."""

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.models.connection import Credentials, ImportRequest

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_stepfunctions import SFNClient


def secret_prefix(team: str) -> str:
    """What the names of all secrets of connections begin with; permissions are written in terms of it."""
    return f"datainsight/{team}/connections/"


class SecretsManagerVault:
    """Implements `services.connection_ports.CredentialVault`."""

    def __init__(self, client: "SecretsManagerClient", team: str) -> None:
        self._client = client
        self._prefix = secret_prefix(team)

    def keep(self, workspace_id: str, connection_id: str, credentials: Credentials) -> None:
        """Stores or replaces them."""
        name, text = self._name(workspace_id, connection_id), json.dumps(credentials.plain())
        try:
            self._client.create_secret(Name=name, SecretString=text)
        except ClientError as error:
            if code_of(error) != "ResourceExistsException":
                raise
            self._client.put_secret_value(SecretId=name, SecretString=text)

    def find(self, workspace_id: str, connection_id: str) -> Credentials | None:
        """What is kept."""
        try:
            found = self._client.get_secret_value(SecretId=self._name(workspace_id, connection_id))
        except ClientError as error:
            if code_of(error) != "ResourceNotFoundException":
                raise
            return None
        return Credentials.model_validate_json(found["SecretString"])

    def forget(self, workspace_id: str, connection_id: str) -> None:
        """Removes them without the days that Secrets Manager would else keep them."""
        name = self._name(workspace_id, connection_id)
        try:
            self._client.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
        except ClientError as error:
            if code_of(error) != "ResourceNotFoundException":
                raise

    def _name(self, workspace_id: str, connection_id: str) -> str:
        return f"{self._prefix}{workspace_id}/{connection_id}"


class StepFunctionsImports:
    """Implements `services.connection_ports.ImportWorkflow`."""

    def __init__(self, client: "SFNClient", state_machine_arn: str) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn

    def start_import(self, request: ImportRequest) -> None:
        """Starts an execution; its name makes repeated calls harmless."""
        try:
            self._client.start_execution(
                stateMachineArn=self._state_machine_arn,
                name=f"import-{request.import_id}",
                input=request.model_dump_json(include={"workspace_id", "import_id"}),
            )
        except ClientError as error:
            if code_of(error) != "ExecutionAlreadyExists":
                raise
