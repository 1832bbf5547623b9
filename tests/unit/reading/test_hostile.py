"""Bad input: a clear error or a documented reading, never a traceback and never growing memory."""

import gzip
import tracemalloc
from collections import deque
from collections.abc import Callable

import pytest
import zstandard

from datainsight.errors import RefusedError, SourceNotFoundError, UnreadableError
from datainsight.models.dataset import Compression
from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.limits import MIB, ReadingLimits
from datainsight.reading.source import LocalFile, SpooledStream
from datainsight.reading.split import split
from tests.data.hostile.make_hostile import HOSTILE, gzip_bomb

from .sources import MemorySource, described, rows, table


def hostile(name: str) -> MemorySource:
    return MemorySource(HOSTILE[name](), name)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("empty.csv", "empty"),
        ("blank.csv", "blanks"),
        ("binary.csv", "binary"),
        ("workbook.csv", "damaged"),
        ("old_workbook.csv", "damaged"),
        ("parquet.csv", "Parquet file is damaged"),
        ("picture.csv", "PNG"),
        ("document.csv", "PDF"),
        ("trailing_comma.json", "no valid JSON"),
        ("broken_lines.ndjson", "no valid JSON"),
        ("page.csv", "HTML"),
    ],
)
def test_what_is_no_table_is_told_so(name: str, what: str) -> None:
    with pytest.raises(UnreadableError, match=what) as raised:
        describe(hostile(name))
    assert name in raised.value.where
    assert raised.value.remedy


@pytest.mark.parametrize("name", ["truncated.csv.gz", "damaged.csv.gz"])
def test_damaged_compression_is_an_error_not_a_short_table(name: str) -> None:
    with pytest.raises(UnreadableError, match="damaged or ends early"):
        table(HOSTILE[name]())


def test_a_missing_file_and_a_folder(tmp_path: object) -> None:
    with pytest.raises(SourceNotFoundError):
        LocalFile(f"{tmp_path}/missing.csv")
    with pytest.raises(UnreadableError, match="folder"):
        LocalFile(str(tmp_path))


def test_header_only_is_a_table_without_rows() -> None:
    frame, problems = table(HOSTILE["header_only.csv"]())
    assert frame.columns == ["id", "name", "amount"]
    assert (frame.height, problems) == (0, [])


def test_an_unclosed_quote_costs_one_line_and_is_text() -> None:
    frame, problems = table(HOSTILE["unclosed_quote.csv"]())
    assert frame.rows() == [("1", "Ann"), ("2", '"Bob'), ("3", "Cid")]
    assert [(problem.line, problem.kind, problem.action) for problem in problems] == [
        (2, "unclosed_quote", "kept")
    ]


def test_ragged_rows_are_padded_or_cut_and_reported() -> None:
    frame, problems = table(HOSTILE["ragged.csv"]())
    assert frame.rows() == [("1", "Ann", None), ("2", "Bob", "Ulm"), ("3", "Cid", "Bern")]
    assert [(problem.line, problem.kind, problem.found_cells, problem.action) for problem in problems] == [
        (1, "too_few_cells", 2, "padded"),
        (2, "too_many_cells", 4, "cut"),
    ]


def test_five_thousand_columns_are_read_and_too_many_refused() -> None:
    frame, _ = table(HOSTILE["wide.csv"]())
    assert frame.shape == (1, 5_000)
    with pytest.raises(RefusedError, match="20001 columns"):
        described(HOSTILE["too_wide.csv"]())


def test_names_become_unique_and_not_empty() -> None:
    description = described(HOSTILE["duplicate_names.csv"]())
    assert description.columns == ("id", "id_2", "column_3", "name", "column_5")
    assert description.original_columns == ("id", "id", "", "name", "")


def test_nul_bytes_are_removed_and_reported() -> None:
    frame, problems = table(HOSTILE["nul_bytes.csv"]())
    assert frame.rows() == [("1", "Ann"), ("2", "Bob")]
    assert [(problem.line, problem.kind) for problem in problems] == [(1, "nul_bytes")]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("utf16.csv", "utf-16-le"), ("utf16_unmarked.csv", "utf-16-le"), ("latin1.csv", "cp1252")],
)
def test_encodings(name: str, encoding: str) -> None:
    data = HOSTILE[name]()
    assert described(data).encoding == encoding
    assert [row[0] for row in rows(data)] == ["1", "2"]
    assert rows(data)[0][1] in ("Zoë", "Zoe")


