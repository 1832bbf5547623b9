"""Whatever is uploaded, the analysis ends: with a documented reading, or `failed` with a cause that helps."""

import gzip
import json
import time
from typing import Any

import httpx
import pytest

from datainsight.services.identity import AnalysisIdentity
from tests.e2e.api_user import ApiUser
from tests.local_stack import LocalStackProcess


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


def gzip_bomb(size_bytes: int) -> bytes:
    """A small gzip file that unpacks to `size_bytes` of one repeated record, as members one after another."""
    block = b"a,b\n" * 4_194_304
    return gzip.compress(block, compresslevel=9) * (size_bytes // len(block))


REFUSED = {
    "blank.csv": b"\n\n\n",
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "bomb.csv.gz": gzip_bomb(2**30),
}


@pytest.mark.parametrize("name", REFUSED)
def test_unreadable_upload_fails_with_a_cause(user: ApiUser, name: str) -> None:
    status = user.analyse(name, REFUSED[name])
    assert status["status"] == "failed"
    failure: dict[str, Any] = status["failure"]
    assert failure["stage"] == "plan"
    assert len(failure["message"]) > 20
    assert "Traceback" not in failure["message"]
    problem = user.http.get(f"/analysis/{status['analysis_id']}/results")
    assert problem.status_code == 409
    assert problem.headers["content-type"] == "application/problem+json"
    assert failure["message"] in problem.text or failure["code"] in problem.text


READ = {
    "header_only.csv": (b"a,b,c\n", 0, 3),
    "unclosed.csv": (b'a,b\n1,"x\n2,y\n3,z\n', None, 2),
    "ragged.csv": (b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n1,2,4\n", 5, 3),
    "names.csv": (b"a,a,,b\n1,2,3,4\n5,6,7,8\n", 2, 4),
    "nul.csv": (b"a,b\n1,x\x00y\n2,z\n", 2, 2),
    "utf16.csv": ("número,café\n1,é\n2,ü\n".encode("utf-16"), 2, 2),
    "wide.csv": (
        (",".join(f"c{n}" for n in range(5_000)) + "\n").encode()
        + (",".join(["1"] * 5_000) + "\n").encode() * 3,
        3,
        5_000,
    ),
}


@pytest.mark.parametrize("name", READ)
def test_odd_upload_is_read(user: ApiUser, name: str) -> None:
    content, rows, columns = READ[name]
    status = user.analyse(name, content)
    assert status["status"] == "completed", status
    dataset = user.results(status["analysis_id"])["dataset"]
    assert dataset["column_count"] == columns
    if rows is not None:
        assert dataset["row_count"] == rows


def test_empty_file_is_refused_before_the_upload(user: ApiUser) -> None:
    reply = user.http.post("/datasets/upload", json={"name": "empty.csv", "size_bytes": 0})
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["pointer"] == "#/size_bytes"


def test_too_large_for_the_plan_is_refused_before_the_upload(user: ApiUser) -> None:
    reply = user.http.post("/datasets/upload", json={"name": "big.csv", "size_bytes": 100 * 2**20 + 1})
    assert reply.status_code == 413
    assert reply.json()["code"]


def test_more_bytes_than_announced_are_refused_by_the_storage(user: ApiUser) -> None:
    upload = user.post("/datasets/upload", {"name": "liar.csv", "size_bytes": 10})["upload"]
    reply = httpx.request(upload["method"], upload["url"], content=b"a,b\n" * 100, headers=upload["headers"])
    assert reply.status_code in (400, 403)


def test_event_delivered_again_does_no_second_work(user: ApiUser, local_stack: LocalStackProcess) -> None:
    dataset_id = user.upload("twice.csv", b"a,b\n1,2\n")
    analysis_id = user.start(dataset_id)
    ended = user.wait(analysis_id)
    assert execute(local_stack, plan_input(local_stack, dataset_id, attempt=0)) == "SUCCEEDED"
    assert user.get(f"/datasets/{dataset_id}")["latest_analysis_id"] == analysis_id
    assert user.get(f"/analysis/{analysis_id}/status") == ended


def test_object_deleted_between_event_and_run(user: ApiUser, local_stack: LocalStackProcess) -> None:
    dataset_id = user.upload("vanishing.csv", b"a,b\n1,2\n")
    first = user.start(dataset_id)
    user.wait(first)
    again = plan_input(local_stack, dataset_id, attempt=1)
    local_stack.client("s3").delete_object(Bucket=again["bucket"], Key=again["key"])
    assert execute(local_stack, again) == "FAILED"
    workspace_id = again["key"].split("/")[1]
    identity = {name: again[name] for name in ("etag", "goal", "attempt")}
    second = AnalysisIdentity(workspace_id=workspace_id, dataset_id=dataset_id, **identity).analysis_id
    status = user.wait(second)
    assert status["status"] == "failed"
    assert status["failure"]["code"] == "source_not_found"
    assert user.get(f"/analysis/{first}/status")["status"] == "completed"


def plan_input(stack: LocalStackProcess, dataset_id: str, *, attempt: int) -> dict[str, Any]:
    """What the rule makes of the upload's event."""
    s3, bucket = stack.client("s3"), stack.outputs["BucketName"]
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="uploads/")
    found = next(e for page in pages for e in page.get("Contents", []) if dataset_id in e["Key"])
    identity = {"bucket": bucket, "key": found["Key"], "etag": found["ETag"].strip('"')}
    return {"trigger": "upload", **identity, "goal": "general_audit", "attempt": attempt, "options": {}}


def execute(stack: LocalStackProcess, machine_input: dict[str, Any]) -> str:
    """Runs the machine; returns how it ended."""
    machine = stack.client("stepfunctions")
    execution = machine.start_execution(
        stateMachineArn=stack.outputs["StateMachineArn"], input=json.dumps(machine_input)
    )["executionArn"]
    while (status := machine.describe_execution(executionArn=execution)["status"]) == "RUNNING":
        time.sleep(0.05)
    return str(status)
