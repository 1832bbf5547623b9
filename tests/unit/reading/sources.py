"""A source in memory, and the short way from bytes to a table."""

from io import BytesIO
from typing import BinaryIO

import polars as pl

from datainsight.models.dataset import LineProblem, SourceDescription
from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.split import split


class MemorySource:
    """Bytes with the interface of a source; remembers how much was asked for at once."""

    def __init__(self, data: bytes, name: str = "table.csv") -> None:
        self.name = name
        self.size_bytes = len(data)
        self._data = data
        self.largest_request = 0

    def read_range(self, start: int, end: int) -> bytes:
        self.largest_request = max(self.largest_request, end - start)
        return self._data[start:end]

    def open(self) -> BinaryIO:
        return BytesIO(self._data)


def described(data: bytes | str) -> SourceDescription:
    return describe(MemorySource(data.encode() if isinstance(data, str) else data))


def table(
    data: bytes | str,
    description: SourceDescription | None = None,
    *,
    target_bytes: int = 1 << 26,
    batch_bytes: int = 1 << 26,
) -> tuple[pl.DataFrame, list[LineProblem]]:
    """All rows and problems; shards and batches are put together."""
    source = MemorySource(data.encode() if isinstance(data, str) else data)
    description = description or describe(source)
    frames: list[pl.DataFrame] = []
    problems: list[LineProblem] = []
    for shard in split(source, description, target_bytes):
        for batch in read_shard(source, description, shard, batch_bytes=batch_bytes):
            frames.append(batch.frame)
            problems += batch.problems
    return pl.concat(frames), problems


def rows(data: bytes | str) -> list[list[str | None]]:
    return [list(row) for row in table(data)[0].rows()]
