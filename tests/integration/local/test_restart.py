"""Everything survives: an orderly stop, and a kill in the middle."""

import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # ships no annotations
import pytest

from tests.integration.local.conftest import SmallStack, eventually
from tests.integration.local.small_template import CODE

Start = Callable[[Path], SmallStack]
pytestmark = pytest.mark.xdist_group("small_stack")


def test_a_stop_keeps_everything(stack_directory: Path, start_small: Start) -> None:
    first = start_small(stack_directory)
    s3, bucket, table = first.client("s3"), first.outputs["Bucket"], first.outputs["Table"]
    s3.put_object(
        Bucket=bucket,
        Key="kept/ü.csv",
        Body=b"a,b\n1,2\n",
        ContentType="text/csv",
        Metadata={"who": "me"},
        Tagging="a=b",
    )
    s3.put_object(Bucket=bucket, Key="kept/replaced", Body=b"old")
    s3.put_object(Bucket=bucket, Key="kept/replaced", Body=b"new")
    s3.copy_object(Bucket=bucket, Key="kept/copy", CopySource={"Bucket": bucket, "Key": "kept/ü.csv"})
    s3.put_object(Bucket=bucket, Key="kept/deleted", Body=b"x")
    s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "kept/deleted"}]})
    before = s3.head_object(Bucket=bucket, Key="kept/ü.csv")
    item = {
        "pk": {"S": "a"},
        "sk": {"S": "b"},
        "set": {"SS": ["x"]},
        "map": {"M": {"n": {"N": "1.5"}}},
        "b": {"B": b"\0"},
    }
    dynamodb = first.client("dynamodb")
    dynamodb.put_item(TableName=table, Item=item)
    dynamodb.put_item(TableName=table, Item={**item, "sk": {"S": "gone"}})
    dynamodb.delete_item(TableName=table, Key={"pk": {"S": "a"}, "sk": {"S": "gone"}})
    dynamodb.put_item(TableName=table, Item={**item, "sk": {"S": "expired"}, "expires_at": {"N": "1"}})
    dynamodb.transact_write_items(
        TransactItems=[{"Put": {"TableName": table, "Item": {**item, "sk": {"S": "together"}}}}]
    )
    secrets = first.client("secretsmanager")
    secrets.put_secret_value(SecretId=first.outputs["Secret"], SecretString="changed")
    for name in ("made/by/a/function", "made/and/deleted"):
        secrets.create_secret(Name=name, SecretString="own")
    secrets.delete_secret(SecretId="made/and/deleted", ForceDeleteWithoutRecovery=True)
    first.stack.stop()

    second = start_small(stack_directory)
    s3 = second.client("s3")
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket, Prefix="kept/")["Contents"]]
    assert keys == ["kept/copy", "kept/replaced", "kept/ü.csv"]
    assert s3.get_object(Bucket=bucket, Key="kept/replaced")["Body"].read() == b"new"
    found = s3.get_object(Bucket=bucket, Key="kept/ü.csv")
    assert found["Body"].read() == b"a,b\n1,2\n"
    assert (found["ContentType"], found["Metadata"], found["ETag"]) == (
        "text/csv",
        {"who": "me"},
        before["ETag"],
    )
    assert found["LastModified"] == before["LastModified"]
    assert s3.get_object_tagging(Bucket=bucket, Key="kept/ü.csv")["TagSet"] == [{"Key": "a", "Value": "b"}]
    assert s3.get_object(Bucket=bucket, Key="kept/ü.csv", Range="bytes=2-4")["Body"].read() == b"b\n1"
    assert second.item("a", "b") == item
    assert second.item("a", "together") is not None
    assert (second.item("a", "gone"), second.item("a", "expired")) == (None, None)
    secrets = second.client("secretsmanager")
    assert secrets.get_secret_value(SecretId=second.outputs["Secret"])["SecretString"] == "changed"
    assert secrets.get_secret_value(SecretId="made/by/a/function")["SecretString"] == "own"
    assert "made/and/deleted" not in [each["Name"] for each in secrets.list_secrets()["SecretList"]]
    files = {path.name for path in second.data.objects.iterdir()}
    assert len(files) == 3, "what was replaced or deleted is gone from the disk"


def _run_until_killed(directory: Path) -> None:
    small = SmallStack(directory)
    small.upload("interrupted.json", [{"kind": "slow"}])
    signal.pause()


def test_a_kill_in_the_middle(stack_directory: Path, start_small: Start) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_run_until_killed, args=(stack_directory,))
    process.start()
    log = stack_directory / "logs" / "measure.log"
    eventually(lambda: (log.exists() and "START" in log.read_text()) or None, "the first shard")
    assert process.pid
    functions = [
        one for one in psutil.Process(process.pid).children() if "bootstrap.py" in " ".join(one.cmdline())
    ]
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert functions
    _, alive = psutil.wait_procs(functions, timeout=20)
    assert alive == [], "functions end with the stack that started them"

    again = start_small(stack_directory)
    assert any("1 interrupted" in line for line in again.progress)
    rows = again.client("dynamodb").query(
        TableName=again.outputs["Table"],
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": "EVENTS"}, ":sk": {"S": "PLAN#"}},
    )["Items"]
    arn = json.loads(rows[0]["event"]["S"])["execution_id"]
    heard = again.event(f"STATUS#{arn}")["detail"]
    assert (heard["status"], heard["error"]) == ("ABORTED", None)
    assert json.loads(heard["input"])["key"] == "uploads/interrupted.json"
    content = again.client("s3").get_object(Bucket=again.outputs["Bucket"], Key="uploads/interrupted.json")
    assert json.loads(content["Body"].read()) == [{"index": 0, "kind": "slow"}]
    states = again.client("stepfunctions")
    with pytest.raises(states.exceptions.ExecutionAlreadyExists):
        states.start_execution(
            stateMachineArn=again.outputs["Machine"], name=arn.rsplit(":", 1)[-1], input="{}"
        )
    started = again.stack.client("lambda").invoke(FunctionName="Small-Api", Payload=b'{"rawPath": "/"}')
    assert json.loads(json.loads(started["Payload"].read())["body"])["starts"] == 1, "PostgreSQL kept its row"


def test_a_trigger_runs_again_for_new_code_or_a_new_database(
    stack_directory: Path, start_small: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = stack_directory.parent / "code"
    code.mkdir()
    (code / "handlers.py").write_text((CODE / "handlers.py").read_text())
    monkeypatch.setattr("tests.integration.local.conftest.CODE", code)

    def starts() -> int:
        small = start_small(stack_directory)
        reply = small.client("lambda").invoke(FunctionName="Small-Api", Payload=b'{"rawPath": "/"}')
        small.stack.stop()
        counted: int = json.loads(json.loads(reply["Payload"].read())["body"])["starts"]
        return counted

    assert (starts(), starts()) == (1, 1)
    with (code / "handlers.py").open("a") as file:
        file.write("# changed\n")
    assert starts() == 2
    shutil.rmtree(stack_directory / "postgres")
    assert starts() == 1
