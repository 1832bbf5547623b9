"""Accounts on moto and a real PostgreSQL: what the store promises, its policies, the API as deployed."""

import importlib
import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from datainsight.adapters.bcrypt_passwords import BcryptPasswords
from datainsight.adapters.data_api import DataApi
from datainsight.adapters.data_api_accounts import DataApiAccounts
from datainsight.models.account import Membership, Role, User
from datainsight.services.account_ports import AccountStore
from tests.integration.database import LocalDatabase
from tests.integration.test_handlers import Context, Event, environment, load
from tests.unit.adapters.aws import BUCKET, REGION, TABLE
from tests.unit.services.account_fakes import MemoryAccounts

pytestmark = pytest.mark.xdist_group("database")
AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
PASSWORD = "velvet kettle orbit 47 marmalade"

__all__ = ["environment"]


@pytest.fixture(params=["memory", "data_api"])
def accounts(request: pytest.FixtureRequest) -> AccountStore:
    if request.param == "memory":
        return MemoryAccounts()
    database: LocalDatabase = request.getfixturevalue("database")
    return DataApiAccounts(DataApi(database.client, database.database))


def person() -> tuple[User, Membership]:
    user = User(
        user_id=str(uuid.uuid4()),
        email=f"{uuid.uuid4().hex}@example.com",
        display_name="Ada O'Lovelace; --",
        created_at=AT,
    )
    return user, Membership(workspace_id=str(uuid.uuid4()), name="Personal", role=Role.OWNER)


def test_gives_back_who_was_added(accounts: AccountStore) -> None:
    user, workspace = person()
    assert accounts.credential(user.email) is None
    assert accounts.add_user(user, "hash", workspace)
    found = accounts.credential(user.email)
    assert found is not None
    assert (found.user, found.password_hash) == (user, "hash")
    assert accounts.memberships(user.user_id) == (workspace,)


def test_an_address_is_added_once(accounts: AccountStore) -> None:
    user, workspace = person()
    assert accounts.add_user(user, "hash", workspace)
    again, other = person()
    assert not accounts.add_user(again.model_copy(update={"email": user.email}), "other", other)
    assert accounts.memberships(again.user_id) == ()
    found = accounts.credential(user.email)
    assert found is not None
    assert found.password_hash == "hash"


def test_a_deleted_user_takes_their_workspaces_along_and_nobody_else_s(accounts: AccountStore) -> None:
    (ada, home), (bob, other) = person(), person()
    for user, workspace in ((ada, home), (bob, other)):
        accounts.add_user(user, "hash", workspace)
    accounts.delete(ada.user_id, (home.workspace_id,))
    assert accounts.credential(ada.email) is None
    assert accounts.memberships(ada.user_id) == ()
    assert accounts.memberships(bob.user_id) == (other,)
    again, home_again = person()
    assert accounts.add_user(again.model_copy(update={"email": ada.email}), "hash", home_again)


def test_replaces_the_password_of_one_user(accounts: AccountStore) -> None:
    people = [person() for _ in range(2)]
    for user, workspace in people:
        accounts.add_user(user, "old", workspace)
    accounts.replace_password(people[0][0].user_id, "new")
    hashes = [found.password_hash for user, _ in people if (found := accounts.credential(user.email))]
    assert hashes == ["new", "old"]


def test_a_transaction_sees_the_people_it_is_about(database: LocalDatabase) -> None:
    data_api = DataApi(database.client, database.database)
    accounts = DataApiAccounts(data_api)
    (ada, home), (eve, elsewhere) = person(), person()
    accounts.add_user(ada, "hash", home)
    accounts.add_user(eve, "hash", elsewhere)

    def seen(table: str, **settings: str) -> set[str]:
        column = {"users": "id", "workspaces": "id"}.get(table, "user_id")
        with data_api.transaction(**settings) as transaction:
            return {str(row[column]) for row in transaction.execute(f"SELECT {column} FROM {table}")}

    assert seen("users", user_id=ada.user_id) == {ada.user_id}
    assert seen("users", email=ada.email) == {ada.user_id}
    assert seen("users", workspace_id=home.workspace_id) == {ada.user_id}
    assert seen("credentials", user_id=ada.user_id) == {ada.user_id}
    assert seen("credentials", email=ada.email) == {ada.user_id}
    assert seen("credentials", workspace_id=home.workspace_id) == set()
    assert seen("memberships", user_id=ada.user_id) == {ada.user_id}
    assert seen("workspaces", user_id=ada.user_id) == {home.workspace_id}
    for table in ("users", "credentials", "memberships", "workspaces"):
        assert seen(table) == set()


def test_nobody_changes_another_s_account(database: LocalDatabase) -> None:
    data_api = DataApi(database.client, database.database)
    accounts = DataApiAccounts(data_api)
    (ada, home), (eve, elsewhere) = person(), person()
    accounts.add_user(ada, "hash", home)
    accounts.add_user(eve, "hash", elsewhere)
    for settings in ({"user_id": eve.user_id}, {"email": ada.email}, {"workspace_id": home.workspace_id}):
        with data_api.transaction(**settings) as transaction:
            transaction.execute("UPDATE users SET display_name = 'changed'")
            transaction.execute("UPDATE credentials SET password_hash = 'changed'")
    found = accounts.credential(ada.email)
    assert found is not None
    assert (found.user, found.password_hash) == (ada, "hash")


