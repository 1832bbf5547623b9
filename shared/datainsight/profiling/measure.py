"""Measures a batch of text cells: every cell is looked at, none by Python itself."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial as bind
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from datainsight.profiling import distinct, grouping
from datainsight.profiling.classify import Rows, classify, pack
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.examples import Hashes
from datainsight.profiling.grouping import Grouping
from datainsight.profiling.limits import DEFAULT, ProfilingLimits
from datainsight.profiling.partial import Partial, merge_all
from datainsight.profiling.relations.whole_rows import WholeRows
from datainsight.profiling.sample import RowSample, SampledColumn
from datainsight.profiling.tally import Looked, sampled_magnitudes, smallest, tally
from datainsight.profiling.texts import Texts

if TYPE_CHECKING:
    from datainsight.reading.frames import TextBatch

HASHING = f"polars {pl.__version__} {platform.machine()}"
"""Hashes are comparable only where this is the same; a partial carries it."""

_TOGETHER = 100_000
"""Texts of small columns are looked at together, since every call of polars has a price of its own."""

_ROW_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_ROW_SHIFT = np.uint64(29)


def measure(batch: "TextBatch", limits: ProfilingLimits = DEFAULT) -> Partial:
    """Measures all columns and rows of a batch.

    Args:
        batch: Text cells; an empty cell is null.
        limits: What is remembered; all partials of a table must have the same.
    """
    frame = batch.frame
    cells = grouping.hash_cells(frame)
    rows = _row_hashes(cells, frame.height)
    found, chosen = _chosen_rows(rows, limits.rows_to_sample(frame.width))
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # polars and numpy let go of the interpreter lock, so columns are measured side by side.
        groupings = list(pool.map(bind(grouping.group, limits=limits), cells))
        shares = grouping.shares(groupings, _TOGETHER)
        look = bind(_look, frame.get_columns(), groupings, chosen=chosen, limits=limits)
        looked = [each for share in pool.map(look, shares) for each in share]
    texts = _sampled_texts(frame, chosen, limits)
    return Partial(
        hashing=HASHING,
        limits=limits,
        columns=tuple(frame.columns),
        row_count=frame.height,
        rows=distinct.keep(CountedSet.of(rows), limits.distinct),
        measured=tuple(partial for partial, _, _ in looked),
        sample=RowSample(
            found,
            tuple(
                SampledColumn(hashes[chosen], shown, codes, numbers)
                for hashes, shown, (_, codes, numbers) in zip(cells, texts, looked, strict=True)
            ),
        ),
        whole=WholeRows.of(rows, tuple(cells), limits.rows_to_keep_whole(frame.width)),
        line_count=batch.line_count,
        problem_count=batch.problem_count,
        problems=tuple(batch.problems[: limits.problems]),
    )


def measure_all(batches: Iterable["TextBatch"], limits: ProfilingLimits = DEFAULT) -> Partial:
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


def _look(
    columns: Sequence[pl.Series],
    groupings: Sequence[Grouping],
    share: Sequence[int],
    *,
    chosen: Rows,
    limits: ProfilingLimits,
) -> list[tuple[ColumnPartial, Rows, np.ndarray[tuple[int], np.dtype[np.float64]]]]:
    """Measurement, sampled notation codes and sampled numbers of the columns in a share."""
    own = [groupings[column] for column in share]
    texts = grouping.gather([columns[column] for column in share], own)
    packed = pack(texts)
    classified = classify(texts, packed)
    measured = []
    for each, (start, end) in zip(
        own, pairwise(accumulate((each.rows.size for each in own), initial=0)), strict=True
    ):
        looked = Looked(each, classified.part(start, end), packed.part(start, end))
        measured.append((tally(looked, limits), *sampled_magnitudes(looked, chosen)))
    return measured


def _row_hashes(columns: Sequence[Hashes], height: int) -> Hashes:
    """One hash for each row, from the hashes of its cells."""
    rows = np.full(height, np.uint64(len(columns)), np.uint64)
    for cells in columns:
        rows ^= cells
        rows *= _ROW_MULTIPLIER
        rows ^= rows >> _ROW_SHIFT
    return rows


def _chosen_rows(rows: Hashes, limit: int) -> tuple[Hashes, Rows]:
    """The smallest distinct row hashes, and where the first row of each is."""
    near = smallest(rows, limit)
    found, first = np.unique(rows[near], return_index=True)
    return found[:limit], near[first[:limit]]


def _sampled_texts(frame: pl.DataFrame, chosen: Rows, limits: ProfilingLimits) -> list[Texts]:
    """The cells of some rows, cut to a length; "" for empty ones."""
    shown = frame[chosen].select(pl.all().fill_null(""))
    sizes = shown.select(pl.all().str.len_bytes().cast(pl.Int64)).get_columns()
    contents = shown.select(pl.all().str.join("")).row(0) if frame.width else ()
    return [
        Texts(np.frombuffer(content.encode(), np.uint8), np.cumsum(size.to_numpy())).cut(limits.sample_text)
        for content, size in zip(contents, sizes, strict=True)
    ]
