"""The handlers as Lambda calls them, on moto and a real PostgreSQL: every sample event, upload to API."""

import base64
import gzip
import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests

from datainsight.models.dataset import SourceDescription
from datainsight.models.events import ExecutionInput
from datainsight.reading.describe import describe
from datainsight.reading.source import ByteSource, LocalFile
from datainsight.reporting.json_report import to_json
from datainsight.reporting.privacy import mask
from datainsight.services.clean_table import clean_table
from datainsight.services.profile_source import analyse
from datainsight.settings import SettingsError
from functions import ports as function_ports
from tests.integration.database import NAME, LocalDatabase
from tests.unit.adapters.aws import (
    BUCKET,
    REGION,
    TABLE,
    empty_aws,
    make_bucket,
    make_signing_secret,
    make_table,
)
from tests.unit.services.fakes import WORKSPACE

pytestmark = pytest.mark.xdist_group("database")

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "data" / "sample" / "orders.csv"
Event = dict[str, Any]


def load(name: str) -> Event:
    loaded: Event = json.loads((ROOT / "events" / f"{name}.json").read_text("utf-8"))
    return loaded


class Context:
    """What Lambda passes beside the event."""

    function_name = "datainsight"
    memory_limit_in_mb = 1024
    invoked_function_arn = f"arn:aws:lambda:{REGION}:111122223333:function:datainsight"
    aws_request_id = "8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


@dataclass
class Deployment:
    """All functions of a stack."""

    machine_arn: str

    def call(self, function: str, event: Event, entry: str = "handler") -> Any:
        module = importlib.import_module(f"functions.{function}.{entry}")
        return json.loads(json.dumps(module.handler(event, Context())))

    def api(self, method: str, path: str, body: Event | None = None) -> tuple[int, Event]:
        event = load("api_request")
        event["rawPath"] = path
        event["requestContext"]["http"] |= {"method": method, "path": path}
        event["body"] = json.dumps(body) if body is not None else None
        reply = self.call("api", event)
        return reply["statusCode"], json.loads(reply["body"]) if reply["body"] else {}

    def upload(self, body: bytes, name: str = "orders.csv", **given: object) -> Event:
        """Sends a file; returns the machine's input that the rule makes of S3's event."""
        status, ticket = self.api(
            "POST", "/api/v1/datasets/upload", {"name": name, "size_bytes": len(body), **given}
        )
        assert status == 201
        key = f"uploads/{WORKSPACE}/{ticket['dataset_id']}/{name}"
        etag = boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)["ETag"]
        detail = load("s3_object_created")["detail"]
        detail["bucket"]["name"] = BUCKET
        detail["object"] |= {"key": key, "size": len(body), "etag": etag.strip('"')}
        return transformed(detail)

    def run(self, machine_input: Event, execution_id: str = "execution:1") -> Event:
        """What the state machine does; returns the plan."""
        plan: Event = self.call("plan", {**machine_input, "execution_id": execution_id})
        if plan["is_duplicate"]:
            return plan
        analysis = plan["analysis"]
        shards = json.loads(
            boto3.client("s3").get_object(Bucket=BUCKET, Key=plan["shards_key"])["Body"].read()
        )
        for shard in shards:
            self.call("profile", {"analysis": analysis, "shard": shard})
        assert plan["group_count"] == 0
        self.call("combine", {"analysis": analysis, "shard_count": plan["shard_count"], "group_count": 0})
        for stage in ("insight", "codegen", "conclude"):
            assert self.call(stage, {"analysis": analysis}) == {"analysis_id": analysis["analysis_id"]}
        return plan


def transformed(detail: Event) -> Event:
    """The input transformer of the rule."""
    return {
        "trigger": "upload",
        "bucket": detail["bucket"]["name"],
        "key": detail["object"]["key"],
        "etag": detail["object"]["etag"],
        "goal": "general_audit",
        "attempt": 0,
    }


