"""No route changes the thread."""

import threading
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI, Query
from fastapi.testclient import TestClient

from functions.api import routes
from functions.api.direct_route import DirectRoute

MODULES = [f"{routes.__name__}.{each.name}" for each in iter_modules(routes.__path__)]


def test_plain_functions_run_in_the_thread_of_the_loop() -> None:
    router = APIRouter(route_class=DirectRoute)

    @router.get("/plain")
    def plain(number: Annotated[int, Query(ge=1)]) -> dict[str, int]:
        return {"thread": threading.get_ident(), "number": number}

    @router.get("/coroutine")
    async def coroutine() -> dict[str, int]:
        return {"thread": threading.get_ident()}

    app = FastAPI()
    app.include_router(router)
    with TestClient(app) as client:
        shown = client.get("/plain", params={"number": 3}).json()
        assert shown == {"thread": client.get("/coroutine").json()["thread"], "number": 3}
        assert client.get("/plain", params={"number": 0}).status_code == 422


NUL_BODIES = (rb'{"name": "a\u0000b"}', rb'{"name": "\\\u0000"}', b'{"name": "a\x00b"}')


@pytest.mark.parametrize("body", NUL_BODIES)
def test_a_character_that_no_store_takes_is_refused_in_a_body(client: TestClient, body: bytes) -> None:
    reply = client.post("/api/v1/keys", content=body, headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
    assert "U+0000" in reply.json()["detail"]


def test_a_character_that_no_store_takes_is_refused_in_a_query(client: TestClient) -> None:
    place = "/api/v1/datasets/0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41/upload/parts"
    reply = client.get(place, params={"upload_id": "a\x00b"})
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


def test_text_about_that_character_is_text(client: TestClient) -> None:
    reply = client.post("/api/v1/mutes", json={"column": r"a\u0000b", "reason": "%00"})
    assert (reply.status_code, reply.json()["column"]) == (201, r"a\u0000b")


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000 + b"]" * 100_000, b'{"size_bytes": ' + b"9" * 5_000 + b"}", b"{", b"\xff"],
    ids=["deep", "long number", "cut", "no text"],
)
def test_what_cannot_be_parsed_is_said_to_be_no_json(client: TestClient, body: bytes) -> None:
    reply = client.post("/api/v1/estimates", content=body, headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid"), reply.text


@pytest.mark.parametrize("name", MODULES)
def test_all_routes_are_direct(name: str) -> None:
    found = import_module(name).router.routes
    assert found
    assert all(isinstance(each, DirectRoute) for each in found)
