"""Checks of cells that other cells of their row, or of another column, speak against."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from datainsight.checks.evidence import agree, plural
from datainsight.checks.registry import Finding, relation_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import TableProfile
from datainsight.models.selector import Contradicting, ValuesIn
from datainsight.models.suspects import ContradictedValue, Contradiction, Reason
from datainsight.phrasing import shorten

Wording = Callable[[Contradiction, int], str]


@relation_check(Dimension.CONSISTENCY, harm=0.6, goals={Goal.ANALYTICS: 1.2, Goal.MIGRATION: 1.3})
def swapped_values(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """In a few rows two columns have exchanged their values: the first name stands under last name.

    In a report: {column} have exchanged their values in {rows} ({share}).

    Why it matters: Both cells look right in a list, and are missing from every count, join and group.

    How it decides: Hardly a value of the one column stands in the other, or their numbers lie in ranges that
    are apart; in at most `swapped_share` of the rows both cells are at home in the other column.

    Repair: None by itself: exchange the two.

    Source: Rahm and Do, "Data cleaning: problems and current approaches", IEEE Data Engineering Bulletin
    23(4), 2000: misfielded values.
    """
    return _findings(
        profile,
        "swapped",
        thresholds,
        lambda found, count: (
            f"In {plural(count, 'row')} {found.dependent} and {found.determinant[0]} have exchanged values"
        ),
        lambda value: f'"{shorten(value.value)}" beside "{shorten(value.given[0])}"',
    )


@relation_check(Dimension.ACCURACY, harm=0.4, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def outliers_in_group(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Numbers are usual for their column and far from all others of their group.

    In a report: {column} has {rows} ({share}) that are far from all others of their group.

    Why it matters: No range check sees them, and they move the mean of their group, which is compared.

    How it decides: A column of categories explains the numbers: their spread within its groups is at most
    `group_scale` of the spread of all. A number is further from the middle of its group than
    `group_distance` robust standard deviations, and than `tail_distance` times the furthest fiftieth of all
    numbers. Either the number or the group may be the wrong one.

    Repair: None; the right value has to be looked up.

    Source: Chandola, Banerjee and Kumar, "Anomaly detection: a survey", ACM Computing Surveys 41(3), 2009:
    contextual anomalies; Iglewicz and Hoaglin, "How to Detect and Handle Outliers", 1993.
    """
    return _findings(
        profile,
        "outside_group",
        thresholds,
        lambda found, count: (
            f"{plural(count, 'number')} of {found.dependent} {agree(count, 'lies', 'lie')} far from all "
            f"others with the same {found.determinant[0]}"
        ),
        lambda value: (
            f'"{value.value}" with "{shorten(value.given[0])}", which {value.usual_count:,} rows have'
        ),
    )


