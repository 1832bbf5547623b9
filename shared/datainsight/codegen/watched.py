"""Which columns are looked at while a repair is tried, and which rows it changed."""

from __future__ import annotations

import polars as pl

from datainsight.repairs.base import CellRepair, Effect, Repair, cells_of

WIDE = 50
WITNESS_COLUMNS = 10
"""In a table of more than `WIDE` columns so many are watched, its own among them, while a repair of cells is
tried alone; all others are watched while all repairs are tried together. Otherwise thousands of columns with
an issue each would mean millions of comparisons."""


def watched(repair: Repair, frame: pl.DataFrame) -> pl.DataFrame:
    """The columns to try a repair on: all, but of a wide table its own and its neighbours to the right."""
    if repair.effect is Effect.ROWS or frame.width <= WIDE:
        return frame
    own = [frame.get_column_index(name) for name in repair.columns_read]
    first = min(own[0], frame.width - WITNESS_COLUMNS)
    chosen = sorted({*range(first, first + WITNESS_COLUMNS), *own})
    # Not `select`: planning a query over thousands of columns takes longer than the trial itself.
    return pl.DataFrame([frame.to_series(index) for index in chosen])


def changed_rows(repair: Repair, before: pl.DataFrame, after: pl.DataFrame) -> pl.Series:
    """The rows in which cells of the repair's own column differ afterwards."""
    if not isinstance(repair, CellRepair) or before.height != after.height:
        return pl.Series([], dtype=pl.UInt32)
    return cells_of(before, repair.column).ne_missing(cells_of(after, repair.column)).arg_true()
