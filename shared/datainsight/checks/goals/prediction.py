"""What keeps a model from learning what it should: the target, and what gives it away."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections.abc import Iterator

from datainsight.checks.evidence import agree, filled_count, percent, plural
from datainsight.checks.goals.target import features_of, has_classes, target_of
from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import TableProfile
from datainsight.models.selector import WholeColumn
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.drop_rows_missing import DropRowsMissing


@goal_check(Goal.ML_PREPARATION, Dimension.VALIDITY, harm=0.8)
def target_leakage(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A column gives the target away, or nearly so.

    In a report: {column} gives away what is to be predicted; a model would look better than it is.

    Why it matters: The model learns to read the answer off, scores brilliantly in tests, and fails in use,
    where that column is not known yet (Kaufman et al., "Leakage in Data Mining", 2012).

    How it decides: The strongest association with the target, by any method that suits the types, is at least
    `leakage_correlation`.

    Repair: Dropping the column is on offer; it may be a cause that is known in time, so it is never done
    unasked.

    Source: Kaufman et al., "Leakage in Data Mining", TKDD 6(4), 2012.
    """
    predicted = target_of(profile, target)
    if predicted is None or filled_count(predicted, profile.dataset.row_count) < thresholds.minimum_rows:
        return
    for column in features_of(profile, target):
        strength = _strength(profile, column.name, predicted.name)
        if strength is not None and strength >= thresholds.leakage_correlation:
            yield Finding(
                columns=(column.name,),
                selector=WholeColumn(column=column.name),
                affected_row_count=profile.dataset.row_count,
                confidence=0.7,
                message=f'The column tells the target "{predicted.name}" nearly by itself '
                f"(association {strength:.2f} of 1)",
                repairs=(DropColumn(column=column.name),),
                is_repair_safe=False,
            )


def _strength(profile: TableProfile, left: str, right: str) -> float | None:
    """The strongest association of two columns by any method; 1 where one follows from the other."""
    for derived in profile.derived_columns:
        if {derived.column, *derived.sources} == {left, right}:
            return 1.0
    values = [
        abs(each.value)
        for each in profile.correlations
        if each.value is not None and {each.left, each.right} == {left, right}
    ]
    return max(values, default=None)


@goal_check(Goal.ML_PREPARATION, Dimension.COMPLETENESS, harm=0.4)
def class_imbalance(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A class of the target has few rows.

    In a report: {column} has a class with only {rows} ({share}), which a model may simply ignore.

    Why it matters: A model that never predicts the rare class looks accurate (He & Garcia 2009); the figure
    to watch is precision and recall of that class, and rows have to be split so that each part holds some of
    it.

    How it decides: The share of the rarest class of the target is below `rare_class_share`.

    Repair: None: weights or sampling belong into training, not into the table.

    Source: He and Garcia, "Learning from Imbalanced Data", IEEE TKDE 21(9), 2009.
    """
    predicted = target_of(profile, target)
    if predicted is None or not has_classes(predicted):
        return
    counts = [each.count for each in predicted.top_values]
    rows = sum(counts)
    if rows < thresholds.minimum_rows or len(counts) < predicted.distinct_count:
        return
    share = min(counts) / rows
    if share >= thresholds.rare_class_share:
        return
    rarest = predicted.top_values[counts.index(min(counts))].value
    yield Finding(
        columns=(predicted.name,),
        selector=WholeColumn(column=predicted.name),
        affected_row_count=min(counts),
        confidence=0.9,
        message=f"The rarest of {predicted.distinct_count} classes has {percent(share)} of the rows",
        evidence=f'"{rarest}" {min(counts):,}',
        examples=(rarest,),
    )


@goal_check(Goal.ML_PREPARATION, Dimension.COMPLETENESS, harm=0.9)
def missing_target(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """The target is missing in some rows.

    In a report: {column} is to be predicted, yet it is empty in {rows} ({share}).

    Why it matters: Such a row teaches nothing, and filling the target in teaches what was made up.

    How it decides: Counts rows without a value in the column to predict.

    Repair: Leaving those rows out is on offer, never done unasked: they can be predicted afterwards.

    Source: Little and Rubin, "Statistical Analysis with Missing Data", 2019.
    """
    predicted = target_of(profile, target)
    if predicted is None or predicted.null_count == 0:
        return
    count = predicted.null_count
    yield Finding(
        columns=(predicted.name,),
        selector=WholeColumn(column=predicted.name),
        affected_row_count=count,
        confidence=1.0,
        message=f"{plural(count, 'row')} {agree(count, 'has', 'have')} no target",
        repairs=(DropRowsMissing(columns=(predicted.name,)),),
        is_repair_safe=False,
    )
