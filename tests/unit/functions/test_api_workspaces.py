"""Workspaces, members, invitations and API keys over HTTP, with memory behind."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from datainsight.models.upload import WorkspacePlan
from functions.api.app import create_app
from functions.api.routes import keys, workspaces
from tests.unit.functions.test_api_auth import API, EMAIL, account
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

GRACE = "grace@example.com"
MEMBER_ID = "7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"


@pytest.fixture
def client(world: MemoryPorts) -> TestClient:
    return TestClient(create_app(world, local_workspace=None), raise_server_exceptions=False)


class Person:
    """A client with its bearer token."""

    def __init__(self, client: TestClient, token: str, home: str = "") -> None:
        self.client, self.token = client, token
        self.home = home

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        bearer = {"authorization": f"Bearer {self.token}", **headers}
        return self.client.request(method, f"{API}{path}", json=body, headers=bearer)

    def key(self, **given: object) -> "Person":
        reply = self.ask("POST", "/keys", {"name": "import", **given})
        assert reply.status_code == 201
        return Person(self.client, reply.json()["key"], self.home)


def signed_up(client: TestClient, world: MemoryPorts, email: str) -> Person:
    person = Person(client, account(client, world, email)["access_token"])
    person.home = person.ask("GET", "/auth/me").json()["workspace_id"]
    return person


@pytest.fixture
def ada(client: TestClient, world: MemoryPorts) -> Person:
    return signed_up(client, world, EMAIL)


@pytest.fixture
def grace(client: TestClient, world: MemoryPorts) -> Person:
    return signed_up(client, world, GRACE)


def invite(person: Person, email: str = GRACE, role: str = "editor") -> Any:
    return person.ask("POST", f"/workspaces/{person.home}/invitations", {"email": email, "role": role})


def joined(world: MemoryPorts, host: Person, guest: Person, role: str) -> str:
    """Lets the guest join; returns the guest's id."""
    assert invite(host, role=role).status_code == 201
    reply = guest.ask("POST", "/workspaces/invitations/accept", {"token": mailed_invitation(world)})
    assert (reply.status_code, reply.json()["role"]) == (200, role)
    return str(guest.ask("GET", "/auth/me").json()["user"]["user_id"])


def mailed_invitation(world: MemoryPorts) -> str:
    return next(line for line in world.mailer.sent[-1].text.splitlines() if line.startswith("dii_"))


def test_a_workspace_of_one_s_own(ada: Person) -> None:
    made = ada.ask("POST", "/workspaces", {"name": " Sales "})
    assert (made.status_code, made.json()["name"], made.json()["role"]) == (201, "Sales", "owner")
    listed = ada.ask("GET", "/workspaces").json()["workspaces"]
    assert [each["name"] for each in listed] == ["Personal", "Sales"]
    there = {"x-workspace-id": made.json()["workspace_id"]}
    assert ada.ask("GET", "/auth/me", **there).json()["workspace_id"] == made.json()["workspace_id"]
    assert ada.ask("POST", "/workspaces", {"name": "\u200b"}).status_code == 400


@pytest.mark.parametrize(
    ("role", "statuses"),
    [("viewer", (200, 403, 403)), ("editor", (200, 201, 403)), ("owner", (200, 201, 200))],
)
def test_a_role_says_what_a_member_may(
    world: MemoryPorts, ada: Person, grace: Person, role: str, statuses: tuple[int, int, int]
) -> None:
    reads, writes, owns = statuses
    world.catalog.plans[ada.home] = world.catalog.plans[WORKSPACE]
    joined(world, ada, grace, role)
    there = {"x-workspace-id": ada.home}
    assert grace.ask("GET", "/datasets", **there).status_code == reads
    upload = {"name": "a.csv", "size_bytes": 5}
    assert grace.ask("POST", "/datasets/upload", upload, **there).status_code == writes
    assert grace.ask("GET", f"/workspaces/{ada.home}/members").status_code == reads
    for path in ("invitations", "audit-log"):
        assert grace.ask("GET", f"/workspaces/{ada.home}/{path}").status_code == owns
    assert grace.ask("GET", "/keys", **there).status_code == owns
    target = {"kind": "http", "url": "https://data.example/"}
    made = ada.ask("POST", "/connections", {"name": "Files", "target": target}).json()
    changed = grace.ask("PATCH", f"/connections/{made['connection_id']}", {"name": "Mine"}, **there)
    assert changed.status_code == owns


def test_roles_change_and_memberships_end_from_the_next_request_on(
    world: MemoryPorts, ada: Person, grace: Person
) -> None:
    user_id = joined(world, ada, grace, "editor")
    member = f"/workspaces/{ada.home}/members/{user_id}"
    there = {"x-workspace-id": ada.home}
    assert grace.ask("PATCH", member, {"role": "owner"}).status_code == 403
    assert ada.ask("PATCH", member, {"role": "viewer"}).status_code == 204
    assert grace.ask("GET", "/auth/me", **there).json()["role"] == "viewer"
    shown = ada.ask("GET", f"/workspaces/{ada.home}/members").json()["members"]
    assert [(each["email"], each["role"]) for each in shown] == [(EMAIL, "owner"), (GRACE, "viewer")]
    assert ada.ask("DELETE", member).status_code == 204
    assert grace.ask("GET", "/datasets", **there).status_code == 404
    assert ada.ask("DELETE", member).status_code == 404


