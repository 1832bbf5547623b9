"""The whole table of routes, asked by users of the real local stack: every operation does its work once."""

import json
import re
import time
import uuid
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import httpx
import pytest

from infra_cdk.local import plan
from tests.e2e.api_user import ApiUser
from tests.e2e.test_accounts import PASSWORD, mailed_token
from tests.e2e.test_webhooks import ended
from tests.listening import QuietHandler, listening
from tests.local_stack import LocalStackProcess

SPECIFICATION = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text("utf-8"))
OPERATIONS = {
    (method.upper(), path) for path, methods in SPECIFICATION["paths"].items() for method in methods
}
NOT_HERE = {
    ("GET", "/api/v1/auth/providers/{provider}/start"),
    ("GET", "/api/v1/auth/providers/{provider}/callback"),
}
"""A local stack has no client at Google or GitHub; tests/unit/adapters/test_identity_providers.py has."""

ORDERS = b"id,city\n" + b"".join(b"%d,%s\n" % (n, (b"Bern ", b"Basel", b"Chur")[n % 3]) for n in range(90))
PART = 32 * 1024 * 1024


class Asked:
    """Which operations were answered well."""

    def __init__(self) -> None:
        self.done: set[tuple[str, str]] = set()
        self._patterns = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + "$") for _, path in OPERATIONS}

    def user(self, stack: LocalStackProcess) -> ApiUser:
        """Somebody whose requests are noted."""
        user = ApiUser(stack.api_url)
        user.http.event_hooks["response"].append(self._note)
        return user

    def _note(self, reply: httpx.Response) -> None:
        found = [path for path, pattern in self._patterns.items() if pattern.match(reply.request.url.path)]
        if reply.status_code < 400 and found:
            # The one with fewest places to fill in: /workspaces/invitations/accept is no workspace's.
            path = min(found, key=lambda each: each.count("{"))
            self.done.add((reply.request.method, path))


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked()


@pytest.fixture
def files(tmp_path: Path) -> Iterator[str]:
    """A place on the web with one file; it also takes whatever is posted."""
    (tmp_path / "orders.csv").write_bytes(ORDERS)

    class Files(QuietHandler, SimpleHTTPRequestHandler):
        def do_POST(self) -> None:
            self.body()
            self.answer(204)

    with listening(partial(Files, directory=str(tmp_path))) as url:
        yield url


def joined(asked: Asked, stack: LocalStackProcess) -> tuple[ApiUser, str]:
    """Somebody new, signed in, and their address."""
    user, email = asked.user(stack), f"{uuid.uuid4().hex}@example.com"
    user.http.post("/auth/register", json={"email": email, "password": PASSWORD}).raise_for_status()
    tokens = user.post("/auth/verify", {"token": mailed_token(stack, email), "password": PASSWORD})
    user.http.headers["authorization"] = f"Bearer {tokens['access_token']}"
    return user, email


