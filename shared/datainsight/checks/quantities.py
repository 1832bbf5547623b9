"""Checks of quantities: numbers that carry their unit."""

from datainsight.checks.evidence import agree, counted, filled_count, minority_confidence, plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.checks.units import QUANTITY, Units, units_of
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType
from datainsight.models.selector import Matching
from datainsight.repairs.convert_units import ConvertUnits


@column_check(Dimension.CONSISTENCY, harm=0.4, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def numbers_with_units(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Numbers carry their unit, and not all in the same way.

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
        confidence=minority_confidence(0.5, units.count / filled),
        message=f"{plural(units.count, 'number')} {agree(units.count, 'carries its', 'carry their')} unit, "
        f"written in {len(units.powers)} ways",
        evidence=counted({each: spellings[each] for each in units.powers}),
        examples=_examples(column, units, thresholds.example_count),
        repairs=(repair,),
    )


def _spellings(column: ColumnProfile, least: float) -> dict[str, int]:
    """The units as written; of a column that is no amount by role, where its top values are so many cells."""
    if column.data_type is not DataType.TEXT:
        return {}
    if column.quantity is not None and column.quantity.kind == "quantity":
        return {each.value: each.count for each in column.quantity.units if _is_unit(each.value)}
    if sum(pair.count for pair in column.top_values) < least:
        return {}
    counts: dict[str, int] = {}
    for pair in column.top_values:
        if found := QUANTITY.fullmatch(pair.value):
            counts[found[2]] = counts.get(found[2], 0) + pair.count
    return counts


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