def test_a_few_bad_bytes_do_not_spoil_a_utf8_file() -> None:
    frame, problems = table(HOSTILE["bad_utf8.csv"]())
    assert frame.rows()[0] == ("1", "Zoë Müller")
    assert frame.rows()[-1] == ("2", "B\ufffdb")
    assert [(problem.line, problem.kind) for problem in problems] == [(31, "undecodable_bytes")]


def test_a_gzip_bomb_is_refused_when_described() -> None:
    with pytest.raises(RefusedError, match="bomb"):
        describe(MemorySource(gzip_bomb(256 * MIB), "bomb.csv.gz"))


@pytest.mark.parametrize(
    "pack",
    [
        lambda block: gzip.compress(block) * 24,
        lambda block: zstandard.compress(block) * 24,
        lambda block: gzip_bomb(24 * len(block))[:-4] + bytes(4),
    ],
    ids=["gzip of many members", "zstd of many frames", "wrong announcement"],
)
def test_a_bomb_that_announces_little_is_refused_when_described(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(RefusedError, match="bomb"):
        describe(MemorySource(pack(b"a,b\n" * MIB), "bomb.csv.gz"))


def test_a_dense_file_of_bearable_size_is_described() -> None:
    assert describe(MemorySource(gzip_bomb(32 * MIB), "dense.csv.gz")).compression is Compression.GZIP


def test_a_bomb_that_lies_about_its_size_is_refused_before_memory_grows() -> None:
    limits = ReadingLimits(compression_ratio_from_bytes=8 * MIB, probed_bytes=MIB)
    bomb = MemorySource(gzip_bomb(64 * MIB)[:-4] + bytes(4), "bomb.csv.gz")
    description = describe(bomb, limits=limits)
    (shard,) = split(bomb, description)
    batches = read_shard(bomb, description, shard, batch_bytes=2 * MIB, limits=limits)
    tracemalloc.start()
    with pytest.raises(RefusedError, match="bomb"):
        deque(batches, maxlen=0)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 * MIB


def test_a_line_without_end_is_refused() -> None:
    limits = ReadingLimits(longest_line_bytes=2 * MIB)
    source = MemorySource(b"a,b\n1,2\n3,4\n" + b"x" * (4 * MIB))
    description = describe(source, limits=limits)
    with pytest.raises(RefusedError, match="line is longer than 2 MiB"):
        list(read_shard(source, description, split(source, description)[0], limits=limits))


@pytest.mark.parametrize(
    ("compression", "pack"),
    [
        (Compression.GZIP, lambda data: gzip.compress(data[:7]) + gzip.compress(data[7:])),
        (Compression.ZSTD, zstandard.compress),
    ],
)
def test_compressed_sources_are_read_in_bounded_batches(compression: Compression, pack: object) -> None:
    data = b"id,text\n" + b"".join(b'%d,"a\nb, %d"\n' % (n, n) for n in range(20_000))
    source = MemorySource(pack(data))  # type: ignore[operator]
    description = describe(source)
    assert description.compression is compression
    assert not description.is_splittable
    (shard,) = split(source, description, 1_000)
    batches = list(read_shard(source, description, shard, batch_bytes=50_000))
    assert len(batches) > 3
    assert max(batch.frame.height for batch in batches) < 10_000
    assert [row[0] for batch in batches for row in batch.frame.rows()] == [str(n) for n in range(20_000)]


def test_a_spooled_stream_reads_like_a_file(tmp_path: object) -> None:
    from io import BytesIO

    source = SpooledStream(BytesIO(b"id,name\n1,Ann\n"))
    description = describe(source)
    (shard,) = split(source, description)
    (batch,) = read_shard(source, description, shard)
    assert batch.frame.rows() == [("1", "Ann")]
    with source.open() as stream:
        assert stream.read(2) + stream.read() == b"id,name\n1,Ann\n"
