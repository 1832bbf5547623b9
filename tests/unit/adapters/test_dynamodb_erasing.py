"""Whole partitions go away, and no others."""

import boto3
import pytest

from datainsight.adapters.dynamodb_erasing import DynamoDbTraces
from tests.unit.adapters.aws import TABLE, empty_aws, make_table


def test_erases_one_partition_however_large(monkeypatch: pytest.MonkeyPatch) -> None:
    with empty_aws(monkeypatch):
        make_table()
        client = boto3.client("dynamodb")
        for partition in ("WORKSPACE#a", "WORKSPACE#ab", "USER#a"):
            for number in range(60):
                item = {"pk": {"S": partition}, "sk": {"S": f"{number}"}}
                client.put_item(TableName=TABLE, Item=item)
        traces = DynamoDbTraces(client, TABLE)
        traces.erase_workspace("a")
        left = client.scan(TableName=TABLE)["Items"]
        assert {item["pk"]["S"] for item in left} == {"WORKSPACE#ab", "USER#a"}
        assert len(left) == 120
        traces.erase_user("a")
        traces.erase_user("nobody")
        assert client.scan(TableName=TABLE)["Count"] == 60
