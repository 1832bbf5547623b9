"""A stored file is repaired through the real local stack: API, state machine, function, storage, webhook."""

import csv
import io
import time
from typing import Any

import httpx
import pytest

from datainsight.reading.source import LocalFile
from datainsight.services.clean_table import clean_table
from tests.e2e.api_user import ApiUser
from tests.local_stack import ROOT, LocalStackProcess

SAMPLE = ROOT / "tests" / "data" / "sample" / "orders.csv"


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


def ended(user: ApiUser, where: str) -> dict[str, Any]:
    deadline = time.monotonic() + 300  # for a test that hangs
    while time.monotonic() < deadline:
        status = user.get(f"{where}?wait=20")
        if status["status"] in {"completed", "failed"}:
            return status
    raise AssertionError(status)


def test_the_cleaned_file_is_that_of_the_command_line_and_goes_on(user: ApiUser, tmp_path: Any) -> None:
    dataset_id = user.analyse("orders.csv", SAMPLE.read_bytes())["dataset_id"]
    started = user.http.post(f"/datasets/{dataset_id}/clean", json={"save_as_dataset": True})
    assert started.status_code == 202, started.text
    where = started.headers["location"].removeprefix("/api/v1")
    job = ended(user, where)
    assert job["status"] == "completed", job
    outcome = user.get(f"{where}/results")
    links = {each["kind"]: each for each in outcome["downloads"]}
    assert set(links) == {"cleaned", "changes", "quarantine", "undo", "report"}
    clean_table(LocalFile(SAMPLE), tmp_path / "cleaned.csv")
    reply = httpx.get(links["cleaned"]["url"], timeout=60)
    assert reply.content == (tmp_path / "cleaned.csv").read_bytes()
    assert "orders-cleaned.csv" in reply.headers["content-disposition"]
    changes = httpx.get(links["changes"]["url"], timeout=60).text
    cells = [each for each in csv.DictReader(io.StringIO(changes)) if each["change"] == "cell"]
    assert len(cells) == outcome["cells_changed"] > 0
    saved = user.wait(user.start(job["saved_dataset_id"]))
    assert saved["status"] == "completed"
    sides = {"old": {"dataset_id": dataset_id}, "new": {"dataset_id": job["saved_dataset_id"]}}
    assert user.post("/compare", sides)["schema_changes"] == []
    totals = user.get("/usage")["quantities"]
    assert totals["bytes_cleaned"] >= SAMPLE.stat().st_size
