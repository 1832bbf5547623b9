"""Parameters and fields of the RDS Data API."""

import datetime as dt
import decimal
import uuid
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from infra_cdk.local.database.values import DataApiError, Text, api_field, bind, json_value, python_value


def parameter(name: str, value: dict[str, Any], hint: str | None = None) -> dict[str, Any]:
    return {"name": name, "value": value} | ({"typeHint": hint} if hint else {})


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT :a", "SELECT %(a)s"),
        ("SELECT :a::uuid, ':a', \":a\"", "SELECT %(a)s::uuid, ':a', \":a\""),
        ("SELECT 'it''s :a' || :a", "SELECT 'it''s :a' || %(a)s"),
        ("SELECT 1 -- :a\n, :a", "SELECT 1 -- :a\n, %(a)s"),
        ("SELECT /* :a */ :a", "SELECT /* :a */ %(a)s"),
        ("DO $x$ BEGIN a := :a; END $x$", "DO $x$ BEGIN a := :a; END $x$"),
        ("SELECT '10%' LIKE :a, 5 % 2", "SELECT '10%%' LIKE %(a)s, 5 %% 2"),
        ("SELECT x[1:2], :a", "SELECT x[1:2], %(a)s"),
    ],
)
def test_only_parameters_are_replaced(sql: str, expected: str) -> None:
    assert bind(sql, [parameter("a", {"longValue": 1})])[0] == expected


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(DataApiError, match="Cannot find parameter: b"):
        bind("SELECT :b", [parameter("a", {"longValue": 1})])


@pytest.mark.parametrize(
    ("value", "hint", "expected"),
    [
        ({"isNull": True}, None, None),
        ({"isNull": True}, "UUID", None),
        ({"longValue": 7}, None, 7),
        ({"doubleValue": 0.5}, None, 0.5),
        ({"booleanValue": True}, None, True),
        ({"blobValue": "AAE="}, None, b"\x00\x01"),
        ({"stringValue": "x"}, None, "x"),
        ({"stringValue": "2026-11-23"}, "DATE", dt.date(2026, 11, 23)),
        ({"stringValue": "12:30:01.5"}, "TIME", dt.time(12, 30, 1, 500_000)),
        ({"stringValue": "2026-11-23 12:30:00"}, "TIMESTAMP", dt.datetime(2026, 11, 23, 12, 30)),  # noqa: DTZ001 - the API's timestamps have no zone
        ({"stringValue": "1.10"}, "DECIMAL", decimal.Decimal("1.10")),
        (
            {"stringValue": "00000000-0000-4000-8000-000000000001"},
            "UUID",
            uuid.UUID("00000000-0000-4000-8000-000000000001"),
        ),
    ],
)
def test_parameter_values(value: dict[str, Any], hint: str | None, expected: Any) -> None:
    assert python_value(parameter("a", value, hint)) == expected


def test_strings_without_hint_are_text_and_json_is_json() -> None:
    assert isinstance(python_value(parameter("a", {"stringValue": "1"})), Text)
    assert isinstance(python_value(parameter("a", {"stringValue": '{"b": 1}'}, "JSON")), Jsonb)


@pytest.mark.parametrize(
    ("value", "hint"),
    [("nonsense", "UUID"), ("2026-13-01", "DATE"), ("{", "JSON"), ("x", "DECIMAL"), ("x", "MONEY")],
)
def test_a_value_that_does_not_fit_its_hint(value: str, hint: str) -> None:
    with pytest.raises(DataApiError, match=f"Bad value for type {hint}"):
        python_value(parameter("a", {"stringValue": value}, hint))


def test_array_parameters_are_refused() -> None:
    with pytest.raises(DataApiError, match="arrayValue parameters are not supported"):
        python_value(parameter("a", {"arrayValue": {"longValues": [1]}}))


BERLIN = dt.timezone(dt.timedelta(hours=1))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, {"isNull": True}),
        (True, {"booleanValue": True}),
        (7, {"longValue": 7}),
        (0.5, {"doubleValue": 0.5}),
        ("x", {"stringValue": "x"}),
        (b"\x00\x01", {"blobValue": "AAE="}),
        (memoryview(b"\x00\x01"), {"blobValue": "AAE="}),
        (decimal.Decimal("1.10"), {"stringValue": "1.10"}),
        (dt.date(2026, 11, 23), {"stringValue": "2026-11-23"}),
        (dt.datetime(2026, 11, 23, 12, 30, tzinfo=BERLIN), {"stringValue": "2026-11-23 11:30:00"}),
        ([1, 2], {"arrayValue": {"longValues": [1, 2]}}),
        ([True], {"arrayValue": {"booleanValues": [True]}}),
        (["a", None], {"arrayValue": {"stringValues": ["a", None]}}),
        ([], {"arrayValue": {"stringValues": []}}),
    ],
)
def test_fields(value: Any, expected: dict[str, Any]) -> None:
    assert api_field(value) == expected


def test_values_of_formatted_records() -> None:
    assert json_value(7) == 7
    assert json_value(None) is None
    assert json_value(dt.date(2026, 11, 23)) == "2026-11-23"
