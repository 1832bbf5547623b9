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


@pytest.mark.parametrize("name", MODULES)
def test_all_routes_are_direct(name: str) -> None:
    found = import_module(name).router.routes
    assert found
    assert all(isinstance(each, DirectRoute) for each in found)
