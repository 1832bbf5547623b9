"""Schemathesis over the whole OpenAPI document: no 5xx, no undescribed reply, nothing of another tenant.

The application runs in this process over memory. Ada asks; ids of hers and of Bob's are among the parameters,
and no reply may hold anything of Bob's.
"""

import json
import re
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from datainsight.models.upload import WorkspacePlan
from functions.api.app import create_app
from tests.unit.functions.test_api_analysis import finish_in
from tests.unit.functions.test_api_auth import account
from tests.unit.services.account_fakes import MemoryAttempts
from tests.unit.services.fakes import MemoryPorts

pytestmark = pytest.mark.xdist_group("fuzzing")

API = "/api/v1"
CANARY = "quokka"
WORLD = MemoryPorts()
APP = create_app(WORLD, local_workspace=None)
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP)
OPERATIONS: list[Any] = [each.ok() for each in SCHEMA.get_all_operations() if hasattr(each, "ok")]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

SEEN: dict[str, set[int]] = {}
"""Operation to what it answered."""

DESTRUCTIVE = {("DELETE", f"{API}/auth/me")}
"""With the right words it would end what the other examples need; tests of its own look at it."""


@dataclass(frozen=True)
class Tenant:
    """Somebody with a workspace and things in it."""

    bearer: str
    workspace_id: str
    ids: dict[str, str]


@pytest.fixture
def tenants() -> dict[str, Tenant]:
    """Anew for each operation: some of them delete."""
    WORLD.attempts = MemoryAttempts()
    WORLD.catalog.plans = _EveryWorkspace()
    client = TestClient(APP, raise_server_exceptions=False, follow_redirects=False)
    return {name: _tenant(name, WORLD, client) for name in ("ada", CANARY)}


class _EveryWorkspace(dict[str, WorkspacePlan]):
    """Workspaces that registering makes have the free plan."""

    def __missing__(self, key: str) -> WorkspacePlan:
        return WorkspacePlan.FREE


def _tenant(name: str, world: MemoryPorts, client: TestClient) -> Tenant:
    bearer = f"Bearer {account(client, world, f'{uuid.uuid4().hex}@{name}.example')['access_token']}"
    headers = {"authorization": bearer}
    me = client.get(f"{API}/auth/me", headers=headers).json()
    body: dict[str, Any] = {"name": f"{name}.csv", "size_bytes": 4}
    dataset_id = client.post(f"{API}/datasets/upload", json=body, headers=headers).json()["dataset_id"]
    stored = world.catalog.rows[dataset_id]
    world.objects.put(stored.object_key, b"a\n1\n", "text/csv")
    started = client.post(f"{API}/analysis/start", json={"dataset_id": dataset_id}, headers=headers).json()
    finish_in(world, me["workspace_id"], started["analysis_id"])
    key = client.post(f"{API}/keys", json={"name": name}, headers=headers).json()
    webhook = {"url": f"https://{name}.example/in", "events": ["analysis.completed"]}
    endpoint = client.post(f"{API}/webhooks", json=webhook, headers=headers).json()
    target = {"kind": "http", "url": f"https://{name}.example/"}
    connection = client.post(
        f"{API}/connections", json={"name": name, "target": target}, headers=headers
    ).json()
    imports = f"{API}/connections/{connection['connection_id']}/imports"
    job = client.post(imports, json={}, headers=headers).json()
    ids = {
        "connection_id": connection["connection_id"],
        "import_id": job["import_id"],
        "dataset_id": dataset_id,
        "analysis_id": started["analysis_id"],
        "key_id": key["key_id"],
        "webhook_id": endpoint["webhook_id"],
        "workspace_id": me["workspace_id"],
        "user_id": me["user"]["user_id"],
    }
    return Tenant(bearer, me["workspace_id"], ids)


@pytest.mark.parametrize(
    "operation",
    [each for each in OPERATIONS if (each.method.upper(), each.path) not in DESTRUCTIVE],
    ids=lambda each: f"{each.method.upper()} {each.path.removeprefix(API)}",
)
def test_replies_are_described_and_one_s_own(operation: Any, tenants: dict[str, Tenant]) -> None:
    ada, bob = tenants["ada"], tenants[CANARY]
    foreign = [CANARY, bob.workspace_id, *bob.ids.values()]

    @settings(
        max_examples=25,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(),
        whose=st.sampled_from(["ada", CANARY, "random"]),
        is_there=st.booleans(),
    )
    def ask(case: Any, whose: str, is_there: bool) -> None:
        sent = _with_ids(case, tenants[whose].ids if whose in tenants else {})
        headers = {"authorization": ada.bearer}
        if whose == CANARY and is_there:
            headers["x-workspace-id"] = bob.workspace_id
        reply = case.call(headers=headers, allow_redirects=False)
        case.validate_response(reply, checks=CHECKS)
        SEEN.setdefault(f"{operation.method.upper()} {operation.path.removeprefix(API)}", set()).add(
            reply.status_code
        )
        told = set(foreign) - set(re.findall("|".join(map(re.escape, foreign)), sent))
        leaked = [each for each in told if each in reply.text]
        assert not leaked, reply.text

    ask()


def _with_ids(case: Any, ids: dict[str, str]) -> str:
    """Puts real ids where the case names them; returns everything that is sent, as text."""
    _replace(case.path_parameters, ids)
    _replace(case.body, ids)
    return json.dumps([case.path_parameters, case.query, case.body, ids], default=str, ensure_ascii=False)


def _replace(value: Any, ids: dict[str, str]) -> None:
    for name in value if isinstance(value, dict) else ():
        if name in ids:
            value[name] = ids[name]
        else:
            _replace(value[name], ids)


def test_the_examples_reach_what_they_are_about() -> None:
    """Where nearly everything were refused, nothing would have been tested."""
    answered = {name for name, statuses in SEEN.items() if any(200 <= each < 400 for each in statuses)}
    described = sum(len(methods) for methods in SCHEMA.raw_schema["paths"].values())
    assert len(SEEN) == len(OPERATIONS) - len(DESTRUCTIVE) == described - len(DESTRUCTIVE)
    # The others take a password, a token of a mail, a provider, or something half done.
    assert len(answered) > 0.6 * len(SEEN), sorted(set(SEEN) - answered)
