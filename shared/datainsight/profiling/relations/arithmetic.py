"""Sums and products that the numbers of a row keep: gross = net + tax, amount = quantity × price.

What official statistics calls balance edits (Fellegi and Holt, "A systematic approach to automatic edit and
imputation", JASA 71, 1976), found here instead of given.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import numpy as np

from datainsight.profiling.relations.features import Feature, Features, Flags, Numbers

Operation = Literal["sum", "product"]

MAKE: dict[Operation, Callable[[Numbers, Numbers], Numbers]] = {"sum": np.add, "product": np.multiply}

_MOST_COLUMNS = 40
_FEWEST_COLUMNS = 3
_FEWEST_DISTINCT = 3
_LOOKED_AT = 64
_LOOKED_AT_SHARE = 0.9
"""Of the first rows; enough that a formula which nearly all rows keep is hardly ever overlooked."""
_MOST_DECIMALS = 6
_DECIMALS_OF_ROWS = 256
_MOST_OF_FACTORS = 1e-3
_RELATIVE = 1e-9
_RELATIVE_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Operand:
    """A column of numbers in a formula.

    Attributes:
        feature: The column.
        numbers: The number in each sampled row, NaN where there is none.
        decimals: Digits behind the point that its numbers get along with; None for numbers never rounded.
    """

    feature: Feature
    numbers: Numbers
    decimals: int | None

    @property
    def is_whole(self) -> bool:
        """Whether it holds whole numbers, as counts."""
        return self.decimals == 0

    @property
    def slack(self) -> float:
        """By how much a rounded number may differ from the one it stands for; counts are not rounded."""
        return 0.5 * 10.0**-self.decimals if self.decimals else 0.0


@dataclass(frozen=True, slots=True)
class Formula:
    """A column that is the sum or the product of two others in most rows.

    Attributes:
        operation: What is made of the two.
        first: One of the two.
        second: The other one.
        result: What it gives.
        is_judged: Sampled rows with all three numbers.
        is_kept: Of these, rows in which the formula holds, but for what was rounded.
        is_told: Of these, rows that speak for it: a + 0 and a × 1 give a, whatever the column of b means.
        is_copy: Of these, rows whose result is one of the two as well, but for what was rounded.
    """

    operation: Operation
    first: Operand
    second: Operand
    result: Operand
    is_judged: Flags
    is_kept: Flags
    is_told: Flags
    is_copy: Flags

    @property
    def operands(self) -> tuple[Operand, Operand, Operand]:
        """The two, and their result."""
        return self.first, self.second, self.result

    @property
    def is_trivial(self) -> bool:
        """Whether one of the two says as much as both: its share is lost in what was rounded."""
        return bool(2 * self.is_copy.sum() > self.is_told.sum())


def formulas(features: Features) -> tuple[Formula, ...]:
    """The sums and products that nine tenths of the first rows keep, in the order of their columns."""
    operands = [
        Operand(column, column.numbers, _decimals(column.numbers))
        for column in features.columns
        if column.numbers is not None and column.profile.distinct_count >= _FEWEST_DISTINCT
    ][:_MOST_COLUMNS]
    if len(operands) < _FEWEST_COLUMNS:
        return ()
    with np.errstate(all="ignore"):
        judged = [_judged(*each) for each in _candidates(operands)]
    return tuple(each for each in judged if not each.is_trivial)


def _candidates(operands: Sequence[Operand]) -> Iterator[tuple[Operation, Operand, Operand, Operand]]:
    some = [replace(operand, numbers=operand.numbers[:_LOOKED_AT]) for operand in operands]
    looked = np.stack([operand.numbers for operand in some])
    for (first, left), (second, right) in combinations(enumerate(some), 2):
        for operation, make in MAKE.items():
            expected = make(left.numbers, right.numbers)
            # A gap in one of the three proves nothing either way.
            is_judged = np.isfinite(looked) & np.isfinite(expected)
            rounded = np.array([_rounded(operation, left, right, result) for result in some])
            slack = rounded[:, None] + _of_factors(operation, left, right)
            is_kept = is_judged & _equal(looked, expected, slack)
            likely = is_kept.sum(axis=1) >= np.maximum(_LOOKED_AT_SHARE * is_judged.sum(axis=1), 1)
            for place in np.flatnonzero(likely).tolist():
                if place not in (first, second):
                    yield operation, operands[first], operands[second], operands[place]


def _judged(operation: Operation, first: Operand, second: Operand, result: Operand) -> Formula:
    expected = MAKE[operation](first.numbers, second.numbers)
    slack = _rounded(operation, first, second, result) + _of_factors(operation, first, second)
    is_judged = np.isfinite(expected) & np.isfinite(result.numbers)
    neutral = 0.0 if operation == "sum" else 1.0
    is_told = is_judged & (first.numbers != neutral) & (second.numbers != neutral)
    if operation == "product":
        is_told &= (first.numbers != 0) & (second.numbers != 0)
    is_copy = _equal(result.numbers, first.numbers, slack) | _equal(result.numbers, second.numbers, slack)
    return Formula(
        operation, first, second, result,
        is_judged=is_judged,
        is_kept=is_judged & _equal(result.numbers, expected, slack),
        is_told=is_told,
        is_copy=is_told & is_copy,
    )  # fmt: skip


def _equal(numbers: Numbers, expected: Numbers, slack: Numbers) -> Flags:
    allowed = np.maximum(slack * (1.0 + _RELATIVE_SLACK), _RELATIVE * np.abs(expected))
    return np.asarray(np.abs(numbers - expected) <= allowed)


def _rounded(operation: Operation, first: Operand, second: Operand, result: Operand) -> float:
    """By how much what was rounded changes a sum; of a product, the rounding of the result."""
    if operation == "sum":
        return first.slack + second.slack + result.slack
    # An amount in whole units was rounded to them, unless it counts.
    return 0.5 if result.is_whole and not (first.is_whole and second.is_whole) else result.slack


def _of_factors(operation: Operation, first: Operand, second: Operand) -> Numbers:
    """By how much rounded factors change each product: little, or anything would be their product."""
    left, right = np.abs(first.numbers), np.abs(second.numbers)
    if operation == "sum":
        return np.zeros(left.size)
    return np.minimum(first.slack * right + second.slack * left, _MOST_OF_FACTORS * left * right)


def _decimals(numbers: Numbers) -> int | None:
    """Fewest digits behind the point that the first numbers get along with."""
    some = numbers[:_DECIMALS_OF_ROWS]
    some = some[np.isfinite(some)]
    for decimals in range(_MOST_DECIMALS + 1):
        scaled = some * 10.0**decimals
        if np.all(np.abs(scaled - np.rint(scaled)) <= np.maximum(1e-6, np.abs(scaled) * 1e-12)):
            return decimals
    return None