@dataclass
class DeployedApi:
    """The api function of a deployment: nobody is anybody without signing in."""

    def call(
        self, method: str, path: str, body: Event | None = None, token: str = "", **headers: str
    ) -> tuple[int, Event]:
        event = load("api_request")
        event["rawPath"] = f"/api/v1{path}"
        event["requestContext"]["http"] |= {"method": method, "path": event["rawPath"]}
        event["body"] = json.dumps(body) if body is not None else None
        event["headers"] |= {**({"authorization": f"Bearer {token}"} if token else {}), **headers}
        module = importlib.import_module("functions.api.handler")
        reply = json.loads(json.dumps(module.handler(event, Context())))
        return reply["statusCode"], json.loads(reply["body"]) if reply["body"] else {}

    def mailed_token(self, email: str) -> str:
        """From the newest mail."""
        sent = boto3.client("s3").list_objects_v2(Bucket=BUCKET, Prefix=f"outbox/{email}/")["Contents"]
        body = boto3.client("s3").get_object(Bucket=BUCKET, Key=sent[-1]["Key"])["Body"].read()
        found = re.search(r"^(di[a-z]_\S+)$", json.loads(body)["text"], re.MULTILINE)
        assert found
        return found[1]

    def account(self, email: str = "") -> Event:
        """Registers somebody; returns the tokens, and the address."""
        email = email or f"{uuid.uuid4().hex}@example.com"
        status, _ = self.call("POST", "/auth/register", {"email": email, "password": PASSWORD})
        assert status == 202
        body = {"token": self.mailed_token(email), "password": PASSWORD}
        status, tokens = self.call("POST", "/auth/verify", body)
        assert status == 201
        return {**tokens, "email": email}


@pytest.fixture
def api(environment: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeployedApi]:
    monkeypatch.setenv("DATAINSIGHT_MAIL_SENDER", "no-reply@acme.example")
    sys.modules.pop("functions.api.handler", None)
    monkeypatch.setattr("datainsight.adapters.bcrypt_passwords.ROUNDS", 4)
    monkeypatch.setattr("datainsight.adapters.bcrypt_passwords.BcryptPasswords.__init__.__defaults__", (4,))
    # As on a local stack, so that tests can read the mails.
    monkeypatch.setattr("datainsight.adapters.mailers.SesMailer", _outbox)
    yield DeployedApi()
    sys.modules.pop("functions.api.handler", None)


def _outbox(client: Any, sender: str) -> Any:
    from datainsight.adapters.mailers import OutboxMailer
    from datainsight.adapters.s3_store import S3Store
    from datainsight.bootstrap import utc_now

    return OutboxMailer(S3Store(boto3.client("s3"), BUCKET), utc_now)


def test_two_accounts_from_registration_to_signing_out(api: DeployedApi) -> None:
    assert api.call("GET", "/datasets")[0] == 401
    ada, eve = api.account(), api.account()
    status, me = api.call("GET", "/auth/me", token=ada["access_token"])
    assert (status, me["user"]["email"], me["role"]) == (200, ada["email"], "owner")
    upload = {"name": "orders.csv", "size_bytes": 10}
    status, ticket = api.call("POST", "/datasets/upload", upload, ada["access_token"])
    assert status == 201
    dataset = f"/datasets/{ticket['dataset_id']}"
    assert api.call("GET", dataset, token=ada["access_token"])[0] == 200
    assert api.call("GET", dataset, token=eve["access_token"])[0] == 404
    assert api.call("GET", "/datasets", token=eve["access_token"])[1]["datasets"] == []
    header = {"x-workspace-id": me["workspace_id"]}
    assert api.call("GET", "/datasets", token=eve["access_token"], **header)[0] == 404
    status, fresh = api.call("POST", "/auth/refresh", {"refresh_token": ada["refresh_token"]})
    assert status == 200
    assert api.call("POST", "/auth/logout", {"refresh_token": fresh["refresh_token"]})[0] == 204
    assert api.call("GET", dataset, token=fresh["access_token"])[0] == 401
    login = {"email": ada["email"], "password": PASSWORD}
    status, again = api.call("POST", "/auth/login", login)
    assert status == 200
    assert api.call("GET", dataset, token=again["access_token"])[0] == 200


def test_nothing_secret_or_personal_is_logged_or_stored_in_the_open(
    api: DeployedApi, database: LocalDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = api.account()
    email = tokens["email"]
    api.call("POST", "/auth/login", {"email": email, "password": "wrong " + PASSWORD})
    api.call("POST", "/auth/login", {"email": email})
    api.call("POST", "/auth/refresh", {"refresh_token": "dir_" + PASSWORD})
    api.call("GET", "/auth/me", token="nonsense")
    written = "".join(capsys.readouterr())
    secrets = [PASSWORD, tokens["access_token"], tokens["refresh_token"]]
    for secret in (*secrets, email, "nonsense"):
        assert secret not in written
    stored = json.dumps(boto3.client("dynamodb").scan(TableName=TABLE)["Items"])
    for secret in secrets:
        assert secret not in stored


def test_the_rotation_function_makes_the_next_key(api: DeployedApi) -> None:
    tokens = api.account()
    client = boto3.client("secretsmanager", region_name=REGION)
    secret = client.list_secrets()["SecretList"][0]["ARN"]
    handler = importlib.import_module("functions.rotate.handler").handler
    for step in ("createSecret", "setSecret", "testSecret", "finishSecret"):
        handler({**load("rotate"), "Step": step, "SecretId": secret}, Context())
    current = client.get_secret_value(SecretId=secret, VersionStage="AWSCURRENT")
    assert current["VersionId"] == load("rotate")["ClientRequestToken"]
    sys.modules.pop("functions.api.handler", None)
    assert api.call("GET", "/auth/me", token=tokens["access_token"])[0] == 200


def test_the_deployed_hash_is_bcrypt_of_full_cost() -> None:
    assert BcryptPasswords().decoy.startswith("$2b$12$")
