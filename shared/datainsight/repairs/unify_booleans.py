"""Spellings of yes and no become one spelling each."""

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
from datainsight.repairs.spelled import any_case

PURPOSE = "Write yes and no in one way."


class UnifyBooleans(RewriteRepair):
    """`Y`, `yes` and `1` become `true`, `N`, `no` and `0` become `false`; other texts stay.

    Letters count in either case, outer blanks do not. Safe where the column holds nothing but yes and no,
    which the check that offers it has to know.

    Attributes:
        true_spellings: Texts that mean yes.
        false_spellings: Texts that mean no.
    """

    operation: ClassVar[str] = "unify_booleans"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 16
    reads: ClassVar[str | None] = "yes or no"
    touches: ClassVar[str] = "cells that spell yes or no in one of the given ways"
    example: ClassVar[Example] = Example({"column": "paid"}, {"paid": ("Y", "no", "TRUE", "later", None)})
    true_spellings: tuple[str, ...] = Field(default=("true", "yes", "y", "t", "1"), min_length=1)
    false_spellings: tuple[str, ...] = Field(default=("false", "no", "n", "f", "0"), min_length=1)

    polars: ClassVar[Snippet] = polars_rewriting(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_rewriting(operation, PURPOSE)
    r: ClassVar[Snippet] = r_rewriting(operation, PURPOSE)

    @model_validator(mode="after")
    def _spellings_say_one_thing(self) -> Self:
        yes = {text.strip().lower() for text in self.true_spellings}
        no = {text.strip().lower() for text in self.false_spellings}
        if yes & no or "" in yes | no:
            raise ValueError("spellings: a text means both yes and no, or is empty")
        if "false" in yes or "true" in no:
            raise ValueError('spellings: "true" cannot mean no, nor "false" yes')
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Write yes and no as true and false"

    @property
    def guard(self) -> str:
        """Any of the spellings."""
        return _one_of((*self.true_spellings, *self.false_spellings))

    @property
    def rewrites(self) -> Rewrites:
        """Two: yes, and no."""
        return ((_one_of(self.true_spellings), "true"), (_one_of(self.false_spellings), "false"))


def _one_of(texts: tuple[str, ...]) -> str:
    spelled = "|".join(any_case(text.strip()) for text in texts)
    return f"^ *(?:{spelled}) *$"
