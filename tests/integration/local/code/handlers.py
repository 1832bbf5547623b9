"""Functions of the small template: they run in processes of their own, beside nothing but boto3."""

import json
import os
import time
from pathlib import Path
from typing import Any

import boto3

BUCKET = os.environ["BUCKET"]
TABLE = os.environ["TABLE"]


class TransientError(Exception):
    """Goes away when tried again."""


class PermanentError(Exception):
    """Stays."""


def migrate(event: dict[str, Any], _context: object) -> None:
    """Runs while the stack is created."""
    _sql("CREATE TABLE IF NOT EXISTS started (at timestamptz DEFAULT now())")
    _sql("INSERT INTO started DEFAULT VALUES")


def plan(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Reads the uploaded list of shards and remembers what it was called with."""
    _put(f"PLAN#{event['execution_id']}", event)
    return {"shards_key": event["key"], "name": event["key"].rsplit("/", 1)[-1]}


def measure(event: dict[str, Any], _context: object) -> None:
    """One shard: fails as often as it says."""
    shard = event["shard"]
    if shard.get("kind") == "slow":
        _put("SLOW", event)
        time.sleep(60)
    if shard.get("kind") == "permanent":
        raise PermanentError("this shard never works")
    attempts = int(
        boto3.client("dynamodb").update_item(
            TableName=TABLE,
            Key={"pk": {"S": "ATTEMPTS"}, "sk": {"S": f"{event['name']}#{shard['index']}"}},
            UpdateExpression="ADD attempts :one SET execution_id = :id",
            ExpressionAttributeValues={":one": {"N": "1"}, ":id": {"S": event["execution_id"]}},
            ReturnValues="UPDATED_NEW",
        )["Attributes"]["attempts"]["N"]
    )
    if attempts <= shard.get("failures", 0):
        raise TransientError(f"attempt {attempts}")
    boto3.client("s3").put_object(
        Bucket=BUCKET, Key=f"work/{event['name']}/{shard['index']}", Body=b"measured"
    )
    boto3.client("dynamodb").update_item(
        TableName=TABLE,
        Key={"pk": {"S": "DONE"}, "sk": {"S": event["name"]}},
        UpdateExpression="ADD done :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


def conclude(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """The last state."""
    boto3.client("s3").put_object(
        Bucket=BUCKET, Key=f"results/{event['name']}", Body=json.dumps(event).encode()
    )
    return {"name": event["name"]}


def failure(event: dict[str, Any], _context: object) -> None:
    """Hears of executions that ended badly."""
    _put(f"STATUS#{event['detail']['executionArn']}", event)


def api(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answers the HTTP API."""
    counted = _sql("SELECT count(*) FROM started")["records"][0][0]["longValue"]
    body = {"path": event["rawPath"], "starts": counted, "task_root": Path.cwd().name}
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}


def _put(name: str, event: dict[str, Any]) -> None:
    item: Any = {
        "pk": {"S": "EVENTS"},
        "sk": {"S": name},
        "event": {"S": json.dumps(event)},
        "raw": {"B": b"\x00\xff"},
    }
    boto3.client("dynamodb").put_item(TableName=TABLE, Item=item)


def _sql(statement: str) -> Any:
    return boto3.client("rds-data").execute_statement(
        resourceArn=os.environ["DATABASE"], secretArn=os.environ["SECRET"], database="small", sql=statement
    )
