"""Whether the table has what happened when it happened, as far as its dates tell without a clock."""

from datainsight.checks.evidence import plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile
from datainsight.models.selector import WholeColumn


@column_check(Dimension.TIMELINESS, harm=0.2, goals={Goal.ANALYTICS: 2.0})
def interrupted_series(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Dates that come at a steady pace skip some steps.

    In a report: {column} runs at a steady pace but skips steps in {rows}, which a chart hides.

    Why it matters: A line drawn over the gap shows values nobody measured; a sum by month is too low where
    days lack.

    How it decides: The most frequent distance between neighbouring dates is the pace; where at least the
    share `steady_share` of distances keep it, every longer one is a gap.

    Repair: None: find the rows, or show the gap.

    Source: ISO/IEC 25012, currentness; own rule.
    """
    dates = column.dates
    if dates is None or not dates.gap_count or dates.regular_share is None:
        return None
    if column.distinct_count < thresholds.minimum_rows or dates.regular_share < thresholds.steady_share:
        return None
    longest = dates.longest_gap
    step = dates.granularity if dates.step in (None, 1) else plural(dates.step, dates.granularity)
    return Finding(
        columns=(column.name,),
        selector=WholeColumn(column=column.name),
        affected_row_count=min(dates.gap_count, row_count),
        confidence=0.6,
        message=f"The dates come every {step} but for {plural(dates.gap_count, 'gap')}",
        examples=(longest.after, longest.before) if longest else (),
        evidence=f"the longest from {longest.after} to {longest.before}" if longest else "",
    )
