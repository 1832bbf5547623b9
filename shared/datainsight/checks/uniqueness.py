"""Checks of uniqueness: rows and keys that occur twice, columns that hold one value."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

import math
import re
from collections.abc import Iterable

from datainsight.checks.evidence import agree, counted, filled_count, percent, plural, split_words, values
from datainsight.checks.registry import Finding, column_check, relation_check, table_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import MOMENTS, ColumnProfile, DataType, Role, TableProfile
from datainsight.models.selector import DuplicateRows, ValuesIn, WholeColumn
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_duplicate_rows import DropDuplicateRows
from datainsight.repairs.keep_first_per_key import KeepFirstPerKey
from datainsight.repairs.keep_newest_per_key import KeepNewestPerKey

CHANGE_NAME = re.compile(r"(?i)(^|[\W_])(updated?|modified|changed|edited|revised|refreshed|last)($|[\W_])")

KEY_NAME = re.compile(r"(?i)(^|[\W_])(id|ids|key|uuid|guid|code|number|no|nr|num|pk|sku|isbn|serial)$")


@table_check(Dimension.UNIQUENESS, harm=1.0, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.2})
def duplicate_rows(profile: TableProfile, thresholds: Thresholds) -> Finding | None:
    """Whole rows occur more than once.

    In a report: {rows} ({share}) repeat an earlier row exactly, so totals count them twice.

    Why it matters: Every count and sum is too high, and a model is tested on rows it was trained on.

    How it decides: Rows with equal hashes of all their cells, unless a table of so few and short columns has
    as many by chance.

    Repair: Dropping later copies is safe where rows can be told apart; where equal rows are to be expected by
    chance, as in a table of few short columns, it is on offer only.

    Source: Elmagarmid, Ipeirotis and Verykios, "Duplicate Record Detection: A Survey", IEEE TKDE 19(1), 2007;
    the expected number is that of the birthday problem.
    """
    affected, rows = profile.dataset.duplicate_row_count, profile.dataset.row_count
    if affected == 0:
        return None
    by_chance = expected_equal_rows(profile) / affected
    if by_chance > thresholds.expected_duplicate_share:
        return None
    is_coincidence = by_chance > 0.2 * thresholds.expected_duplicate_share
    expectation = "; some are to be expected by chance" if is_coincidence else ""
    return Finding(
        columns=(),
        selector=DuplicateRows(),
        affected_row_count=affected,
        confidence=thresholds.confidences.expected_duplicate
        if is_coincidence
        else thresholds.confidences.duplicate_row,
        message=f"{plural(affected, 'row')} ({percent(affected / rows)}) "
        f"{agree(affected, 'equals', 'equal')} an earlier row in every column"
        f"{expectation}",
        repairs=(DropDuplicateRows(),),
        is_repair_safe=not is_coincidence,
    )


def expected_equal_rows(profile: TableProfile) -> float:
    """How many pairs of rows would agree in all columns by chance.

    All pairs of rows, times the probability that two agree in every column. A column's probability is
    estimated from its own repetitions, less those that the duplicate rows bring. Columns depend on one
    another, so the product is damped to its square root; it is never more than the least of its factors.
    """
    rows = profile.dataset.row_count
    pairs = math.comb(rows, 2)
    if pairs == 0 or not profile.columns:
        return 0.0
    copies = profile.dataset.duplicate_row_count
    agreements = [max(_agreeing_pairs(column, rows) - copies, 0.0) / pairs for column in profile.columns]
    return pairs * min(math.sqrt(math.prod(agreements)), *agreements)


def _agreeing_pairs(column: ColumnProfile, rows: int) -> float:
    """Pairs of rows that hold the same value; values beyond the top ones count as equally frequent."""
    counts = [column.null_count, *(pair.count for pair in column.top_values)]
    rest = max(rows - sum(counts), 0)
    others = max(column.distinct_count - len(column.top_values), 1)
    return sum(math.comb(count, 2) for count in counts) + max(rest * (rest / others - 1) / 2, 0.0)


@relation_check(Dimension.UNIQUENESS, harm=3.0, goals={Goal.MIGRATION: 1.5})
def duplicate_keys(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """A column that looks like a key holds a few values more than once.

    In a report: {column} looks like a key, yet {rows} ({share}) share a value with another row.

    Why it matters: Joins multiply rows, and an update meant for one row hits two.

    How it decides: The column looks like a key by its name and values, and at least the share
    `key_distinct_share` of its values are different, but not all.

    Repair: Keeping the first row of each value loses the others, so it is on offer and never done unasked; so
    is keeping the newest one, where a column says when a row was changed.

    Source: Codd 1970, as for no_key: entity integrity.
    """
    newest = _says_how_new(profile)
    rows = profile.dataset.row_count
    found = (_duplicate_keys(column, rows, thresholds, newest) for column in profile.columns)
    return [finding for finding in found if finding is not None]


def _says_how_new(profile: TableProfile) -> str | None:
    """The one column of dates that its name calls the time of a change, or the only one without gaps."""
    dates = [column for column in profile.columns if column.data_type in MOMENTS]
    named = [column.name for column in dates if CHANGE_NAME.search(split_words(column.name))]
    whole = [column.name for column in dates if column.null_count == 0]
    wanted = named or whole
    return wanted[0] if len(wanted) == 1 else None


def _duplicate_keys(
    column: ColumnProfile, row_count: int, thresholds: Thresholds, newest: str | None
) -> Finding | None:
    repeated = column.repeated_values
    filled = filled_count(column, row_count)
    if not repeated or filled < thresholds.minimum_rows or not _looks_like_key(column):
        return None
    if not thresholds.key_distinct_share <= column.distinct_count / filled < 1:
        return None
    affected = max(filled - column.distinct_count, 1)
    counts = {pair.value: pair.count for pair in repeated}
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(column=column.name, values=tuple(counts)),
        affected_row_count=affected,
        confidence=thresholds.confidences.duplicate_key,
        message=f"The column identifies rows but for {plural(affected, 'repetition')}",
        evidence=counted(counts),
        examples=values(repeated, thresholds.example_count),
        repairs=(
            KeepFirstPerKey(column=column.name),
            *((KeepNewestPerKey(column=column.name, order_by=newest),) if newest else ()),
        ),
        is_repair_safe=False,
    )


def _looks_like_key(column: ColumnProfile) -> bool:
    """By its name or role; long text and measurements are nearly unique without being keys."""
    if column.data_type not in {DataType.INTEGER, DataType.TEXT}:
        return False
    return column.role is Role.IDENTIFIER or KEY_NAME.search(split_words(column.name)) is not None


@column_check(Dimension.UNIQUENESS, harm=0.1, goals={Goal.ML_PREPARATION: 3.0})
def constant_column(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Every row holds the same value.

    In a report: {column} holds the same value everywhere, so it tells nothing apart.

    Why it matters: It tells rows apart no more than an empty column; models cannot learn from it.

    How it decides: One value, and no empty cell.

    Repair: Dropping it loses the value itself, which may matter when tables are put together; not done
    unasked.

    Source: Kuhn and Johnson, "Applied Predictive Modeling", 2013, zero variance.
    """
    if column.distinct_count != 1 or column.null_count > 0 or row_count < 2:
        return None
    value = column.top_values[0].value if column.top_values else ""
    return Finding(
        columns=(column.name,),
        selector=WholeColumn(column=column.name),
        affected_row_count=row_count,
        confidence=1.0,
        message=f"All {row_count:,} rows hold the same value",
        evidence=f'"{value}"' if value else "",
        examples=(value,) if value else (),
        repairs=(DropColumn(column=column.name),),
        is_repair_safe=False,
    )
