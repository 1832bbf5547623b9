"""A source that was understood: what every use of a table begins with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datainsight.models.dataset import Shard, SourceDescription
from datainsight.reading.describe import describe
from datainsight.reading.frames import BATCH_BYTES, TextBatch, read_shard
from datainsight.reading.limits import MIB
from datainsight.reading.source import ByteSource
from datainsight.reading.split import split
from datainsight.services.progress import Progress, silent

if TYPE_CHECKING:
    from datainsight.reading.cell_batches import CellBatch

_FIRST_BYTES = 8 * MIB


@dataclass(frozen=True)
class Reading:
    """A source that was understood and can be read as often as needed.

    Attributes:
        source: Where the bytes are.
        description: How they are to be read.
        shards: The byte ranges that hold all records, in order.
    """

    source: ByteSource
    description: SourceDescription
    shards: tuple[Shard, ...]

    def batches(
        self, progress: Progress = silent, stage: str = "Reading", *, batch_bytes: int = BATCH_BYTES
    ) -> Iterator[TextBatch]:
        """The whole table in order, a bounded piece at a time."""
        for shard in self.shards:
            yield from read_shard(self.source, self.description, shard, batch_bytes=batch_bytes)
            progress(stage, shard.end, self.description.size_bytes)

    def beginning(self) -> Iterator[TextBatch]:
        """The same in small pieces, for those who need the first rows."""
        return self.batches(batch_bytes=_FIRST_BYTES)

    def cells(
        self,
        progress: Progress = silent,
        stage: str = "Reading",
        columns: Sequence[str] | None = None,
    ) -> "Iterator[CellBatch]":
        """The whole table in order, as what is measured; of some formats only the columns that are wanted."""
        # Who only brings a table over measures nothing, and there NumPy is not installed.
        from datainsight.reading.cell_batches import read_cells  # noqa: PLC0415

        for shard in self.shards:
            yield from read_cells(self.source, self.description, shard, columns=columns)
            progress(stage, shard.end, self.description.size_bytes)


def open_reading(source: ByteSource, *, sheet: str | None = None) -> Reading:
    """Finds out how a source is to be read.

    Args:
        source: Any file.
        sheet: Which part of it, where it has several.

    Raises:
        UsageError: It has no such part.
        UnreadableError: It is no table.
        RefusedError: It is too large or unsafe.
    """
    description = describe(source, sheet=sheet)
    return Reading(source, description, split(source, description))
