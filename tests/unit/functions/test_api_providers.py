"""Signing in with providers over HTTP; the provider is a stand-in that remembers what it was asked."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from datainsight.models.account import Identity, Provider
from functions.api.app import create_app
from functions.api.routes.providers import COOKIE
from functions.api.session_cookie import COOKIE as SESSION_COOKIE
from tests.unit.functions.test_api_auth import EMAIL, account, me, post
from tests.unit.services.fakes import MemoryPorts

PATH = "/api/v1/auth/providers"
SITE = "https://insight.acme.example"


@dataclass
class StandIn:
    """A provider that knows one person."""

    email: str | None = EMAIL
    seen: list[dict[str, str]] = field(default_factory=list)

    def authorization_url(self, **given: str) -> str:
        self.seen.append(given)
        return f"https://provider.example/?state={given['state']}"

    def identity(self, **given: str) -> Identity:
        assert given["nonce"] == self.seen[-1]["nonce"]
        assert given["code_verifier"] == self.seen[-1]["code_verifier"]
        assert given["redirect_uri"] == f"{SITE}{PATH}/google/callback"
        return Identity(verified_email=self.email, name="Ada")


@pytest.fixture
def provider(world: MemoryPorts) -> StandIn:
    made = StandIn()
    world.identity_providers[Provider.GOOGLE] = made
    return made


@pytest.fixture
def client(world: MemoryPorts) -> TestClient:
    app = create_app(world, local_workspace=None)
    return TestClient(app, base_url=SITE, raise_server_exceptions=False, follow_redirects=False)


def leave(client: TestClient, return_to: str = "/analyses") -> str:
    reply = client.get(f"{PATH}/google/start", params={"return_to": return_to})
    assert reply.status_code == 303
    return parse_qs(urlsplit(reply.headers["location"]).query)["state"][0]


def back(client: TestClient, state: str) -> Any:
    return client.get(f"{PATH}/google/callback", params={"state": state, "code": "c"})


def test_a_new_person_gets_an_account_and_a_session(
    client: TestClient, world: MemoryPorts, provider: StandIn
) -> None:
    reply = back(client, leave(client))
    assert (reply.status_code, reply.headers["location"]) == (303, "/analyses")
    assert SESSION_COOKIE in client.cookies
    tokens = post(client, "refresh", session="cookie").json()
    body = me(client, tokens).json()
    assert (body["user"]["email"], body["user"]["display_name"], body["role"]) == (EMAIL, "Ada", "owner")


def test_a_known_address_opens_its_own_account(
    client: TestClient, world: MemoryPorts, provider: StandIn
) -> None:
    known = me(client, account(client, world)).json()
    provider.email = EMAIL.upper()
    back(client, leave(client))
    assert me(client, post(client, "refresh", session="cookie").json()).json() == known
    assert len(world.accounts.credentials) == 1


def test_an_unverified_address_opens_nothing(
    client: TestClient, world: MemoryPorts, provider: StandIn
) -> None:
    account(client, world)
    provider.email = None
    reply = back(client, leave(client))
    assert reply.headers["location"].startswith("/login?error=forbidden")
    assert SESSION_COOKIE not in client.cookies


def test_another_browser_cannot_come_back(client: TestClient, world: MemoryPorts, provider: StandIn) -> None:
    state = leave(client)
    victim = TestClient(client.app, base_url=SITE, follow_redirects=False)
    reply = back(victim, state)
    assert reply.headers["location"].startswith("/login?error=unauthenticated")
    assert SESSION_COOKIE not in victim.cookies
    assert world.accounts.credentials == {}


def test_a_state_is_good_once_and_not_for_long(
    client: TestClient, world: MemoryPorts, provider: StandIn
) -> None:
    state = leave(client)
    secret = client.cookies[COOKIE]
    assert back(client, state).headers["location"] == "/analyses"
    client.cookies.set(COOKIE, secret)
    assert "error=" in back(client, state).headers["location"]
    late = leave(client)
    world.now.time += timedelta(minutes=11)
    assert "error=" in back(client, late).headers["location"]


@pytest.mark.parametrize("return_to", ["https://evil.example", "//evil.example", "/\\evil.example", "x"])
def test_nobody_is_led_elsewhere(client: TestClient, provider: StandIn, return_to: str) -> None:
    reply = client.get(f"{PATH}/google/start", params={"return_to": return_to})
    assert reply.status_code == 422


def test_what_is_not_configured_is_not_offered(client: TestClient, world: MemoryPorts) -> None:
    assert client.get(PATH).json() == {"providers": []}
    reply = client.get(f"{PATH}/github/start")
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")
    world.identity_providers[Provider.GITHUB] = StandIn()
    assert client.get(PATH).json() == {"providers": ["github"]}


def test_the_cookie_is_for_this_flow_only(client: TestClient, provider: StandIn) -> None:
    header = client.get(f"{PATH}/google/start").headers["set-cookie"].lower()
    assert all(part in header for part in ("httponly", "secure", "samesite=lax", f"path={PATH}"))
