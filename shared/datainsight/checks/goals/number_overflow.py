"""Numbers that the usual column type of a database does not hold."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections.abc import Iterator

from datainsight.checks.evidence import agree, plural, values
from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, TableProfile, ValueCount
from datainsight.models.selector import WholeColumn

_LEAST, _LARGEST = -(2**31), 2**31 - 1
"""What INTEGER holds in PostgreSQL, MySQL and SQL Server: four bytes."""


@goal_check(Goal.MIGRATION, Dimension.VALIDITY, harm=0.3)
def number_overflow(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A few whole numbers are larger than the column type that all others fit.

    In a report: {column} holds {rows} ({share}) too large for the column type that fits all others.

    Why it matters: INTEGER of four bytes is what most tools create for such numbers; loading stops at the
    first one that is larger, often after hours.

    How it decides: A whole number lies outside -2,147,483,648 to 2,147,483,647; the middle 90 % of the
    numbers do not.

    Repair: None: declare the column as BIGINT, or find out whether those numbers are wrong.

    Source: SQL:2016, clause 6.1; PostgreSQL documentation, section 8.1; own rule for the share.
    """
    for column in profile.columns:
        beyond = _beyond(column)
        if beyond and _is_usual(column):
            count = sum(each.count for each in beyond)
            yield Finding(
                columns=(column.name,),
                selector=WholeColumn(column=column.name),
                affected_row_count=count,
                confidence=0.8,
                message=f"{plural(count, 'number')} {agree(count, 'is', 'are')} too large for four bytes, "
                "which fit nearly all others",
                examples=values(beyond, thresholds.example_count),
            )


def _beyond(column: ColumnProfile) -> list[ValueCount]:
    """Of the extremes that a profile lists, those outside."""
    if column.data_type is not DataType.INTEGER:
        return []
    extremes = {each.value: each for each in (*column.largest_values, *column.smallest_values)}
    return [each for text, each in extremes.items() if not _LEAST <= int(text) <= _LARGEST]


def _is_usual(column: ColumnProfile) -> bool:
    """Whether nearly all numbers fit."""
    ends = [column.quantiles.get(share) for share in ("0.05", "0.95")]
    return all(isinstance(end, int | float) and _LEAST <= end <= _LARGEST for end in ends)
