"""Why moto is corrected: each test shows what moto 5.2.5 does by itself.

A failure here is good news: that correction (in infra_cdk/local/corrections or persistence) can go.
"""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

pytestmark = pytest.mark.xdist_group("plain_moto")
ROLE = "arn:aws:iam::123456789012:role/any"


class PlainMoto:
    def __init__(self, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"

    def client(self, service: str) -> Any:
        return boto3.Session().client(
            service,  # type: ignore[call-overload]  # any service
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(
                signature_version="s3v4" if service == "s3" else None, retries={"total_max_attempts": 1}
            ),
        )

    def bucket(self) -> str:
        name = f"b-{uuid.uuid4()}"
        self.client("s3").create_bucket(Bucket=name)
        self.client("s3").put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}}
        )
        return name

    def execute(self, definition: dict[str, Any]) -> tuple[Any, str]:
        states = self.client("stepfunctions")
        machine = states.create_state_machine(
            name=f"m-{uuid.uuid4()}", definition=json.dumps(definition), roleArn=ROLE
        )["stateMachineArn"]
        return states, states.start_execution(stateMachineArn=machine, name="one", input="{}")["executionArn"]


@pytest.fixture(scope="module")
def plain() -> Iterator[PlainMoto]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("plain_moto.py"))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield PlainMoto(int(process.stdout.readline()))
    process.kill()
    process.wait()
    process.stdout.close()


def in_a_process_of_its_own(code: str) -> Any:
    """Result of an expression, printed as JSON, where nothing is patched."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def ended(states: Any, arn: str) -> dict[str, Any]:
    for _ in range(600):
        found: dict[str, Any] = states.describe_execution(executionArn=arn)
        if found["status"] != "RUNNING":
            return found
        time.sleep(0.1)
    pytest.fail("the execution did not end")


def fetch(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> int:
    prepared = urllib.request.Request(url, data=body, method=method, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(prepared) as reply:  # noqa: S310 - same
            status: int = reply.status
            return status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_version_is_the_one_that_was_examined() -> None:
    assert version("moto") == "5.2.5", "run these tests against the new one, then change this line"


def distributed_map(state: dict[str, Any]) -> dict[str, Any]:
    """A Distributed Map with one state per item, over the list in `$.items`."""
    processor = {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "Item",
        "States": {"Item": state},
    }
    items = {"Type": "Pass", "Result": {"items": [1, 2, 3]}, "Next": "Map"}
    mapped = {
        "Type": "Map",
        "ItemsPath": "$.items",
        "MaxConcurrency": 1,
        "ItemProcessor": processor,
        "End": True,
    }
    return {"StartAt": "Items", "States": {"Items": items, "Map": mapped}}


def test_a_distributed_map_succeeds_although_all_items_fail(plain: PlainMoto) -> None:
    """corrections/distributed_map.py"""
    states, arn = plain.execute(distributed_map({"Type": "Fail", "Error": "Broken"}))
    found = ended(states, arn)
    assert (found["status"], json.loads(found["output"])) == ("SUCCEEDED", [None, None, None])


def test_children_of_a_distributed_map_have_their_parents_id(plain: PlainMoto) -> None:
    """corrections/distributed_map.py"""
    states, arn = plain.execute(
        distributed_map({"Type": "Pass", "Parameters": {"id.$": "$$.Execution.Id"}, "End": True})
    )
    assert json.loads(ended(states, arn)["output"]) == [{"id": arn}] * 3


def test_a_distributed_map_recurses_once_per_item() -> None:
    """corrections/distributed_map.py"""
    module = "moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor"
    code = (
        f"import inspect, json; from {module} import distributed_item_processor_worker as module; "
        "print(json.dumps(inspect.getsource(module.DistributedItemProcessorWorker._eval_pool)))"
    )
    assert "self._eval_pool(" in in_a_process_of_its_own(code)


def test_a_client_is_made_for_every_task() -> None:
    """corrections/clients.py"""
    code = (
        "import json; from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for as make; "
        "print(json.dumps(make('us-east-1', 's3') is make('us-east-1', 's3')))"
    )
    assert in_a_process_of_its_own(code) is False


def test_stopping_an_execution_waits_for_its_task() -> None:
    """corrections/executions.py: the status changes when the interpreter comes back, and may become FAILED"""
    code = (
        "import inspect, json; from moto.stepfunctions.parser.backend.execution import Execution; "
        "print(json.dumps(inspect.getsource(Execution.stop)))"
    )
    assert "exec_status" not in in_a_process_of_its_own(code)


def test_rules_cannot_start_state_machines() -> None:
    """corrections/events.py"""
    code = """
