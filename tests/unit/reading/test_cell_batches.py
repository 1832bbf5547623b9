"""What is read as cells is what is read as frames, whoever reads it."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.models.dataset import Dialect, SourceDescription
from datainsight.reading.cell_batches import CellBatch, cells_of, read_cells
from datainsight.reading.frames import read_shard
from datainsight.reading.split import split
from tests.unit.kernel.backends import BACKENDS, running_on
from tests.unit.reading.sources import MemorySource


@pytest.fixture(scope="module", params=BACKENDS, autouse=True)
def backend(request: pytest.FixtureRequest) -> Iterator[None]:
    with running_on(request.param):
        yield


def texts(batches: Iterator[CellBatch]) -> list[list[bytes]]:
    """The cells of all batches, row by row."""
    found: list[list[bytes]] = []
    for batch in batches:
        columns = [
            [
                cells.data[start : start + size].tobytes()
                for start, size in zip(cells.starts.tolist(), cells.sizes.tolist(), strict=True)
            ]
            for cells in batch.columns
        ]
        assert all(len(column) == batch.height for column in columns)
        found += [list(row) for row in zip(*columns, strict=True)]
    return found


def described(columns: int, quote: str | None, line_end: str) -> SourceDescription:
    return SourceDescription(
        name="t.csv",
        size_bytes=1,
        columns=tuple(f"c{each}" for each in range(columns)),
        fingerprint="f",
        dialect=Dialect(delimiter=",", quote=quote, line_terminator=line_end),
    )


WELL_FORMED = (
    b"",
    b"a",
    b"12",
    b'"x"',
    b'"x,y"',
    b'"x\ny"',
    b'"x\r\ny"',
    b'"say ""hi"""',
    b'""',
    b'a"b',
    b"z" * 70,
)
ODD = (b'"', b"\xff", b"\0", b"\r", b" ", b'"x"y', "é".encode(), "\ufeff".encode())
RECORDS = st.lists(st.lists(st.sampled_from([*WELL_FORMED, *ODD]), min_size=1, max_size=3), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    RECORDS,
    st.integers(1, 3),
    st.sampled_from(['"', None]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([16, 1 << 20]),
)
@example([[b"a", b"b"], [b'"c,""d"', b"e"]], 2, '"', "\r\n", 1 << 20)
@example([[b"a"], [b""], [b"b"]], 1, '"', "\n", 1 << 20)
def test_cells_are_those_of_the_frames(
    records: list[list[bytes]],
    columns: int,
    quote: str | None,
    line_end: str,
    batch_bytes: int,
) -> None:
    data = line_end.encode().join(b",".join(record) for record in records)
    data += line_end.encode() if len(records) % 2 else b""
    source = MemorySource(data)
    description = described(columns, quote, "\r" if line_end == "\r" else "\n")
    description = description.model_copy(update={"size_bytes": len(data)})
    (shard,) = split(source, description)
    expected = list(read_shard(source, description, shard, batch_bytes=batch_bytes))
    found = list(read_cells(source, description, shard, batch_bytes=batch_bytes))
    assert texts(iter(found)) == texts(cells for batch in expected for cells in cells_of(batch))
    assert [batch.problems for batch in found] == [batch.problems for batch in expected]
    assert [batch.line_count for batch in found] == [batch.line_count for batch in expected]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(1, 2))
def test_any_bytes_are_read_alike(data: bytes, columns: int) -> None:
    test = test_cells_are_those_of_the_frames.hypothesis.inner_test  # type: ignore[attr-defined]
    test([[data]], columns, '"', "\n", 1 << 20)
