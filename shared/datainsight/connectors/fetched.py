"""What a connector has fetched: files that vanish when nobody needs them any more."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

from datainsight.reading.source import LocalFile, RangeStream


class FetchFolder:
    """A folder for fetched files; it goes when the last of its files is forgotten."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="datainsight-fetch-")

    def path(self, name: str) -> Path:
        """Where a file of that name can be written."""
        return Path(self._folder.name) / name


class FetchedFile(LocalFile):
    """A fetched file under the name that its origin has.

    Args:
        folder: Keeps it.
        path: Where it lies in there.
        name: What to call it.
    """

    def __init__(self, folder: FetchFolder, path: Path, name: str) -> None:
        super().__init__(path)
        self.name = name
        self._folder = folder


class FetchedPieces:
    """Files one after another as one source; implements `reading.source.ByteSource`.

    Args:
        folder: Keeps them.
        paths: In order.
        name: What to call it.
    """

    def __init__(self, folder: FetchFolder, paths: Sequence[Path], name: str) -> None:
        self.name = name
        self._pieces = [LocalFile(path) for path in paths]
        self._ends = []
        end = 0
        for piece in self._pieces:
            end += piece.size_bytes
            self._ends.append(end)
        self.size_bytes = end
        self._folder = folder

    def read_range(self, start: int, end: int) -> bytes:
        """The bytes [start, end); fewer where the last file ends before."""
        parts = []
        for piece, piece_end in zip(self._pieces, self._ends, strict=True):
            piece_start = piece_end - piece.size_bytes
            if start < piece_end and end > piece_start:
                parts.append(piece.read_range(max(0, start - piece_start), end - piece_start))
        return b"".join(parts)

    def open(self) -> BinaryIO:
        """A stream over all bytes."""
        return cast("BinaryIO", RangeStream(self))