def test_accounts_workspaces_and_keys(local_stack: LocalStackProcess, asked: Asked) -> None:
    (ada, email), (grace, graces) = joined(asked, local_stack), joined(asked, local_stack)
    ada.get("/health")
    ada.get("/auth/providers")
    ada.get("/auth/me")
    ada.get("/auth/me/data")
    ada.get("/preferences")
    assert ada.http.put("/preferences", json={"theme": "dark"}).json()["theme"] == "dark"
    workspace = ada.post("/workspaces", {"name": "Sales"})["workspace_id"]
    assert workspace in ada.http.get("/workspaces").text
    place = f"/workspaces/{workspace}"
    offered = ada.post(f"{place}/invitations", {"email": graces, "role": "viewer"})
    assert offered["invitation_id"] in ada.http.get(f"{place}/invitations").text
    ada.http.delete(f"{place}/invitations/{offered['invitation_id']}").raise_for_status()
    ada.post(f"{place}/invitations", {"email": graces, "role": "viewer"})
    grace.post("/workspaces/invitations/accept", {"token": mailed_token(local_stack, graces)})
    member = next(each for each in ada.get(f"{place}/members")["members"] if each["email"] == graces)
    person = f"{place}/members/{member['user_id']}"
    ada.http.patch(person, json={"role": "editor"}).raise_for_status()
    assert "editor" in ada.http.get(f"{place}/members").text
    ada.http.delete(person).raise_for_status()
    assert "member.removed" in ada.http.get(f"{place}/audit-log").text
    key = ada.post("/keys", {"name": "script"})
    assert key["key_id"] in ada.http.get("/keys").text
    budget = ada.http.put(f"/usage/budget/keys/{key['key_id']}", json={"dollars": 1})
    assert budget.json()["budget"] == "1.000000"
    ada.http.delete(f"/keys/{key['key_id']}").raise_for_status()
    ada.http.post("/auth/password/forgot", json={"email": email}).raise_for_status()
    fresh = {"token": mailed_token(local_stack, email), "password": f"{PASSWORD} again"}
    ada.http.post("/auth/password/reset", json=fresh).raise_for_status()
    tokens = ada.post("/auth/login", {"email": email, "password": f"{PASSWORD} again"})
    tokens = ada.post("/auth/refresh", {"refresh_token": tokens["refresh_token"]})
    ada.http.post("/auth/logout", json={"refresh_token": tokens["refresh_token"]}).raise_for_status()
    leaving = grace.http.request("DELETE", "/auth/me", json={"email": graces, "password": PASSWORD})
    assert leaving.status_code == 204


def test_uploads_in_parts(local_stack: LocalStackProcess, asked: Asked) -> None:
    user, _ = joined(asked, local_stack)
    workspace = user.get("/auth/me")["workspace_id"]
    assert plan.main(["pro", "--workspace", workspace, "--data-dir", str(local_stack.data_dir)]) == 0
    announced = {"name": "large.bin", "size_bytes": 3 * PART + 8 * 1024 * 1024}
    ticket = user.post("/datasets/upload", announced)
    where, upload_id = f"/datasets/{ticket['dataset_id']}/upload", ticket["upload"]["upload_id"]
    sizes = {each["number"]: each["size_bytes"] for each in ticket["upload"]["parts"]}
    wanted = [{"number": number, "size_bytes": size} for number, size in sizes.items()]
    signed = user.post(f"{where}/parts/sign", {"upload_id": upload_id, "parts": wanted})["parts"]
    for part in signed:
        httpx.put(part["url"], content=bytes(sizes[part["number"]]), timeout=60).raise_for_status()
    arrived = user.get(f"{where}/parts?upload_id={upload_id}")["parts"]
    parts = [{"number": each["number"], "etag": each["etag"]} for each in arrived]
    completed = user.http.post(f"{where}/complete", json={"upload_id": upload_id, "parts": parts})
    assert completed.is_success, completed.text
    again = user.post(where, announced)["upload"]["upload_id"]  # another version, given up
    user.http.delete(f"{where}?upload_id={again}").raise_for_status()
    user.http.delete(f"/datasets/{ticket['dataset_id']}").raise_for_status()