@relation_check(Dimension.ACCURACY, harm=0.4, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.2})
def numbers_off_pattern(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Numbers do not follow from the other numbers of their row as they do in all other rows.

    In a report: {column} has {rows} ({share}) that do not follow from the numbers beside them.

    Why it matters: Each number looks usual, and yet the row cannot be true: weight and height exchanged, a
    total that is not the sum, a digit slipped.

    How it decides: The correlations of robust scores say what each number should be, given all others of its
    row; where they explain `pattern_share` of it, a number further off than `pattern_distance` robust
    standard deviations, and than `tail_distance` times the furthest fiftieth, breaks the pattern. Of the
    numbers of one row the one that is furthest off is named; the less sure, the more are about as far off.

    Repair: None; the right value has to be looked up.

    Source: Rousseeuw and Van den Bossche, "Detecting deviating data cells", Technometrics 60(2), 2018;
    Wilcox, "Some results on a Winsorized correlation coefficient", 1993.
    """
    return _findings(
        profile,
        "off_pattern",
        thresholds,
        lambda found, count: (
            f"{plural(count, 'number')} of {found.dependent} {agree(count, 'does', 'do')} not follow from "
            f"{' and '.join(found.determinant)} as in the other {found.values[0].usual_count:,} rows"
        ),
        lambda value: f'"{value.value}" beside {", ".join(value.given)}',
    )


_SIGNS: dict[Reason, str] = {"off_sum": "+", "off_difference": "-", "off_product": "×", "off_quotient": "÷"}


@relation_check(Dimension.CONSISTENCY, harm=0.6, goals={Goal.ANALYTICS: 1.3, Goal.MIGRATION: 1.2})
def broken_calculations(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """A number is not what two others of its row give, as in nearly all rows: gross is not net + tax.

    In a report: {column} do not add up, or multiply, in {rows} ({share}).

    Why it matters: One of the three numbers is wrong, and totals made from them differ by the column taken.

    How it decides: All but `formula_broken_share` of the rows keep a sum or a product of two columns, but for
    what was rounded; at least `formula_rows` of them tell it from a copy, with `formula_values` results. A
    number that another formula of its row confirms is not the wrong one; where that does not tell, the result
    is named.

    Repair: None; which number is wrong has to be looked up. The report says what would fit.

    Source: Fellegi and Holt, "A systematic approach to automatic edit and imputation", JASA 71, 1976:
    balance edits.
    """
    for reason, sign in _SIGNS.items():
        yield from _findings(profile, reason, thresholds, _calculation(sign), _off_by)


def _calculation(sign: str) -> Wording:
    def said(found: Contradiction, count: int) -> str:
        formula = f" {sign} ".join(found.determinant)
        return (
            f"{plural(count, 'number')} of {found.dependent} {agree(count, 'is', 'are')} not {formula}, "
            f"as in the other {found.values[0].usual_count:,} rows"
        )

    return said


def _off_by(value: ContradictedValue) -> str:
    fits = f', where "{value.usual}" would fit' if value.usual else ""
    return f'"{value.value}" beside {" and ".join(value.given)}{fits}'


@relation_check(Dimension.CONSISTENCY, harm=0.4, goals={Goal.ML_PREPARATION: 1.2, Goal.MIGRATION: 1.2})
def broken_value_rules(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Rows break what one value of another column nearly always means: a country and its currency.

    In a report: {column} says in {rows} ({share}) what hardly ever goes with the value beside it.

    Why it matters: If it is a mistake, the row counts for the wrong group.

    How it decides: All but `rule_share` of at least `rule_rows` rows with one value say one thing in the
    other column, which at most `rule_chance` of all rows say. The column need not decide the other one
    elsewhere.

    Repair: None; the row may be an exception.

    Source: Fan, Geerts, Jia and Kementsietsidis, "Conditional functional dependencies for capturing data
    inconsistencies", ACM TODS 33(2), 2008; Chiang and Miller, "Discovering data quality rules", VLDB 2008.
    """
    return _findings(
        profile,
        "against_rule",
        thresholds,
        lambda found, count: (
            f"{plural(count, 'value')} of {found.dependent} {agree(count, 'is', 'are')} hardly ever seen "
            f"with the same {found.determinant[0]}"
        ),
        lambda value: (
            f'with "{shorten(value.given[0])}" it says "{shorten(value.usual)}" {value.usual_count:,} times, '
            f'and "{shorten(value.value)}" {value.count:,}'
        ),
    )


@relation_check(Dimension.CONSISTENCY, harm=0.6, goals={Goal.ANALYTICS: 1.2, Goal.MIGRATION: 1.5})
def broken_references(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Values refer to another column that does not hold them: a manager whose number no employee has.

    In a report: {column} refers in {rows} ({share}) to what does not exist.

    Why it matters: A join loses those rows, and a foreign key cannot be created.

    How it decides: All but `reference_share` of at least `reference_values` different values stand in a
    column that has each of its values once. Columns of whole numbers are compared only where their names end
    with the same word for a label, as id or code.

    Repair: None; the right value has to be looked up, or what it refers to is missing.

    Source: De Marchi, Lopes and Petit, "Unary and n-ary inclusion dependency discovery in relational
    databases", Journal of Intelligent Information Systems 32, 2009.
    """
    for found in profile.contradictions:
        if found.reason == "unreferenced":
            yield _reference(found, thresholds)


def _reference(found: Contradiction, thresholds: Thresholds) -> Finding:
    affected = sum(value.count for value in found.values)
    return Finding(
        columns=(found.dependent,),
        selector=ValuesIn(
            column=found.dependent,
            values=tuple(value.value for value in found.values),
            confidences=tuple(value.probability for value in found.values),
        ),
        affected_row_count=affected,
        confidence=max(value.probability for value in found.values),
        message=f"{plural(affected, 'value')} of {found.dependent} {agree(affected, 'is', 'are')} missing in "
        f"{found.determinant[0]}, which holds all {found.values[0].usual_count:,} others",
        evidence=", ".join(f'"{shorten(value.value)}"' for value in found.values[:3]),
        examples=tuple(value.value for value in found.values)[: thresholds.example_count],
    )


def _findings(
    profile: TableProfile,
    reason: Reason,
    thresholds: Thresholds,
    message: Wording,
    told: Callable[[ContradictedValue], str],
) -> Iterator[Finding]:
    """One finding for each pair of columns with cells of this kind."""
    for found in profile.contradictions:
        if found.reason == reason:
            yield _finding(found, found.values, thresholds, message, told)


def _finding(
    found: Contradiction,
    values: Sequence[ContradictedValue],
    thresholds: Thresholds,
    message: Wording,
    told: Callable[[ContradictedValue], str],
) -> Finding:
    affected = sum(value.count for value in values)
    return Finding(
        columns=(found.dependent, *found.determinant),
        selector=Contradicting(
            column=found.dependent,
            by=found.determinant,
            cases=tuple((*value.given, value.value) for value in values),
            confidences=tuple(value.probability for value in values),
        ),
        affected_row_count=affected,
        confidence=max(value.probability for value in values),
        message=message(found, affected),
        evidence="; ".join(told(value) for value in values[:3]),
        examples=tuple(dict.fromkeys(value.value for value in values))[: thresholds.example_count],
    )
