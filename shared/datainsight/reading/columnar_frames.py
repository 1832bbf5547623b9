"""Typed columns (Parquet, Arrow) as frames of text."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from datainsight.errors import UnreadableError
from datainsight.models.dataset import FileFormat, Shard, SourceDescription
from datainsight.reading.batches import BATCH_BYTES, TextBatch
from datainsight.reading.blocks import range_blocks
from datainsight.reading.instant_texts import day_text, moment_text
from datainsight.reading.source import ByteSource, LocalFile

_CELLS_DECODED = 18_000_000
_BYTES_PER_CELL = 11
"""Of text, roughly: what is read at once is as large as of delimited text."""
_HEAD_BYTES = 8


def read_columnar(
    source: ByteSource,
    description: SourceDescription,
    shard: Shard,
    batch_bytes: int = BATCH_BYTES,
    columns: Sequence[str] | None = None,
) -> Iterator[TextBatch]:
    """The rows of a shard as text, see `column_text`; memory holds a bounded number of decoded rows.

    Batches have as many cells as `batch_bytes` of text have on average. Of a source that is no local file
    only the shard's bytes and the footer are fetched. Columns that are not asked for are not decoded; by
    default all are.

    Raises:
        UnreadableError: The data is damaged, or of a kind that cannot be read.
    """
    names = description.columns if columns is None else tuple(columns)
    places = None if columns is None else [description.columns.index(name) for name in columns]
    width = max(1, len(names))
    height = max(1, batch_bytes // _BYTES_PER_CELL // width)
    step = max(height, min(_CELLS_DECODED, _CELLS_DECODED * batch_bytes // BATCH_BYTES) // width)
    is_first = True
    with _local_path(source, description, shard) as path:
        for typed in _decoded(path, description, shard, step, places):
            parts = max(1, round(typed.height / height))  # nearly equal ones
            for part in (typed.slice(*_share(typed.height, parts, each)) for each in range(parts)):
                yield TextBatch(_as_text(part, names, description))
                is_first = False
    if is_first:
        yield TextBatch(pl.DataFrame(schema=dict.fromkeys(names, pl.String)))


def _as_text(typed: pl.DataFrame, names: Sequence[str], description: SourceDescription) -> pl.DataFrame:
    """All columns as text, under the names of the description."""
    series = []
    for column, name in zip(typed.get_columns(), names, strict=True):
        try:
            # Without its name: polars takes one like `^a$` for a pattern in the methods of a series.
            series.append(column_text(column.alias("")).alias(name))
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            raise _damaged(
                description, error
            ) from error  # for example days within lists, beyond any calendar
    return pl.DataFrame(series)


def _share(height: int, parts: int, part: int) -> tuple[int, int]:
    """Where a part begins, and its rows."""
    start = height * part // parts
    return start, height * (part + 1) // parts - start


def _decoded(
    path: Path, description: SourceDescription, shard: Shard, step: int, places: Sequence[int] | None
) -> Iterator[pl.DataFrame]:
    """The rows of a shard with their types, some at a time; of some columns where not all are wanted."""
    width = len(description.columns) if places is None else len(places)
    is_parquet = description.format is FileFormat.PARQUET
    offset = 0
    while shard.row_count is None or offset < shard.row_count:
        wanted = step if shard.row_count is None else min(step, shard.row_count - offset)
        try:
            scan = pl.scan_parquet(path, glob=False) if is_parquet else pl.scan_ipc(path, glob=False)
            if places is not None:  # by their places: a name like `^a$` is a pattern to polars
                scan = scan.select(pl.nth(*places))
            frame = scan.slice(shard.first_row + offset, wanted).collect()
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
            raise _damaged(description, error) from error
        if frame.width != width:
            raise _damaged(description, ValueError("the columns are not those of the footer"))
        if frame.height < wanted and shard.row_count is not None:
            raise _damaged(description, ValueError("rows are missing"))
        if frame.height:
            yield frame
        offset += frame.height
        if frame.height < wanted:
            return


def column_text(column: pl.Series) -> pl.Series:
    """A column as text; empty text is null.

    Numbers are written with the fewest digits that give them back, dates and times as ISO 8601, lists and
    structures as JSON, bytes in hexadecimal.
    """
    dtype = column.dtype
    if isinstance(dtype, pl.Datetime):
        text = moment_text(column, dtype)
    elif isinstance(dtype, pl.Date):
        text = day_text(column)
    elif isinstance(dtype, pl.Time):
        text = column.dt.to_string("%H:%M:%S%.f")
    elif isinstance(dtype, pl.Duration):
        text = column.dt.to_string("iso")
    elif isinstance(dtype, pl.Binary):
        text = column.bin.encode("hex")
    elif isinstance(dtype, pl.Null):
        text = pl.Series(column.name, [None] * len(column), dtype=pl.String)
    elif dtype.is_nested():
        text = _json_text(column)
    else:
        text = column.cast(pl.String)
    # Only these may have no characters at all.
    is_sparse = isinstance(dtype, pl.String | pl.Categorical | pl.Enum | pl.Binary)
    return text.set(text == "", None) if is_sparse else text


def _json_text(column: pl.Series) -> pl.Series:
    """Each value as JSON; polars encodes structures only, so it is wrapped into one and taken out again."""
    wrapped = pl.DataFrame([column.alias("v")]).select(pl.struct("v").struct.json_encode().alias("json"))
    inner = wrapped["json"].str.strip_prefix('{"v":').str.strip_suffix("}")
    return pl.select(pl.when(column.is_not_null()).then(inner)).to_series()


@contextmanager
def _local_path(source: ByteSource, description: SourceDescription, shard: Shard) -> Iterator[Path]:
    """A file that holds at least the shard and the footer where they belong; the rest of a copy is a hole."""
    if isinstance(source, LocalFile):
        yield source.path
        return
    size = description.size_bytes
    # Only Parquet has shards; all else is fetched whole.
    parts = [(0, size)]
    if shard.row_count is not None:
        parts = [(0, _HEAD_BYTES), (shard.start, shard.end), (description.data_end or 0, size)]
    with tempfile.NamedTemporaryFile(suffix=f".{description.format.value}") as copy:
        copy.truncate(size)
        for start, end in parts:
            copy.seek(start)
            for block in range_blocks(source, start, end):
                copy.write(block)
        copy.flush()
        yield Path(copy.name)


def _damaged(description: SourceDescription, error: BaseException) -> UnreadableError:
    reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(". ")[:200]
    return UnreadableError(
        f"the {description.format.value} file cannot be decoded ({reason}).",
        where=description.name,
        remedy="Write it again where it was made.",
    )