import json
from moto.events.models import events_backends
backend = events_backends["123456789012"]["us-east-1"]
backend.put_rule("r", event_pattern='{"source": ["s"]}', scheduled_expression=None, event_bus_arn=None,
                 state="ENABLED", description=None, role_arn=None, tags=[], managed_by=None)
rule = backend.describe_rule("r", None)
rule.targets = [{"Arn": "arn:aws:states:us-east-1:123456789012:stateMachine:m", "Id": "1"}]
try:
    rule.send_to_targets({"source": "s", "detail-type": "d", "detail": {}, "ingestion-time": 1.0, "id": "1",
                          "time": 1.0, "region": "us-east-1", "resources": []})
    print(json.dumps("delivered"))
except NotImplementedError:
    print(json.dumps("not implemented"))
"""
    assert in_a_process_of_its_own(code) == "not implemented"


def test_the_input_transformer_leaves_strings_without_quotes() -> None:
    """corrections/input_transformer.py"""
    code = """
import json
from moto.events.utils import EventTemplateParser
try:
    event = {"detail": {"text": "b"}, "ingestion-time": 1.0}
    EventTemplateParser.parse('{"a": <x>}', {"x": "$.detail.text"}, event)
    print(json.dumps("valid"))
except json.JSONDecodeError:
    print(json.dumps("invalid"))
"""
    assert in_a_process_of_its_own(code) == "invalid"


def test_a_multipart_upload_sends_two_events(plain: PlainMoto) -> None:
    """persistence/objects.py, corrections/s3_events.py"""
    bucket, group = plain.bucket(), f"/aws/events/{uuid.uuid4()}"
    logs, events, s3 = plain.client("logs"), plain.client("events"), plain.client("s3")
    logs.create_log_group(logGroupName=group)
    pattern = {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": [bucket]}},
    }
    events.put_rule(Name=bucket, EventPattern=json.dumps(pattern))
    arn = f"arn:aws:logs:us-east-1:123456789012:log-group:{group}"
    events.put_targets(Rule=bucket, Targets=[{"Id": "1", "Arn": arn}])
    upload = s3.create_multipart_upload(Bucket=bucket, Key="k")["UploadId"]
    part = s3.upload_part(Bucket=bucket, Key="k", UploadId=upload, PartNumber=1, Body=b"x")
    s3.complete_multipart_upload(
        Bucket=bucket,
        Key="k",
        UploadId=upload,
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]},
    )
    messages = [json.loads(one["message"]) for one in logs.filter_log_events(logGroupName=group)["events"]]
    assert len(messages) == 2
    assert messages[0]["detail"]["reason"] == "ObjectCreated", "S3 says PutObject or CompleteMultipartUpload"
    assert "eTag" in messages[0]["detail"]["object"], "S3 says etag"


def test_presigned_urls_never_expire_and_are_not_verified(plain: PlainMoto) -> None:
    """corrections/presigned.py, corrections/signature.py"""
    bucket, s3 = plain.bucket(), plain.client("s3")
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    s3.put_object(Bucket=bucket, Key="b", Body=b"x")
    expired = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a"}, ExpiresIn=-10)
    assert fetch(expired) == 200
    another = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "a"}).replace(
        "/a?", "/b?"
    )
    assert fetch(another) == 200


def test_an_unknown_multipart_upload_breaks_moto(plain: PlainMoto) -> None:
    """corrections/multipart.py"""
    s3, bucket = plain.client("s3"), plain.bucket()
    with pytest.raises(s3.exceptions.ClientError) as caught:
        s3.upload_part(Bucket=bucket, Key="k", UploadId="gone", PartNumber=1, Body=b"x")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


def test_form_uploads_may_have_any_size(plain: PlainMoto) -> None:
    """corrections/presigned.py"""
    bucket = plain.bucket()
    post = plain.client("s3").generate_presigned_post(
        bucket, "k", Conditions=[["content-length-range", 1, 2]]
    )
    lines = [
        f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in post["fields"].items()
    ]
    lines.append(
        '--X\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\ntoo long\r\n--X--\r\n'
    )
    content_type = "multipart/form-data; boundary=X"
    assert fetch(post["url"], "POST", "".join(lines).encode(), **{"content-type": content_type}) == 204


def test_a_put_that_calls_itself_a_form_is_empty(plain: PlainMoto) -> None:
    """corrections/presigned.py: keep_body"""
    bucket, s3 = plain.bucket(), plain.client("s3")
    url = s3.generate_presigned_url("put_object", Params={"Bucket": bucket, "Key": "k"})
    assert fetch(url, "PUT", b"a,b", **{"content-type": "application/x-www-form-urlencoded"}) == 200
    assert s3.get_object(Bucket=bucket, Key="k")["Body"].read() == b""


def test_every_object_is_remembered_for_ever() -> None:
    """corrections/memory.py"""
    code = """
