"""Rows of a table as cells of bytes, which is what is measured: no text is made into objects on the way."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from datainsight.kernel import operations
from datainsight.kernel.cells import LARGEST, Bytes, Cells, starts_of
from datainsight.models.dataset import Dialect, FileFormat, LineProblem, Shard, SourceDescription
from datainsight.reading.batches import BATCH_BYTES, TextBatch
from datainsight.reading.frames import ShardReader, gathered_pieces, read_shard
from datainsight.reading.limits import DEFAULT_LIMITS, ReadingLimits
from datainsight.reading.records import Piece
from datainsight.reading.source import ByteSource

_APART = (FileFormat.PARQUET, FileFormat.ARROW)
"""Formats that keep columns apart."""


@dataclass(frozen=True, slots=True)
class CellBatch:
    """Some rows of a table.

    Attributes:
        names: Of the columns.
        columns: Their cells.
        height: Rows.
        problems: The first records that could not be read as the header promises.
        problem_count: How many there are.
        line_count: Physical lines that the batch stands on.
    """

    names: tuple[str, ...]
    columns: tuple[Cells, ...]
    height: int
    problems: tuple[LineProblem, ...] = ()
    problem_count: int = 0
    line_count: int = 0


def read_cells(
    source: ByteSource,
    description: SourceDescription,
    shard: Shard,
    *,
    batch_bytes: int = BATCH_BYTES,
    limits: ReadingLimits = DEFAULT_LIMITS,
    columns: Sequence[str] | None = None,
) -> Iterator[CellBatch]:
    """The rows of a shard as `read_shard` reads them, in batches of about `batch_bytes` of text.

    Text that is well-formed throughout becomes cells without becoming anything else before; a batch with
    anything odd in it is read by `read_shard`'s reader. Where only some columns are asked for, formats that
    keep columns apart read no others; of other formats all come.

    Raises:
        UnreadableError: Compressed data is damaged.
        RefusedError: The data grows beyond the limits.
    """
    if columns is not None and description.format in _APART and description.member is None:
        # Only who reads such files needs what reads them.
        from datainsight.reading.columnar_frames import read_columnar  # noqa: PLC0415

        for batch in read_columnar(source, description, shard, batch_bytes, columns):
            yield from cells_of(batch)
        return
    if description.format is not FileFormat.CSV or description.member is not None:
        for batch in read_shard(source, description, shard, batch_bytes=batch_bytes, limits=limits):
            yield from cells_of(batch)
        return
    reader = ShardReader(description)
    marks = _marks(description.dialect or Dialect())
    for pieces in gathered_pieces(source, description, shard, batch_bytes, limits):
        cells = _parsed(pieces, description, marks) if all(map(reader.may_be_plain, pieces)) else None
        yield from cells_of(reader.batch(pieces)) if cells is None else (cells,)


def _marks(dialect: Dialect) -> tuple[int, int, int] | None:
    """Delimiter, quote (0 for none) and last character of a line end; None where they are unusual."""
    delimiter, quote = dialect.delimiter.encode(), (dialect.quote or "").encode()
    line_end = "\r" if dialect.line_terminator == "\r" else "\n"
    if len(delimiter) != 1 or len(quote) > 1:
        return None
    return ord(delimiter), ord(quote or b"\0"), ord(line_end)


def _parsed(
    pieces: list[Piece], description: SourceDescription, marks: tuple[int, int, int] | None
) -> CellBatch | None:
    size = sum(len(piece.data) for piece in pieces)
    if marks is None or not 0 < size <= LARGEST:
        return None
    names = description.columns
    parsed = operations.parse_cells(_joined(pieces, size), marks, len(names))
    if parsed is None:
        return None
    columns, lines = parsed
    height = len(columns[0]) if columns else 0
    return CellBatch(names, tuple(columns), height, line_count=lines)


def _joined(pieces: list[Piece], size: int) -> Bytes:
    """The bytes of all pieces behind one another, which numpy has in pages that are quickly had."""
    joined = np.empty(size, np.uint8)
    at = 0
    for piece in pieces:
        joined[at : at + len(piece.data)] = np.frombuffer(piece.data, np.uint8)
        at += len(piece.data)
    return joined


def cells_of(batch: TextBatch) -> Iterator[CellBatch]:
    """The same rows as cells; in several batches where a column has more bytes than 32 bits can point to."""
    frame = batch.frame
    sizes = frame.select(pl.all().str.len_bytes().fill_null(0)).get_columns()
    if frame.height > 1 and any(int(each.cast(pl.UInt64).sum()) > LARGEST for each in sizes):
        middle = frame.height // 2
        yield from cells_of(dataclasses.replace(batch, frame=frame[:middle]))
        yield from cells_of(TextBatch(frame[middle:]))
        return
    columns = tuple(
        _cells(column, size.cast(pl.UInt32).to_numpy())
        for column, size in zip(frame.get_columns(), sizes, strict=True)
    )
    yield CellBatch(
        tuple(frame.columns),
        columns,
        frame.height,
        batch.problems,
        batch.problem_count,
        batch.line_count,
    )


def _cells(column: pl.Series, sizes: "np.ndarray[tuple[int], np.dtype[np.uint32]]") -> Cells:
    # Without its name: polars takes one like `^a$` for a pattern in the methods of a series.
    content = column.alias("").str.join("").cast(pl.Binary).item() or b""
    return Cells(np.frombuffer(content, np.uint8), starts_of(sizes), sizes)
