"""Measures a batch of text cells: every cell is looked at, none by Python itself."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial as bind

import numpy as np

from datainsight.kernel import operations
from datainsight.kernel.cells import Cells
from datainsight.profiling import distinct, grouping
from datainsight.profiling.classify import Classified
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.examples import Hashes
from datainsight.profiling.limits import DEFAULT, ProfilingLimits
from datainsight.profiling.looking import Decided, glance, look_closely
from datainsight.profiling.partial import Partial, merge_all
from datainsight.profiling.relations.whole_rows import WholeRows
from datainsight.profiling.sample import RowSample, SampledColumn
from datainsight.profiling.tally import Looked, sampled_magnitudes, tally
from datainsight.profiling.texts import Indices, Texts
from datainsight.reading.cell_batches import CellBatch, cells_of
from datainsight.reading.frames import TextBatch

_TOGETHER = 100_000
"""Texts of small columns are looked at together, since every call of polars has a price of its own."""

_FEW_CELLS = 50_000
"""Up to here threads cost more than they save."""


def measure(batch: TextBatch | CellBatch, limits: ProfilingLimits = DEFAULT) -> Partial:
    """Measures all columns and rows of a batch.

    Args:
        batch: Text cells; an empty cell is null.
        limits: What is remembered; all partials of a table must have the same.
    """
    if isinstance(batch, TextBatch):
        return merge_all(measure(each, limits) for each in cells_of(batch))
    hashes, row_hashes = operations.hash_rows(batch.columns, batch.height)
    rows, places, counts = operations.group_hashes(row_hashes)
    first = places.astype(np.int64)
    wanted = limits.rows_to_sample(len(batch.columns))
    chosen = first[:wanted]
    workers = 1 if batch.height * len(batch.columns) <= _FEW_CELLS else os.cpu_count()
    with ThreadPoolExecutor(max_workers=workers) as pool:
        # The kernel, polars and numpy let go of the interpreter lock, so columns are measured side by side.
        decided = list(pool.map(_group, batch.columns, hashes))
        shares = grouping.shares([each.undecided.size for each in decided], _TOGETHER)
        own = [[decided[column] for column in share] for share in shares]
        classified = [each for share in pool.map(look_closely, own) for each in share]
        tell = bind(_tell, chosen=chosen, limits=limits)
        looked = list(pool.map(tell, decided, classified))
    return Partial(
        hashing=operations.HASHING,
        limits=limits,
        columns=batch.names,
        row_count=batch.height,
        rows=distinct.keep(CountedSet.of_distinct(rows, counts), limits.distinct),
        measured=tuple(partial for partial, _ in looked),
        sample=RowSample(rows[:wanted], tuple(sampled for _, sampled in looked)),
        whole=WholeRows.of(rows, first, tuple(hashes), limits.rows_to_keep_whole(len(batch.columns))),
        line_count=batch.line_count,
        problem_count=batch.problem_count,
        problems=tuple(batch.problems[: limits.problems]),
    )


def _group(cells: Cells, hashes: Hashes) -> Decided:
    return glance(grouping.group(cells, hashes))


def measure_all(batches: Iterable[TextBatch | CellBatch], limits: ProfilingLimits = DEFAULT) -> Partial:
    """Measures batches and merges their measurements, reading the next batch while one is measured.

    Two batches and a few partials are in memory at a time. The batches are read in another thread, in order.

    Args:
        batches: At least one.
        limits: What is remembered.
    """
    source = iter(batches)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading") as reader:

        def measured() -> Iterator[Partial]:
            upcoming = reader.submit(next, source, None)
            while (batch := upcoming.result()) is not None:
                upcoming = reader.submit(next, source, None)
                yield measure(batch, limits)
                del batch

        return merge_all(measured())


def _tell(
    decided: Decided, classified: Classified, *, chosen: Indices, limits: ProfilingLimits
) -> tuple[ColumnPartial, SampledColumn]:
    """Measurement and sampled cells of a column."""
    looked = Looked(decided.grouping, classified)
    hashes = decided.grouping.cell_hashes[chosen]
    texts = Texts(*operations.gather_texts(decided.grouping.cells, chosen.astype(np.uint32)))
    sampled = SampledColumn(hashes, texts.cut(limits.sample_text), *sampled_magnitudes(looked, chosen))
    return tally(looked, limits), sampled
