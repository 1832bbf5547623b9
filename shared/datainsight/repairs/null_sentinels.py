"""Numbers that stand for "no value" become null."""

from __future__ import annotations

import re
from typing import ClassVar

from pydantic import Field, field_validator

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.empty_matching import (
    EmptyMatchingRepair,
    pandas_emptying,
    polars_emptying,
    r_emptying,
)

PURPOSE = "Empty the cells whose number stands for no value."


class NullSentinels(EmptyMatchingRepair):
    """`-999`, `-999.0` and ` -0999 ` become null where -999 means "no value"; other numbers and texts stay.

    Not safe: the number may be true once.

    Attributes:
        numbers: The sentinels, written plainly.
    """

    operation: ClassVar[str] = "null_sentinels"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 62
    touches: ClassVar[str] = "cells that hold one of the numbers, however it is written"
    example: ClassVar[Example] = Example(
        {"column": "age", "numbers": ("-999", "9999")}, {"age": ("31", "-999", "9999.0", "99990")}
    )
    numbers: tuple[str, ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = polars_emptying(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_emptying(operation, PURPOSE)
    r: ClassVar[Snippet] = r_emptying(operation, PURPOSE)

    @field_validator("numbers")
    @classmethod
    def _are_plain(cls, numbers: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"-?[0-9]{1,30}(?:[.][0-9]{1,30})?", number) for number in numbers):
            raise ValueError("numbers: each is written plainly, like -999 or 99.9")
        return numbers

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells whose number stands for no value"

    @property
    def shape(self) -> str:
        """Any of the numbers, with zeros that say nothing."""
        return f"^ *(?:{'|'.join(_spelled(number) for number in self.numbers)}) *$"


def _spelled(number: str) -> str:
    sign = "-" if number.startswith("-") else "[+]?"
    whole, _, fraction = number.removeprefix("-").partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    rest = f"[.]{fraction}0*" if fraction else "(?:[.]0*)?"
    return f"{sign}0*{whole}{rest}"
