"""Properties: what is written is what is read, however it is cut, and both readers agree."""

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.models.dataset import Dialect, SourceDescription
from datainsight.reading.exact import ExactReader
from datainsight.reading.frames import read_strictly
from datainsight.reading.records import Piece, RecordFinder

from .sources import table

CELLS = st.text(alphabet=st.sampled_from("ab1 ,;'\"\n\r\t\\é€#"), max_size=6)
DIALECTS = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quote=st.sampled_from(['"', "'"]),
    line_terminator=st.sampled_from(["\n", "\r\n"]),
)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8))


def description_of(dialect: Dialect, width: int, size: int = 0) -> SourceDescription:
    return SourceDescription(
        name="t.csv",
        size_bytes=size,
        dialect=dialect,
        columns=tuple(f"c{number}" for number in range(width)),
        fingerprint="",
    )


def written(cells: list[list[str]], dialect: Dialect, *, quote_all: bool) -> bytes:
    """As RFC 4180 wants it; the csv module leaves a carriage return unquoted."""
    quote = dialect.quote or '"'

    def shown(cell: str) -> str:
        if quote_all or any(mark in cell for mark in (dialect.delimiter, quote, "\n", "\r")):
            return quote + cell.replace(quote, quote * 2) + quote
        return cell

    lines = (dialect.delimiter.join(map(shown, row)) + dialect.line_terminator for row in cells)
    return "".join(lines).encode()


def expected(cells: list[list[str]]) -> list[tuple[str | None, ...]]:
    return [tuple(cell or None for cell in row) for row in cells]


@given(tables(), DIALECTS, st.booleans())
def test_what_is_written_is_read(cells: list[list[str]], dialect: Dialect, quote_all: bool) -> None:
    data = written(cells, dialect, quote_all=quote_all)
    frame, problems = table(data, description_of(dialect, len(cells[0]), len(data)))
    assert frame.rows() == expected(cells)
    assert problems == []


@given(tables(), DIALECTS, st.booleans(), st.integers(1, 60), st.integers(1, 60))
def test_shards_and_batches_put_together_are_the_table(
    cells: list[list[str]], dialect: Dialect, quote_all: bool, target_bytes: int, batch_bytes: int
) -> None:
    data = written(cells, dialect, quote_all=quote_all)
    frame, _ = table(
        data,
        description_of(dialect, len(cells[0]), len(data)),
        target_bytes=target_bytes,
        batch_bytes=batch_bytes,
    )
    assert frame.rows() == expected(cells)


@settings(max_examples=500)
@given(
    st.text(alphabet=st.sampled_from('a,"\n\r b'), max_size=40),
    st.integers(1, 3),
    st.integers(1, 12),
    st.sampled_from(["\n", "\r"]),
)
@example('"a\n"b,c\n', 2, 1, "\n")
@example('a,"b\n\nc,d\n', 2, 3, "\n")
@example("a,b\nb\na,b,", 2, 1, "\n")
def test_any_text_reads_the_same_however_it_is_cut(
    text: str, width: int, target_bytes: int, line_end: str
) -> None:
    data = text.encode()
    dialect = Dialect(line_terminator="\r" if line_end == "\r" else "\n")
    description = description_of(dialect, width, len(data))
    whole, problems = table(data, description)
    parts, found = table(data, description, target_bytes=target_bytes, batch_bytes=target_bytes)
    assert parts.rows() == whole.rows()
    assert [problem.kind for problem in found] == [problem.kind for problem in problems]


@settings(max_examples=500)
@given(
    st.text(alphabet=st.sampled_from("a,\"\n\r 'é"), min_size=1, max_size=40),
    st.integers(1, 3),
    st.sampled_from(['"', "'", None]),
)
def test_polars_and_the_exact_reader_agree_wherever_polars_is_trusted(
    text: str, width: int, quote: str | None
) -> None:
    data = text.encode()
    description = description_of(Dialect(quote=quote), width)
    for piece in RecordFinder(description.dialect or Dialect()).pieces([data]):
        if not piece.is_plain:
            continue
        quick = read_strictly(
            piece.data,
            description.columns,
            description.dialect or Dialect(),
            piece.data.count(b"\n"),
        )
        exact, problems = ExactReader(description).rows(piece)
        if quick is not None:
            assert quick.rows() == [tuple(row) for row in exact]
            assert problems == []


@pytest.mark.parametrize("records", [Piece(b"1,2\n3,4\n"), Piece(b'"1","2"\r\n3,4')])
def test_the_quick_way_is_really_taken(records: Piece) -> None:
    frame = read_strictly(records.data, ("a", "b"), Dialect(), records.data.count(b"\n"))
    assert frame is not None
    assert frame.equals(pl.DataFrame({"a": ["1", "3"], "b": ["2", "4"]}))
