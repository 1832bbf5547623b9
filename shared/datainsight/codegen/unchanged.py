"""Whether a repair left alone what is not its business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.layout import LayoutRepair

if TYPE_CHECKING:
    import polars as pl


def stray_change(repair: Repair, before: pl.DataFrame, after: pl.DataFrame) -> str | None:
    """What a repair changed that it must not change, as a sentence; None where all is well."""
    if isinstance(repair, LayoutRepair):
        return _stray_layout(repair, before, after)
    expected = before.columns
    if repair.effect is Effect.COLUMNS:
        expected = [name for name in expected if name not in repair.columns_changed]
    kinds = before.schema  # made anew at each access
    if after.columns != expected or any(kind != kinds[name] for name, kind in after.schema.items()):
        return "It changes the columns of the table."
    if repair.effect is Effect.ROWS:
        return None if _is_selection(after, before) else "It changes cells of rows that stay."
    if after.height != before.height:
        return "It changes the number of rows."
    others = [name for name in expected if name not in repair.columns_changed]
    changed = [name for name in others if not before[name].equals(after[name])]
    return "It changes another column." if changed else None


def _stray_layout(repair: LayoutRepair, before: pl.DataFrame, after: pl.DataFrame) -> str | None:
    if not repair.fits(before.columns):
        return None if after.equals(before) else "It changes a table that it does not fit."
    if after.columns != list(repair.columns_after(before.columns)) or after.height != before.height:
        return "It changes the columns of the table, or the number of rows."
    kept = [name for name in before.columns if name in after.columns and name not in repair.columns_changed]
    return None if all(before[name].equals(after[name]) for name in kept) else "It changes another column."


def _is_selection(after: pl.DataFrame, before: pl.DataFrame) -> bool:
    """Whether the rows are some of the rows before, in the same order; of equal rows the first ones."""
    import numpy as np  # noqa: PLC0415  the module must load without numpy

    hashes, wanted = before.hash_rows().to_numpy(), after.hash_rows().to_numpy()
    # Equal rows in the order in which they stand: the n-th of them afterwards is the n-th of them before.
    order, order_after = np.argsort(hashes, kind="stable"), np.argsort(wanted, kind="stable")
    hashes, wanted = hashes[order], wanted[order_after]
    occurrences = np.arange(wanted.size) - np.searchsorted(wanted, wanted)
    places = np.searchsorted(hashes, wanted) + occurrences
    if places.size and (places.max() >= hashes.size or (hashes[places] != wanted).any()):
        return False
    positions = np.empty(wanted.size, np.int64)
    positions[order_after] = order[places]
    return bool(np.all(positions[1:] > positions[:-1]))