import json
from moto.s3.models import FakeKey, s3_backends
backend = s3_backends["123456789012"]["aws"]
backend.create_bucket("bucket", "us-east-1")
for number in range(3):
    backend.put_object("bucket", "same", b"x")
print(json.dumps(len(FakeKey.instances_tracked)))
"""
    assert in_a_process_of_its_own(code) == 3


def test_dynamodb_has_no_lock() -> None:
    """persistence/items.py"""
    code = (
        "import inspect, json; from moto.dynamodb import models, responses; "
        "print(json.dumps(inspect.getsource(responses) + inspect.getsource(models)))"
    )
    assert "lock" not in in_a_process_of_its_own(code).lower()


def test_the_interpreter_loads_all_of_ec2() -> None:
    """corrections/__init__.py"""
    looked_up = "moto.stepfunctions.parser.models; print(json.dumps('moto.ec2.models' in sys.modules))"
    assert in_a_process_of_its_own(f"import json, sys, {looked_up}") is True
    assert in_a_process_of_its_own(f"import json, sys, infra_cdk.local.corrections, {looked_up}") is False


def test_a_get_during_a_put_may_read_a_closed_buffer() -> None:
    """persistence/objects.py: ContentFile"""
    code = """
import json
from moto.s3.models import s3_backends
backend = s3_backends["123456789012"]["aws"]
backend.create_bucket("bucket", "us-east-1")
held = backend.put_object("bucket", "same", b"old")
backend.put_object("bucket", "same", b"new")
try:
    print(json.dumps(held.value.decode()))
except ValueError:
    print(json.dumps("closed"))
"""
    assert in_a_process_of_its_own(code) == "closed"


def test_lists_its_own_folder_at_each_request(monkeypatch: pytest.MonkeyPatch) -> None:
    from moto import backends
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    application = DomainDispatcherApplication(create_backend_app)
    original, listed = backends.list_of_moto_modules, list[str]()

    def listing() -> Iterable[str]:
        listed.append("again")
        return original()

    monkeypatch.setattr(backends, "list_of_moto_modules", listing)
    for _ in range(2):
        application.get_backend_for_host("dynamodb")
    assert listed == ["again", "again"]
