"""Lines of JSON: each by itself, in shards that end with lines."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.errors import UnreadableError, UsageError
from datainsight.models.dataset import FileFormat
from datainsight.reading.describe import describe
from datainsight.reading.split import split

from .sources import MemorySource, table


def lines(records: list[Any], end: str = "\n") -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + end for record in records).encode()


def test_lines_are_records() -> None:
    data = lines([{"id": 1, "at": {"x": 2}}, {"id": 2, "tags": ["a"]}])
    description = describe(MemorySource(data))
    assert description.format is FileFormat.NDJSON
    assert description.columns == ("id", "at.x", "tags")
    assert table(data)[0].rows() == [("1", "2", None), ("2", None, '["a"]')]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_blank_lines_and_line_ends(encoding: str) -> None:
    text = '{"a": "é"}\r\n\r\n{"a": 2}\r\n   \n{"a": 3}'
    assert table(text.encode(encoding))[0].rows() == [("é",), ("2",), ("3",)]


def test_lines_that_are_arrays_may_begin_with_names() -> None:
    data = lines([["id", "name"], [1, "Ann"], [2, "Bob"]])
    frame, _ = table(data, target_bytes=10)
    assert (frame.columns, frame.rows()) == (["id", "name"], [("1", "Ann"), ("2", "Bob")])
    assert describe(MemorySource(data)).lines_before_data == 1


def test_a_bad_line_among_many_good_ones_is_reported_and_the_rest_is_read() -> None:
    good = lines([{"a": n} for n in range(50)])
    frame, problems = table(good + b'{"a": 1\n' + good + b'{"a": "\xff"}\n')
    assert frame.height == 100
    assert [(each.line, each.kind, each.action) for each in problems] == [
        (51, "invalid_json", "skipped"),
        (102, "invalid_json", "skipped"),
    ]


def test_many_bad_lines_are_refused_with_the_first_of_them() -> None:
    with pytest.raises(UnreadableError, match="no valid JSON") as raised:
        describe(MemorySource(b'{"a": 1}\n{"a": 2}\n{"a": 3,}\n', "t.ndjson"))
    assert raised.value.where == "t.ndjson, line 3"


def test_lines_have_no_sheets() -> None:
    with pytest.raises(UsageError, match="no sheets"):
        describe(MemorySource(lines([{"a": 1}, {"a": 2}])), sheet="a")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dictionaries(st.text("ab", min_size=1), st.integers() | st.text(max_size=9)), min_size=2),
    st.integers(1, 60),
    st.integers(1, 60),
)
def test_the_same_table_however_it_is_cut(records: list[Any], target_bytes: int, batch_bytes: int) -> None:
    data = lines(records)
    source = MemorySource(data)
    description = describe(source)
    shards = split(source, description, target_bytes)
    assert [shard.start for shard in shards[1:]] == [shard.end for shard in shards[:-1]]
    assert (shards[0].start, shards[-1].end) == (0, len(data))
    assert all(data[shard.end - 1 : shard.end] == b"\n" for shard in shards)
    whole, _ = table(data, description)
    parts, _ = table(data, description, target_bytes=target_bytes, batch_bytes=batch_bytes)
    assert parts.rows() == whole.rows()
    assert whole.height == len(records)