@pytest.fixture
def environment(database: LocalDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with empty_aws(monkeypatch):
        make_bucket()
        make_table()
        waiting = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": True}}}
        machine_arn = boto3.client("stepfunctions").create_state_machine(
            name="datainsight-acme",
            definition=json.dumps(waiting),
            roleArn="arn:aws:iam::123456789012:role/machine",
        )["stateMachineArn"]
        variables = {
            "AWS_ENDPOINT_URL_RDS_DATA": database.endpoint,
            "DATAINSIGHT_TEAM": "acme",
            "DATAINSIGHT_BUCKET": BUCKET,
            "DATAINSIGHT_TABLE": TABLE,
            "DATAINSIGHT_DATABASE_ARN": database.database.cluster_arn,
            "DATAINSIGHT_DATABASE_SECRET_ARN": database.database.secret_arn,
            "DATAINSIGHT_DATABASE_NAME": NAME,
            "DATAINSIGHT_STATE_MACHINE_ARN": machine_arn,
            "DATAINSIGHT_REPORT_FUNCTION": "report",
            "DATAINSIGHT_CONTRACT_FUNCTION": "contract",
            "DATAINSIGHT_WEBHOOK_SECRET_ARN": "webhooks",
            "DATAINSIGHT_DELIVERY_MACHINE_ARN": machine_arn,
            "DATAINSIGHT_CLEANING_MACHINE_ARN": machine_arn,
            "DATAINSIGHT_IMPORT_MACHINE_ARN": machine_arn,
            "DATAINSIGHT_SIGNING_SECRET_ARN": make_signing_secret(),
        }
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield machine_arn
        sys.modules.pop("functions.api.handler", None)
        function_ports.stage_ports.cache_clear()
        function_ports.database_ports.cache_clear()


@pytest.fixture
def deployment(environment: str, monkeypatch: pytest.MonkeyPatch) -> Deployment:
    monkeypatch.setenv("DATAINSIGHT_LOCAL_WORKSPACE", WORKSPACE)
    sys.modules.pop("functions.api.handler", None)
    return Deployment(environment)


def test_from_upload_to_results_and_code(deployment: Deployment) -> None:
    plan = deployment.run(deployment.upload(SAMPLE.read_bytes()))
    analysis = plan["analysis"]
    analysis_id = analysis["analysis_id"]
    status, started = deployment.api("POST", "/api/v1/analysis/start", {"dataset_id": analysis["dataset_id"]})
    assert (status, started["analysis_id"], started["status"]) == (202, analysis_id, "completed")
    _, profile = deployment.api("GET", f"/api/v1/analysis/{analysis_id}/results")
    assert profile == json.loads(to_json(mask(analyse(LocalFile(SAMPLE)))))
    _, listed = deployment.api("GET", f"/api/v1/recommendations/{analysis_id}")
    undecided = [each | {"decision": None} for each in profile["recommendations"]]
    # Only the list says how long each trial took.
    assert all(each["verification"].pop("seconds") > 0 for each in listed["recommendations"])
    assert all(each["verification"].pop("seconds") is None for each in undecided)
    assert listed["recommendations"] == undecided
    _, insight = deployment.api("GET", f"/api/v1/insights/{analysis_id}")
    assert insight == profile["insight"]
    body = {"analysis_id": analysis_id, "language": "pandas"}
    status, script = deployment.api("POST", "/api/v1/exports/code", body)
    assert (status, script["language"]) == (200, "pandas")
    _, dataset = deployment.api("GET", f"/api/v1/datasets/{analysis['dataset_id']}")
    assert (dataset["status"], dataset["size_bytes"]) == ("uploaded", SAMPLE.stat().st_size)
    assert dataset["latest_analysis_id"] == analysis_id


def test_a_cleaned_file_becomes_a_dataset_with_an_analysis(deployment: Deployment, tmp_path: Path) -> None:
    dataset_id = deployment.run(deployment.upload(SAMPLE.read_bytes()))["analysis"]["dataset_id"]
    where = f"/api/v1/datasets/{dataset_id}"
    status, job = deployment.api("POST", f"{where}/clean", {"save_as_dataset": True})
    assert (status, job["status"]) == (202, "queued")
    execution = boto3.client("stepfunctions").list_executions(stateMachineArn=deployment.machine_arn)[
        "executions"
    ][0]["executionArn"]
    event = json.loads(boto3.client("stepfunctions").describe_execution(executionArn=execution)["input"])
    deployment.call("clean", event)
    _, done = deployment.api("GET", f"{where}/cleanings/{job['cleaning_id']}")
    assert (done["status"], done["bytes_done"]) == ("completed", SAMPLE.stat().st_size)
    _, outcome = deployment.api("GET", f"{where}/cleanings/{job['cleaning_id']}/results")
    clean_table(LocalFile(SAMPLE), tmp_path / "cleaned.csv")
    links = {each["kind"]: each["url"] for each in outcome["downloads"]}
    assert requests.get(links["cleaned"], timeout=60).content == (tmp_path / "cleaned.csv").read_bytes()
    _, saved = deployment.api("GET", f"/api/v1/datasets/{done['saved_dataset_id']}")
    assert (saved["name"], saved["status"]) == ("orders-cleaned.csv", "uploaded")
    assert saved["parent_dataset_id"] == dataset_id


@pytest.mark.parametrize(
    ("event", "code"), [("clean_failure", "unreadable"), ("execution_aborted", "aborted")]
)
def test_a_failed_cleaning_is_told_once(deployment: Deployment, event: str, code: str) -> None:
    dataset_id = deployment.run(deployment.upload(SAMPLE.read_bytes()))["analysis"]["dataset_id"]
    _, job = deployment.api("POST", f"/api/v1/datasets/{dataset_id}/clean", {})
    names = ("dataset_id", "analysis_id", "cleaning_id")
    cleaning = {"workspace_id": WORKSPACE, **{name: job[name] for name in names}}
    told = load(event)
    if "detail" in told:
        told["detail"] |= {"input": json.dumps({"cleaning": cleaning})}
    else:
        told |= {"cleaning": cleaning}
    assert deployment.call("clean", told, entry="failure") == {"code": code}
    _, failed = deployment.api("GET", f"/api/v1/datasets/{dataset_id}/cleanings/{job['cleaning_id']}")
    assert (failed["status"], failed["failure"]["code"]) == ("failed", code)
    _, again = deployment.api("POST", f"/api/v1/datasets/{dataset_id}/clean", {})
    assert again["cleaning_id"] != job["cleaning_id"]


def test_the_report_is_a_page(deployment: Deployment) -> None:
    analysis_id = deployment.run(deployment.upload(b"id,city\n1,Bern\n2,Basel\n"))["analysis"]["analysis_id"]
    event = load("api_request")
    event["rawPath"] = f"/api/v1/analysis/{analysis_id}/report"
    event["requestContext"]["http"] |= {"method": "GET", "path": event["rawPath"]}
    reply = deployment.call("api", event)
    assert reply["statusCode"] == 200
    assert reply["isBase64Encoded"] is False
    assert reply["headers"]["content-type"] == "text/html; charset=utf-8"
    assert "Basel" in reply["body"]


def test_large_replies_are_packed_for_who_asks_for_that(deployment: Deployment) -> None:
    analysis_id = deployment.run(deployment.upload(b"id,city\n1,Bern\n2,Basel\n"))["analysis"]["analysis_id"]
    event = load("api_request")
    event["rawPath"] = f"/api/v1/analysis/{analysis_id}/results"
    event["requestContext"]["http"] |= {"method": "GET", "path": event["rawPath"]}
    plain = deployment.call("api", event)
    event["headers"]["accept-encoding"] = "gzip"
    packed = deployment.call("api", event)
    assert packed["headers"]["content-encoding"] == "gzip"
    assert packed["isBase64Encoded"] is True
    assert gzip.decompress(base64.b64decode(packed["body"])).decode() == plain["body"]
    assert packed["headers"]["etag"] == plain["headers"]["etag"]


def test_an_event_that_comes_twice_does_no_second_work(deployment: Deployment) -> None:
    machine_input = deployment.upload(b"id\n1\n")
    first = deployment.run(machine_input, "execution:1")
    again = deployment.run(machine_input, "execution:2")
    assert again == {**first, "is_duplicate": True}
    assert deployment.call("plan", {**machine_input, "execution_id": "execution:1"}) == first
    records = boto3.client("dynamodb").query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": f"WORKSPACE#{WORKSPACE}"}, ":sk": {"S": "plan#"}},
    )["Items"]
    assert len(records) == 1
    assert records[0]["status"] == {"S": "COMPLETED"}
    assert "expires_at" in records[0]


