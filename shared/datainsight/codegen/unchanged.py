"""Whether a repair left alone what is not its business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datainsight.repairs.base import Effect, Repair, cells_of
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.layout import LayoutRepair

if TYPE_CHECKING:
    import polars as pl


def stray_change(repair: Repair, before: pl.DataFrame, after: pl.DataFrame) -> str | None:
    """What a repair changed that it must not change, as a sentence; None where all is well."""
    if isinstance(repair, LayoutRepair):
        return _stray_layout(repair, before, after)
    if isinstance(repair, ExplodeList):
        return _stray_entry(repair, before, after)
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


def _stray_entry(repair: ExplodeList, before: pl.DataFrame, after: pl.DataFrame) -> str | None:
    """Every row has to be there once for each entry, in order, and the same but for the entry."""
    import polars as pl  # noqa: PLC0415  the module must load without polars

    if after.columns != before.columns:
        return "It changes the columns of the table."
    text = cells_of(before, repair.column)
    entries = text.str.split(repair.separator).list.eval(pl.element().str.strip_chars(" "))
    counts = entries.list.eval(pl.element().filter(pl.element() != "")).list.len()
    rows = pl.int_range(before.height, eager=True).repeat_by(counts.fill_null(1).clip(1)).explode()
    repeated = before[rows.drop_nulls().to_list()]
    if repeated.height != after.height:
        return "It makes other rows than one for each entry."
    others = [name for name in before.columns if name != repair.column]
    is_same = all(repeated[name].equals(after[name]) for name in others)
    return None if is_same else "It changes another column."


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
