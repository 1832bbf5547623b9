"""The distinct texts of columns, found by their hashes, so that each is looked at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import polars.selectors as cs

from datainsight.profiling.counted import CountedSet, Counts
from datainsight.profiling.examples import Hashes
from datainsight.profiling.limits import ProfilingLimits

SEED = 20_261_123
_PROBE = 4096
_FREQUENT = 5
_NEARLY_UNIQUE = 0.97
_FEW_ROWS = 50_000
"""Up to here numpy groups quicker than polars, whose every call has a price."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouping:
    """What of a column has to be looked at.

    Attributes:
        cells: Hash of each cell; 0 for an empty one.
        filled: Cells that are not empty.
        counted: Hashes of the filled cells.
        rows: A row that holds each hash of `counted`; or all filled rows where nearly all texts are
            distinct and grouping would only cost time.
        weights: Cells that each of those rows stands for; None where each stands for itself.
    """

    cells: Hashes
    filled: int
    counted: CountedSet
    rows: Rows
    weights: Counts | None

    @property
    def hashes(self) -> Hashes:
        """Hash of the text in each of `rows`."""
        return self.counted.values if self.weights is not None else self.cells[self.rows]


def hash_cells(frame: pl.DataFrame) -> list[Hashes]:
    """Hash of each cell, column by column; 0 for empty ones."""
    hashes = {column.name: column.to_numpy() for column in frame.select(pl.all().hash(SEED)).get_columns()}
    with_nulls = [column.name for column in frame.get_columns() if column.null_count()]
    # By name: pl.col would take "*" or "^…$" for a pattern.
    for is_empty in frame.select(cs.by_name(*with_nulls).is_null()).get_columns() if with_nulls else ():
        hashes[is_empty.name] = np.where(is_empty.to_numpy(), np.uint64(0), hashes[is_empty.name])
    return list(hashes.values())


def group(cells: Hashes, limits: ProfilingLimits) -> Grouping:
    """Groups the cells of a column."""
    rows = np.flatnonzero(cells)
    hashes = cells if rows.size == cells.size else cells[rows]
    if hashes.size > limits.texts and _is_nearly_unique(hashes[:_PROBE]):
        counted = CountedSet.of(hashes)
        if counted.size > limits.texts:
            return Grouping(cells, rows.size, counted, rows, None)
    found, first, weights = _first_rows(hashes)
    return Grouping(cells, rows.size, CountedSet.of_distinct(found, weights), rows[first], weights)


def _first_rows(hashes: Hashes) -> tuple[Hashes, Rows, Counts]:
    """Distinct hashes ascending, the first place of each, and how often each occurs."""
    if hashes.size <= _FEW_ROWS:
        found, first, counts = np.unique(hashes, return_index=True, return_counts=True)
        return found, first, counts
    grouped = (
        pl.DataFrame({"hash": hashes})
        .with_row_index("row")
        .group_by("hash")
        .agg(pl.col("row").first().cast(pl.Int64), pl.len().cast(pl.Int64).alias("count"))
    )
    found, first, counts = (grouped[name].to_numpy() for name in ("hash", "row", "count"))
    order = np.argsort(found)
    return found[order], first[order], counts[order]


def _is_nearly_unique(probe: Hashes) -> bool:
    """Whether grouping would leave about as much as there was, but for a few frequent values like "NA"."""
    counts = CountedSet.of(probe).counts()
    others = counts[counts < _FREQUENT]
    return bool((others == 1).sum() > _NEARLY_UNIQUE * others.sum()) and others.size > probe.size / 4


def shares(groupings: Sequence[Grouping], largest: int) -> list[list[int]]:
    """Columns whose texts are looked at together: together they have at most `largest`, or one has more."""
    found: list[list[int]] = []
    room = 0
    for column, grouping in enumerate(groupings):
        size = grouping.rows.size
        if not found or grouping.weights is None or size > room:
            found.append([])
            room = largest
        found[-1].append(column)
        room = 0 if grouping.weights is None else room - size
    return found


def gather(columns: Sequence[pl.Series], groupings: Sequence[Grouping]) -> pl.Series:
    """The texts in the rows of all those groupings, one column after the other."""
    if len(columns) == 1 or len(columns[0]) > _FEW_ROWS:
        chosen = [_at(*each).alias("") for each in zip(columns, groupings, strict=True)]
        return chosen[0] if len(chosen) == 1 else pl.concat(chosen, rechunk=True)
    every = pl.concat([column.alias("") for column in columns], rechunk=True)
    height = len(columns[0])
    rows = [grouping.rows + place * height for place, grouping in enumerate(groupings)]
    return every.gather(np.concatenate(rows))


def _at(column: pl.Series, grouping: Grouping) -> pl.Series:
    is_all = grouping.weights is None and grouping.rows.size == len(column)
    return column if is_all else column.gather(grouping.rows)
