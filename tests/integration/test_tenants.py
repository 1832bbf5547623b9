"""Two tenants never meet: in PostgreSQL, in DynamoDB, in the bucket's keys, and over the API as deployed."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.exceptions import ClientError

from datainsight.adapters.data_api import DataApi
from datainsight.adapters.data_api_accounts import DataApiAccounts
from datainsight.adapters.data_api_catalog import DataApiCatalog
from datainsight.adapters.data_api_workspaces import DataApiWorkspaces
from datainsight.adapters.dynamodb_api_keys import DynamoDbApiKeys
from datainsight.errors import ConflictError, NotFoundError
from datainsight.models.account import ApiKey, AuditEntry, Invitation, KeyMode, Membership, Role, Scope, User
from datainsight.services.account_ports import ApiKeyStore, WorkspaceStore
from tests.integration.database import LocalDatabase
from tests.integration.test_accounts import DeployedApi, api, environment, person
from tests.integration.test_catalog_contract import dataset
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.account_fakes import MemoryAccounts, MemoryApiKeys, MemoryWorkspaces

pytestmark = pytest.mark.xdist_group("database")
AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)

__all__ = ["api", "environment"]


class Stores:
    """Workspaces and the accounts that belong to them."""

    def __init__(self, accounts: DataApiAccounts | MemoryAccounts, workspaces: WorkspaceStore) -> None:
        self.accounts, self.workspaces = accounts, workspaces

    def somebody(self) -> tuple[User, Membership]:
        user, home = person()
        assert self.accounts.add_user(user, "hash", home)
        return user, home

    def joined(self, host: Membership, role: Role) -> User:
        user, _ = self.somebody()
        invitation = offer(host, user.email, role)
        self.workspaces.invite(invitation, "digest", entry(host))
        done = self.workspaces.accept(
            host.workspace_id, invitation.invitation_id, "digest", user, entry(host)
        )
        assert done == Membership(workspace_id=host.workspace_id, name=host.name, role=role)
        return user


def entry(workspace: Membership, action: str = "test", seconds: int = 0) -> AuditEntry:
    return AuditEntry(
        entry_id=str(uuid.uuid4()),
        workspace_id=workspace.workspace_id,
        at=AT + timedelta(seconds=seconds),
        user_id=str(uuid.uuid4()),
        key_id=None,
        action=action,
        subject="somebody",
        details={"role": "o'wner"},
    )


def offer(workspace: Membership, email: str, role: Role = Role.EDITOR) -> Invitation:
    return Invitation(
        invitation_id=str(uuid.uuid4()),
        workspace_id=workspace.workspace_id,
        email=email,
        role=role,
        created_at=AT,
        expires_at=AT + timedelta(days=7),
    )


@pytest.fixture(params=["memory", "data_api"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "memory":
        accounts = MemoryAccounts()
        return Stores(accounts, MemoryWorkspaces(accounts))
    database: LocalDatabase = request.getfixturevalue("database")
    data_api = DataApi(database.client, database.database)
    return Stores(DataApiAccounts(data_api), DataApiWorkspaces(data_api))


def test_members_join_change_and_leave(stores: Stores) -> None:
    ada, home = stores.somebody()
    grace = stores.joined(home, Role.VIEWER)
    shown = stores.workspaces.members(home.workspace_id)
    assert {(each.user_id, each.role) for each in shown} == {
        (ada.user_id, Role.OWNER),
        (grace.user_id, Role.VIEWER),
    }
    changed = stores.workspaces.change_role(home.workspace_id, grace.user_id, Role.OWNER, entry(home))
    assert (changed.role, changed.name) == (Role.OWNER, home.name)
    stores.workspaces.remove_member(home.workspace_id, ada.user_id, entry(home))
    assert stores.accounts.memberships(ada.user_id) == ()
    with pytest.raises(ConflictError):
        stores.workspaces.remove_member(home.workspace_id, grace.user_id, entry(home))
    with pytest.raises(ConflictError):
        stores.workspaces.change_role(home.workspace_id, grace.user_id, Role.EDITOR, entry(home))
    with pytest.raises(NotFoundError):
        stores.workspaces.remove_member(home.workspace_id, ada.user_id, entry(home))


def test_an_invitation_is_used_up_by_its_address_only(stores: Stores) -> None:
    _, home = stores.somebody()
    grace, _ = stores.somebody()
    eve, _ = stores.somebody()
    invitation = offer(home, grace.email)
    stores.workspaces.invite(invitation, "digest", entry(home))
    place = (home.workspace_id, invitation.invitation_id)
    late = entry(home, seconds=7 * 86_400)
    assert stores.workspaces.invitations(home.workspace_id, AT) == (invitation,)
    assert stores.workspaces.invitations(home.workspace_id, late.at) == ()
    assert stores.workspaces.accept(*place, "digest", eve, entry(home)) is None
    assert stores.workspaces.accept(*place, "other", grace, entry(home)) is None
    assert stores.workspaces.accept(*place, "digest", grace, late) is None
    assert stores.workspaces.accept(*place, "digest", grace, entry(home)) is not None
    assert stores.workspaces.accept(*place, "digest", grace, entry(home)) is None


def test_the_audit_log_has_the_newest_first(stores: Stores) -> None:
    ada, home = stores.somebody()
    lines = [entry(home, f"action.{number}", number) for number in range(3)]
    for line in lines:
        stores.workspaces.record(line)
    assert stores.workspaces.audit_log(home.workspace_id, 2) == (lines[2], lines[1])
    workspace = Membership(workspace_id=str(uuid.uuid4()), name="Sales", role=Role.OWNER)
    stores.workspaces.create(ada.user_id, workspace, entry(workspace, "workspace.created"))
    assert [each.action for each in stores.workspaces.audit_log(workspace.workspace_id, 9)] == [
        "workspace.created"
    ]
    assert workspace in stores.accounts.memberships(ada.user_id)


def test_one_workspace_changes_nothing_of_another(stores: Stores) -> None:
    ada, home = stores.somebody()
    _, elsewhere = stores.somebody()
    invitation = offer(home, "grace@example.com")
    stores.workspaces.invite(invitation, "digest", entry(home))
    there = elsewhere.workspace_id
    assert not stores.workspaces.withdraw(there, invitation.invitation_id, entry(elsewhere))
    for attack in (
        lambda: stores.workspaces.remove_member(there, ada.user_id, entry(elsewhere)),
        lambda: stores.workspaces.change_role(there, ada.user_id, Role.VIEWER, entry(elsewhere)),
    ):
        with pytest.raises(NotFoundError):
            attack()
    assert stores.workspaces.invitations(there, AT) == ()
    assert ada.user_id not in {each.user_id for each in stores.workspaces.members(there)}
    assert stores.workspaces.invitations(home.workspace_id, AT) == (invitation,)


TENANT_TABLES = ("workspaces", "memberships", "datasets", "analyses", "invitations", "audit_log", "users")


def test_without_the_application_s_check_the_database_still_hides_other_tenants(
    database: LocalDatabase,
) -> None:
    """Statements that name no workspace at all, as a forgotten condition would leave them."""
    data_api = DataApi(database.client, database.database)
    stores = Stores(DataApiAccounts(data_api), DataApiWorkspaces(data_api))
    (ada, home), (_, elsewhere) = stores.somebody(), stores.somebody()
    stored = dataset(home.workspace_id)
    DataApiCatalog(data_api).add_dataset(stored)
    stores.workspaces.invite(offer(home, "grace@example.com"), "digest", entry(home))
    with data_api.transaction(elsewhere.workspace_id) as transaction:
        rows = {table: str(transaction.execute(f"SELECT * FROM {table}")) for table in TENANT_TABLES}
        by_id = transaction.execute("SELECT * FROM datasets WHERE id = :id", id=uuid.UUID(stored.dataset_id))
        transaction.execute("UPDATE datasets SET name = 'taken'")
        transaction.execute("DELETE FROM invitations")
        transaction.execute("DELETE FROM memberships WHERE user_id = :id", id=uuid.UUID(ada.user_id))
    assert by_id == []
    for table, text in rows.items():
        assert home.workspace_id not in text, table
        assert ada.user_id not in text, table
    assert DataApiCatalog(data_api).dataset(home.workspace_id, stored.dataset_id) == stored
    assert len(stores.workspaces.invitations(home.workspace_id, AT)) == 1
    assert stores.accounts.memberships(ada.user_id) == (home,)


@pytest.mark.parametrize("statement", ["UPDATE audit_log SET action = 'nothing'", "DELETE FROM audit_log"])
def test_nothing_changes_a_line_of_the_audit_log(database: LocalDatabase, statement: str) -> None:
    data_api = DataApi(database.client, database.database)
    stores = Stores(DataApiAccounts(data_api), DataApiWorkspaces(data_api))
    _, home = stores.somebody()
    line = entry(home)
    stores.workspaces.record(line)
    with (
        pytest.raises(ClientError, match="permission denied"),
        data_api.transaction(home.workspace_id) as transaction,
    ):
        transaction.execute(statement)
    assert stores.workspaces.audit_log(home.workspace_id, 9) == (line,)


@pytest.fixture(params=["memory", "dynamodb"])
def api_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ApiKeyStore]:
    if request.param == "memory":
        yield MemoryApiKeys()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbApiKeys(boto3.client("dynamodb"), TABLE)


def test_keys_belong_to_one_workspace(api_keys: ApiKeyStore) -> None:
    mine, other = str(uuid.uuid4()), str(uuid.uuid4())
    key = ApiKey(
        key_id=str(uuid.uuid4()),
        workspace_id=mine,
        name="import",
        mode=KeyMode.LIVE,
        scopes=(Scope.READ,),
        hint="abcd",
        digest="digest",
        created_by=None,
        created_at=AT,
        expires_at=AT.replace(microsecond=0) + timedelta(days=1),
    )
    api_keys.add(key)
    assert api_keys.find(mine, key.key_id) == key
    assert api_keys.keys(mine) == (key,)
    assert api_keys.find(other, key.key_id) is None
    assert api_keys.keys(other) == ()
    assert not api_keys.revoke(other, key.key_id)
    api_keys.note_use(other, key.key_id, AT)
    api_keys.note_use(mine, key.key_id, AT)
    assert api_keys.keys(other) == ()
    found = api_keys.find(mine, key.key_id)
    assert found is not None
    assert found.last_used_at == AT
    assert api_keys.revoke(mine, key.key_id)
    assert not api_keys.revoke(mine, key.key_id)
    api_keys.note_use(mine, key.key_id, AT)
    assert api_keys.keys(mine) == ()


def test_two_tenants_over_the_api(api: DeployedApi) -> None:
    """Whatever Eve asks for by the ids of Ada's things is not there; keys and items hold the workspace."""
    ada, eve = api.account(), api.account()
    home = api.call("GET", "/auth/me", token=ada["access_token"])[1]["workspace_id"]
    upload = {"name": "orders.csv", "size_bytes": 8}
    ticket = api.call("POST", "/datasets/upload", upload, ada["access_token"])[1]
    dataset_id = ticket["dataset_id"]
    assert f"/uploads/{home}/{dataset_id}/orders.csv" in ticket["upload"]["url"].split("?")[0]
    key = api.call("POST", "/keys", {"name": "import"}, eve["access_token"])[1]["key"]
    for token in (eve["access_token"], key):
        for method, path, body in [
            ("GET", f"/datasets/{dataset_id}", None),
            ("DELETE", f"/datasets/{dataset_id}", None),
            ("POST", "/analysis/start", {"dataset_id": dataset_id}),
            ("GET", f"/workspaces/{home}/members", None),
            ("GET", f"/workspaces/{home}/audit-log", None),
        ]:
            status, problem = api.call(method, path, body, token)
            assert (status, problem["code"]) == (404, "not_found"), (method, path)
            header = {"x-workspace-id": home}
            assert api.call(method, path, body, token, **header)[0] == 404
    assert api.call("GET", f"/datasets/{dataset_id}", token=ada["access_token"])[0] == 200
    items = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    of_ada = [item["pk"]["S"] for item in items if home in str(item)]
    assert all(pk.startswith(("USER#", f"WORKSPACE#{home}")) for pk in of_ada)
