"""Checks of quantities: numbers that carry their unit."""

import re

from datainsight.checks.evidence import agree, counted, filled_count, minority_confidence, plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.checks.units import QUANTITY, Units, is_known, meaning_of, power_between, units_of
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType
from datainsight.models.selector import Matching
from datainsight.repairs.convert_units import ConvertUnits

_NUMBER_AND_MORE = re.compile(r"\s*\+?-?[0-9]+(?:\.[0-9]*)?\s*([^\s0-9].*?)\s*")
_REMARK = 0.8
"""Confidence in a quantity that says more than all others."""


@column_check(Dimension.CONSISTENCY, harm=0.4, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def numbers_with_units(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Numbers carry their unit, and not all in the same way.

    In a report: {column} writes its unit beside the number in different ways in {rows} ({share}).

    Why it matters: Programs read such a column as text, and "12 oz" and "12 ounces" as two values.

    How it decides: At least the share `numeric_share` of the values are a number and a unit, written in two
    ways or more.

    Repair: Writing the plain number in the unit that most cells use is safe: the unit is the same everywhere,
    or the point moves. Units that no power of ten turns into each other are left alone.

    Source: BIPM, The International System of Units, for the powers of ten.
    """
    filled = filled_count(column, row_count)
    spellings = _spellings(column, thresholds.numeric_share * filled)
    units = units_of(spellings)
    if units is None or len(units.powers) < 2 or units.count < thresholds.numeric_share * filled:
        return None
    repair = ConvertUnits(column=column.name, units=tuple(units.powers.items()))
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=repair.guard),
        affected_row_count=units.count,
        confidence=minority_confidence(thresholds.confidences.unit, units.count / filled),
        message=f"{plural(units.count, 'number')} {agree(units.count, 'carries its', 'carry their')} unit, "
        f"written in {len(units.powers)} ways",
        evidence=counted({each: spellings[each] for each in units.powers}),
        examples=_examples(column, units, thresholds.example_count),
        repairs=(repair,),
    )


@column_check(Dimension.VALIDITY, harm=0.5, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def quantities_with_remarks(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few quantities are followed by words that are no unit.

    In a report: {column} adds remarks to its quantities in {rows} ({share}).

    Why it matters: The remark keeps the cell from being read as a number, and nobody finds it there.

    How it decides: At least the share `numeric_share` of the values are a number and a unit; in the others a
    unit of the column is followed by more words.

    Repair: None by itself: the remark belongs into a column of its own.

    Source: Rahm and Do, "Data cleaning: problems and current approaches", IEEE Data Engineering Bulletin
    23(4), 2000: embedded values.
    """
    filled = filled_count(column, row_count)
    ends = _ends(column, thresholds.numeric_share * filled)
    plain = {end: count for end, count in ends.items() if _is_unit(end)}
    remarks = {
        end: count
        for end, count in ends.items()
        if end not in plain and any(end.startswith(f"{unit} ") for unit in plain)
    }
    affected = sum(remarks.values())
    if not remarks or sum(plain.values()) < thresholds.numeric_share * filled:
        return None
    remark = "|".join(map(re.escape, remarks))
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=rf"^\s*[-+]?[0-9][0-9.,]*\s*(?:{remark})\s*$"),
        affected_row_count=affected,
        confidence=minority_confidence(_REMARK, affected / max(filled, 1)),
        message=f"{plural(affected, 'quantity', 'quantities')} "
        f"{agree(affected, 'is', 'are')} followed by words that are no unit",
        evidence=counted(remarks),
        examples=tuple(
            pair.value for pair in column.top_values if any(pair.value.endswith(end) for end in remarks)
        )[: thresholds.example_count],
    )


def _spellings(column: ColumnProfile, least: float) -> dict[str, int]:
    """The units as written; of a column that is no amount by role, where its top values are so many cells."""
    return {end: count for end, count in _ends(column, least).items() if _is_unit(end)}


def _ends(column: ColumnProfile, least: float) -> dict[str, int]:
    """What follows the numbers, as for `_spellings`, be it a unit or more."""
    if column.data_type is not DataType.TEXT:
        return {}
    if column.quantity is not None and column.quantity.kind == "quantity":
        return {each.value: each.count for each in column.quantity.units}
    if sum(pair.count for pair in column.top_values) < least:
        return {}
    counts: dict[str, int] = {}
    for pair in column.top_values:
        if found := _NUMBER_AND_MORE.fullmatch(pair.value):
            counts[found[1]] = counts.get(found[1], 0) + pair.count
    return counts


@column_check(Dimension.CONSISTENCY, harm=0.7, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def mixed_units(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few quantities are measured in another unit than all others: pounds among kilograms.

    In a report: {column} is measured in another unit in {rows} ({share}).

    Why it matters: Read as plain numbers they are taken for the usual unit, and are wrong by its factor.

    How it decides: At least the share `numeric_share` of the values are a number and a known unit, nearly all
    of one; at most `foreign_unit_share` have a unit that no power of ten turns into it.

    Repair: None by itself: convert them by the factor of the two units.

    Source: BIPM, The International System of Units; NASA, "Mars Climate Orbiter Mishap Investigation Board,
    Phase I Report", 1999.
    """
    filled = filled_count(column, row_count)
    ends = _ends(column, thresholds.numeric_share * filled)
    known = {text: count for text, count in ends.items() if is_known(text)}
    total = sum(known.values())
    if filled < thresholds.minimum_rows or total < thresholds.numeric_share * filled or not known:
        return None
    usual = meaning_of(max(known, key=lambda text: (known[text], text)))
    foreign = {text: count for text, count in known.items() if power_between(meaning_of(text), usual) is None}
    affected = sum(foreign.values())
    if not foreign or affected > thresholds.foreign_unit_share * total:
        return None
    spelled = "|".join(map(re.escape, sorted(foreign, key=lambda text: (-len(text), text))))
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=rf"^\s*[-+]?[0-9][0-9.,]*\s*(?:{spelled})\s*$"),
        affected_row_count=affected,
        confidence=minority_confidence(thresholds.confidences.foreign_unit, affected / total),
        message=f"{plural(affected, 'quantity', 'quantities')} {agree(affected, 'is', 'are')} not in "
        f"{usual}, as all others are",
        evidence=counted(foreign),
        examples=tuple(
            pair.value
            for pair in column.top_values
            if (found := QUANTITY.fullmatch(pair.value)) and found[2] in foreign
        )[: thresholds.example_count],
    )


def _is_unit(spelling: str) -> bool:
    return QUANTITY.fullmatch(f"1{spelling}") is not None


def _examples(column: ColumnProfile, units: Units, limit: int) -> tuple[str, ...]:
    """The first value of each spelling."""
    firsts: dict[str, str] = {}
    for pair in column.top_values:
        found = QUANTITY.fullmatch(pair.value)
        if found and found[2] in units.powers:
            firsts.setdefault(found[2], pair.value)
    return tuple(firsts.values())[:limit]
