"""A small template through everything: HTTP API, functions, S3, events, state machine, table, database."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from infra_cdk.local.errors import DataDirectoryBusyError
from tests.integration.local.conftest import SmallStack, eventually

pytestmark = pytest.mark.xdist_group("small_stack")


def http(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> tuple[int, Any, bytes]:
    prepared = urllib.request.Request(url, data=body, method=method, headers=headers)  # noqa: S310 - our own stack
    try:
        with urllib.request.urlopen(prepared) as reply:  # noqa: S310 - same
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_http_api_reaches_function_and_database(small_stack: SmallStack) -> None:
    status, _, body = http(f"{small_stack.outputs['ApiUrl']}/any/path?x=1")
    assert status == 200
    assert json.loads(body) == {"path": "/any/path", "starts": 1, "task_root": "code"}


def test_an_upload_runs_the_machine(small_stack: SmallStack) -> None:
    small_stack.upload("good.json", [{}, {"failures": 2}, {}, {}, {}])
    found = small_stack.execution("good.json")
    assert found["status"] == "SUCCEEDED", found
    keys = small_stack.client("s3").list_objects_v2(
        Bucket=small_stack.outputs["Bucket"], Prefix="work/good.json/"
    )
    assert keys["KeyCount"] == 5
    assert small_stack.item("DONE", "good.json")["done"] == {"N": "5"}  # type: ignore[index]  # it is there
    flaky = small_stack.item("ATTEMPTS", "good.json#1")
    assert flaky is not None
    assert flaky["attempts"] == {"N": "3"}, "failed twice, then succeeded"
    planned = small_stack.event(f"PLAN#{found['executionArn']}")
    assert planned["execution_id"] == found["executionArn"], "the context object"
    assert json.loads(found["input"])["etag"]


def test_children_of_the_map_are_executions_of_their_own(small_stack: SmallStack) -> None:
    small_stack.upload("children.json", [{}, {}])
    parent = small_stack.execution("children.json")["executionArn"]
    items = [small_stack.item("ATTEMPTS", f"children.json#{index}") for index in range(2)]
    ids = {item["execution_id"]["S"] for item in items if item}
    assert len(ids) == 2
    assert parent not in ids
    assert all("/shards:" in child for child in ids)


def test_an_item_that_fails_for_good_fails_the_execution(small_stack: SmallStack) -> None:
    small_stack.upload("bad.json", [{}, {"kind": "permanent"}, {}])
    found = small_stack.execution("bad.json")
    assert found["status"] == "FAILED"
    assert found["error"] == "States.ExceedToleratedFailureThreshold"
    heard = small_stack.event(f"STATUS#{found['executionArn']}")
    assert heard["detail"]["status"] == "FAILED"
    assert heard["detail"]["error"] == "States.ExceedToleratedFailureThreshold"
    assert heard["detail"]["stateMachineArn"] == small_stack.outputs["Machine"]
    assert json.loads(heard["detail"]["input"])["key"] == "uploads/bad.json"
    assert heard["detail-type"] == "Step Functions Execution Status Change"
    results = small_stack.client("s3").list_objects_v2(
        Bucket=small_stack.outputs["Bucket"], Prefix="results/bad"
    )
    assert results["KeyCount"] == 0


def test_an_execution_that_is_stopped_is_heard_of(small_stack: SmallStack) -> None:
    small_stack.upload("stopped.json", [{"kind": "slow"}])
    small_stack.event("SLOW")
    states = small_stack.client("stepfunctions")
    running = states.list_executions(stateMachineArn=small_stack.outputs["Machine"], statusFilter="RUNNING")
    arn = running["executions"][0]["executionArn"]
    states.stop_execution(executionArn=arn)
    assert small_stack.event(f"STATUS#{arn}")["detail"]["status"] == "ABORTED"


def test_counting_loses_nothing(small_stack: SmallStack) -> None:
    small_stack.upload("many.json", [{} for _ in range(60)])
    assert small_stack.execution("many.json")["status"] == "SUCCEEDED"
    assert small_stack.item("DONE", "many.json")["done"] == {"N": "60"}  # type: ignore[index]  # it is there


def test_a_presigned_put_as_curl_sends_it(small_stack: SmallStack) -> None:
    bucket = small_stack.outputs["Bucket"]
    url = small_stack.client("s3").generate_presigned_url(
        "put_object", Params={"Bucket": bucket, "Key": "uploads/curl.json"}, ExpiresIn=60
    )
    form = "application/x-www-form-urlencoded"
    status, headers, _ = http(
        url, "PUT", b'[{"index": 0}]', **{"content-type": form, "origin": "https://a.example"}
    )
    assert status == 200
    assert headers["access-control-allow-origin"] == "https://a.example"
    assert headers["access-control-expose-headers"] == "ETag"
    assert (
        small_stack.client("s3").get_object(Bucket=bucket, Key="uploads/curl.json")["Body"].read()
        == b'[{"index": 0}]'
    )
    assert small_stack.execution("curl.json")["status"] == "SUCCEEDED"


def test_a_multipart_upload_starts_one_execution(small_stack: SmallStack) -> None:
    s3, bucket, key = small_stack.client("s3"), small_stack.outputs["Bucket"], "uploads/parts.json"
    upload = s3.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]
    first = b"[" + b" " * (5 * 1024 * 1024)
    parts = []
    for number, content in enumerate([first, b'{"index": 0}]'], start=1):
        url = s3.generate_presigned_url(
            "upload_part", Params={"Bucket": bucket, "Key": key, "UploadId": upload, "PartNumber": number}
        )
        status, headers, _ = http(url, "PUT", content)
        assert status == 200
        parts.append({"PartNumber": number, "ETag": headers["ETag"]})
    s3.complete_multipart_upload(Bucket=bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": parts})
    found = small_stack.execution("parts.json")
    assert found["status"] == "SUCCEEDED"
    assert json.loads(found["input"])["etag"].endswith("-2")
    executions = small_stack.client("stepfunctions").list_executions(
        stateMachineArn=small_stack.outputs["Machine"]
    )
    inputs = [
        small_stack.client("stepfunctions").describe_execution(executionArn=one["executionArn"])["input"]
        for one in executions["executions"]
    ]
    assert sum("parts.json" in text for text in inputs) == 1


def test_an_unknown_multipart_upload(small_stack: SmallStack) -> None:
    s3, where = (
        small_stack.client("s3"),
        {"Bucket": small_stack.outputs["Bucket"], "Key": "k", "UploadId": "gone"},
    )
    calls: list[tuple[Callable[..., Any], dict[str, Any]]] = [
        (s3.complete_multipart_upload, {"MultipartUpload": {"Parts": [{"PartNumber": 1, "ETag": "x"}]}}),
        (s3.upload_part, {"PartNumber": 1, "Body": b"x"}),
    ]
    for call, more in calls:
        with pytest.raises(s3.exceptions.ClientError) as caught:
            call(**where, **more)
        assert caught.value.response["Error"]["Code"] == "NoSuchUpload"
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_transactions_at_once_lose_nothing(small_stack: SmallStack) -> None:
    """Each of 20 shards is counted once, however often and whenever it is reported."""
    from concurrent.futures import ThreadPoolExecutor

    dynamodb, table = small_stack.client("dynamodb"), small_stack.outputs["Table"]

    def report(shard: int) -> bool:
        once = {
            "TableName": table,
            "Item": {"pk": {"S": "SHARDS"}, "sk": {"S": str(shard)}},
            "ConditionExpression": "attribute_not_exists(pk)",
        }
        count = {
            "TableName": table,
            "Key": {"pk": {"S": "SHARDS"}, "sk": {"S": "count"}},
            "UpdateExpression": "ADD reported :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
        try:
            dynamodb.transact_write_items(TransactItems=[{"Put": once}, {"Update": count}])
        except dynamodb.exceptions.TransactionCanceledException:
            return False
        return True

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(report, [*range(20), *range(20)])) == 20
    counted = small_stack.item("SHARDS", "count")
    assert counted is not None
    assert counted["reported"] == {"N": "20"}


def test_conditional_writes_are_atomic(small_stack: SmallStack) -> None:
    """Many functions at once: exactly one may create an item."""
    from concurrent.futures import ThreadPoolExecutor

    dynamodb, table = small_stack.client("dynamodb"), small_stack.outputs["Table"]

    def claim(number: int) -> bool:
        try:
            dynamodb.put_item(
                TableName=table,
                Item={"pk": {"S": "CLAIM"}, "sk": {"S": "x"}, "by": {"N": str(number)}},
                ConditionExpression="attribute_not_exists(pk)",
            )
        except dynamodb.exceptions.ConditionalCheckFailedException:
            return False
        return True

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(claim, range(64))) == 1


def test_an_unknown_function(small_stack: SmallStack) -> None:
    client = small_stack.client("lambda")
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.invoke(FunctionName="nobody")


def test_functions_can_be_invoked_directly(small_stack: SmallStack) -> None:
    client = small_stack.client("lambda")
    answer = client.invoke(FunctionName="Small-Api", Payload=b'{"rawPath": "/direct"}')
    assert json.loads(json.loads(answer["Payload"].read())["body"])["path"] == "/direct"
    event = {"detail": {"executionArn": "by hand"}}
    accepted = client.invoke(FunctionName="Small-Failure", InvocationType="Event", Payload=json.dumps(event))
    assert accepted["StatusCode"] == 202
    assert small_stack.event("STATUS#by hand") == event


def test_secrets(small_stack: SmallStack) -> None:
    secrets = small_stack.client("secretsmanager")
    made = json.loads(secrets.get_secret_value(SecretId=small_stack.outputs["Secret"])["SecretString"])
    assert made["user"] == "x"
    assert len(made["password"]) == 32
    owner = json.loads(
        secrets.get_secret_value(SecretId=small_stack.outputs["DatabaseSecret"])["SecretString"]
    )
    assert owner["username"] == "postgres"


def test_logs(small_stack: SmallStack) -> None:
    http(f"{small_stack.outputs['ApiUrl']}/x")
    text = eventually(
        lambda: (small_stack.data.logs / "api.log").read_text() or None, "the log of the api function"
    )
    assert "REPORT RequestId" in text


def test_the_data_directory_is_for_one_stack(small_stack: SmallStack) -> None:
    with pytest.raises(DataDirectoryBusyError):
        SmallStack(small_stack.data.path)
    assert small_stack.data.description.exists(), "the running one is not disturbed"


def test_plain_reads_answer_as_moto_does(small_stack: SmallStack) -> None:
    dynamodb, table = small_stack.client("dynamodb"), small_stack.outputs["Table"]
    key = {"pk": {"S": "READ"}, "sk": {"S": "\u00e9"}}
    item: dict[str, Any] = {
        **key,
        "bytes": {"B": b"\x00\xff"},
        "deep": {
            "M": {"list": {"L": [{"N": "1.50"}, {"NULL": True}, {"B": b"\x01"}]}, "yes": {"BOOL": True}}
        },
        "names": {"SS": ["a"]},
        "sets": {"BS": [b"\x02"]},
    }
    dynamodb.put_item(TableName=table, Item=item)
    for consistent in (False, True):
        plain = dynamodb.get_item(TableName=table, Key=key, ConsistentRead=consistent)["Item"]
        assert plain == item
    names = {f"#{number}": name for number, name in enumerate(item)}
    by_moto = dynamodb.get_item(
        TableName=table, Key=key, ProjectionExpression=",".join(names), ExpressionAttributeNames=names
    )
    assert by_moto["Item"] == plain
    assert "Item" not in dynamodb.get_item(TableName=table, Key={**key, "sk": {"S": "none"}})
    for wrong in ({"TableName": "absent", "Key": key}, {"TableName": table, "Key": {"pk": {"S": "READ"}}}):
        with pytest.raises(dynamodb.exceptions.ClientError) as caught:
            dynamodb.get_item(**wrong)
        assert caught.value.response["Error"]["Code"] in {"ResourceNotFoundException", "ValidationException"}
