"""How many cells or rows an issue means before and after a repair."""

from __future__ import annotations

import polars as pl

from datainsight.models.issue import Issue
from datainsight.models.selector import (
    Contradicting,
    DuplicateRows,
    Matching,
    NotOfType,
    OutsideRange,
    ValuesIn,
    WholeColumn,
)
from datainsight.profiling.selecting import duplicate_mask, mask
from datainsight.repairs.base import CellRepair, Repair, cells_of

CellSelector = ValuesIn | Matching | OutsideRange | NotOfType | Contradicting


def counts_of(issue: Issue, repair: Repair, before: pl.DataFrame, after: pl.DataFrame) -> tuple[int, int]:
    """How many cells or rows the issue's selector means before and after."""
    selector = issue.selector
    if isinstance(selector, WholeColumn):
        return 0, 0
    if isinstance(selector, DuplicateRows):
        return int(duplicate_mask(before).sum()), int(duplicate_mask(after).sum())
    if selector.column not in after.columns:
        return int(_selected(selector, before).sum()), 0
    if _is_told_by_its_cells(selector, repair, before, after):
        found, left = _told(selector, cells_of(before, selector.column), cells_of(after, selector.column))
    else:
        found, left = _selected_in_both(selector, before, after)
    if isinstance(repair, CellRepair) and repair.canonical and repair.column == selector.column:
        old, new = cells_of(before, repair.column), cells_of(after, repair.column)
        found = found | old.ne_missing(new)
        found = found & ~old.str.contains(repair.canonical).fill_null(value=False)
        left = left & ~new.str.contains(repair.canonical).fill_null(value=False)
    return int(found.sum()), int(left.sum())


def _is_told_by_its_cells(
    selector: CellSelector, repair: Repair, before: pl.DataFrame, after: pl.DataFrame
) -> bool:
    """Whether only cells that the repair changed can be meant differently afterwards."""
    is_own = isinstance(repair, CellRepair) and repair.column == selector.column
    return is_own and not isinstance(selector, Contradicting) and before.height == after.height


def _told(selector: CellSelector, before: pl.Series, after: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Which cells the selector means before and after, asked once for those that stay as they are."""
    changed = before.ne_missing(after).arg_true()
    # All at once: compiling the selector's regular expressions takes longer than a small table does.
    both = _selected(selector, pl.concat([before, after.gather(changed)]).alias(selector.column).to_frame())
    found = both.head(len(before))
    return found, found.clone().scatter(changed, both.tail(len(changed)))


def _selected_in_both(
    selector: CellSelector, before: pl.DataFrame, after: pl.DataFrame
) -> tuple[pl.Series, pl.Series]:
    named = (*selector.by, selector.column) if isinstance(selector, Contradicting) else (selector.column,)
    both = _selected(
        selector, pl.concat([pl.DataFrame([table[name] for name in named]) for table in (before, after)])
    )
    return both.head(before.height), both.tail(after.height)


def _selected(selector: CellSelector, table: pl.DataFrame) -> pl.Series:
    """Which cells the selector means; a single column under a plain name, as names may look like patterns."""
    if isinstance(selector, Contradicting):
        return table.select(mask(selector, table.columns).alias("found"))["found"]
    frame = table[selector.column].alias("cell").to_frame()
    plain = selector.model_copy(update={"column": "cell"})
    return frame.select(mask(plain, frame.columns).alias("found"))["found"]
