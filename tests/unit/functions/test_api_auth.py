"""Accounts over HTTP, with memory behind."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from datainsight.models.account import Membership, Role
from datainsight.services.refresh_session import GRACE
from functions.api.app import create_app
from functions.api.routes import auth
from tests.unit.services.fakes import OTHER_WORKSPACE, MemoryPorts

API = "/api/v1"
OTHER_UUID = UUID(OTHER_WORKSPACE)
EMAIL = "ada@example.com"
PASSWORD = "velvet kettle orbit 47 marmalade"
OTHER_PASSWORD = "seven lanterns under quiet bridges"


@pytest.fixture
def client(world: MemoryPorts) -> TestClient:
    """A deployed API: nobody is anybody without signing in."""
    return TestClient(create_app(world, local_workspace=None), raise_server_exceptions=False)


def post(client: TestClient, path: str, **body: object) -> Any:
    return client.post(f"{API}/auth/{path}", json=body)


def mailed_token(world: MemoryPorts) -> str:
    found = re.search(r"^(dim_\S+)$", world.mailer.sent[-1].text, re.MULTILINE)
    assert found
    return found[1]


def account(client: TestClient, world: MemoryPorts, email: str = EMAIL) -> dict[str, Any]:
    assert post(client, "register", email=email, password=PASSWORD, display_name="Ada").status_code == 202
    reply = post(client, "verify", token=mailed_token(world), password=PASSWORD)
    assert reply.status_code == 201
    tokens: dict[str, Any] = reply.json()
    return tokens


def me(client: TestClient, tokens: dict[str, Any], **headers: str) -> Any:
    bearer = {"authorization": f"Bearer {tokens['access_token']}"}
    return client.get(f"{API}/auth/me", headers={**bearer, **headers})


def test_from_registration_to_me(client: TestClient, world: MemoryPorts) -> None:
    body = me(client, account(client, world)).json()
    assert (body["user"]["email"], body["user"]["display_name"], body["role"]) == (EMAIL, "Ada", "owner")
    assert [each["workspace_id"] for each in body["workspaces"]] == [body["workspace_id"]]
    login = post(client, "login", email="  Ada@Example.com".strip(), password=PASSWORD)
    assert login.status_code == 200
    assert me(client, login.json()).json() == body


def test_nothing_lasts_before_the_address_is_proved(client: TestClient, world: MemoryPorts) -> None:
    post(client, "register", email=EMAIL, password=PASSWORD)
    assert world.accounts.credentials == {}
    assert post(client, "login", email=EMAIL, password=PASSWORD).status_code == 401


def test_who_registers_another_s_address_gets_nothing_by_it(client: TestClient, world: MemoryPorts) -> None:
    post(client, "register", email=EMAIL, password=OTHER_PASSWORD)
    reply = post(client, "verify", token=mailed_token(world), password=PASSWORD)
    assert reply.status_code == 401
    assert world.accounts.credentials == {}


def test_a_token_of_a_mail_is_good_once(client: TestClient, world: MemoryPorts) -> None:
    account(client, world)
    assert post(client, "verify", token=mailed_token(world), password=PASSWORD).status_code == 401


def test_a_token_of_a_mail_expires(client: TestClient, world: MemoryPorts) -> None:
    post(client, "register", email=EMAIL, password=PASSWORD)
    world.now.time += timedelta(days=1)
    assert post(client, "verify", token=mailed_token(world), password=PASSWORD).status_code == 401


def test_an_address_gets_one_account(client: TestClient, world: MemoryPorts) -> None:
    post(client, "register", email=EMAIL, password=PASSWORD)
    first = mailed_token(world)
    post(client, "register", email=EMAIL, password=OTHER_PASSWORD)
    assert post(client, "verify", token=mailed_token(world), password=OTHER_PASSWORD).status_code == 201
    assert post(client, "verify", token=first, password=PASSWORD).status_code == 409


@pytest.mark.parametrize("path", ["register", "password/forgot"])
def test_known_and_unknown_addresses_get_the_same_answer_for_the_same_work(
    client: TestClient, world: MemoryPorts, path: str
) -> None:
    account(client, world)
    seen = []
    for email in (EMAIL, "nobody@example.com"):
        body = {"email": email} | ({"password": PASSWORD} if path == "register" else {})
        before = (
            world.passwords.work,
            world.accounts.lookups,
            len(world.mailer.sent),
            len(world.mail_tokens.items),
        )
        reply = post(client, path, **body)
        after = (
            world.passwords.work,
            world.accounts.lookups,
            len(world.mailer.sent),
            len(world.mail_tokens.items),
        )
        work = tuple(new - old for new, old in zip(after, before, strict=True))
        seen.append((reply.status_code, reply.json(), work))
        assert world.mailer.sent[-1].recipient == email
    assert seen[0] == seen[1]


def test_login_answers_known_and_unknown_alike(client: TestClient, world: MemoryPorts) -> None:
    account(client, world)
    seen = []
    for email in (EMAIL, "nobody@example.com"):
        before = (world.passwords.work, world.accounts.lookups)
        reply = post(client, "login", email=email, password=OTHER_PASSWORD)
        problem = {**reply.json(), "request_id": ""}
        after = (world.passwords.work, world.accounts.lookups)
        seen.append((reply.status_code, problem, after[0] - before[0], after[1] - before[1]))
    assert seen[0] == seen[1]
    assert seen[0][0] == 401


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_wrong_passwords_make_pauses_that_grow(client: TestClient, world: MemoryPorts, email: str) -> None:
    account(client, world)
    answers = [post(client, "login", email=email, password=OTHER_PASSWORD) for _ in range(7)]
    assert [each.status_code for each in answers] == [401] * 6 + [429]
    assert answers[-1].json()["code"] == "too_many_attempts"
    first = int(answers[-1].headers["retry-after"])
    assert 1 <= first <= 15
    # Even the right password has to wait, or guessing would go on.
    assert post(client, "login", email=email, password=PASSWORD).status_code == 429
    world.now.time += timedelta(seconds=15)
    assert post(client, "login", email=email, password=OTHER_PASSWORD).status_code == 401
    assert int(post(client, "login", email=email, password=OTHER_PASSWORD).headers["retry-after"]) > first


@pytest.mark.parametrize(
    ("headers", "machine"),
    [
        (
            {"x-forwarded-for": "10.0.0.9, 203.0.113.7, 198.51.100.1", "x-origin-key": "key-of-cloudfront"},
            "203.0.113.7",
        ),
        ({"x-forwarded-for": "203.0.113.7, 198.51.100.1", "x-origin-key": "guessed"}, "unknown"),
        ({"x-forwarded-for": "203.0.113.7, 198.51.100.1"}, "unknown"),
        ({"x-origin-key": "key-of-cloudfront"}, "unknown"),
    ],
)
def test_attempts_count_for_the_viewer_only_where_cloudfront_says_who_that_is(
    client: TestClient, world: MemoryPorts, headers: dict[str, str], machine: str
) -> None:
    body = {"email": EMAIL, "password": OTHER_PASSWORD}
    client.post(f"{API}/auth/login", json=body, headers=headers)
    assert world.attempts.made[("sign_in_machine", machine)] == 1


def test_signing_in_forgets_the_wrong_passwords(client: TestClient, world: MemoryPorts) -> None:
    account(client, world)
    for _ in range(3):
        for _ in range(4):
            post(client, "login", email=EMAIL, password=OTHER_PASSWORD)
        assert post(client, "login", email=EMAIL, password=PASSWORD).status_code == 200


def test_nobody_is_flooded_with_mail(client: TestClient, world: MemoryPorts) -> None:
    answers = [post(client, "password/forgot", email=EMAIL).status_code for _ in range(6)]
    assert answers == [202] * 4 + [429] * 2
    assert len(world.mailer.sent) == 4


def test_refreshing_replaces_both_tokens(client: TestClient, world: MemoryPorts) -> None:
    first = account(client, world)
    second = post(client, "refresh", refresh_token=first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert me(client, second).status_code == 200
    world.now.time += timedelta(minutes=11)
    assert me(client, second).status_code == 401
    third = post(client, "refresh", refresh_token=second["refresh_token"])
    assert me(client, third.json()).status_code == 200


def test_a_refresh_token_that_comes_again_later_ends_the_session(
    client: TestClient, world: MemoryPorts
) -> None:
    first = account(client, world)
    second = post(client, "refresh", refresh_token=first["refresh_token"]).json()
    other = post(client, "login", email=EMAIL, password=PASSWORD).json()
    world.now.time += GRACE
    assert post(client, "refresh", refresh_token=first["refresh_token"]).status_code == 401
    assert post(client, "refresh", refresh_token=second["refresh_token"]).status_code == 401
    assert me(client, second).status_code == 401
    assert me(client, other).status_code == 200  # another device is another family


def test_who_did_not_get_the_answer_may_refresh_again(client: TestClient, world: MemoryPorts) -> None:
    first = account(client, world)
    lost = post(client, "refresh", refresh_token=first["refresh_token"]).json()
    world.now.time += GRACE / 2
    second = post(client, "refresh", refresh_token=first["refresh_token"])
    assert me(client, second.json()).status_code == 200
    assert post(client, "refresh", refresh_token=lost["refresh_token"]).status_code == 401
    assert me(client, second.json()).status_code == 401


def test_signing_out_ends_the_session_at_once(client: TestClient, world: MemoryPorts) -> None:
    tokens = account(client, world)
    assert post(client, "logout", refresh_token=tokens["refresh_token"]).status_code == 204
    assert me(client, tokens).status_code == 401
    assert post(client, "refresh", refresh_token=tokens["refresh_token"]).status_code == 401
    assert post(client, "logout", refresh_token="nonsense").status_code == 204


def test_a_forgotten_password_is_replaced(client: TestClient, world: MemoryPorts) -> None:
    tokens = account(client, world)
    post(client, "password/forgot", email=EMAIL)
    token = mailed_token(world)
    short = post(client, "password/reset", token=token, password="short")
    assert (short.status_code, short.json()["errors"][0]["pointer"]) == (400, "#/password")
    assert post(client, "password/reset", token=token, password=OTHER_PASSWORD).status_code == 204
    assert me(client, tokens).status_code == 401
    assert post(client, "login", email=EMAIL, password=PASSWORD).status_code == 401
    assert post(client, "login", email=EMAIL, password=OTHER_PASSWORD).status_code == 200
    assert post(client, "password/reset", token=token, password=PASSWORD).status_code == 401


def test_the_token_of_an_unknown_address_opens_nothing(client: TestClient, world: MemoryPorts) -> None:
    post(client, "password/forgot", email="nobody@example.com")
    assert "dim_" not in world.mailer.sent[-1].text
    assert len(world.mail_tokens.items) == 1


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("fourteen chars", "14 characters"),
        ("x" * 257, "256 characters"),
        ("my ada@example.com!", "easy to guess"),
    ],
)
def test_weak_passwords_are_refused(client: TestClient, world: MemoryPorts, password: str, said: str) -> None:
    reply = post(client, "register", email=EMAIL, password=password)
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, "#/password")
    assert said in reply.json()["detail"]
    assert world.mailer.sent == []


@pytest.mark.parametrize(
    "email",
    ["ada", "ada@localhost", "a b@example.com", "ada@example.com, eve@example.com", "a@b.c\nBcc: x@y.z"],
)
def test_what_is_no_address_is_refused(client: TestClient, world: MemoryPorts, email: str) -> None:
    assert post(client, "register", email=email, password=PASSWORD).status_code == 422
    assert world.mailer.sent == []


def test_passwords_are_the_same_from_every_keyboard(client: TestClient, world: MemoryPorts) -> None:
    post(client, "register", email=EMAIL, password="ﬁfteen Café tables, in a row")
    token = mailed_token(world)
    composed = "fifteen Café tables, in a row"
    assert post(client, "verify", token=token, password=composed).status_code == 201


def test_the_header_chooses_among_memberships_only(client: TestClient, world: MemoryPorts) -> None:
    tokens = account(client, world)
    reply = me(client, tokens, **{"x-workspace-id": OTHER_WORKSPACE})
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    (user_id,) = world.accounts.members
    user, members = world.sessions.profiles[user_id]
    joined = Membership(workspace_id=OTHER_WORKSPACE, name="Other", role=Role.VIEWER)
    world.sessions.profiles[user_id] = (user, (*members, joined))
    body = me(client, tokens, **{"x-workspace-id": OTHER_WORKSPACE}).json()
    assert (body["workspace_id"], body["role"]) == (OTHER_WORKSPACE, "viewer")
    bearer = {"authorization": f"Bearer {tokens['access_token']}", "x-workspace-id": OTHER_WORKSPACE}
    assert client.get(f"{API}/datasets", headers=bearer).status_code == 200
    refused = client.post(f"{API}/datasets/upload", json={"name": "a", "size_bytes": 1}, headers=bearer)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("header", ["Bearer nonsense", "Basic YTpi", "Bearer", "nonsense"])
def test_a_bad_header_is_refused_even_where_nobody_must_sign_in(world: MemoryPorts, header: str) -> None:
    local = TestClient(create_app(world, local_workspace=OTHER_UUID))
    assert local.get(f"{API}/auth/me").json()["user"] is None
    assert local.get(f"{API}/auth/me", headers={"authorization": header}).status_code == 401


def test_signed_in_callers_of_a_local_stack_act_in_their_own_workspace(world: MemoryPorts) -> None:
    local = TestClient(create_app(world, local_workspace=OTHER_UUID))
    tokens = account(local, world)
    assert me(local, tokens).json()["workspace_id"] != OTHER_WORKSPACE


@pytest.mark.parametrize(
    "model",
    [
        auth.RegisterRequest,
        auth.VerifyRequest,
        auth.LoginRequest,
        auth.RefreshRequest,
        auth.EmailRequest,
        auth.ResetRequest,
        auth.TokenReply,
        auth.Accepted,
        auth.Me,
    ],
)
def test_examples_in_models_are_true(model: Any) -> None:
    extra = model.model_config["json_schema_extra"]
    for example in extra.get("examples") or [extra["example"]]:
        model.model_validate(example)
