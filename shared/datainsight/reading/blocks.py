"""The data of a shard as a bounded sequence of blocks."""

import codecs
from collections.abc import Iterable, Iterator
from itertools import chain

from datainsight.models.dataset import Compression, Shard, SourceDescription
from datainsight.reading.compression import decompressed_blocks
from datainsight.reading.limits import MIB, ReadingLimits
from datainsight.reading.source import ByteSource

BLOCK_BYTES = MIB
_REQUEST_BYTES = 8 * MIB


def range_blocks(source: ByteSource, start: int, end: int, block_bytes: int = BLOCK_BYTES) -> Iterator[bytes]:
    """The bytes [start, end) in blocks; asks the source for larger ranges, as each may be a request."""
    step = max(block_bytes, _REQUEST_BYTES // block_bytes * block_bytes)
    for position in range(start, end, step):
        data = source.read_range(position, min(end, position + step))
        for offset in range(0, len(data), block_bytes):
            yield data[offset : offset + block_bytes]


def text_blocks(
    source: ByteSource,
    description: SourceDescription,
    shard: Shard,
    limits: ReadingLimits,
    block_bytes: int = BLOCK_BYTES,
) -> Iterator[bytes]:
    """The data of a shard as UTF-8, in blocks that may cut records.

    Bytes that the source's encoding does not know become U+FFFD; a source in UTF-8 is passed on as it is.

    Raises:
        UnreadableError: Compressed data is damaged.
        RefusedError: It grows beyond the limits.
    """
    blocks = stored_blocks(source, description, shard, limits, block_bytes)
    return blocks if description.encoding == "utf-8" else _transcoded(blocks, description.encoding)


def stored_blocks(
    source: ByteSource,
    description: SourceDescription,
    shard: Shard,
    limits: ReadingLimits,
    block_bytes: int = BLOCK_BYTES,
) -> Iterator[bytes]:
    """The same as it is stored, only decompressed."""
    if description.is_splittable:
        return range_blocks(source, shard.start, shard.end, block_bytes)
    return blocks_from(source, description.compression, description.data_start, limits, block_bytes)


def blocks_from(
    source: ByteSource,
    compression: Compression,
    start: int,
    limits: ReadingLimits,
    block_bytes: int = BLOCK_BYTES,
) -> Iterator[bytes]:
    """All decompressed content from a byte on."""
    if compression is Compression.NONE:
        return range_blocks(source, start, source.size_bytes, block_bytes)
    return _sliced(_without_beginning(decompressed_blocks(source, compression, limits), start), block_bytes)


def _without_beginning(blocks: Iterable[bytes], start: int) -> Iterator[bytes]:
    for block in blocks:
        if start < len(block):
            yield block[start:] if start else block
        start = max(0, start - len(block))


def _sliced(blocks: Iterable[bytes], block_bytes: int) -> Iterator[bytes]:
    for block in blocks:
        for start in range(0, len(block), block_bytes):
            yield block[start : start + block_bytes]


def _transcoded(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for block in chain(blocks, (b"",)):
        if text := decoder.decode(block, final=not block).encode("utf-8", "replace"):
            yield text
