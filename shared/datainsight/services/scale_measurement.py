"""Measures a shard, the merge and the plan on this machine, with the very functions that the Lambdas run."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from datainsight.codegen.row_trials import try_rows
from datainsight.codegen.verify import verify
from datainsight.errors import UnreadableError
from datainsight.models.dataset import Shard, SourceDescription
from datainsight.models.issue import Goal
from datainsight.models.scale import ScaleMeasurement
from datainsight.profiling import storing
from datainsight.profiling.conclude import conclude
from datainsight.profiling.measure import measure
from datainsight.profiling.partial import merge_all
from datainsight.profiling.relations.verifying import Verification
from datainsight.reading.cell_batches import read_cells
from datainsight.reading.describe import describe
from datainsight.reading.source import ByteSource, LocalFile
from datainsight.reading.split import split
from datainsight.recommending.assess import assess
from datainsight.services.generated_table import ensure_table
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading

Result = TypeVar("Result")

GENERATED_BYTES_PER_ROW = 320
"""About, so that a table of a wanted size can be made."""


def generated_source(folder: Path, size_bytes: int) -> ByteSource:
    """A table of 30 mixed columns and about that size, written into a folder."""
    path = folder / "generated.csv"
    ensure_table(path, max(1000, size_bytes // GENERATED_BYTES_PER_ROW))
    return LocalFile(path)


def measure_scale(
    source: ByteSource, *, shard_bytes: int, shards: int, progress: Progress = silent
) -> ScaleMeasurement:
    """Measures some shards of a source.

    Args:
        source: A table.
        shard_bytes: About how large a shard is.
        shards: How many to measure, at most; after about five of 64 MiB their merged partial grows no more.
        progress: Is told what is being done.

    Raises:
        UnreadableError: The source is no table, or has no rows.
    """
    progress("Planning")
    watched = _Watched(source)
    description = describe(watched)
    watched.bytes_read = 0
    planned, plan_seconds = _timed(lambda: split(watched, description, shard_bytes))
    borders = max(1, len(planned) - 1)
    chosen = planned[:shards]
    stored: list[bytes] = []
    measuring = 0.0
    for shard in chosen:
        progress("Measuring", shard.index, len(chosen))
        body, seconds = _timed(lambda each=shard: _measured(source, description, each))  # type: ignore[misc]
        stored.append(body)
        measuring += seconds
    progress("Merging")
    merged, merging = _timed(lambda: merge_all(map(storing.unpack, stored)))
    if not merged.row_count:
        raise UnreadableError("The table has no rows.", where=source.name)
    packed, packing = _timed(lambda: storing.pack(merged))
    _, merging_large = _timed(lambda: storing.unpack(packed).merge(merged))
    progress("Concluding")
    document, concluding = _timed(lambda: assess(conclude(merged, description), Goal.GENERAL_AUDIT))
    reading = Reading(source, description, chosen)
    _, counting = _timed(lambda: Verification(document, Goal.GENERAL_AUDIT).count(reading.cells()))
    verified, verifying = _timed(lambda: verify(document, reading.batches))
    _, trying = _timed(lambda: try_rows(verified, (batch.frame for batch in reading.batches())))
    count = len(chosen)
    return ScaleMeasurement(
        source=source.name,
        column_count=len(description.columns),
        shards_measured=count,
        shard_bytes=sum(shard.end - shard.start for shard in chosen) / count,
        shard_seconds=measuring / count,
        partial_bytes=sum(map(len, stored)) / count,
        partial_seconds=merging / count,
        merged_bytes=len(packed),
        merged_seconds=merging_large,
        pack_seconds=packing,
        conclude_seconds=concluding,
        count_seconds=counting / count,
        verify_seconds=verifying,
        trial_seconds=trying / count,
        plan_seconds=plan_seconds / borders,
        plan_bytes=watched.bytes_read / borders,
    )


def _measured(source: ByteSource, description: SourceDescription, shard: Shard) -> bytes:
    return storing.pack(merge_all(measure(batch) for batch in read_cells(source, description, shard)))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """A result and the processor's seconds for it, all threads together."""
    began = time.process_time()
    result = work()
    return result, time.process_time() - began


class _Watched:
    """A source that counts the bytes of its ranges."""

    def __init__(self, source: ByteSource) -> None:
        self._source = source
        self.name, self.size_bytes = source.name, source.size_bytes
        self.bytes_read = 0

    def read_range(self, start: int, end: int) -> bytes:
        data = self._source.read_range(start, end)
        self.bytes_read += len(data)
        return data

    def open(self) -> BinaryIO:
        return self._source.open()
