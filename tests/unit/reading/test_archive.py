"""Zip files: which member is read, and what is refused."""

import gzip
import zipfile
from io import BytesIO

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.errors import DataInsightError, RefusedError, UnreadableError, UsageError
from datainsight.models.dataset import FileFormat
from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.limits import DEFAULT_LIMITS, ReadingLimits
from datainsight.reading.split import split

from .sources import MemorySource
from .test_columnar import parquet
from .workbooks import xlsx, zipped

CSV = "id,name\n1,Ann\n2,Bob\n"
ROWS = [("1", "Ann"), ("2", "Bob")]
WRAPPED: dict[str, str | bytes] = {
    "t.csv": CSV,
    "t.csv.gz": gzip.compress(CSV.encode()),
    "t.json": '[{"id": 1, "name": "Ann"}, {"id": 2, "name": "Bob"}]',
    "t.ndjson": '{"id": 1, "name": "Ann"}\n{"id": 2, "name": "Bob"}\n',
    "t.xlsx": xlsx({"S": [["id", "name"], [1, "Ann"], [2, "Bob"]]}),
    "t.parquet": parquet(pl.DataFrame({"id": [1, 2], "name": ["Ann", "Bob"]})),
    "notes.csv": "A title\n\nid,name\n1,Ann\n2,Bob\n\nSource: us\n",
}


def read(
    data: bytes, sheet: str | None = None, limits: ReadingLimits = DEFAULT_LIMITS
) -> list[tuple[str | None, ...]]:
    source = MemorySource(data, "t.zip")
    description = describe(source, sheet=sheet, limits=limits)
    shards = split(source, description, 1)
    frames = [batch.frame for shard in shards for batch in read_shard(source, description, shard)]
    return pl.concat(frames).rows()


@pytest.mark.parametrize("name", WRAPPED)
def test_every_format_is_read_inside_of_a_zip_file(name: str) -> None:
    assert read(zipped({f"folder/{name}": WRAPPED[name]})) == ROWS


def test_the_description_is_that_of_the_member_with_name_and_size_of_the_file() -> None:
    data = zipped({"t.json": WRAPPED["t.json"]})
    description = describe(MemorySource(data, "t.zip"))
    assert (description.format, description.member) == (FileFormat.JSON, "t.json")
    assert (description.name, description.size_bytes) == ("t.zip", len(data))


def test_of_several_the_largest_table_is_read_and_others_can_be_named() -> None:
    data = zipped(
        {
            "readme.md": "x" * 999,
            "__MACOSX/t.csv": "y" * 999,
            "small.csv": "a\n1\n",
            "t.csv": CSV,
            "book.xlsx": xlsx({"S": [["x"], [1]], "T": [["y"], [2]]}),
        }
    )
    assert read(data, "t.csv") == ROWS
    assert read(data, "small.csv") == [("1",)]
    assert read(data, "book.xlsx/T") == [("2",)]
    description = describe(MemorySource(data, "t.zip"))
    assert description.member == "book.xlsx"
    assert "'small.csv'" in " ".join(description.assumptions)
    with pytest.raises(UsageError, match="no member 'other'"):
        read(data, "other")


def test_tricks_nesting_and_bombs_are_refused() -> None:
    for name in ("../t.csv", "/etc/t.csv", "a/../../t.csv", "..\\t.csv", "C:\\t.csv"):
        with pytest.raises(RefusedError, match="leads out"):
            read(zipped({name: CSV}))
    with pytest.raises(RefusedError, match="holds a zip file"):
        read(zipped({"t.zip": zipped({"t.csv": CSV})}))
    bomb = zipped({"t.csv": CSV + "0" * 30_000_000})
    with pytest.raises(RefusedError, match="bomb"):
        read(bomb, limits=ReadingLimits(compression_ratio_from_bytes=1_000_000))
    with pytest.raises(RefusedError, match="holds more than"):
        read(bomb, limits=ReadingLimits(decompressed_bytes=1_000_000))


def test_empty_encrypted_and_cut_files_are_told_so() -> None:
    with pytest.raises(UnreadableError, match="no files"):
        read(zipped({}))
    data = bytearray(zipped({"t.csv": CSV}))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        central = archive.start_dir
    data[central + 8] |= 1
    with pytest.raises(UnreadableError, match="encrypted"):
        read(bytes(data))
    with pytest.raises(UnreadableError, match="damaged or not complete"):
        read(zipped({"t.csv": CSV})[:-9])


@pytest.mark.parametrize("name", [".", "./."])
def test_a_member_without_a_name_is_no_table(name: str) -> None:
    assert read(zipped({name: b"x", "t.csv": CSV})) == ROWS
    with pytest.raises(UnreadableError, match="holds no files"):
        read(zipped({name: CSV}))


GOOD = zipped({"t.csv": CSV, "u.csv": CSV})


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_zip_file_is_a_table_or_our_own_error(position: int, change: bytes) -> None:
    try:
        read(GOOD[:position] + change + GOOD[position + len(change) :])
    except DataInsightError as error:
        told = str(error)
        assert told
