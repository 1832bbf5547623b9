"""A source as byte ranges that can be measured on their own."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from datainsight.models.dataset import Dialect, FileFormat, Shard, SourceDescription
from datainsight.reading.blocks import BLOCK_BYTES, range_blocks
from datainsight.reading.borders import local_borders
from datainsight.reading.columnar_describe import row_group_shards
from datainsight.reading.limits import DEFAULT_LIMITS, MIB, ReadingLimits
from datainsight.reading.records import RecordFinder
from datainsight.reading.source import ByteSource

TARGET_BYTES = 64 * MIB
LOOKED_THROUGH_BYTES = TARGET_BYTES
"""Up to this size all data is read to find the borders."""

_LINE_SEARCH_BYTES = MIB
_TOO_LARGE = 2.5
"""Where a border could not be told from around it, the shards beside it are one; memory bears no more."""


def split(
    source: ByteSource,
    description: SourceDescription,
    target_bytes: int = TARGET_BYTES,
    *,
    limits: ReadingLimits = DEFAULT_LIMITS,
) -> tuple[Shard, ...]:
    """Shards of about `target_bytes` that hold whole records, in order, together all data.

    Nothing is assumed about quotes: where records end is decided by the rule of `records`. Of a large file
    only the places around the borders are looked at (`borders`); where they do not tell, every quote from the
    first record on is, at about the speed of reading the file. A file that is not larger than the target is
    not looked through.

    Shards of Parquet are neighbouring row groups. Lines of JSON end wherever a line ends, so only the places
    around the borders are looked at.

    Compressed sources, members of zip files, JSON documents and encodings in which a byte may be part of a
    character (UTF-16, Shift JIS, …) are one shard.

    Returns:
        At least one shard, also for a table without rows.

    Raises:
        RefusedError: A line is longer than the limits allow.
    """
    if description.member is not None:
        return (Shard(index=0, start=description.data_start, end=description.data_end or 0),)
    match description.format:
        case FileFormat.PARQUET:
            return row_group_shards(source, target_bytes)
        case FileFormat.NDJSON if description.is_splittable:
            borders = _line_ends(source, description.data_start, target_bytes)
            return _shards((description.data_start, *borders))
        case FileFormat.CSV if description.is_splittable and description.dialect is not None:
            return _split_text(source, description, description.dialect, target_bytes, limits)
    return (Shard(index=0, start=0, end=source.size_bytes),)


def _split_text(
    source: ByteSource,
    description: SourceDescription,
    dialect: Dialect,
    target_bytes: int,
    limits: ReadingLimits,
) -> tuple[Shard, ...]:
    end = source.size_bytes if description.data_end is None else description.data_end
    data = range(description.data_start, max(description.data_start, end))
    if len(data) <= target_bytes:
        return (Shard(index=0, start=data.start, end=data.stop),)
    finder = RecordFinder(dialect, encoding=description.encoding, limits=limits, name=description.name)
    if len(data) > LOOKED_THROUGH_BYTES:
        shards = _shards((data.start, *local_borders(source, finder, data, target_bytes), data.stop))
        if all(shard.end - shard.start < _TOO_LARGE * target_bytes for shard in shards):
            return shards
    return _shards((data.start, *_borders(source, finder, data, target_bytes), data.stop))


def _shards(borders: Sequence[int]) -> tuple[Shard, ...]:
    return tuple(
        Shard(index=index, start=start, end=end) for index, (start, end) in enumerate(pairwise(borders))
    )


def _line_ends(source: ByteSource, start: int, target_bytes: int) -> Iterator[int]:
    """Ends of lines about `target_bytes` apart, the last one being that of the file."""
    size = source.size_bytes
    while size - start > target_bytes:
        position = start + target_bytes - 1
        start = size
        while position < size:
            found = source.read_range(position, position + _LINE_SEARCH_BYTES).find(b"\n")
            if found >= 0:
                start = position + found + 1
                break
            position += _LINE_SEARCH_BYTES
        if start < size:
            yield start
    yield size


def _borders(source: ByteSource, finder: RecordFinder, data: range, target_bytes: int) -> Iterator[int]:
    """Record ends about `target_bytes` apart; the end of the data itself is not among them."""
    blocks = range_blocks(source, data.start, data.stop, min(BLOCK_BYTES, max(1, target_bytes // 8)))
    begin = position = data.start
    for piece in finder.pieces(blocks):
        position += len(piece.data)
        if target_bytes <= position - begin and position < data.stop:
            yield position
            begin = position
