"""Compressed sources as a bounded sequence of blocks, and the guard against bombs."""

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from datainsight.errors import RefusedError, UnreadableError
from datainsight.models.dataset import Compression
from datainsight.reading.limits import DEFAULT_LIMITS, GIB, MIB, ReadingLimits
from datainsight.reading.source import ByteSource

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_BLOCK_BYTES = MIB
_LEAST_GZIP_BYTES = 18
_LARGEST_DEFLATE_RATIO = 1_032
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_LARGEST_ZSTD_WINDOW = 128 * MIB


def compression_of(head: bytes) -> Compression:
    """What the first bytes say the source is wrapped in."""
    if head.startswith(GZIP_MAGIC):
        return Compression.GZIP
    if head.startswith(ZSTD_MAGIC):
        return Compression.ZSTD
    return Compression.NONE


def decompressed_blocks(
    source: ByteSource, compression: Compression, limits: ReadingLimits = DEFAULT_LIMITS
) -> Iterator[bytes]:
    """The content of a source, a block of bounded size at a time, never more than one block ahead.

    Raises:
        UnreadableError: The compressed data is damaged or ends early.
        RefusedError: It grows beyond the limits.
    """
    grown = 0
    with source.open() as stream:
        match compression:
            case Compression.GZIP:
                blocks = _gzip_blocks(stream, source.name)
            case Compression.ZSTD:
                blocks = _zstd_blocks(stream, source.name)
            case _:
                blocks = iter(lambda: stream.read(_BLOCK_BYTES), b"")
        for block in blocks:
            grown += len(block)
            if compression is not Compression.NONE:
                refuse_bomb(source, grown, limits)
            yield block


def refuse_bomb(source: ByteSource, grown: int, limits: ReadingLimits) -> None:
    """Stops a source that grew, or announces to grow, beyond the limits.

    Raises:
        RefusedError: It did.
    """
    if grown > limits.decompressed_bytes:
        raise RefusedError(
            f"the compressed file holds more than {limits.decompressed_bytes / GIB:g} GiB.",
            where=source.name,
            remedy="Split it into smaller files.",
        )
    too_dense = grown > limits.compression_ratio * max(1, source.size_bytes)
    if too_dense and grown > limits.compression_ratio_from_bytes:
        raise RefusedError(
            f"the compressed file grows to more than {limits.compression_ratio} times its size, "
            "as only a decompression bomb does.",
            where=source.name,
            remedy="If you trust it, decompress it yourself and read the result.",
        )


def announced_size(source: ByteSource, compression: Compression) -> int:
    """The decompressed size that a gzip file's last four bytes announce (modulo 4 GiB).

    0 where unknown, also where it is more than deflate can make of the stored size: then the file was cut.
    """
    if compression is not Compression.GZIP or source.size_bytes < _LEAST_GZIP_BYTES:
        return 0
    size = int.from_bytes(source.read_range(source.size_bytes - 4, source.size_bytes), "little")
    return size if size <= _LARGEST_DEFLATE_RATIO * source.size_bytes else 0


def unpacked_size(source: ByteSource, compression: Compression, stored_bytes: int) -> int:
    """How large the first stored bytes become, as far as they can be unpacked without those that follow.

    Raises:
        UnreadableError: They are damaged.
    """
    stream = io.BytesIO(source.read_range(0, stored_bytes))
    if compression is Compression.ZSTD:
        return sum(map(len, _zstd_blocks(stream, source.name)))
    return sum(map(len, _gzip_blocks(stream, source.name, is_cut=stored_bytes < source.size_bytes)))


def _gzip_blocks(stream: BinaryIO, name: str, *, is_cut: bool = False) -> Iterator[bytes]:
    """All members of a gzip file one after another; zero padding between them is allowed.

    Args:
        stream: The file.
        name: Its name, for errors.
        is_cut: Whether the stream may end within a member.
    """
    member = zlib.decompressobj(_GZIP_WINDOW)
    is_started = False
    try:
        while data := stream.read(_BLOCK_BYTES):
            while data:
                if member.eof:
                    data = data.lstrip(b"\0")
                    if not data:
                        break
                    member = zlib.decompressobj(_GZIP_WINDOW)
                is_started = True
                if block := member.decompress(data, _BLOCK_BYTES):
                    yield block
                data = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        raise _damaged(name) from error
    if is_started and not member.eof and not is_cut:
        raise _damaged(name)


def _zstd_blocks(stream: BinaryIO, name: str) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415 - only needed for this compression

    decompressor = zstandard.ZstdDecompressor(max_window_size=_LARGEST_ZSTD_WINDOW)
    try:
        reader = decompressor.stream_reader(stream, read_across_frames=True)
        while block := reader.read(_BLOCK_BYTES):
            yield block
    except zstandard.ZstdError as error:
        raise _damaged(name) from error


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(
        "the compressed data is damaged or ends early.",
        where=name,
        remedy="Download or compress the file again.",
    )
