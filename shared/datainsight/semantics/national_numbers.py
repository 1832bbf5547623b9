"""Numbers that states give to people and companies: which of python-stdnum's formats fits a column."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from datainsight.semantics.checksums import is_valid

_MARKS = str.maketrans("", "", " -./")
_FIRST_LOOK = 8
_LEAST_SHARE = 0.8
_CHANCE = 0.001
"""A format is believed without a header where chance would let so few columns pass."""
_STRICT = 0.2
"""Formats that more random numbers than this fit prove nothing, however many values there are."""


@dataclass(frozen=True)
class NumberFormat:
    """One row of the list.

    Attributes:
        module: Of python-stdnum, without the package.
        kind: "national_id", "tax_id" or "vat_number".
        shapes: Marks removed, digits as 9 and letters as A.
        chance: Share of random values of those shapes that are valid.
    """

    module: str
    kind: str
    shapes: frozenset[str]
    chance: float


@dataclass(frozen=True)
class FoundFormat:
    """The format of a column.

    Attributes:
        format: The format.
        share: Share of the values that are valid.
        is_proven: Whether chance can be ruled out.
    """

    format: NumberFormat
    share: float
    is_proven: bool


def shape_of(value: str) -> str:
    """Digits as 9, letters as A, without the usual marks; "" where there is anything else."""
    compact = value.translate(_MARKS)
    if not compact.isalnum() or not compact.isascii():
        return ""
    return "".join("9" if character.isdigit() else "A" for character in compact)


def find_format(values: Sequence[str]) -> FoundFormat | None:
    """The format that fits best: the most valid values, then the least likely by chance."""
    first = [shape_of(value) for value in values[:_FIRST_LOOK]]
    if not first or sum(1 for shape in first if len(shape) >= 6) < _LEAST_SHARE * len(first):
        return None
    found = []
    for format_ in _formats():
        if sum(shape in format_.shapes for shape in first) < _LEAST_SHARE * len(first):
            continue
        valid = sum(is_valid(format_.module, value) for value in values)
        share = valid / len(values)
        if share >= _LEAST_SHARE:
            found.append(
                FoundFormat(format_, share, format_.chance <= _STRICT and format_.chance**valid <= _CHANCE)
            )
    return max(found, key=lambda each: (each.is_proven, each.share, -each.format.chance), default=None)


@cache
def _formats() -> tuple[NumberFormat, ...]:
    text = files("datainsight.semantics.dictionaries").joinpath("national_numbers.csv").read_text("utf-8")
    return tuple(
        NumberFormat(row["module"], row["kind"], frozenset(row["shapes"].split()), float(row["chance"]))
        for row in csv.DictReader(text.splitlines())
    )
