"""Parquet and Arrow: typed values as canonical text, row groups as shards, damage told."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.errors import DataInsightError, UnreadableError, UsageError
from datainsight.models.dataset import FileFormat
from datainsight.reading.cell_batches import read_cells
from datainsight.reading.columnar_frames import read_columnar
from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.parquet_footer import read_footer
from datainsight.reading.source import LocalFile
from datainsight.reading.split import split

from .sources import MemorySource

TYPED = pl.DataFrame(
    {
        "whole": [1, -2, None],
        "broken": [0.1, 1e300, None],
        "exact": pl.Series([Decimal("1.10"), Decimal("-2.00"), None], dtype=pl.Decimal(9, 2)),
        "flag": [True, False, None],
        "day": [date(2024, 2, 29), date(1900, 1, 1), None],
        "moment": [datetime(2024, 1, 2, 3, 4, 5), datetime(2024, 1, 2, 3, 4, 5, 678_000), None],  # noqa: DTZ001
        "instant": pl.Series([datetime(2024, 1, 2, tzinfo=UTC)] * 2 + [None], dtype=pl.Datetime("us", "UTC")),
        "clock": [time(12, 30), time(0, 0, 1), None],
        "span": [timedelta(hours=1), timedelta(seconds=90), None],
        "text": ["Zoë", "", None],
        "kind": pl.Series(["a", "b", None], dtype=pl.Categorical),
        "tags": [["a", "b"], [], None],
        "place": [{"x": 1, "y": "é"}, {"x": None, "y": None}, None],
        "bytes": [b"\x00\xff", b"", None],
        "nothing": [None, None, None],
    }
)
TEXT = {
    "whole": ["1", "-2", None],
    "broken": ["0.1", "1e+300", None],
    "exact": ["1.10", "-2.00", None],
    "flag": ["true", "false", None],
    "day": ["2024-02-29", "1900-01-01", None],
    "moment": ["2024-01-02 03:04:05", "2024-01-02 03:04:05.678", None],
    "instant": ["2024-01-02 00:00:00+00:00"] * 2 + [None],
    "clock": ["12:30:00", "00:00:01", None],
    "span": ["PT1H", "PT1M30S", None],
    "text": ["Zoë", None, None],
    "kind": ["a", "b", None],
    "tags": ['["a","b"]', "[]", None],
    "place": ['{"x":1,"y":"é"}', '{"x":null,"y":null}', None],
    "bytes": ["00ff", None, None],
    "nothing": [None, None, None],
}


def parquet(frame: pl.DataFrame, **options: Any) -> bytes:
    target = BytesIO()
    frame.write_parquet(target, **options)
    return target.getvalue()


def arrow(frame: pl.DataFrame, **options: Any) -> bytes:
    target = BytesIO()
    frame.write_ipc(target, **options)
    return target.getvalue()


def read(data: bytes, target_bytes: int = 1 << 26) -> pl.DataFrame:
    source = MemorySource(data, "table.bin")
    description = describe(source)
    shards = split(source, description, target_bytes)
    return pl.concat(batch.frame for shard in shards for batch in read_shard(source, description, shard))


@pytest.mark.parametrize("data", [parquet(TYPED), arrow(TYPED), arrow(TYPED, compression="zstd")])
def test_typed_values_become_canonical_text(data: bytes) -> None:
    assert read(data).to_dict(as_series=False) == TEXT


@pytest.mark.parametrize("write", [parquet, arrow])
def test_batches_are_as_large_as_asked_and_hold_all_rows(write: Any) -> None:
    table = pl.DataFrame({"a": range(1000), "b": [f"text {row}" for row in range(1000)]})
    source = MemorySource(write(table), "table.bin")
    description = describe(source)
    for batch_bytes in (1, 22 * 300, 1 << 20):
        frames = [
            batch.frame
            for shard in split(source, description)
            for batch in read_shard(source, description, shard, batch_bytes=batch_bytes)
        ]
        assert pl.concat(frames).equals(table.cast(pl.String))
        largest = max(1, batch_bytes // 22) * 3 // 2
        assert max(frame.height for frame in frames) <= largest


def test_the_format_is_told_and_a_local_file_is_read_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(parquet(TYPED))
    source = LocalFile(tmp_path / "t.parquet")
    description = describe(source)
    assert description.format is FileFormat.PARQUET
    (shard,) = split(source, description)
    (batch,) = read_shard(source, description, shard)
    assert batch.frame.to_dict(as_series=False) == TEXT
    assert describe(MemorySource(arrow(TYPED))).format is FileFormat.ARROW


def test_row_groups_are_shards_and_only_theirs_is_fetched() -> None:
    frame = pl.DataFrame({"id": range(100_000), "name": [f"name {n}" for n in range(100_000)]})
    data = parquet(frame, row_group_size=10_000, compression="uncompressed")
    source = MemorySource(data, "t.parquet")
    description = describe(source)
    assert sum(group.rows for group in read_footer(source).row_groups) == 100_000
    shards = split(source, description, 1)
    assert len(shards) == len(read_footer(source).row_groups) > 1
    assert [shard.first_row for shard in shards] == [10_000 * number for number in range(len(shards))]
    fetched: list[tuple[int, int]] = []

    class Watched(MemorySource):
        def read_range(self, start: int, end: int) -> bytes:
            fetched.append((start, end))
            return super().read_range(start, end)

    batches = list(read_shard(Watched(data, "t.parquet"), description, shards[3]))
    assert pl.concat(batch.frame for batch in batches)["id"].to_list() == [
        str(n) for n in range(30_000, 40_000)
    ]
    assert sum(min(end, len(data)) - start for start, end in fetched) < len(data) / 4
    assert read(data, target_bytes=1).equals(read(data))


@pytest.mark.parametrize("write", [parquet, arrow])
def test_tables_without_rows_and_odd_names(write: Any) -> None:
    empty = read(write(pl.DataFrame({"a": [], "b": []}, schema={"a": pl.Int64, "b": pl.String})))
    assert (empty.columns, empty.height) == (["a", "b"], 0)
    assert read(write(pl.DataFrame({"": [1], " x": [2], "é,\n": [3]}))).columns == ["column_1", " x", "é,"]


@pytest.mark.parametrize("write", [parquet, arrow])
def test_a_name_is_never_a_pattern(write: Any) -> None:
    named = TYPED.rename(
        {name: f"^{name}(" if place % 2 else f"^x{name}$" for place, name in enumerate(TEXT)}
    )
    assert read(write(named)).rows() == read(write(TYPED)).rows()


def test_days_in_lists_beyond_any_calendar_are_told() -> None:
    beyond = pl.DataFrame({"days": pl.Series([[2**31 - 1]]).cast(pl.List(pl.Int32)).cast(pl.List(pl.Date))})
    with pytest.raises(UnreadableError, match="cannot be decoded"):
        read(parquet(beyond))


@pytest.mark.parametrize("write", [parquet, arrow])
def test_cut_files_are_refused_with_the_place(write: Any) -> None:
    data = write(TYPED)
    with pytest.raises(UnreadableError, match="is cut") as raised:
        describe(MemorySource(data[:-20], "t.bin"))
    assert "byte" in raised.value.where
    with pytest.raises(UsageError, match="no sheets"):
        describe(MemorySource(data), sheet="x")


def test_an_encrypted_file_is_told_so() -> None:
    with pytest.raises(UnreadableError, match="encrypted"):
        describe(MemorySource(b"PARE" + b"\0" * 40 + b"PARE"))


SMALL = (parquet(TYPED.head(2)), arrow(TYPED.select("whole", "text", "tags").head(2)))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SMALL), st.floats(0, 1), st.binary(min_size=1, max_size=6), st.booleans())
def test_a_damaged_file_is_a_table_or_our_own_error(
    data: bytes, place: float, change: bytes, is_at_end: bool
) -> None:
    size = len(data)
    position = int(place * (size - 8)) if not is_at_end else size - 8 - int(place * min(300, size - 8))
    damaged = data[:position] + change + data[position + len(change) :]
    try:
        frame = read(damaged)
    except DataInsightError as error:
        told = str(error)
        assert told
        return
    assert frame.width


@pytest.mark.parametrize("write", [parquet, arrow])
def test_only_the_columns_that_are_wanted_are_read(write: Callable[[pl.DataFrame], bytes]) -> None:
    frame = pl.DataFrame({"^a.*$": ["x", "y"], "a": [1, 2], "*": ["p", None], "day": [date(2024, 2, 29)] * 2})
    source = MemorySource(write(frame), "table.bin")
    description = describe(source)
    (shard,) = split(source, description)
    (cells,) = read_cells(source, description, shard, columns=("*", "^a.*$"))
    (text,) = read_columnar(source, description, shard, columns=("*", "^a.*$"))
    assert cells.names == ("*", "^a.*$")
    assert text.frame.rows() == [("p", "x"), (None, "y")]
    assert cells.height == 2
