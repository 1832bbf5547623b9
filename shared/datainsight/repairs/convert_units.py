"""Quantities written with their unit become plain numbers in one unit."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.rewrite import (
    RewriteRepair,
    Rewrites,
    pandas_rewriting,
    polars_rewriting,
    r_rewriting,
)

MOST_PLACES = 12

PURPOSE = "Write quantities with a unit as plain numbers in one unit."


class ConvertUnits(RewriteRepair):
    """`12 oz` and `12.0 oz.` become `12`; `5%` becomes `0.05`, `1.5 kg` becomes `1500` (in grams).

    The point is moved in the text, so nothing is rounded: units whose ratio is no power of ten are not
    converted. A fraction of zeros goes. Safe where the unit of the column is known, which the check that
    offers it has to know.

    Attributes:
        units: Spellings of units, each with the power of ten that a number in it is multiplied by.
    """

    operation: ClassVar[str] = "convert_units"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 25
    touches: ClassVar[str] = "cells that hold a number and one of the units"
    example: ClassVar[Example] = Example(
        {"column": "mass", "units": (("kg", 3), ("g", 0))}, {"mass": ("1.5 kg", "12 g", "heavy")}
    )
    units: tuple[tuple[str, int], ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = polars_rewriting(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_rewriting(operation, PURPOSE)
    r: ClassVar[Snippet] = r_rewriting(operation, PURPOSE)

    @model_validator(mode="after")
    def _units_are_no_numbers(self) -> Self:
        spelled = [unit for unit, _ in self.units]
        if len(set(spelled)) != len(spelled):
            raise ValueError("units: a unit stands twice")
        if any(not unit or unit != unit.strip() or unit[0] in "0123456789.+-|" for unit in spelled):
            raise ValueError("units: a unit begins with neither a digit, a sign nor a blank")
        if any(abs(power) > MOST_PLACES for _, power in self.units):
            raise ValueError(f"units: the point moves {MOST_PLACES} places at most")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Write quantities as plain numbers in one unit"

    @property
    def guard(self) -> str:
        """A number and one of the units."""
        return _quantity(tuple(unit for unit, _ in self.units))

    @property
    def rewrites(self) -> Rewrites:
        """For each power: a mark in place of the unit, the point moved, zeros and mark taken away."""
        by_power: dict[int, list[str]] = {}
        for unit, power in self.units:
            by_power.setdefault(power, []).append(unit)
        steps: list[tuple[str, str]] = []
        for power, spellings in by_power.items():
            steps.append((_quantity(tuple(spellings)), r"\1\2.\3|"))
            steps += _moved(power)
            steps.append((r"^(-?[0-9]+)[.]0*[|]$", r"\1"))
            if power:
                steps.append((r"^(-?[0-9]+[.][0-9]*[1-9])0*[|]$", r"\1"))
            steps.append((r"^(-?[0-9]+[.][0-9]+)[|]$", r"\1"))
        return tuple(steps)


def _quantity(units: tuple[str, ...]) -> str:
    """A number with one of the units after it; the longest spelling first."""
    spelled = "|".join(_plain(unit) for unit in sorted(units, key=len, reverse=True))
    return rf"^ *\+?(-?)([0-9]+)(?:[.]([0-9]*))? *(?:{spelled})[.]? *$"


def _moved(power: int) -> list[tuple[str, str]]:
    """Moves the point of a marked number."""
    if power == 0:
        return []
    places, zeros = abs(power), "0" * abs(power)
    trimmed = (r"^(-?)0+([0-9]+[.][0-9]*[|])$", r"\1\2")
    if power > 0:
        return [
            (r"^(-?[0-9]+[.][0-9]*)[|]$", rf"\1{zeros}|"),
            (rf"^(-?[0-9]+)[.]([0-9]{{{places}}})([0-9]*)[|]$", r"\1\2.\3|"),
            trimmed,
        ]
    return [
        (r"^(-?)([0-9]+[.][0-9]*[|])$", rf"\1{zeros}\2"),
        (rf"^(-?[0-9]+)([0-9]{{{places}}})[.]([0-9]*[|])$", r"\1.\2\3"),
        trimmed,
    ]


def _plain(unit: str) -> str:
    """The unit as an expression: every sign stands for itself."""
    return "".join(each if each.isalnum() or each == " " else _classed(each) for each in unit)


def _classed(sign: str) -> str:
    return "\\" + sign if sign in r"\^$.|?*+()[]{}-" else sign
