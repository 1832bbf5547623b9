"""Checks of what stands in the wrong column."""

from collections.abc import Iterable, Sequence

from datainsight.checks.evidence import agree, plural
from datainsight.checks.registry import Finding, relation_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import TableProfile
from datainsight.models.selector import Contradicting
from datainsight.models.suspects import ContradictedValue, Contradiction
from datainsight.phrasing import shorten


@relation_check(Dimension.CONSISTENCY, harm=0.6, goals={Goal.ANALYTICS: 1.2, Goal.MIGRATION: 1.3})
def misplaced_parts(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Values end with what a neighbouring column should say, which is empty: "Springfield IL" and no state.

    In a report: {column} ends in {rows} ({share}) with what an empty column should say.

    Why it matters: Such a row is missing from every group and join by either column.

    How it decides: Beside the empty cells of one column, and hardly anywhere else, the texts of another one
    end with words that the first one holds in other rows. Surer where the rest of the text is known, too.

    Repair: None by itself: move the part into its column.

    Source: Rahm and Do, "Data cleaning: problems and current approaches", IEEE Data Engineering Bulletin
    23(4), 2000: embedded and misfielded values.
    """
    return [
        _finding(each, values, thresholds, "ends with what belongs into", "end with what belongs into")
        for each in profile.contradictions
        if each.reason == "misplaced" and (values := tuple(value for value in each.values if value.value))
    ]


@relation_check(Dimension.COMPLETENESS, harm=0.6, goals={Goal.ML_PREPARATION: 1.3, Goal.ANALYTICS: 1.2})
def values_elsewhere(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Cells are empty though their value stands at the end of another column of the row.

    In a report: {column} is empty in {rows} ({share}) whose value stands in another column.

    Why it matters: The value is there, and yet every filter, group and join takes it for missing.

    How it decides: As for misplaced_parts.

    Repair: None by itself: move the part into its column.

    Source: As for misplaced_parts.
    """
    return [
        _finding(each, values, thresholds, "is empty beside its value in", "are empty beside their value in")
        for each in profile.contradictions
        if each.reason == "misplaced" and (values := tuple(value for value in each.values if not value.value))
    ]


def _finding(
    found: Contradiction, values: Sequence[ContradictedValue], thresholds: Thresholds, *verbs: str
) -> Finding:
    affected = sum(value.count for value in values)
    (by,) = found.determinant
    texts = tuple(dict.fromkeys(value.value or value.given[0] for value in values))
    return Finding(
        columns=(found.dependent, by),
        selector=Contradicting(
            column=found.dependent,
            by=found.determinant,
            cases=tuple((*value.given, value.value) for value in values),
            confidences=tuple(value.probability for value in values),
        ),
        affected_row_count=affected,
        confidence=max(value.probability for value in values),
        message=f"{plural(affected, 'cell')} of {found.dependent} {agree(affected, *verbs)} {by}",
        evidence=", ".join(f'"{shorten(text)}"' for text in texts[:3]),
        examples=texts[: thresholds.example_count],
    )
