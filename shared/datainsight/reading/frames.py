"""Shards as frames of text: polars where it reads the same, the exact reader where it would not."""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import polars as pl

from datainsight.models.dataset import Dialect, FileFormat, LineProblem, Shard, SourceDescription
from datainsight.reading.archive import unpacked
from datainsight.reading.batches import BATCH_BYTES, PROBLEMS_KEPT, TextBatch
from datainsight.reading.blocks import text_blocks
from datainsight.reading.exact import ExactReader
from datainsight.reading.formats import COLUMNAR, WORKBOOKS
from datainsight.reading.limits import DEFAULT_LIMITS, MIB, ReadingLimits
from datainsight.reading.records import Piece, RecordFinder
from datainsight.reading.source import ByteSource

__all__ = ["BATCH_BYTES", "PROBLEMS_KEPT", "TextBatch", "read_shard", "read_strictly", "write_csv"]

_REPLACEMENT = "\ufffd".encode()


def read_shard(
    source: ByteSource,
    description: SourceDescription,
    shard: Shard,
    *,
    batch_bytes: int = BATCH_BYTES,
    limits: ReadingLimits = DEFAULT_LIMITS,
) -> Iterator[TextBatch]:
    """The rows of a shard in order, in batches of about `batch_bytes` of text; always at least one batch.

    Memory holds one batch, also where the source is compressed. Records that follow the rule of `records` and
    have as many cells as the table has columns are read by polars; all others as follows, each reported:

    - quotes that are not closed or stand astray are text, see `cells.CellSplitter.split_malformed`;
    - records with too few or too many cells are padded, cut or realigned, see `cells.RecordFitter.fit`;
    - bytes that the encoding does not know become U+FFFD, and NUL characters are removed.

    Blank lines are skipped where the table has more than one column; in a table of one column each is a null.

    Raises:
        UnreadableError: Compressed data is damaged.
        RefusedError: The data grows beyond the limits.
    """
    if description.member is not None:
        with unpacked(source, description.member, limits) as content:
            inner = description.model_copy(
                update={"member": None, "name": content.name, "size_bytes": content.size_bytes}
            )
            yield from read_shard(content, inner, shard, batch_bytes=batch_bytes, limits=limits)
        return
    # Each of these brings modules that delimited text, which most files are, can do without.
    if description.format in (FileFormat.JSON, FileFormat.NDJSON):
        from datainsight.reading.json_frames import read_json  # noqa: PLC0415

        yield from read_json(source, description, shard, batch_bytes, limits)
        return
    if description.format in WORKBOOKS:
        from datainsight.reading.workbook_frames import read_workbook  # noqa: PLC0415

        yield from read_workbook(source, description, limits)
        return
    if description.format in COLUMNAR:
        from datainsight.reading.columnar_frames import read_columnar  # noqa: PLC0415

        yield from read_columnar(source, description, shard, batch_bytes)
        return
    reader = ShardReader(description)
    for pieces in gathered_pieces(source, description, shard, batch_bytes, limits):
        yield reader.batch(pieces)


def gathered_pieces(
    source: ByteSource, description: SourceDescription, shard: Shard, batch_bytes: int, limits: ReadingLimits
) -> Iterator[list[Piece]]:
    """The records of a shard in pieces that together are about `batch_bytes` of text; at least once."""
    finder = RecordFinder(description.dialect or Dialect(), limits=limits, name=description.name)
    blocks = text_blocks(source, description, shard, limits, min(MIB, batch_bytes))
    pieces: list[Piece] = []
    gathered = 0
    is_first = True
    for piece in finder.pieces(blocks):
        pieces.append(piece)
        gathered += len(piece.data)
        if gathered >= batch_bytes:
            yield pieces
            pieces, gathered, is_first = [], 0, False
    if pieces or is_first:
        yield pieces


class ShardReader:
    """Reads pieces one after another, counting the lines of a batch."""

    def __init__(self, description: SourceDescription) -> None:
        self.dialect = description.dialect or Dialect()
        self._without_quotes = self.dialect.model_copy(update={"quote": None})
        self._exact = ExactReader(description)
        self._columns = description.columns
        self._is_transcoded = description.encoding != "utf-8"
        self._line_end = b"\r" if self.dialect.line_terminator == "\r" else b"\n"
        self._line = 1

    def batch(self, pieces: list[Piece]) -> TextBatch:
        """The rows of some pieces."""
        self._line = 1
        frames: list[pl.DataFrame] = []
        problems: list[LineProblem] = []
        plain: list[Piece] = []
        for piece in pieces:
            is_plain = self.may_be_plain(piece) and b"\0" not in piece.data
            if plain and not (is_plain and piece.has_quoted_cells == plain[0].has_quoted_cells):
                frames += self._read_plain(plain, problems)
                plain = []
            if is_plain:
                plain.append(piece)
            else:
                frames += self._read_exactly(piece, problems)
        frames += self._read_plain(plain, problems)
        frame = pl.concat(frames, rechunk=False) if frames else _empty(self._columns)
        return TextBatch(frame, tuple(problems[:PROBLEMS_KEPT]), len(problems), line_count=self._line - 1)

    def may_be_plain(self, piece: Piece) -> bool:
        """Whether nothing in a piece, but for NUL characters, has to be reported or changed."""
        return (
            piece.is_plain
            and not piece.data.startswith(codecs.BOM_UTF8)  # polars would take it away
            and not (self._is_transcoded and _REPLACEMENT in piece.data)
        )

    def _read_plain(self, pieces: list[Piece], problems: list[LineProblem]) -> list[pl.DataFrame]:
        """Pieces read by polars together; where that fails, one by one, so that one odd line costs little."""
        if not pieces:
            return []
        data = pieces[0].data if len(pieces) == 1 else b"".join(piece.data for piece in pieces)
        lines = data.count(self._line_end)
        dialect = self.dialect if pieces[0].has_quoted_cells else self._without_quotes
        frame = read_strictly(data, self._columns, dialect, lines)
        if frame is not None:
            self._line += lines
            return [frame]
        if len(pieces) == 1:
            return self._read_exactly(pieces[0], problems)
        middle = len(pieces) // 2
        return self._read_plain(pieces[:middle], problems) + self._read_plain(pieces[middle:], problems)

    def _read_exactly(self, piece: Piece, problems: list[LineProblem]) -> list[pl.DataFrame]:
        rows, found = self._exact.rows(piece, first_line=self._line, is_transcoded=self._is_transcoded)
        problems += found
        self._line += piece.data.count(self._line_end)
        return [_frame_of_rows(rows, self._columns)] if rows else []


