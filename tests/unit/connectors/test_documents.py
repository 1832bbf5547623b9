import datetime
import json
import uuid

import pytest
from bson import Binary, Code, DBRef, Decimal128, Int64, MaxKey, MinKey, ObjectId, Regex, Timestamp
from bson.datetime_ms import DatetimeMS

from datainsight.connectors.documents import CollectionSchema, json_line, type_name

MOMENT = datetime.datetime(2024, 1, 2, 3, 4, 5, 678_000, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("value", "written", "called"),
    [
        (ObjectId("64b7f2a1c2d3e4f5a6b7c8d9"), "64b7f2a1c2d3e4f5a6b7c8d9", "objectId"),
        (Decimal128("1.10"), "1.10", "decimal"),
        (Int64(2**60), 2**60, "long"),
        (MOMENT, "2024-01-02T03:04:05.678Z", "date"),
        (DatetimeMS(2**50), str(2**50), "date"),
        (Binary(b"\0\xff"), "AP8=", "binData"),
        (Binary.from_uuid(uuid.UUID(int=7)), str(uuid.UUID(int=7)), "binData"),
        (float("nan"), "NaN", "double"),
        (float("-inf"), "-Infinity", "double"),
        (Regex("^a"), "/^a/", "regex"),
        (Timestamp(0, 1), "1970-01-01T00:00:00.000Z", "timestamp"),
        (Code("x()"), "x()", "javascript"),
        (DBRef("c", 7), {"$ref": "c", "$id": 7}, "dbPointer"),
        (MinKey(), "MinKey", "minKey"),
        (MaxKey(), "MaxKey", "maxKey"),
        (None, None, "null"),
        (True, True, "bool"),
        ([1, {"a": float("inf")}], [1, {"a": "Infinity"}], "array"),
    ],
)  # fmt: skip
def test_types_of_bson(value: object, written: object, called: str) -> None:
    line = json_line({"field": value})

    assert json.loads(line) == {"field": written}
    assert line.count(b"\n") == 1
    assert type_name(value) == called


def test_presence_by_path() -> None:
    schema = CollectionSchema()
    for document in ({"a": {"b": 1}}, {"a": {"b": "x", "c": None}}, {"a": None}, {}):
        schema.add(document)

    assert [(each.path, each.types, each.presence) for each in schema.paths()] == [
        ("a.b", ("int", "string"), 0.5),
        ("a.c", ("null",), 0.25),
        ("a", ("null",), 0.25),
    ]
