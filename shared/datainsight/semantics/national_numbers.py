"""Numbers that states give to people and companies: which of python-stdnum's formats fits a column."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from datainsight.semantics.checksums import is_valid

_MARKS = str.maketrans("", "", " -./–—:,")
_FIRST_LOOK = 8
_LEAST_SHARE = 0.8
_CHANCE = 0.001
"""A format is believed without a header where chance would let so few columns pass."""
_RARE = 0.02
"""Chance of a valid number in formats that are told apart without knowing the state."""
_LEAST_OF_MANY = 0.4
"""Share of a column's values that have to be valid in some state; chance makes one in ten so."""
_STRICT = 0.2
"""Formats that more random numbers than this fit prove nothing, however many values there are."""


@dataclass(frozen=True)
class NumberFormat:
    """One row of the list.

    Attributes:
        module: Of python-stdnum, without the package.
        kind: "national_id", "tax_id", "vat_number" or "bank_account".
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
        valid = _count_valid(format_.module, values)
        if valid is not None:
            is_proven = format_.chance <= _STRICT and format_.chance**valid <= _CHANCE
            found.append(FoundFormat(format_, valid / len(values), is_proven))
    return max(found, key=lambda each: (each.is_proven, each.share, -each.format.chance), default=None)


def are_of_many_states(values: Sequence[str]) -> bool:
    """Whether most values are valid numbers of one state or another, where chance would make few so."""
    first = sum(map(_is_of_some_state, values[:_FIRST_LOOK]))
    if len(values) < _FIRST_LOOK or first < _LEAST_OF_MANY * _FIRST_LOOK / 2:
        return False
    return sum(map(_is_of_some_state, values)) >= _LEAST_OF_MANY * len(values)


def _is_of_some_state(value: str) -> bool:
    shape = shape_of(value)
    return any(
        shape in each.shapes and is_valid(each.module, value)
        for each in _formats()
        if each.chance <= _RARE and each.kind == "national_id"
    )


def _count_valid(module: str, values: Sequence[str]) -> int | None:
    """Valid values; None as soon as there can no longer be enough of them, which for most formats is soon."""
    invalid = 0
    for value in values:
        invalid += not is_valid(module, value)
        if (len(values) - invalid) / len(values) < _LEAST_SHARE:
            return None
    return len(values) - invalid


@cache
def _formats() -> tuple[NumberFormat, ...]:
    text = files("datainsight.semantics.dictionaries").joinpath("national_numbers.csv").read_text("utf-8")
    return tuple(
        NumberFormat(row["module"], row["kind"], frozenset(row["shapes"].split()), float(row["chance"]))
        for row in csv.DictReader(text.splitlines())
    )