def test_members_leave_by_themselves_but_the_last_owner_stays(
    world: MemoryPorts, ada: Person, grace: Person
) -> None:
    grace_id = joined(world, ada, grace, "viewer")
    ada_id = ada.ask("GET", "/auth/me").json()["user"]["user_id"]
    members = f"/workspaces/{ada.home}/members"
    assert grace.ask("DELETE", f"{members}/{ada_id}").status_code == 403
    last = ada.ask("DELETE", f"{members}/{ada_id}")
    assert (last.status_code, last.json()["code"]) == (409, "conflict")
    assert ada.ask("PATCH", f"{members}/{ada_id}", {"role": "editor"}).status_code == 409
    assert grace.ask("DELETE", f"{members}/{grace_id}").status_code == 204


def test_an_invitation_is_good_once_for_its_address_and_for_a_week(
    client: TestClient, world: MemoryPorts, ada: Person, grace: Person
) -> None:
    eve = signed_up(client, world, "eve@example.com")
    invite(ada)
    token = {"token": mailed_invitation(world)}
    assert ada.ask("GET", f"/workspaces/{ada.home}/invitations").json()["invitations"][0]["email"] == GRACE
    assert EMAIL in world.mailer.sent[-1].text
    accept = "/workspaces/invitations/accept"
    assert eve.ask("POST", accept, token).status_code == 404
    assert grace.ask("POST", accept, token).status_code == 200
    assert grace.ask("POST", accept, token).status_code == 404
    invite(ada, "eve@example.com")
    late = {"token": mailed_invitation(world)}
    world.now.time += timedelta(days=7)
    refreshed = client.post(
        f"{API}/auth/login", json={"email": "eve@example.com", "password": PASSWORD_OF_ALL}
    )
    assert Person(client, refreshed.json()["access_token"]).ask("POST", accept, late).status_code == 404


PASSWORD_OF_ALL = "velvet kettle orbit 47 marmalade"


def test_an_invitation_can_be_taken_back_and_replaced(world: MemoryPorts, ada: Person, grace: Person) -> None:
    invite(ada)
    first = mailed_invitation(world)
    second = invite(ada, role="viewer").json()
    listed = ada.ask("GET", f"/workspaces/{ada.home}/invitations").json()["invitations"]
    assert listed == [second]
    accept = "/workspaces/invitations/accept"
    assert grace.ask("POST", accept, {"token": first}).status_code == 404
    place = f"/workspaces/{ada.home}/invitations/{second['invitation_id']}"
    assert ada.ask("DELETE", place).status_code == 204
    assert ada.ask("DELETE", place).status_code == 404
    assert grace.ask("POST", accept, {"token": mailed_invitation(world)}).status_code == 404


def test_another_s_workspace_does_not_exist(ada: Person, grace: Person) -> None:
    for method, path in [
        ("GET", "members"),
        ("GET", "invitations"),
        ("GET", "audit-log"),
        ("POST", "invitations"),
        ("DELETE", f"members/{MEMBER_ID}"),
    ]:
        reply = grace.ask(method, f"/workspaces/{ada.home}/{path}", {"email": GRACE})
        assert (reply.status_code, reply.json()["code"]) == (404, "not_found"), path


def test_everything_is_in_the_audit_log(world: MemoryPorts, ada: Person, grace: Person) -> None:
    joined(world, ada, grace, "viewer")
    ada.key()
    entries = ada.ask("GET", f"/workspaces/{ada.home}/audit-log").json()["entries"]
    assert [each["action"] for each in entries] == ["key.created", "invitation.accepted", "invitation.sent"]
    ids = [
        ada.ask("GET", "/auth/me").json()["user"]["user_id"],
        grace.ask("GET", "/auth/me").json()["user"]["user_id"],
    ]
    assert [each["user_id"] for each in entries] == [ids[0], ids[1], ids[0]]
    assert ada.ask("GET", f"/workspaces/{ada.home}/audit-log?limit=1").json()["entries"] == entries[:1]


@pytest.mark.parametrize(("mode", "prefix"), [("live", "dip_live_"), ("test", "dip_test_")])
def test_a_key_is_shown_once_and_opens_its_workspace(
    world: MemoryPorts, ada: Person, mode: str, prefix: str
) -> None:
    key = ada.key(mode=mode)
    assert key.token.startswith(prefix)
    me = key.ask("GET", "/auth/me").json()
    assert (me["user"], me["workspace_id"], me["role"]) == (None, ada.home, "editor")
    assert key.ask("GET", "/datasets").status_code == 200
    (listed,) = ada.ask("GET", "/keys").json()["keys"]
    assert key.token.endswith(listed["hint"])
    assert listed["last_used_at"] is not None
    assert key.token not in str(ada.ask("GET", "/keys").json())
    assert key.token not in str(world.api_keys.items)


