"""Which spellings of units mean one unit, and which units differ by a power of ten alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

QUANTITY = re.compile(r"\s*\+?(-?[0-9]+(?:\.[0-9]*)?)\s*([^\W\d_][^\W\d_./]*\.?|[%°][CF]?|[\"'])\s*")
"""A plain number and one word after it."""

_SPELLINGS = {
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "g": "g gr gram grams gramme grammes",
    "mg": "mg milligram milligrams", "t": "t tonne tonnes", "lb": "lb lbs pound pounds",
    "oz": "oz ozs ounce ounces", "km": "km kms kilometer kilometers kilometre kilometres",
    "m": "m meter meters metre metres", "cm": "cm centimeter centimeters centimetre centimetres",
    "mm": "mm millimeter millimeters millimetre millimetres", "in": "in inch inches", "ft": "ft foot feet",
    "yd": "yd yds yard yards", "mi": "mi mile miles", "l": "l liter liters litre litres",
    "ml": "ml milliliter milliliters millilitre millilitres", "cl": "cl centiliter centilitre centilitres",
    "dl": "dl deciliter decilitre decilitres", "gal": "gal gallon gallons", "pt": "pt pint pints",
    "qt": "qt quart quarts", "s": "s sec secs second seconds", "ms": "ms millisecond milliseconds",
    "min": "min mins minute minutes", "h": "h hr hrs hour hours", "day": "d day days",
    "week": "w wk wks week weeks", "month": "mo mos month months", "year": "y yr yrs year years",
    "pc": "pc pcs piece pieces", "%": "% percent pct",
}  # fmt: skip
_UNIT = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}

_DECIMAL = {
    "kg": ("g", 3), "g": ("g", 0), "mg": ("g", -3), "t": ("g", 6), "km": ("m", 3), "m": ("m", 0),
    "cm": ("m", -2), "mm": ("m", -3), "l": ("l", 0), "dl": ("l", -1), "cl": ("l", -2), "ml": ("l", -3),
    "s": ("s", 0), "ms": ("s", -3),
}  # fmt: skip
"""What is measured, and the power of ten, of units that differ by a power of ten."""


@dataclass(frozen=True)
class Units:
    """The units of a column.

    Attributes:
        unit: The one that most cells use, as most of them spell it.
        powers: For each spelling that can be read in it, the power of ten that its numbers are worth.
        count: Cells with one of these spellings.
    """

    unit: str
    powers: Mapping[str, int]
    count: int


def units_of(spellings: Mapping[str, int]) -> Units | None:
    """What the spellings of a column's units mean.

    Args:
        spellings: How many cells have each.

    Returns:
        None where there are none.
    """
    if not spellings:
        return None
    counts: dict[str, int] = {}
    for spelling, count in spellings.items():
        counts[meaning_of(spelling)] = counts.get(meaning_of(spelling), 0) + count
    common = max(counts, key=lambda unit: (counts[unit], unit))
    powers = {
        spelling: power
        for spelling in spellings
        if (power := power_between(meaning_of(spelling), common)) is not None
    }
    usual = max(
        (each for each in spellings if meaning_of(each) == common), key=lambda each: (spellings[each], each)
    )
    return Units(usual, powers, sum(spellings[each] for each in powers))


def is_known(spelling: str) -> bool:
    """Whether a spelling is that of a unit."""
    return meaning_of(spelling) in _SPELLINGS


def meaning_of(spelling: str) -> str:
    """The unit, or the spelling itself where it is not known."""
    bare = spelling.strip().rstrip(".")
    return _UNIT.get(bare) or _UNIT.get(bare.lower()) or bare.lower()


def power_between(unit: str, common: str) -> int | None:
    """The power of ten between two units; None where there is none."""
    if unit == common:
        return 0
    (measured, power), (of_common, base) = _DECIMAL.get(unit, ("", 0)), _DECIMAL.get(common, ("", 0))
    return power - base if measured and measured == of_common else None
