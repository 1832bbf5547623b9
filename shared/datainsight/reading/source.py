"""Where bytes come from: anything with a name, a size and ranges that can be read on their own."""

import tempfile
import threading
from pathlib import Path
from typing import BinaryIO, Protocol, Self, cast

from datainsight.errors import SourceNotFoundError, UnreadableError
from datainsight.reading.limits import MIB

_SPOOL_IN_MEMORY_BYTES = 8 * MIB


class ByteSource(Protocol):
    """A stored file that does not change while it is read."""

    @property
    def name(self) -> str:
        """File name without its folder, as shown to people."""

    @property
    def size_bytes(self) -> int:
        """Stored size."""

    def read_range(self, start: int, end: int) -> bytes:
        """The bytes [start, end); fewer where the source ends before."""

    def open(self) -> BinaryIO:
        """A stream over all bytes from the first on; the caller closes it."""


class LocalFile:
    """A file of this machine.

    Args:
        path: Where it lies.

    Raises:
        SourceNotFoundError: There is no file.
        UnreadableError: It is a folder or may not be read.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self.name = self._path.name
        try:
            if self._path.is_dir():
                raise UnreadableError(
                    "this is a folder, not a file.", where=str(path), remedy="Name one file in it."
                )
            with self._path.open("rb"):
                self.size_bytes = self._path.stat().st_size
        except FileNotFoundError as error:
            raise SourceNotFoundError(
                "there is no such file.", where=str(path), remedy="Check the path."
            ) from error
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UnreadableError(
                f"the file cannot be opened ({reason}).", where=str(path), remedy="Check its permissions."
            ) from error

    @property
    def path(self) -> Path:
        """Where it lies, for libraries that read files by themselves."""
        return self._path

    def read_range(self, start: int, end: int) -> bytes:
        """The bytes [start, end); fewer where the file ends before."""
        with self._path.open("rb", buffering=0) as stream:
            stream.seek(start)
            return _read_fully(stream, max(0, end - start))

    def open(self) -> BinaryIO:
        """A stream over all bytes."""
        return self._path.open("rb")


class SpooledStream:
    """A stream that can be read once (standard input), kept in a temporary file so that ranges can be read.

    Args:
        stream: What to read, to its end.
        name: What to call it.
    """

    def __init__(self, stream: BinaryIO, name: str = "stdin") -> None:
        self.name = name
        self._file = tempfile.SpooledTemporaryFile(max_size=_SPOOL_IN_MEMORY_BYTES)  # noqa: SIM115 - lives as long as self
        self._lock = threading.Lock()
        self.size_bytes = 0
        while block := stream.read(MIB):
            self._file.write(block)
            self.size_bytes += len(block)

    def read_range(self, start: int, end: int) -> bytes:
        """The bytes [start, end); fewer where the stream ended before."""
        with self._lock:
            self._file.seek(start)
            return self._file.read(max(0, end - start))

    def open(self) -> BinaryIO:
        """A stream over all bytes; only one at a time, as all share one position."""
        return cast("BinaryIO", RangeStream(self))


class RangeStream:
    """A sequential stream made of range reads; for sources that know nothing but ranges.

    Args:
        source: Where to read.
        block_bytes: The least to ask for at once.
    """

    def __init__(self, source: ByteSource, block_bytes: int = 8 * MIB) -> None:
        self._source = source
        self._block_bytes = block_bytes
        self._position = 0
        self._block = b""
        self._offset = 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left where it is negative; b"" at the end."""
        wanted = self._source.size_bytes if size < 0 else size
        if self._offset >= len(self._block):
            end = self._position + max(wanted, self._block_bytes)
            self._block, self._offset = self._source.read_range(self._position, end), 0
            self._position += len(self._block)
        taken = self._block[self._offset : self._offset + wanted]
        self._offset += len(taken)
        return taken

    def close(self) -> None:
        """Forgets what was read ahead."""
        self._block, self._offset = b"", 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    """Exactly `size` bytes unless the stream ends before; a raw read may return fewer."""
    first = stream.read(size) or b""
    if len(first) == size or not first:
        return first
    parts = [first]
    missing = size - len(first)
    while missing and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
