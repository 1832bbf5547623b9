"""Columns a model can learn little from as they are."""

import math
from collections.abc import Iterator

from datainsight.checks.evidence import filled_count, percent, values
from datainsight.checks.fresh_names import fresh
from datainsight.checks.goals.collinearity import inflation
from datainsight.checks.goals.target import features_of
from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, Role, TableProfile
from datainsight.models.selector import WholeColumn
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.log_scale import LogScale
from datainsight.repairs.lump_rare import LumpRare

_WORDS = {Role.CATEGORICAL, Role.TEXT, Role.OTHER}
_PROSE_SPACES = 40.0
"""Mean characters of text that is read by words rather than taken as a category."""


@goal_check(Goal.ML_PREPARATION, Dimension.UNIQUENESS, harm=0.3)
def identifier_feature(
    profile: TableProfile, thresholds: Thresholds, target: str | None
) -> Iterator[Finding]:
    """A column tells every row apart.

    In a report: {column} tells every row apart, so a model can only learn it by heart.

    Why it matters: A model learns rows by heart from it, and knows nothing of a new row.

    How it decides: Every filled cell is different and the column plays the role of an identifier.

    Repair: Dropping it is on offer; keep it aside to find rows again.

    Source: Kaufman et al., "Leakage in Data Mining", TKDD 6(4), 2012.
    """
    for column in features_of(profile, target):
        filled = filled_count(column, profile.dataset.row_count)
        is_unique = filled >= thresholds.minimum_rows and column.distinct_count == filled
        if column.role is Role.IDENTIFIER and is_unique:
            yield _whole(profile, column, "Every row has another value", (DropColumn(column=column.name),))


@goal_check(Goal.ML_PREPARATION, Dimension.CONSISTENCY, harm=0.25)
def high_cardinality(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A column of words has so many different values that most are seldom.

    In a report: {column} has {values}, most of them too rare to learn from.

    Why it matters: One column a value makes thousands of columns, most nearly empty; trees prefer such a
    column whatever it says (Strobl et al. 2007).

    How it decides: More than `category_count` different values, repeated often enough to be no identifier and
    too short to be prose.

    Repair: Calling what is rarer than one in `category_count` rows "other" is on offer; else encode by
    frequency or, within folds, by the target.

    Source: Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes", SIGKDD
    Explorations 3(1), 2001.
    """
    for column in features_of(profile, target):
        filled = filled_count(column, profile.dataset.row_count)
        is_long = column.text is not None and column.text.mean_length > _PROSE_SPACES
        is_unique = column.distinct_count == filled
        if column.data_type is not DataType.TEXT or column.role not in _WORDS or is_long or is_unique:
            continue
        if column.distinct_count > thresholds.category_count and filled >= thresholds.minimum_rows:
            words = (
                f"{column.distinct_count:,} different values, {filled / column.distinct_count:.1f} rows each"
            )
            least = max(2, math.ceil(filled / thresholds.category_count))
            is_lumpable = bool(column.top_values) and column.top_values[0].count >= least
            repairs = (LumpRare(column=column.name, least=least),) if is_lumpable else ()
            examples = values(column.top_values, thresholds.example_count)
            yield _whole(profile, column, words, repairs, examples)


@goal_check(Goal.ML_PREPARATION, Dimension.ACCURACY, harm=0.12)
def skewed_feature(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """Numbers crowd at one end of their range.

    In a report: {column} crowds at one end of its range, so a few rows outweigh all others.

    Why it matters: Distances and linear models are ruled by the few large values; a logarithm or ranks are
    easier to learn from. Trees do not mind.

    How it decides: The third standardised moment lies beyond `skewness`, either way.

    Repair: A column of ln(1 + x) beside it, where the large end is stretched and no number is negative. It is
    on offer only: a transformation belongs into training, so that new rows are transformed the same way.

    Source: West, Finch and Curran, in "Structural Equation Modeling", 1995, who take 2 as the limit.
    """
    for column in features_of(profile, target):
        skewness = column.skewness
        if column.role is not Role.NUMERIC or skewness is None or abs(skewness) <= thresholds.skewness:
            continue
        if filled_count(column, profile.dataset.row_count) >= thresholds.minimum_rows:
            end = "large" if skewness > 0 else "small"
            words = f"A few {end} values stretch the range (skewness {skewness:.1f})"
            extremes = column.largest_values if skewness > 0 else column.smallest_values
            repairs: tuple[Repair, ...] = ()
            if skewness > 0 and column.negative_count == 0:
                into = fresh(f"{column.name}_log", {each.name for each in profile.columns})
                repairs = (LogScale(column=column.name, into=into),)
            examples = values(extremes, thresholds.example_count)
            yield _whole(profile, column, words, repairs, examples)


@goal_check(Goal.ML_PREPARATION, Dimension.CONSISTENCY, harm=0.25)
def collinear_features(
    profile: TableProfile, thresholds: Thresholds, target: str | None
) -> Iterator[Finding]:
    """A number follows from the other numbers.

    In a report: {column} follows from other columns, so a model cannot tell what matters.

    Why it matters: The weights of a linear model lose their meaning, since one column can stand for the
    other; the variance of its weight grows by the variance inflation factor (VIF, Marquardt 1970).

    How it decides: Leaves out the column with the largest variance inflation factor until none is above
    `variance_inflation`.

    Repair: Dropping the column is on offer, never done unasked: which one to keep is for the user to say.

    Source: Marquardt, "Generalized Inverses, Ridge Regression, Biased Linear Estimation", Technometrics
    12(3), 1970.
    """
    numbers = [column.name for column in features_of(profile, target) if column.role is Role.NUMERIC]
    for name, factor in inflation(profile, numbers, thresholds.variance_inflation).items():
        size = "without bound" if factor is None else f"{factor:,.0f}"
        column = profile.column(name)
        message = f"The column follows from other numbers (variance inflation factor {size})"
        yield _whole(profile, column, message, (DropColumn(column=name),))


@goal_check(Goal.ML_PREPARATION, Dimension.COMPLETENESS, harm=0.3)
def nearly_constant_feature(
    profile: TableProfile, thresholds: Thresholds, target: str | None
) -> Iterator[Finding]:
    """Nearly all rows hold the same value.

    In a report: {column} holds one value nearly everywhere, so there is little to learn.

    Why it matters: There are too few other rows to learn what the difference means, and a part of the split
    data may hold none of them.

    How it decides: One value has at least the share `dominating_share` of the filled cells.

    Repair: Dropping the column is on offer, never done unasked: the few rows may be the ones that matter.

    Source: Kuhn and Johnson, "Applied Predictive Modeling", 2013, near-zero variance.
    """
    for column in features_of(profile, target):
        filled = filled_count(column, profile.dataset.row_count)
        if filled < thresholds.minimum_rows or column.distinct_count < 2 or not column.top_values:
            continue
        share = column.top_values[0].count / filled
        if share >= thresholds.dominating_share:
            message = f"{percent(share)} of the values are the same"
            seen = values(column.top_values, thresholds.example_count)
            yield _whole(profile, column, message, (DropColumn(column=column.name),), examples=seen)


def _whole(
    profile: TableProfile,
    column: ColumnProfile,
    message: str,
    repairs: tuple[Repair, ...] = (),
    examples: tuple[str, ...] = (),
) -> Finding:
    return Finding(
        columns=(column.name,),
        selector=WholeColumn(column=column.name),
        affected_row_count=profile.dataset.row_count,
        confidence=0.8,
        message=message,
        examples=examples,
        repairs=repairs,
        is_repair_safe=False,
    )