def test_an_event_that_comes_again_during_the_plan_ends_at_once(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine_input = deployment.upload(b"id\n1\n")
    meanwhile: list[Event] = []

    def slow(source: ByteSource, *, sheet: str | None = None) -> SourceDescription:
        if not meanwhile:
            meanwhile.append({})  # the second plan must not come here again
            meanwhile[0] = deployment.call("plan", {**machine_input, "execution_id": "execution:2"})
        return describe(source, sheet=sheet)

    monkeypatch.setattr("datainsight.services.described_source.describe", slow)
    first = deployment.call("plan", {**machine_input, "execution_id": "execution:1"})
    assert first["is_duplicate"] is False
    assert (meanwhile[0]["is_duplicate"], meanwhile[0]["analysis"]) == (True, first["analysis"])


def test_a_plan_whose_function_died_is_made_anew_by_the_retry(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = {**deployment.upload(b"id\n1\n"), "execution_id": "execution:1"}
    monkeypatch.setattr("datainsight.services.described_source.describe", _die)
    with pytest.raises(KeyboardInterrupt):
        deployment.call("plan", request)
    monkeypatch.setattr("datainsight.services.described_source.describe", describe)
    plan = deployment.call("plan", request)
    assert (plan["is_duplicate"], plan["shard_count"]) == (False, 1)


def _die(_source: ByteSource, *, sheet: str | None = None) -> SourceDescription:
    """No exception that anything handles: the process is gone."""
    raise KeyboardInterrupt


def test_an_upload_in_parts_makes_the_same_input(deployment: Deployment) -> None:
    detail = load("s3_object_created_multipart")["detail"]
    machine_input = ExecutionInput.model_validate(transformed(detail))
    assert machine_input.key.endswith("/Umsätze 2026.csv.gz")
    assert machine_input.etag.endswith("-22")


@pytest.mark.parametrize("name", ["failure_from_plan", "execution_timed_out", "execution_aborted"])
def test_a_failure_before_the_plan_is_told(deployment: Deployment, name: str) -> None:
    machine_input = deployment.upload(b"id\n1\n")
    event = load(name)
    if "detail" in event:
        event["detail"] |= {"executionArn": "execution:1", "input": json.dumps(machine_input)}
    else:
        event |= {"execution_id": "execution:1", "execution_input": {**machine_input, "execution_id": "x"}}
    expected = {"failure_from_plan": "source_not_found", "execution_timed_out": "timed_out"}
    recorded = deployment.call("conclude", event, entry="failure")
    assert recorded == {"code": expected.get(name, "aborted")}
    dataset_id = machine_input["key"].split("/")[2]
    _, dataset = deployment.api("GET", f"/api/v1/datasets/{dataset_id}")
    _, status = deployment.api("GET", f"/api/v1/analysis/{dataset['latest_analysis_id']}/status")
    assert (status["status"], status["failure"]["code"]) == ("failed", recorded["code"])
    _, restarted = deployment.api("POST", "/api/v1/analysis/start", {"dataset_id": dataset_id})
    assert restarted["analysis_id"] != dataset["latest_analysis_id"]
    assert restarted["status"] == "queued"


def test_a_failure_of_a_stage_is_told_once(deployment: Deployment) -> None:
    analysis = deployment.call("plan", {**deployment.upload(b"id\n1\n"), "execution_id": "execution:1"})[
        "analysis"
    ]
    event = {**load("failure_from_stage"), "analysis": analysis, "execution_id": "execution:1"}
    assert deployment.call("conclude", event, entry="failure") == {"code": "internal"}
    late = {**event, "error": "States.Timeout"}
    assert deployment.call("conclude", late, entry="failure") == {"code": "internal"}
    status, problem = deployment.api("GET", f"/api/v1/analysis/{analysis['analysis_id']}/results")
    assert (status, problem["code"]) == (409, "analysis_failed")


def test_a_key_that_is_gone_ends_with_a_readable_cause(deployment: Deployment) -> None:
    machine_input = deployment.upload(b"id\n1\n")
    boto3.client("s3").delete_object(Bucket=BUCKET, Key=machine_input["key"])
    module = importlib.import_module("functions.plan.handler")
    with pytest.raises(Exception, match="deleted before it could be read") as caught:
        module.handler({**machine_input, "execution_id": "execution:1"}, Context())
    assert type(caught.value).__name__ == "SourceNotFoundError"
    cause = json.dumps({"errorType": "SourceNotFoundError", "errorMessage": str(caught.value)})
    event = {"execution_id": "execution:1", "execution_input": machine_input, "error": "x", "cause": cause}
    assert deployment.call("conclude", event, entry="failure") == {"code": "source_not_found"}


@pytest.mark.parametrize(
    "name",
    ["plan", "profile", "merge", "combine", "count", "insight", "codegen", "verify", "conclude", "clean"],
)
def test_the_sample_event_of_each_stage_has_its_shape(deployment: Deployment, name: str) -> None:
    handler = importlib.import_module(f"functions.{name}.handler").handler
    with pytest.raises(Exception, match=r"deleted|no such object") as caught:
        handler(load(name), Context())
    assert type(caught.value).__name__ == "SourceNotFoundError"
    with pytest.raises(Exception, match="Extra inputs") as caught:
        handler({**load(name), "surprise": 1}, Context())


def test_logs_and_metrics_name_the_analysis(
    deployment: Deployment, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = deployment.run(deployment.upload(b"id\n1\n"))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    metrics = [line for line in lines if "_aws" in line]
    assert {line["_aws"]["CloudWatchMetrics"][0]["Namespace"] for line in metrics} == {"DataInsight"}
    assert any("AnalysesCompleted" in line for line in metrics)
    assert plan["analysis"]["analysis_id"]


def test_deleting_a_dataset_leaves_nothing(deployment: Deployment) -> None:
    analysis = deployment.run(deployment.upload(b"id\n1\n"))["analysis"]
    status, _ = deployment.api("DELETE", f"/api/v1/datasets/{analysis['dataset_id']}")
    assert status == 204
    assert boto3.client("s3").list_objects_v2(Bucket=BUCKET)["KeyCount"] == 0
    left = boto3.client("dynamodb").scan(TableName=TABLE)["Items"]
    kept = [item for item in left if item["sk"]["S"].split("#")[0] != "plan"]  # that expires
    assert {item["sk"]["S"].split("#")[0] for item in kept} <= {
        "EVENT",
        "PLAN",  # of the workspace
        "QUOTA",
        "USAGE",
    }  # what is to be paid
    assert analysis["dataset_id"] not in json.dumps(kept, default=str)
    assert deployment.api("GET", f"/api/v1/analysis/{analysis['analysis_id']}/status")[0] == 404


def test_migrate_may_run_at_every_deployment(deployment: Deployment) -> None:
    newest = max((ROOT / "functions" / "migrate" / "versions").glob("[0-9]*.py"))

    assert deployment.call("migrate", load("migrate")) == {"revision": newest.name[:4]}


def test_the_api_does_not_start_without_mail(environment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATAINSIGHT_LOCAL_WORKSPACE", raising=False)
    sys.modules.pop("functions.api.handler", None)
    with pytest.raises(SettingsError, match="mail_sender"):
        importlib.import_module("functions.api.handler")


def test_the_api_answers_in_text_that_gateways_pass_on(deployment: Deployment) -> None:
    event = {**load("api_request"), "body": "{}"}
    reply = deployment.call("api", event)
    assert reply["statusCode"] == 422
    assert reply["headers"]["content-type"] == "application/problem+json"
    assert reply["isBase64Encoded"] is False
    assert json.loads(reply["body"])["request_id"] == event["requestContext"]["requestId"]
    assert reply["headers"]["x-request-id"] == event["requestContext"]["requestId"]
