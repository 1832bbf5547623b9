"""Paying for use through the real local stack: set aside, spent, refused."""

import time
from decimal import Decimal

import pytest

from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


def test_a_completed_analysis_is_spent_and_on_the_statement(user: ApiUser) -> None:
    before = Decimal(user.get("/usage")["spent"])
    status = user.analyse("paid.csv", b"id,city\n1,Bern\n2,Basel\n")
    assert status["status"] == "completed", status
    assert Decimal(user.get("/usage")["spent"]) >= before + Decimal("0.001")
    assert status["analysis_id"] in user.http.get("/usage/statement").text
    assert Decimal(user.get("/usage/invoice")["total"]) == Decimal(user.get("/usage")["spent"])


def test_a_budget_stops_uploads_and_starts(user: ApiUser) -> None:
    dataset_id = user.upload("before.csv", b"id,city\n1,Bern\n2,Basel\n")
    assert user.wait(user.start(dataset_id))["status"] == "completed"
    assert user.http.put("/usage/budget", json={"dollars": 0}).status_code == 200
    try:
        stopped = user.upload("stopped.csv", b"id,city\n1,Bern\n2,Basel\n")
        for _ in range(400):
            found = user.get(f"/analysis?dataset_id={stopped}")["analyses"]
            if found and found[0]["status"] == "failed":
                break
            time.sleep(0.3)
        assert found[0]["failure"]["code"] == "budget_exceeded"
        refused = user.http.post("/analysis/start", json={"dataset_id": stopped})
        assert (refused.status_code, refused.json()["code"]) == (402, "budget_exceeded")
        # What was measured before is judged for another goal within the request, for nothing.
        judged = user.post("/analysis/start", {"dataset_id": dataset_id, "goal": "privacy"})
        assert (judged["status"], judged["goal"]) == ("completed", "privacy")
        assert user.get(f"/analysis/{judged['analysis_id']}/results")["goal"] == "privacy"
    finally:
        assert user.http.put("/usage/budget", json={"dollars": None}).status_code == 200