def read_strictly(
    data: bytes, columns: tuple[str, ...], dialect: Dialect, line_ends: int
) -> pl.DataFrame | None:
    """Plain records (see `Piece.is_plain`) read by polars; None where it might not read them as they stand.

    polars pads short records and skips some lines without saying so. Whether it did is told by counting: the
    delimiters and line ends of the text that are not inside of cells must be those of whole records.

    Args:
        data: The records.
        columns: Names of the columns.
        dialect: How the text becomes records.
        line_ends: How many line ends the data holds.
    """
    delimiter, quote = dialect.delimiter.encode(), (dialect.quote or "").encode()
    line_end = b"\r" if dialect.line_terminator == "\r" else b"\n"
    if len(delimiter) != 1 or len(quote) > 1 or _has_other_line_ends(data, line_end):
        return None
    if data.endswith(delimiter):  # polars takes a cell too many there for none
        return None
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            schema=_positions(len(columns)),
            separator=delimiter.decode(),
            quote_char=dialect.quote,
            eol_char=line_end.decode(),
            infer_schema=False,
        )
    except (pl.exceptions.PolarsError, OSError, ValueError):
        return None  # ragged, or not UTF-8, or it looks like compressed data: the exact reader tells
    frame.columns = list(columns)
    has_quotes = bool(quote) and quote in data
    inside = _count_inside(frame, delimiter.decode(), line_end.decode()) if has_quotes else (0, 0)
    records = line_ends - inside[1] + (not data.endswith(line_end))
    delimiters = data.count(delimiter) - inside[0]
    if frame.height != records or delimiters != (len(columns) - 1) * records:
        return None
    return frame.with_columns(pl.all().replace("", None)) if quote * 2 in data and has_quotes else frame


def _has_other_line_ends(data: bytes, line_end: bytes) -> bool:
    """Whether there are line ends that are text by the dialect; polars takes some of them away."""
    return b"\n" in data if line_end == b"\r" else data.count(b"\r") != data.count(b"\r\n")


def _count_inside(frame: pl.DataFrame, first: str, second: str) -> tuple[int, int]:
    """How often each of two texts occurs inside the cells of a frame."""
    every = pl.all().str
    counts = frame.select(
        every.count_matches(first, literal=True).sum().name.prefix("first "),
        every.count_matches(second, literal=True).sum().name.prefix("second "),
    ).row(0)
    middle = frame.width
    return sum(count or 0 for count in counts[:middle]), sum(count or 0 for count in counts[middle:])


@lru_cache(maxsize=8)
def _positions(width: int) -> dict[str, pl.DataType]:
    """A schema of short names: those of users may be anything."""
    return {str(position): pl.String() for position in range(width)}


def _empty(columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))


def _frame_of_rows(rows: list[list[str | None]], columns: tuple[str, ...]) -> pl.DataFrame:
    by_column = zip(columns, zip(*rows, strict=True), strict=True)
    return pl.DataFrame([pl.Series(name, cells, dtype=pl.String) for name, cells in by_column])


def write_csv(
    frames: Iterable[pl.DataFrame], path: str | Path, *, header: Sequence[str] | None = None
) -> int:
    """Frames of one table as an RFC 4180 file: UTF-8, a header line, nulls as empty cells.

    In a table of one column a null is written as `""`, since readers skip empty lines.

    Args:
        frames: At least one; all with the same columns.
        path: Where to write.
        header: Names to write in place of the columns' own, for example those of the file that was read,
            which may be empty or repeated.

    Returns:
        The number of rows.
    """
    rows = 0
    with Path(path).open("wb") as stream:
        for number, frame in enumerate(frames):
            if number == 0:
                names = header if header is not None and len(header) == frame.width else frame.columns
                stream.write(_csv_line(names))
            shown = frame.fill_null("") if frame.width == 1 else frame
            shown.write_csv(stream, include_header=False, line_terminator="\r\n", quote_style="necessary")
            rows += frame.height
    return rows


def _csv_line(cells: Sequence[str]) -> bytes:
    quoted = (
        '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in '",\r\n') or not cell else cell
        for cell in cells
    )
    return (",".join(quoted) + "\r\n").encode()
