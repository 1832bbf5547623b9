"""Sessions of web pages: the refresh token is in a cookie, and nobody else can use it."""

from http.cookies import SimpleCookie
from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.services.refresh_session import GRACE
from functions.api.app import create_app
from functions.api.session_cookie import COOKIE
from tests.unit.functions.test_api_auth import EMAIL, OTHER_UUID, PASSWORD, account, me, post
from tests.unit.services.fakes import MemoryPorts


@pytest.fixture
def client(world: MemoryPorts) -> TestClient:
    app = create_app(world, local_workspace=None)
    return TestClient(app, base_url="https://insight.acme.example", raise_server_exceptions=False)


def sign_in(client: TestClient, world: MemoryPorts) -> Any:
    account(client, world)
    return post(client, "login", email=EMAIL, password=PASSWORD, session="cookie")


def test_the_token_is_in_a_cookie_that_scripts_cannot_read(client: TestClient, world: MemoryPorts) -> None:
    reply = sign_in(client, world)
    cookie = SimpleCookie(reply.headers["set-cookie"])[COOKIE]
    assert reply.json()["refresh_token"] is None
    assert cookie.value.startswith("dir_")
    assert (cookie["path"], cookie["samesite"]) == ("/api/v1/auth", "strict")
    assert cookie["httponly"]
    assert cookie["secure"]
    assert int(cookie["max-age"]) == 30 * 24 * 3600
    assert me(client, reply.json()).status_code == 200


def test_the_cookie_gets_the_next_pair_once(client: TestClient, world: MemoryPorts) -> None:
    sign_in(client, world)
    stolen = client.cookies[COOKIE]
    reply = post(client, "refresh", session="cookie")
    assert (reply.status_code, reply.json()["refresh_token"]) == (200, None)
    assert client.cookies[COOKIE] != stolen
    assert me(client, reply.json()).status_code == 200
    world.now.time += GRACE
    assert post(client, "refresh", refresh_token=stolen).status_code == 401
    assert post(client, "refresh", session="cookie").status_code == 401


def test_signing_out_ends_the_session_and_the_cookie(client: TestClient, world: MemoryPorts) -> None:
    tokens = sign_in(client, world).json()
    reply = post(client, "logout", session="cookie")
    assert reply.status_code == 204
    assert COOKIE not in client.cookies
    assert me(client, tokens).status_code == 401
    assert post(client, "refresh", session="cookie").status_code == 401


@pytest.mark.parametrize("path", ["refresh", "logout"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_other_sites_cannot_use_the_cookie(
    client: TestClient, world: MemoryPorts, path: str, site: str
) -> None:
    sign_in(client, world)
    body, headers = {"session": "cookie"}, {"sec-fetch-site": site}
    reply = client.post(f"/api/v1/auth/{path}", json=body, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (403, "forbidden")
    assert post(client, "refresh", session="cookie").status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_a_form_of_another_site_can_send_is_refused(
    client: TestClient, world: MemoryPorts, content_type: str
) -> None:
    sign_in(client, world)
    headers = {"content-type": content_type} if content_type else {}
    reply = client.post("/api/v1/auth/refresh", content=b'{"session": "cookie"}', headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("body", [{}, {"session": "cookie", "refresh_token": "dir_x"}, {"session": "body"}])
def test_the_token_comes_in_one_way(client: TestClient, body: dict[str, Any]) -> None:
    assert post(client, "refresh", **body).status_code == 422


def test_a_browser_without_the_cookie_signs_in(client: TestClient) -> None:
    reply = post(client, "refresh", session="cookie")
    assert (reply.status_code, reply.json()["detail"]) == (
        401,
        "There is no session in this browser. Sign in.",
    )


def test_a_local_stack_speaks_plain_http(world: MemoryPorts) -> None:
    local = TestClient(create_app(world, local_workspace=OTHER_UUID))
    assert "secure" not in sign_in(local, world).headers["set-cookie"].lower()
    assert post(local, "refresh", session="cookie").status_code == 200
