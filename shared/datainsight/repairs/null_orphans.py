"""References to nothing become null."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, Example, Snippet
from datainsight.repairs.empty_listed import (
    EmptyListedRepair,
    pandas_emptying_listed,
    polars_emptying_listed,
    r_emptying_listed,
)

PURPOSE = "Empty the cells that refer to a row which does not exist."


class NullOrphans(EmptyListedRepair):
    """Cells that refer to a row which does not exist become null: the row refers to nothing then.

    Which texts those are stands in the repair, as the table they refer to is another one. Not safe: the row
    that is referred to may have been lost, and be found again. `drop_orphan_rows` takes the rows out instead.

    Attributes:
        orphans: The texts.
    """

    operation: ClassVar[str] = "null_orphans"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 67
    touches: ClassVar[str] = "cells that hold one of the texts"
    example: ClassVar[Example] = Example(
        {"column": "customer", "orphans": ("17", "23")}, {"customer": ("4", "17", None, "23", "170")}
    )
    holds_values: ClassVar[bool] = True
    orphans: tuple[str, ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = polars_emptying_listed(operation, PURPOSE, "orphans")
    pandas: ClassVar[Snippet] = pandas_emptying_listed(operation, PURPOSE, "orphans")
    r: ClassVar[Snippet] = r_emptying_listed(operation, PURPOSE, "orphans")

    @property
    def description(self) -> str:
        """What it does."""
        return "Empty the cells that refer to a row which does not exist"

    @property
    def texts(self) -> tuple[str, ...]:
        """The orphans, each once."""
        return tuple(dict.fromkeys(self.orphans))

    def arguments(self) -> Arguments:
        """The texts."""
        return (("orphans", self.texts),)