def test_an_analysis_and_what_comes_of_it(local_stack: LocalStackProcess, asked: Asked, files: str) -> None:
    user = asked.user(local_stack)
    hook = user.post("/webhooks", {"url": f"{files}/in", "events": ["analysis.completed"]})
    user.post("/estimates", {"size_bytes": len(ORDERS)})
    status = user.analyse("every.csv", ORDERS)
    assert status["status"] == "completed", status
    analysis_id, dataset_id = status["analysis_id"], status["dataset_id"]
    for path in ("status", "first-results", "results", "report"):
        assert user.http.get(f"/analysis/{analysis_id}/{path}", follow_redirects=True).is_success, path
    for path in ("/datasets", f"/datasets/{dataset_id}", "/analysis", f"/insights/{analysis_id}"):
        assert user.http.get(path).is_success, path
    offered = user.get(f"/recommendations/{analysis_id}")["recommendations"]
    chosen = {"recommendation_ids": [offered[0]["id"]]}
    for decision in ("dismiss", "reset", "accept"):
        user.post(f"/recommendations/{analysis_id}/{decision}", chosen)
    user.http.put(f"/recommendations/{analysis_id}/order", json=chosen).raise_for_status()
    user.http.put(f"/recommendations/{analysis_id}/order", json={"recommendation_ids": []}).raise_for_status()
    mute = user.post("/mutes", {"kind": "missing_values", "column": "nobody has it"})
    assert mute["mute_id"] in user.http.get("/mutes").text
    user.http.delete(f"/mutes/{mute['mute_id']}").raise_for_status()
    for kind, body in (
        ("code", {"language": "sql", "dialect": "postgres"}),
        ("report", {"format": "pdf"}),
        ("contract", {"format": "dqdl"}),
    ):
        reply = user.http.post(f"/exports/{kind}", json={"analysis_id": analysis_id, **body})
        assert reply.is_success, reply.text
    side = {"analysis_id": analysis_id}
    user.post("/compare", {"old": side, "new": side})
    for path in ("/usage", "/usage/invoice", "/usage/statement"):
        assert user.http.get(path).is_success
    user.http.put("/usage/budget", json={"dollars": None}).raise_for_status()
    _clean(user, dataset_id)
    deliveries = f"/webhooks/{hook['webhook_id']}/deliveries"
    user.post(f"{deliveries}/{ended(user, deliveries)['delivery_id']}/replay", {})
    assert hook["webhook_id"] in user.http.get("/webhooks").text
    user.http.delete(f"/webhooks/{hook['webhook_id']}").raise_for_status()
    stopped = user.start(user.upload("stopped.csv", ORDERS))
    assert user.post(f"/analysis/{stopped}/cancel", {})["status"] == "cancelled"


def _clean(user: ApiUser, dataset_id: str) -> None:
    where = f"/datasets/{dataset_id}/cleanings"
    job = user.post(f"/datasets/{dataset_id}/clean", {})
    while user.get(f"{where}/{job['cleaning_id']}?wait=20")["status"] in {"queued", "running"}:
        pass
    assert user.get(f"{where}/{job['cleaning_id']}/results")["cells_changed"] == 30
    other = user.post(f"/datasets/{dataset_id}/clean", {"format": "parquet"})
    assert user.post(f"{where}/{other['cleaning_id']}/cancel", {})["status"] == "cancelled"
    listed = {each["cleaning_id"]: each["status"] for each in user.get(where)["cleanings"]}
    assert listed == {job["cleaning_id"]: "completed", other["cleaning_id"]: "cancelled"}


def test_a_connection_and_an_import(local_stack: LocalStackProcess, asked: Asked, files: str) -> None:
    user = asked.user(local_stack)
    target = {"kind": "http", "url": f"{files}/orders.csv"}
    made = user.post("/connections", {"name": "Web", "target": target})
    where = f"/connections/{made['connection_id']}"
    assert made["connection_id"] in user.http.get("/connections").text
    assert user.get(where)["target"]["url"] == target["url"]
    user.http.patch(where, json={"name": "Files"}).raise_for_status()
    assert user.get(where)["name"] == "Files"
    user.http.put(f"{where}/credentials", json={"credentials": {}}).raise_for_status()
    user.http.post(f"{where}/test").raise_for_status()
    user.get(f"{where}/entries")
    job = user.post(f"{where}/imports", {})
    for _ in range(400):
        found = user.get(f"{where}/imports/{job['import_id']}")
        if found["status"] in {"completed", "failed"}:
            break
        time.sleep(0.3)
    assert found["status"] == "completed", found
    user.http.delete(where).raise_for_status()


@pytest.mark.usefixtures("local_stack")  # so that it runs after the others, where they did
def test_nothing_was_left_out(asked: Asked) -> None:
    assert asked.done <= OPERATIONS
    assert sorted(OPERATIONS - NOT_HERE - asked.done) == []
