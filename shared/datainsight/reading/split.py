"""A source as byte ranges that can be measured on their own."""

from collections.abc import Iterator

from datainsight.models.dataset import Shard, SourceDescription
from datainsight.reading.limits import DEFAULT_LIMITS, MIB, ReadingLimits
from datainsight.reading.records import RecordFinder
from datainsight.reading.source import ByteSource

TARGET_BYTES = 64 * MIB
BLOCK_BYTES = MIB


def split(
    source: ByteSource,
    description: SourceDescription,
    target_bytes: int = TARGET_BYTES,
    *,
    limits: ReadingLimits = DEFAULT_LIMITS,
) -> tuple[Shard, ...]:
    """Shards of about `target_bytes` that hold whole records, in order, together all data.

    Nothing is assumed about quotes: where records end is decided by the rule of `records`, which looks at every
    quote from the first record on, at about the speed of reading the file. A file that is not larger than the
    target is not looked through.

    Compressed sources and encodings in which a byte may be part of a character (UTF-16, Shift JIS, …) are one
    shard.

    Returns:
        At least one shard, also for a table without rows.

    Raises:
        RefusedError: A line is longer than the limits allow.
    """
    if not description.is_splittable or description.dialect is None:
        return (Shard(index=0, start=0, end=source.size_bytes),)
    start = description.data_start
    end = source.size_bytes if description.data_end is None else description.data_end
    ends = [*_borders(source, description, start, end, target_bytes, limits), max(start, end)]
    return tuple(
        Shard(index=index, start=begin, end=stop)
        for index, (begin, stop) in enumerate(zip([start, *ends], ends, strict=False))
    )


def range_blocks(
    source: ByteSource, start: int, end: int, block_bytes: int = BLOCK_BYTES, read_bytes: int = 8 * MIB
) -> Iterator[bytes]:
    """The bytes [start, end) in blocks; asks the source for larger ranges, as each may be a request."""
    for position in range(start, end, max(block_bytes, read_bytes)):
        data = source.read_range(position, min(end, position + max(block_bytes, read_bytes)))
        for offset in range(0, len(data), block_bytes):
            yield data[offset : offset + block_bytes]


def _borders(
    source: ByteSource,
    description: SourceDescription,
    start: int,
    end: int,
    target_bytes: int,
    limits: ReadingLimits,
) -> Iterator[int]:
    """Record ends about `target_bytes` apart; the end of the data itself is not among them."""
    if end - start <= target_bytes or description.dialect is None:
        return
    finder = RecordFinder(
        description.dialect, encoding=description.encoding, limits=limits, name=description.name
    )
    blocks = range_blocks(source, start, end, min(BLOCK_BYTES, max(1, target_bytes)))
    begin = position = start
    for piece in finder.pieces(blocks):
        position += len(piece.data)
        if target_bytes <= position - begin and position < end:
            yield position
            begin = position
