"""Spellings of "no value" become null."""

from __future__ import annotations

from typing import ClassVar

from datainsight.repairs.base import Arguments, Example, Snippet
from datainsight.repairs.blank_text import squish
from datainsight.repairs.empty_listed import (
    EmptyListedRepair,
    pandas_emptying_listed,
    polars_emptying_listed,
    r_emptying_listed,
)

PURPOSE = "Empty the cells whose text means that there is no value."


class UnifyNulls(EmptyListedRepair):
    """Texts that mean "no value" become null.

    Safe: "NA" and null say the same. A spelling also counts without its outer white space. Made unasked where
    a table says "no value" in several ways; where it says it in one way throughout and leaves no cell empty,
    that is how the table is written, and emptying those cells is on offer only.

    Attributes:
        spellings: Exact texts; the empty text means nothing, as empty cells are null already.
    """

    operation: ClassVar[str] = "unify_nulls"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 60
    touches: ClassVar[str] = "cells that hold one of the texts"
    example: ClassVar[Example] = Example(
        {"column": "age", "spellings": ("NA", "-")}, {"age": ("31", "NA", "-", "n. a.")}
    )
    spellings: tuple[str, ...]

    polars: ClassVar[Snippet] = polars_emptying_listed(operation, PURPOSE, "spellings")
    pandas: ClassVar[Snippet] = pandas_emptying_listed(operation, PURPOSE, "spellings")
    r: ClassVar[Snippet] = r_emptying_listed(operation, PURPOSE, "spellings")

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells whose text means that there is no value"

    @property
    def texts(self) -> tuple[str, ...]:
        """The spellings as they stand and squished, each once."""
        both = (text for spelling in self.spellings for text in (spelling, squish(spelling)))
        return tuple(dict.fromkeys(text for text in both if text))

    def arguments(self) -> Arguments:
        """The texts."""
        return (("spellings", self.texts),)
