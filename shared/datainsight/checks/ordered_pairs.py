"""Checks of two columns of which one comes before the other."""

from collections.abc import Collection, Iterable

from datainsight.checks.evidence import agree, plural
from datainsight.checks.registry import Finding, relation_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import MOMENTS, TableProfile
from datainsight.models.selector import Contradicting
from datainsight.models.suspects import Contradiction
from datainsight.repairs.drop_rows_out_of_order import DropRowsOutOfOrder


@relation_check(Dimension.ACCURACY, harm=0.6, goals={Goal.ANALYTICS: 1.3})
def values_out_of_order(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """An end comes before its start, though nearly all other rows keep the order.

    In a report: {column} are in the wrong order in {rows} ({share}): ends before starts.

    Why it matters: Durations and ranges become negative, and take their share from every mean and sum.

    How it decides: Two columns of dates, or two numbers whose names say that they are the ends of a range,
    are in order in at least 97 % of twenty rows or more, and mostly apart. Which of the two is wrong is not
    known; the later one is listed.

    Repair: Leaving out the rows of two dates in the wrong order is on offer, never done unasked: the right
    value has to be looked up, or the two are swapped. None for numbers.

    Source: Szlichta, Godfrey and Gryz, "Fundamentals of order dependencies", VLDB 2012; Golab et al.,
    "Sequential dependencies", VLDB 2009.
    """
    dates = {column.name for column in profile.columns if column.data_type in MOMENTS}
    return [
        _finding(each, thresholds, _remedies(each, dates))
        for each in profile.contradictions
        if each.reason == "out_of_order"
    ]


def _remedies(found: Contradiction, dates: Collection[str]) -> tuple[DropRowsOutOfOrder, ...]:
    """For two columns of dates; numbers as texts have another order."""
    (start,) = found.determinant
    if not {start, found.dependent} <= set(dates):
        return ()
    return (DropRowsOutOfOrder(first=start, second=found.dependent),)


def _finding(
    found: Contradiction, thresholds: Thresholds, repairs: tuple[DropRowsOutOfOrder, ...]
) -> Finding:
    affected = sum(value.count for value in found.values)
    (start,) = found.determinant
    return Finding(
        columns=(found.dependent, start),
        selector=Contradicting(
            column=found.dependent,
            by=found.determinant,
            cases=tuple((*value.given, value.value) for value in found.values),
            confidences=tuple(value.probability for value in found.values),
        ),
        affected_row_count=affected,
        confidence=max(value.probability for value in found.values),
        message=f"{plural(affected, 'value')} of {found.dependent} {agree(affected, 'comes', 'come')} before "
        f"{start}, after which {found.values[0].usual_count:,} rows have it",
        evidence=", ".join(f'"{value.value}" before "{value.given[0]}"' for value in found.values[:3]),
        examples=tuple(dict.fromkeys(value.value for value in found.values))[: thresholds.example_count],
        repairs=repairs,
        is_repair_safe=False,
    )
