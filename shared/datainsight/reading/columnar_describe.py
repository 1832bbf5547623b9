"""How a Parquet or Arrow file is to be read, by its footer alone."""

from datainsight.errors import RefusedError, UnreadableError
from datainsight.models.dataset import Compression, FileFormat, Shard, SourceDescription
from datainsight.reading.arrow_footer import read_names
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.names import unique_names
from datainsight.reading.parquet_footer import read_footer
from datainsight.reading.source import ByteSource

_TEXT_PER_STORED_BYTE = 4
"""About how much longer the text of a Parquet file is than its stored columns."""


def describe_columnar(
    source: ByteSource, file_format: FileFormat, compression: Compression, limits: ReadingLimits
) -> SourceDescription:
    """How a file with typed columns is to be read; no data is looked at.

    Raises:
        UnreadableError: It is damaged, encrypted, or compressed as a whole.
        RefusedError: It has too many columns.
    """
    if compression is not Compression.NONE:
        raise UnreadableError(
            f"a {file_format.value} file was compressed as a whole, so its footer cannot be found.",
            where=source.name,
            remedy="Decompress it first; the format compresses its columns by itself.",
        )
    if file_format is FileFormat.PARQUET:
        footer = read_footer(source)
        names, end = footer.columns, footer.start
    else:
        names, end = read_names(source)
    if len(names) > limits.columns:
        raise RefusedError(
            f"the table has {len(names)} columns; up to {limits.columns} can be read.",
            where=source.name,
            remedy="Split the table by columns.",
        )
    columns = unique_names(names, len(names))
    return SourceDescription(
        name=source.name,
        format=file_format,
        size_bytes=source.size_bytes,
        columns=columns,
        original_columns=names,
        fingerprint=fingerprint(source),
        is_splittable=file_format is FileFormat.PARQUET,
        data_end=end,
        assumptions=() if names == columns else ("Empty or repeated names were replaced.",),
    )


def row_group_shards(source: ByteSource, target_bytes: int) -> tuple[Shard, ...]:
    """Neighbouring row groups whose text is about as long as the target; at least one shard.

    Raises:
        UnreadableError: The footer is damaged.
    """
    shards: list[Shard] = []
    start, end, first_row, rows = 0, 0, 0, 0
    groups = read_footer(source).row_groups
    for number, group in enumerate(groups, start=1):
        start, end = (min(start, group.start), max(end, group.end)) if end else (group.start, group.end)
        rows += group.rows
        if (end - start) * _TEXT_PER_STORED_BYTE >= target_bytes or number == len(groups):
            shards.append(Shard(index=len(shards), start=start, end=end, first_row=first_row, row_count=rows))
            first_row, start, end, rows = first_row + rows, 0, 0, 0
    return tuple(shards) or (Shard(index=0, start=0, end=0, row_count=0),)
