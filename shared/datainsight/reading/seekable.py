"""Sources as files one can seek in, for libraries that want to."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from datainsight.models.dataset import Compression
from datainsight.reading.compression import decompressed_blocks
from datainsight.reading.limits import MIB, ReadingLimits
from datainsight.reading.source import ByteSource

_SPOOLED_IN_MEMORY = 32 * MIB
_READ_AHEAD = MIB


class SeekableSource(io.RawIOBase):
    """A source as a raw stream; each read asks the source for a range.

    Args:
        source: What to read.
    """

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves; returns the new position."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size_bytes}[whence]
        if start + offset < 0:
            raise OSError("seek before the beginning")
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        """The present position."""
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fills the buffer as far as there are bytes."""
        data = self._source.read_range(self._position, self._position + len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


@contextmanager
def content_file(source: ByteSource, compression: Compression, limits: ReadingLimits) -> Iterator[BinaryIO]:
    """The decompressed content as a file to seek in; a compressed one is unpacked into a temporary file.

    Raises:
        UnreadableError: Compressed data is damaged.
        RefusedError: It grows beyond the limits.
    """
    if compression is Compression.NONE:
        with io.BufferedReader(SeekableSource(source), _READ_AHEAD) as file:
            yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=_SPOOLED_IN_MEMORY) as unpacked:
        for block in decompressed_blocks(source, compression, limits):
            unpacked.write(block)
        unpacked.seek(0)
        yield unpacked  # type: ignore[misc]
