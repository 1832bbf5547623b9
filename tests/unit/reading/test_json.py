"""JSON documents: what is a record, what is a column, and what is refused where."""

import json
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.errors import DataInsightError, RefusedError, UnreadableError, UsageError
from datainsight.models.dataset import FileFormat
from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.limits import MIB, ReadingLimits
from datainsight.reading.split import split

from .sources import MemorySource


def read(data: bytes | str, name: str = "t.json", **options: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows."""
    source = MemorySource(data.encode() if isinstance(data, str) else data, name)
    description = describe(source, **options)
    rows = [
        row
        for shard in split(source, description)
        for batch in read_shard(source, description, shard)
        for row in batch.frame.rows()
    ]
    return list(description.columns), rows


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ('[{"id": 1, "name": "Ann"}, {"id": 2}]', ["id", "name"], [("1", "Ann"), ("2", None)]),
        ('{"id": 1, "name": "Ann"}', ["id", "name"], [("1", "Ann")]),
        ('{"page": 1, "data": [{"id": 1}, {"id": 2}]}', ["id"], [("1",), ("2",)]),
        ('{"a": {"b": {"rows": [{"x": 1}, {"x": 2}]}}}', ["x"], [("1",), ("2",)]),
        ('{"id": 1, "name": "A", "parts": [{"x": 1}]}', ["id", "name", "parts"], [("1", "A", '[{"x": 1}]')]),
        ('[{"at": {"x": 1, "y": {"z": 2}}}, {"at": null}]', ["at.x", "at.y.z"], [("1", "2"), (None, None)]),
        ('[{"a": 1}, {"a": {"b": 2}}]', ["a", "a.b"], [("1", None), (None, "2")]),
        ('[{"a.b": 1, "a": {"b": 2}}]', ["a.b", "a.b_2"], [("1", "2")]),
        ('[{"l": [1, "1", 1.50, null, {"k": true}]}]', ["l"], [('[1, "1", 1.50, null, {"k": true}]',)]),
        ('[{"n": 1E+2, "m": -0.0, "l": 10000000000000000000001}]', ["n", "m", "l"],
         [("1E+2", "-0.0", "10000000000000000000001")]),
        ('[{"t": true, "f": false, "n": null, "e": "", "o": {}}]', ["t", "f", "n", "e", "o"],
         [("true", "false", None, None, "{}")]),
        ('[["id", "name"], [1, "Ann"], [2, "Bob"]]', ["id", "name"], [("1", "Ann"), ("2", "Bob")]),
        ("[[1, 2], [3, 4]]", ["column_1", "column_2"], [("1", "2"), ("3", "4")]),
        ('{"columns": ["a", "b"], "data": [[1, 2], [3, 4]]}', ["a", "b"], [("1", "2"), ("3", "4")]),
        ('{"a": [1, 2], "b": ["x", null]}', ["a", "b"], [("1", "x"), ("2", None)]),
        ('{"a": {"0": 1, "1": 2}, "b": {"0": "x", "1": "y"}}', ["a", "b"], [("1", "x"), ("2", "y")]),
        ("[1, 2, null]", ["value"], [("1",), ("2",), (None,)]),
        ('[{"a": 1}, 5, {"a": 2}]', ["value", "a"], [(None, "1"), ("5", None), (None, "2")]),
        ("[]", ["value"], []),
        ("{}", ["value"], [("{}",)]),
        ("42", ["value"], [("42",)]),
        ('\t[ { "id" :\r\n1 } ]\n \n', ["id"], [("1",)]),
        ('[{"": 1, " ": 2}]', ["column_1", "column_2"], [("1", "2")]),
        (b'\xef\xbb\xbf[{"id": 1}]', ["id"], [("1",)]),
        ('[{"id": "\u00e9"}]'.encode("utf-16"), ["id"], [("\u00e9",)]),
        ('[{"id": 1, "n": "x"}]'.encode("utf-32-le"), ["id", "n"], [("1", "x")]),
    ],
)  # fmt: skip
def test_records_and_columns(text: str | bytes, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    assert read(text) == (columns, rows)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[{"id": 1},]', "byte 11"),
        ('[{"id": 1}, {"id": 2}', "byte 21"),
        ('[{"id": NaN}]', "byte 8"),
        ('[{"note": "NaN", "id": -Infinity}]', "byte 23"),
        ('[\n{"id": 01}]', "line 2"),
        ("[{'id': 1}]", "byte 2"),
        ('[{"id": 1}] end', "byte 12"),
        ('[{"id": 1 /* one */}]', "byte 10"),
        ('[{"id": "a\nb"}]', "line 1"),
        ('[{"id": "\\x41"}]', "byte 9"),
        ('[{"id": TRUE}]', "byte 8"),
        ("[", "byte 1"),
        ("[][]", "byte 2"),
        ("{]", "byte 1"),
        ('"a"x', "byte 3"),
        ("[a\u00e5]", "byte 1"),
        (b'[{"id": "\xff\xfe"}]', "byte 9"),
        ('[{"\u00e9": "\u00e9"}, 01]'.encode(), "byte 16"),
    ],
)
def test_what_json_forbids_is_refused_with_the_place(text: str | bytes, where: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read(text)
    assert where in raised.value.where
    assert raised.value.remedy


def test_absurd_depth_and_width_are_refused() -> None:
    for bomb in ("[" * 100_000, '{"a":' * 50_000, "[" * 500 + "]" * 500, '{"a":' * 100 + "1" + "}" * 100):
        with pytest.raises(RefusedError, match="deep"):
            read(bomb)
    with pytest.raises(RefusedError, match="20000 different keys"):
        read(json.dumps([{f"k{n}": 1} for n in range(20_001)]))
    long = MemorySource(json.dumps([{"a": "x" * 5_000_000}]).encode(), "t.json")
    with pytest.raises(RefusedError, match="a value is longer than 2 MiB"):
        describe(long, limits=ReadingLimits(longest_line_bytes=2 * MIB))


def test_the_longest_array_of_records_is_read_and_others_can_be_named() -> None:
    text = '{"few": [{"a": 1}], "many": [{"b": 1}, {"b": 2}], "deep": {"er": [{"c": 1}]}}'
    description = describe(MemorySource(text.encode(), "t.json"))
    assert (description.sheet, description.sheets) == ("many", ("many", "few", "deep.er"))
    assert "'few'" in " ".join(description.assumptions)
    assert read(text, sheet="deep.er") == (["c"], [("1",)])
    with pytest.raises(UsageError, match="no records under the key 'none'"):
        read(text, sheet="none")


def test_json_is_told_by_its_content_where_the_name_does_not_say_so() -> None:
    assert describe(MemorySource(b'[{"id": 1}]', "data.txt")).format is FileFormat.JSON
    assert describe(MemorySource(b"id,name\n1,Ann\n2,Bob\n", "t.json")).format is FileFormat.CSV


def test_oddities_are_reported_by_line() -> None:
    text = '[{"a": 1},\n{"a": 2, "a": 3},\n{"a": "x\\u0000y"},\n{"a": "\\ud800"}]'
    source = MemorySource(text.encode(), "t.json")
    description = describe(source)
    (batch,) = (b for shard in split(source, description) for b in read_shard(source, description, shard))
    assert batch.frame["a"].to_list() == ["1", "3", "xy", "\ufffd"]
    assert [(each.line, each.kind) for each in batch.problems] == [
        (2, "duplicate_keys"),
        (3, "nul_bytes"),
        (4, "undecodable_bytes"),
    ]


def test_keys_that_come_after_what_was_explored_are_reported() -> None:
    text = "[" + ",\n".join(['{"a": 1}'] * 300_000 + ['{"a": 1, "late": 2}']) + "]"
    source = MemorySource(text.encode(), "t.json")
    description = describe(source, limits=ReadingLimits(explored_bytes=MIB))
    assert description.columns == ("a",)
    assert "first 1 MiB" in " ".join(description.assumptions)
    (shard,) = split(source, description)
    problems = [each for batch in read_shard(source, description, shard) for each in batch.problems]
    assert [each.kind for each in problems] == ["unexpected_keys"]


def test_memory_is_that_of_a_window() -> None:
    text = "[" + ",".join(f'{{"id": {n}, "name": "{"x" * 200}"}}' for n in range(150_000)) + "]"
    source = MemorySource(text.encode(), "t.json")
    description = describe(source)
    (shard,) = split(source, description)
    tracemalloc.start()
    for _ in read_shard(source, description, shard, batch_bytes=MIB):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 28 * MIB < len(text)


@pytest.mark.parametrize("name", ["^a$", "^.*$", "*", "^"])
@pytest.mark.parametrize("suffix", ["json", "ndjson"])
def test_a_key_is_never_a_pattern(name: str, suffix: str) -> None:
    columns, rows = read(
        json.dumps([{name: "x"}]) if suffix == "json" else json.dumps({name: "x"}), f"t.{suffix}"
    )
    assert (list(columns), rows) == ([name], [("x",)])


SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab.", max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(st.text("abc", min_size=1, max_size=2), VALUES, max_size=4), min_size=1))
def test_every_value_is_in_a_cell(records: list[dict[str, Any]]) -> None:
    columns, rows = read(json.dumps(records), "t.json")
    assert len(rows) == len(records)
    for record, row in zip(records, rows, strict=True):
        cells = dict(zip(columns, row, strict=True))
        for key, value in record.items():
            if isinstance(value, str) and "\0" not in value:
                assert cells[key] == (value or None)
            elif isinstance(value, int):
                assert cells[key] == json.dumps(value)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='[]{}":,1a.e-\\ \n', max_size=40), st.sampled_from(["t.json", "t.ndjson", "t.txt"]))
def test_any_text_is_a_table_or_our_own_error(text: str, name: str) -> None:
    try:
        columns, rows = read(text, name)
    except DataInsightError:
        return
    assert len(set(columns)) == len(columns)
    assert all(len(row) == len(columns) for row in rows)


@settings(max_examples=200, deadline=None)
@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_all_valid_json_is_read(value: Any) -> None:
    columns, _ = read(json.dumps(value), "t.json")
    assert columns