def test_a_key_does_no_more_than_its_scopes(ada: Person, grace: Person) -> None:
    reader, writer = ada.key(scopes=["read"]), ada.key(scopes=["write"])
    upload = {"name": "a.csv", "size_bytes": 5}
    assert reader.ask("GET", "/datasets").status_code == 200
    refused = reader.ask("POST", "/datasets/upload", upload)
    assert (refused.status_code, "scope `write`" in refused.json()["detail"]) == (403, True)
    assert writer.ask("POST", "/datasets/upload", upload).status_code in {
        201,
        404,
    }  # 404: memory has no plan of it
    for each in (reader, writer):
        refused = each.ask("POST", "/keys", {"name": "another"})
        assert (refused.status_code, "No API key" in refused.json()["detail"]) == (403, True)
        assert each.ask("GET", f"/workspaces/{ada.home}/audit-log").status_code == 403
        assert each.ask("POST", "/workspaces", {"name": "Mine"}).status_code == 401
        assert each.ask("GET", "/datasets", **{"x-workspace-id": grace.home}).status_code == 404
        assert each.ask("GET", f"/workspaces/{grace.home}/members").status_code == 404


def test_a_key_ends_by_revocation_and_by_time(world: MemoryPorts, ada: Person, grace: Person) -> None:
    key, other = ada.key(days=1), ada.key(days=1)
    key_id = ada.ask("GET", "/keys").json()["keys"][0]["key_id"]
    assert grace.ask("DELETE", f"/keys/{key_id}").status_code == 404
    assert ada.ask("DELETE", f"/keys/{key_id}").status_code == 204
    assert ada.ask("DELETE", f"/keys/{key_id}").status_code == 404
    assert key.ask("GET", "/datasets").status_code == 401
    assert other.ask("GET", "/datasets").status_code == 200
    world.now.time += timedelta(days=1)
    assert other.ask("GET", "/datasets").status_code == 401


@pytest.mark.parametrize(
    "change", [lambda key: key[:-1], lambda key: key[:-2] + "AA", lambda key: "dip_live_x"]
)
def test_what_is_no_key_is_refused(ada: Person, change: Any) -> None:
    ada.token = change(ada.key().token)
    reply = ada.ask("GET", "/datasets")
    assert (reply.status_code, reply.json()["code"]) == (401, "unauthenticated")


def test_use_is_noted_once_a_minute(world: MemoryPorts, ada: Person) -> None:
    key = ada.key()

    def last_used() -> Any:
        (stored,) = world.api_keys.items.values()
        return stored.last_used_at

    key.ask("GET", "/datasets")
    first = last_used()
    key.ask("GET", "/datasets")
    assert last_used() == first
    world.now.time += timedelta(minutes=1)
    key.ask("GET", "/datasets")
    assert last_used() > first


def test_before_a_local_stack_keys_work_and_people_must_sign_in(world: MemoryPorts) -> None:
    local = TestClient(create_app(world, local_workspace=UUID(WORKSPACE)))
    made = local.post(f"{API}/keys", json={"name": "local"})
    assert made.status_code == 201
    key = Person(local, made.json()["key"])
    assert key.ask("GET", "/auth/me").json()["workspace_id"] == WORKSPACE
    assert local.get(f"{API}/workspaces").status_code == 401


@pytest.mark.parametrize(
    "model",
    [
        workspaces.WorkspaceRequest,
        workspaces.RoleRequest,
        workspaces.InvitationRequest,
        workspaces.InvitationReply,
        workspaces.AcceptRequest,
        keys.KeyRequest,
        keys.Key,
        keys.NewKey,
    ],
)
def test_examples_in_models_are_true(model: Any) -> None:
    model.model_validate(model.model_config["json_schema_extra"]["example"])


def test_a_dataset_says_who_brought_it(world: MemoryPorts, ada: Person, grace: Person) -> None:
    grace_id = joined(world, ada, grace, "editor")
    there = {"x-workspace-id": ada.home}
    world.catalog.plans[ada.home] = WorkspacePlan.FREE
    mine = ada.ask("POST", "/datasets/upload", {"name": "mine.csv", "size_bytes": 8})
    theirs = grace.ask("POST", "/datasets/upload", {"name": "theirs.csv", "size_bytes": 8}, **there)
    assert (mine.status_code, theirs.status_code) == (201, 201)
    ada_id = ada.ask("GET", "/auth/me").json()["user"]["user_id"]
    listed = ada.ask("GET", "/datasets").json()["datasets"]
    assert {one["name"]: one["created_by"] for one in listed} == {"mine.csv": ada_id, "theirs.csv": grace_id}
