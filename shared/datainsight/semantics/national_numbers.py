"""Numbers that states give to people and companies: which of python-stdnum's formats fits a column.

That all values are valid proves nothing where the format has no check digit: then nearly any number passes.
How far chance goes is found out on the column itself: its values, with digits exchanged among them, must be
invalid. Without a check digit only the form with its official marks tells ("116-82-00276"). What has
neither, as a number of four to twelve digits, cannot be told from any other; there the header decides.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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
_FEWEST_EXCHANGED = 8
_MOST_EXCHANGED = 40
"""Values whose digits are exchanged to see whether others of their make are valid too."""
_WRITTEN = 0.5
"""Share of the values that have to stand in the official form."""


@dataclass(frozen=True)
class NumberFormat:
    """One row of the list.

    Attributes:
        module: Of python-stdnum, without the package.
        kind: "national_id", "tax_id", "vat_number" or "bank_account".
        shapes: Marks removed, digits as 9 and letters as A.
        written: The official forms that have hyphens or slashes at two places, marks included.
        chance: Share of random values of those shapes that are valid.
    """

    module: str
    kind: str
    shapes: frozenset[str]
    chance: float
    written: frozenset[str] = frozenset()

    def is_named_in(self, header: str) -> bool:
        """Whether a header has the word by which the state calls them ("ruc", "nipt")."""
        return f" {self.module.partition('.')[2]} " in f" {header} "

    def lengths(self, *, with_letters: bool) -> frozenset[int]:
        """Lengths of the numbers in which letters stand, at least in some; or of those without any."""
        return self._with_letters if with_letters else self._without

    @cached_property
    def _with_letters(self) -> frozenset[int]:
        return frozenset(len(shape) for shape in self.shapes if "A" in shape)

    @cached_property
    def _without(self) -> frozenset[int]:
        return frozenset(len(shape) for shape in self.shapes if "A" not in shape)


@dataclass(frozen=True)
class FoundFormat:
    """The format of a column.

    Attributes:
        format: The format.
        share: Share of the values that are valid.
        is_proven: Whether chance can be ruled out.
        is_written: Whether most values stand in the official form with its marks.
    """

    format: NumberFormat
    share: float
    is_proven: bool
    is_written: bool = False


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
    with_letters = any("A" in shape for shape in first)
    found = []
    for format_ in _formats():
        lengths = format_.lengths(with_letters=with_letters)
        if sum(len(shape) in lengths for shape in first) < _LEAST_SHARE * len(first):
            continue
        if _count_valid(format_.module, values[:_FIRST_LOOK]) is None:
            continue
        valid = _count_valid(format_.module, values)
        if valid is not None:
            is_proven = _is_proven(format_, values, valid)
            found.append(FoundFormat(format_, valid / len(values), is_proven, _is_written(format_, values)))
    return max(found, key=_rank, default=None)


def _is_proven(format_: NumberFormat, values: Sequence[str], valid: int) -> bool:
    """Whether chance can be ruled out, by random numbers or by the column's own digits."""
    if format_.chance <= _STRICT:
        return format_.chance**valid <= _CHANCE
    chance = _chance_within(format_.module, values)
    return chance <= _STRICT and chance**valid <= _CHANCE


def _is_written(format_: NumberFormat, values: Sequence[str]) -> bool:
    return sum(_form_of(value) in format_.written for value in values) >= _WRITTEN * len(values)


def _rank(found: FoundFormat) -> tuple[bool, bool, float, float]:
    return found.is_proven, found.is_written, found.share, -found.format.chance


def _chance_within(module: str, values: Sequence[str]) -> float:
    """The share of valid ones among numbers that take each digit from another value of the same length."""
    compact = [value.translate(_MARKS) for value in values]
    length = Counter(map(len, compact)).most_common(1)[0][0]
    alike = [value for value in compact if len(value) == length]
    if len(alike) < _FEWEST_EXCHANGED:
        return 1.0
    exchanged = {
        "".join(alike[(row + place * place) % len(alike)][place] for place in range(length))
        for row in range(min(len(alike), _MOST_EXCHANGED))
    }.difference(alike)
    if len(exchanged) < _FEWEST_EXCHANGED:
        return 1.0
    return max(sum(is_valid(module, value) for value in exchanged), 1) / len(exchanged)


def _form_of(value: str) -> str:
    """Digits as 9, letters as A, with all marks."""
    return "".join("9" if mark.isdigit() else "A" if mark.isalpha() else mark for mark in value)


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
        NumberFormat(
            row["module"],
            row["kind"],
            frozenset(row["shapes"].split()),
            float(row["chance"]),
            frozenset(row["written"].split()),
        )
        for row in csv.DictReader(text.splitlines())
    )
