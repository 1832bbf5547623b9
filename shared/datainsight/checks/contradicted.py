"""Checks of consistency between columns: rows that contradict what most rows like them say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from datainsight.checks.capitals import groups_of_capitals, usual_capitals
from datainsight.checks.evidence import agree, plural
from datainsight.checks.registry import Finding, relation_check
from datainsight.checks.thresholds import Thresholds
from datainsight.checks.trimmed import trimmed
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, TableProfile
from datainsight.models.selector import Contradicting
from datainsight.models.suspects import ContradictedValue, Contradiction, certain_slips
from datainsight.phrasing import shorten
from datainsight.repairs.repair_by_key import RepairByKey


@relation_check(Dimension.CONSISTENCY, harm=0.6, goals={Goal.ML_PREPARATION: 1.2, Goal.MIGRATION: 1.3})
def contradictions(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """A few rows contradict what all other rows with the same key say: one city has two states.

    In a report: {column} contradicts other columns in {rows} ({share}): rows alike say otherwise.

    Why it matters: Grouping by the one column or by the other gives different totals, and a table of keys
    cannot be made of either.

    How it decides: Columns whose groups of rows agree far more often than chance, with deviations spread like
    mistakes and not crowded like exceptions, vote on each cell; a cell is wrong where the votes against it
    outweigh those for it and those against the other side, here by at least `certain_contradiction`, by a key
    with at least `naming_count` values that `naming_rows` rows share. What is measured has no vote (two
    flowers of one length need not be of one kind) unless most rows share their number with many others, as
    the levels of an experiment; nor has one row against one.

    Repair: Writing what the others say is safe here: they are many, they agree, and the other columns of the
    row bear them out.

    Source: Kivinen and Mannila, "Approximate inference of functional dependencies from relations", 1995;
    Parciak et al., "Measuring approximate functional dependencies", 2024; Dong et al., "Integrating
    conflicting data: the role of source dependence", VLDB 2009.
    """
    return _findings(profile, thresholds, is_safe=True)


@relation_check(Dimension.CONSISTENCY, harm=0.4, goals={Goal.ML_PREPARATION: 1.2, Goal.MIGRATION: 1.3})
def possible_contradictions(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Rows differ from most rows that share a key with them, and may be wrong in the one column or the other.

    In a report: {column} disagrees with rows that are otherwise alike in {rows} ({share}).

    Why it matters: If it is a mistake, grouping by the one column or by the other gives different totals.

    How it decides: As for contradictions, but less certain; an empty cell among rows that agree counts too.

    Repair: Writing what the others say is on offer; it is not done unasked, since it may be an exception, or
    the other column may be the wrong one.

    Source: As for contradictions.
    """
    return _findings(profile, thresholds, is_safe=False)


def _is_certain(value: ContradictedValue, key: Iterable[ColumnProfile], thresholds: Thresholds) -> bool:
    """Whether a value may be put right unasked."""
    names_things = any(
        sum(pair.count >= thresholds.naming_rows for pair in column.top_values) >= thresholds.naming_count
        for column in key
    )
    return names_things and value.probability >= thresholds.certain_contradiction and value.value != ""


def _findings(profile: TableProfile, thresholds: Thresholds, *, is_safe: bool) -> Iterator[Finding]:
    """Those of values that are certain, or those of all others."""
    outvoted = [each for each in profile.contradictions if each.reason == "outvoted"]
    columns = {column.name: column for column in profile.columns}
    keys = {name for each in outvoted for name in each.determinant}
    put_right = {
        column.name: _put_right(column, thresholds) for column in profile.columns if column.name in keys
    }
    for each in outvoted:
        key = [columns[name] for name in each.determinant]
        values = [value for value in each.values if _is_certain(value, key, thresholds) is is_safe]
        if values:
            own = columns[each.dependent]
            repairs = _repairs(each, values, [put_right[name] for name in each.determinant], own)
            yield _finding(each, values, thresholds, repairs, is_safe=is_safe)


def _put_right(column: ColumnProfile, thresholds: Thresholds) -> dict[str, str]:
    """What slips in a key become before rows are looked up by it, as they are put right unasked."""
    slips = certain_slips(column.suspects, thresholds.certain_misspelling)
    if not slips:
        return {}
    capitals = usual_capitals(groups_of_capitals(column))
    return {each.value: capitals.get(str(each.usual), str(each.usual)) for each in slips}


def _finding(
    found: Contradiction,
    values: Sequence[ContradictedValue],
    thresholds: Thresholds,
    repairs: tuple[RepairByKey, ...],
    *,
    is_safe: bool,
) -> Finding:
    affected = sum(value.count for value in values)
    by = " and ".join(found.determinant)
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
        message=f"{plural(affected, 'value')} of {found.dependent} "
        f"{agree(affected, 'differs', 'differ')} from what most rows with the same {by} say",
        evidence=_evidence(values),
        examples=tuple(dict.fromkeys(value.value for value in values))[: thresholds.example_count],
        repairs=repairs,
        is_repair_safe=is_safe,
    )


def _repairs(
    found: Contradiction,
    values: Sequence[ContradictedValue],
    put_right: Sequence[Mapping[str, str]],
    column: ColumnProfile,
) -> tuple[RepairByKey, ...]:
    """Corrections that need no other correction first, of texts that are there.

    Args:
        found: The columns.
        values: The wrong texts.
        put_right: For each column of the key what its texts have become by then: both are looked up.
        column: The dependent one.
    """
    wrong = {(value.given, value.value) for value in values}
    meant = {
        (value.given, value.value): trimmed(value.usual, column)
        for value in values
        if value.value and all(value.given)
    }
    meant = {place: usual for place, usual in meant.items() if (place[0], usual) not in wrong}
    for (given, value), usual in tuple(meant.items()):
        key = tuple(right.get(text, text) for right, text in zip(put_right, given, strict=True))
        if (key, usual) not in wrong | meant.keys():
            meant.setdefault((key, value), usual)
    # What one key says is right may not be wrong for the key that it becomes.
    reached = {(given, usual) for (given, _), usual in meant.items()}
    corrections = tuple(
        (*given, value, usual)
        for (given, value), usual in meant.items()
        if (given, value) in wrong or (given, value) not in reached
    )
    if not corrections:
        return ()
    return (RepairByKey(column=found.dependent, by=found.determinant, corrections=corrections),)


def _evidence(values: Sequence[ContradictedValue]) -> str:
    """`with "35233" it says "birmingham" 12 times, and "mobile" once`, for the first three."""
    return "; ".join(
        f'with "{shorten(" / ".join(value.given))}" it says "{shorten(value.usual)}" '
        f"{value.usual_count:,} times, and {_quoted(value.value)} {value.count:,}"
        for value in values[:3]
    )


def _quoted(text: str) -> str:
    return f'"{shorten(text)}"' if text else "nothing"
