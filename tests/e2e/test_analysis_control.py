"""Watching, listing and stopping analyses through the real local stack."""

import pytest

from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess

SMALL = b"id,city\n1,Bern\n2,Basel\n3,Genf\n"


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


def test_who_waits_with_what_they_know_sees_every_step_and_the_end(user: ApiUser) -> None:
    analysis_id = user.start(user.upload("watched.csv", SMALL))
    path, seen, etag = f"/analysis/{analysis_id}/status", [], ""
    for _ in range(60):
        reply = user.http.get(path, params={"wait": 20}, headers={"if-none-match": etag} if etag else {})
        assert reply.status_code in (200, 304), reply.text
        if reply.status_code == 200:
            seen.append(reply.json()["status"])
            etag = reply.headers["etag"]
        if seen[-1] == "completed":
            break
    assert seen[-1] == "completed"
    results = user.http.get(f"/analysis/{analysis_id}/results")
    kept = {"if-none-match": results.headers["etag"]}
    assert user.http.get(f"/analysis/{analysis_id}/results", headers=kept).status_code == 304
    listed = user.get(f"/analysis?dataset_id={user.get(path)['dataset_id']}")["analyses"]
    assert [(each["analysis_id"], each["row_count"]) for each in listed] == [(analysis_id, 3)]


def test_a_cancelled_analysis_stays_cancelled(user: ApiUser, local_stack: LocalStackProcess) -> None:
    rows = "".join(f"{number},text {number % 977},{number * 7 % 1000}.5\n" for number in range(60_000))
    dataset_id = user.upload("long.csv", b"id,note,amount\n" + rows.encode())
    analysis_id = user.start(dataset_id)
    assert user.post(f"/analysis/{analysis_id}/cancel", {})["status"] == "cancelled"
    machine = local_stack.client("stepfunctions")
    arn = local_stack.outputs["StateMachineArn"]
    assert not machine.list_executions(stateMachineArn=arn, statusFilter="RUNNING")["executions"]
    again = user.start(dataset_id)
    assert again != analysis_id
    assert user.wait(again)["status"] == "completed"
    assert user.get(f"/analysis/{analysis_id}/status")["status"] == "cancelled"
    by_id = {each["analysis_id"]: each for each in user.get("/analysis")["analyses"]}
    assert (by_id[analysis_id]["status"], by_id[again]["status"]) == ("cancelled", "completed")
