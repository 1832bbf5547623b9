"""Negative numbers, where there can be none, become null."""

from __future__ import annotations

from typing import ClassVar

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.empty_matching import (
    EmptyMatchingRepair,
    pandas_emptying,
    polars_emptying,
    r_emptying,
)

PURPOSE = "Empty the cells whose number is negative."
NEGATIVE = "^ *[\u2212-](?:[0-9]*[1-9][0-9]*(?:[.][0-9]*)?|[0-9]*[.][0-9]*[1-9][0-9]*)(?:[eE][+-]?[0-9]+)? *$"


class NullNegative(EmptyMatchingRepair):
    """`-3` and `-0.5` become null, `-0` and texts that are no plain number stay; e.g. for ages and counts.

    Not safe: the sign may be wrong, or mean something.
    """

    operation: ClassVar[str] = "null_negative"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 64
    touches: ClassVar[str] = "cells that hold a number below zero"
    example: ClassVar[Example] = Example({"column": "count"}, {"count": ("12", "-3", "-0.5", "n/a")})

    polars: ClassVar[Snippet] = polars_emptying(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_emptying(operation, PURPOSE)
    r: ClassVar[Snippet] = r_emptying(operation, PURPOSE)

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells whose number is negative"

    @property
    def shape(self) -> str:
        """A minus and a digit other than zero."""
        return NEGATIVE
