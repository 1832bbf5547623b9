"""Selectors as polars expressions over a table of text (all String, an empty cell is null)."""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
import polars.selectors as cs

from datainsight.errors import UsageError
from datainsight.kernel import operations
from datainsight.kernel.cells import LARGEST, Cells
from datainsight.models.profile import DataType
from datainsight.models.selector import (
    Contradicting,
    DuplicateRows,
    Matching,
    NotOfType,
    OutsideRange,
    Selector,
    ValuesIn,
    WholeColumn,
)
from datainsight.profiling.classify import Group, classify, pack
from datainsight.profiling.grouping import Grouping
from datainsight.profiling.looking import glance, look_closely
from datainsight.profiling.notations import (
    INFINITIES,
    INTEGERS,
    NUMBERS,
    UNDECIDED_WORDS,
    Notation,
    is_temporal,
    is_time_of_day,
)
from datainsight.profiling.resolve_instants import COMPACT_DATES, are_clocks
from datainsight.profiling.texts import Texts

SEPARATOR = "\x1f"
"""Between the texts of several columns while they are looked up; the unit separator of ASCII."""

_INFINITIES = pl.Series(sorted(INFINITIES), dtype=pl.String)
_WORDS = {
    DataType.INTEGER: _INFINITIES,
    DataType.DECIMAL: _INFINITIES,
    DataType.BOOLEAN: pl.Series(sorted({*UNDECIDED_WORDS, "0", "1"}), dtype=pl.String),
}
"""Words that `resolve` takes for values of a type, in lower case."""


def mask(selector: Selector, columns: Collection[str]) -> pl.Expr:
    """Which rows hold a cell that the selector means; never null.

    `WholeColumn` means no cell in particular and selects none. Rows of `DuplicateRows` are found by
    `duplicate_mask`, since whether a row is a duplicate depends on all rows.

    Args:
        selector: What is meant.
        columns: The columns of the table.

    Raises:
        UsageError: The table has no such column, or the selector is `DuplicateRows`.
    """
    if isinstance(selector, DuplicateRows):
        raise UsageError("Duplicate rows are found in a whole table, not cell by cell.")
    if selector.column not in columns:
        raise UsageError(f"There is no column {selector.column!r}.")
    cell = cs.by_name(selector.column).as_expr()  # pl.col would take "*" or "^…$" for a pattern
    match selector:
        case WholeColumn():
            return cell.is_null() & cell.is_not_null()
        case ValuesIn(values=values):
            return cell.fill_null("").is_in(pl.Series(sorted(values), dtype=pl.String).implode())
        case Contradicting(column=column, by=by, cases=cases):
            known = pl.Series([SEPARATOR.join(case) for case in cases], dtype=pl.String)
            return told((*by, column)).is_in(known.implode())
        case Matching(regex=regex):
            return cell.str.contains(regex).fill_null(value=False)
        case OutsideRange(lower=lower, upper=upper):
            number = cell.map_batches(numbers, return_dtype=pl.Float64)  # named once: each naming calls it
            return (~number.is_between(lower, upper)).fill_null(value=False)
        case NotOfType(data_type=data_type, null_spellings=spellings):
            fits = cell.map_batches(lambda cells: is_of_type(cells, data_type), return_dtype=pl.Boolean)
            is_null = cell.fill_null("").is_in(pl.Series(["", *spellings], dtype=pl.String).implode())
            return ~(fits | is_null)


def told(columns: Sequence[str]) -> pl.Expr:
    """The texts of several columns as one text."""
    cells = [cs.by_name(name).as_expr().fill_null("") for name in columns]
    return pl.concat_str(cells, separator=SEPARATOR)


def duplicate_mask(frame: pl.DataFrame) -> pl.Series:
    """Every row that equals an earlier row in all columns."""
    if not frame.width:
        return pl.Series([], dtype=pl.Boolean)
    return frame.select(~pl.struct(pl.all()).is_first_distinct().alias("is_duplicate")).to_series()


def numbers(cells: pl.Series) -> pl.Series:
    """The number in each cell, whatever its notation; null where there is none."""
    found = np.full(len(cells), np.nan)
    for group in _groups(cells):
        if group.notation in NUMBERS and group.numbers is not None:
            found[group.rows] = group.numbers
    return pl.Series(cells.name, found).fill_nan(None)


def is_of_type(cells: pl.Series, data_type: DataType) -> pl.Series:
    """Whether each cell is a value of that type; empty cells are not."""
    found = np.zeros(len(cells), np.bool_)
    for group in _groups(cells):
        fitting = _fitting(group, data_type)
        found[group.rows] = fitting
    words = _WORDS.get(data_type)
    if words is not None:
        found |= (
            cells.str.strip_chars()
            .str.to_lowercase()
            .is_in(words.implode())
            .fill_null(value=False)
            .to_numpy()
        )
    return pl.Series(cells.name, found)


def _groups(cells: pl.Series) -> list[Group]:
    """The notations of the filled cells, with rows counted over all cells."""
    filled = np.flatnonzero(cells.is_not_null().to_numpy())
    if not filled.size:
        return []
    texts = cells.drop_nulls()
    packed = pack(texts)
    groups = classify(texts, packed).groups if packed.content.size > LARGEST else _looked_at(packed)
    return [Group(each.notation, filled[each.rows], each.numbers, each.written) for each in groups]


def _looked_at(texts: Texts) -> Sequence[Group]:
    """The same as `classify` finds, by the kernel where it knows; texts are taken as if all were distinct."""
    cells = Cells(texts.content, texts.starts.astype(np.uint32), texts.sizes.astype(np.uint32))
    (hashes,), _ = operations.hash_rows([cells], len(cells))
    rows = np.arange(len(cells), dtype=np.uint32)
    decided = glance(Grouping(cells, hashes, hashes, rows, np.ones(len(cells), np.int64)))
    return look_closely([decided])[0].groups


def _fitting(group: Group, data_type: DataType) -> bool | npt.NDArray[np.bool_]:
    """Whether the texts of a group are of that type; all types but the ones named hold any text."""
    is_day = is_temporal(group.notation) and not is_time_of_day(group.notation)
    match data_type:
        case DataType.DATE | DataType.DATETIME if (
            group.notation == Notation.INTEGER and group.numbers is not None
        ):
            low, high = COMPACT_DATES
            fits: bool | npt.NDArray[np.bool_] = np.asarray((group.numbers >= low) & (group.numbers <= high))
        case DataType.DATE | DataType.DATETIME:
            fits = is_day
        case DataType.INTEGER | DataType.DECIMAL:
            fits = group.notation in NUMBERS
        case DataType.BOOLEAN:
            fits = group.notation == Notation.BOOLEAN
        case DataType.TIME if group.notation in INTEGERS and group.numbers is not None:
            # Without a leading zero, a number of two digits is rather a number than a time after midnight.
            fits = are_clocks(group.numbers) & ((group.numbers >= 100) | (group.notation != Notation.INTEGER))
        case DataType.TIME:
            fits = is_temporal(group.notation) and not is_day
        case _:
            fits = data_type is not DataType.EMPTY
    return fits
