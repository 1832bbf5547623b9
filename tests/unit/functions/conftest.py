import json
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from functions.api.app import create_app
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

EVENTS = Path(__file__).parents[3] / "events"


class LoadEvent(Protocol):
    def __call__(self, name: str) -> dict[str, Any]: ...


@pytest.fixture
def load_event() -> LoadEvent:
    return lambda name: json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


@pytest.fixture
def client(world: MemoryPorts) -> TestClient:
    return TestClient(create_app(world, local_workspace=UUID(WORKSPACE)), raise_server_exceptions=False)
