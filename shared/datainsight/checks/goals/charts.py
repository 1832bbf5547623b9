"""What makes charts and sums lie."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

import re
from collections.abc import Iterator

from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import NUMBERS, TableProfile
from datainsight.models.selector import WholeColumn

_PERIOD = re.compile(
    r"(?i)(?:(?:19|20)\d{2}(?:[-_ ]?(?:q[1-4]|m?\d{1,2}))?|q[1-4][-_ ]?(?:19|20)?\d{2}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-_ ]?(?:19|20)?\d{2})?)"
)
_FEWEST_PERIODS = 4


@goal_check(Goal.ANALYTICS, Dimension.CONSISTENCY, harm=0.2)
def periods_as_columns(
    profile: TableProfile, thresholds: Thresholds, target: str | None
) -> Iterator[Finding]:
    """Each period has a column of its own.

    In a report: {column} are periods side by side; charts and sums want them below each other.

    Why it matters: Time stands in the headers, where no filter, chart or join can reach it; a new period
    changes the schema (Wickham, "Tidy Data", 2014).

    How it decides: At least four columns of numbers are called by years, quarters or months.

    Repair: None by itself: unpivot the columns into one of periods and one of values.

    Source: Wickham, "Tidy Data", Journal of Statistical Software 59(10), 2014.
    """
    names = tuple(
        column.name
        for column in profile.columns
        if column.data_type in NUMBERS and _PERIOD.fullmatch(column.name.strip())
    )
    if len(names) >= _FEWEST_PERIODS:
        yield Finding(
            columns=names,
            selector=WholeColumn(column=names[0]),
            affected_row_count=profile.dataset.row_count,
            confidence=0.9,
            message=f"{len(names)} columns are periods of one series",
        )
