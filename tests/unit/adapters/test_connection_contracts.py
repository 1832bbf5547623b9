"""What the store of connections and the vault promise, on memory and on DynamoDB and Secrets Manager."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from pydantic import SecretStr

from datainsight.adapters.credential_vault import SecretsManagerVault, StepFunctionsImports
from datainsight.adapters.dynamodb_connections import KEPT, DynamoDbConnections
from datainsight.models.analysis import FailureCause
from datainsight.models.connection import (
    Connection,
    Credentials,
    ImportJob,
    ImportRequest,
    ImportSource,
    ImportStatus,
    MongoTarget,
    S3Target,
)
from datainsight.services.connection_ports import ConnectionStore, CredentialVault
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.connection_fakes import MemoryConnections, MemoryVault
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE

NOW = datetime(2026, 11, 23, 21, 10, tzinfo=UTC)
CONNECTION = Connection(
    connection_id="3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    workspace_id=WORKSPACE,
    name="Shop",
    target=MongoTarget(kind="mongodb", host="m.example", database="shop"),
    has_credentials=True,
    created_at=NOW,
)
JOB = ImportJob(
    import_id="0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    workspace_id=WORKSPACE,
    connection_id=CONNECTION.connection_id,
    source=ImportSource(collection="orders"),
    most_bytes=1000,
    created_at=NOW,
    updated_at=NOW,
)


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ConnectionStore]:
    if request.param == "memory":
        yield MemoryConnections()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbConnections(boto3.client("dynamodb"), TABLE)


def test_connections_are_kept_by_workspace(store: ConnectionStore) -> None:
    second = CONNECTION.model_copy(
        update={
            "connection_id": "0",
            "created_at": NOW + timedelta(hours=1),
            "target": S3Target(kind="s3", bucket="acme-exports", access="public"),
        }
    )
    store.add(second)
    store.add(CONNECTION)
    assert store.list(WORKSPACE) == (CONNECTION, second)
    assert store.list(OTHER_WORKSPACE) == ()
    assert store.get(WORKSPACE, CONNECTION.connection_id) == CONNECTION
    assert store.get(OTHER_WORKSPACE, CONNECTION.connection_id) is None
    changed = CONNECTION.model_copy(update={"has_credentials": False})
    assert store.replace(changed)
    assert store.get(WORKSPACE, CONNECTION.connection_id) == changed
    assert store.delete(WORKSPACE, CONNECTION.connection_id)
    assert not store.delete(WORKSPACE, CONNECTION.connection_id)
    assert not store.replace(changed)
    assert store.list(WORKSPACE) == (second,)


def test_an_import_that_ended_stays_as_it_is(store: ConnectionStore) -> None:
    assert not store.save_import(JOB)
    store.add_import(JOB)
    assert store.get_import(OTHER_WORKSPACE, JOB.import_id) is None
    running = JOB.model_copy(update={"status": ImportStatus.RUNNING})
    assert store.save_import(running)
    cause = FailureCause(code="unreadable", message="no table")
    failed = running.model_copy(update={"status": ImportStatus.FAILED, "failure": cause})
    assert store.save_import(failed)
    assert not store.save_import(running)
    assert store.get_import(WORKSPACE, JOB.import_id) == failed
    store.forget_import(WORKSPACE, JOB.import_id)
    store.forget_import(WORKSPACE, JOB.import_id)
    assert store.get_import(WORKSPACE, JOB.import_id) is None
    assert store.list(WORKSPACE) == ()


def test_imports_leave_the_table_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_table()
        client = boto3.client("dynamodb")
        DynamoDbConnections(client, TABLE).add_import(JOB)
        (item,) = client.scan(TableName=TABLE)["Items"]
    assert int(item["expires_at"]["N"]) == int((NOW + KEPT).timestamp())


@pytest.fixture(params=["memory", "secretsmanager"])
def vault(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[CredentialVault]:
    if request.param == "memory":
        yield MemoryVault()
        return
    with empty_aws(monkeypatch):
        yield SecretsManagerVault(boto3.client("secretsmanager"), "acme")


def test_credentials_are_kept_replaced_and_forgotten(vault: CredentialVault) -> None:
    place = (WORKSPACE, CONNECTION.connection_id)
    assert vault.find(*place) is None
    vault.keep(*place, Credentials(password=SecretStr("hush"), user=SecretStr("ada")))
    assert vault.find(OTHER_WORKSPACE, CONNECTION.connection_id) is None
    vault.keep(*place, Credentials(password=SecretStr("new")))
    found = vault.find(*place)
    assert found is not None
    assert found.plain() == {"password": "new"}
    assert "new" not in repr(found)
    vault.forget(*place)
    vault.forget(*place)
    assert vault.find(*place) is None


def test_a_forgotten_secret_is_not_kept_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        client = boto3.client("secretsmanager")
        vault = SecretsManagerVault(client, "acme")
        vault.keep(WORKSPACE, "c", Credentials(password=SecretStr("hush")))
        (secret,) = client.list_secrets()["SecretList"]
        assert secret["Name"] == f"datainsight/acme/connections/{WORKSPACE}/c"
        vault.forget(WORKSPACE, "c")
        assert client.list_secrets(IncludePlannedDeletion=True)["SecretList"] == []
        vault.keep(WORKSPACE, "c", Credentials(password=SecretStr("again")))


def test_starting_twice_is_starting_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        client = boto3.client("stepfunctions")
        definition = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
        arn: Any = client.create_state_machine(
            name="imports", definition=definition, roleArn="arn:aws:iam::123456789012:role/x"
        )["stateMachineArn"]
        workflow = StepFunctionsImports(client, arn)
        request = ImportRequest(workspace_id=WORKSPACE, import_id=JOB.import_id)
        workflow.start_import(request)
        workflow.start_import(request)
        (execution,) = client.list_executions(stateMachineArn=arn)["executions"]
        given = client.describe_execution(executionArn=execution["executionArn"])["input"]
    assert ImportRequest.model_validate_json(given) == request
