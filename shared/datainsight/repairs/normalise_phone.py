"""Telephone numbers in the international form E.164."""

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
from datainsight.semantics.addresses import E164
from datainsight.semantics.addresses import PHONE_SIGNS as SIGNS

PURPOSE = "Write telephone numbers like +442079460958 (E.164)."


class NormalisePhone(RewriteRepair):
    """`+44 (0)20 7946-0958` and `020 7946 0958` become `+442079460958` (ITU-T recommendation E.164).

    A number without a country's code gets that of `country`; texts that do not have as many digits as a
    number there stay as they are. Not safe: a number without its country's code may be a foreign one.

    Attributes:
        country: Calling code of the country that national numbers belong to, without "+".
        trunk: What stands before national numbers and falls away: "0" in most of Europe, "1" in North
            America, nothing elsewhere.
        least_digits: Fewest digits of a national number without `trunk`.
        most_digits: Most digits of it.
    """

    operation: ClassVar[str] = "normalise_phone"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 22
    reads: ClassVar[str | None] = "telephone number"
    touches: ClassVar[str] = "cells that have the shape of a telephone number"
    example: ClassVar[Example] = Example(
        {"column": "phone", "country": "44", "trunk": "0", "least_digits": 9, "most_digits": 10},
        {"phone": ("+44 (0)20 7946-0958", "020 7946 0958", "0049 30 901820", "ext. 12")},
    )
    country: str = Field(pattern="^[1-9][0-9]{0,2}$")
    trunk: str = Field(default="", pattern="^[0-9]?$")
    least_digits: int = Field(default=7, ge=4, le=14)
    most_digits: int = Field(default=12, ge=4, le=14)

    polars: ClassVar[Snippet] = polars_rewriting(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_rewriting(operation, PURPOSE)
    r: ClassVar[Snippet] = r_rewriting(operation, PURPOSE)

    @model_validator(mode="after")
    def _numbers_have_digits(self) -> Self:
        if self.least_digits > self.most_digits:
            raise ValueError("least_digits is above most_digits")
        if self.most_digits + len(self.country) > 15:
            raise ValueError("a number has fifteen digits at most, with its country's code")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return f"Write telephone numbers in the form +{self.country}…"

    @property
    def canonical(self) -> str:
        """Numbers as the recommendation has them written."""
        return E164

    @property
    def guard(self) -> str:
        """A plus or two zeros and eight to fifteen digits, or a national number."""
        abroad = rf"(?:\+|00){SIGNS}[1-9](?:{SIGNS}[0-9]){{7,14}}"
        return f"^ *(?:{abroad}|{self._national}){SIGNS}$"

    @property
    def rewrites(self) -> Rewrites:
        """The plus, the digits alone, the country's code."""
        digits = f"{{{self.least_digits},{self.most_digits}}}"
        return (
            (r"^ *00", "+"),
            (r"[(]0[)]", ""),
            ("[ ()./-]+", ""),
            (f"^{self.trunk}([1-9][0-9]*)$", r"\1") if self.trunk else ("^ ", ""),
            (f"^([0-9]{digits})$", rf"+{self.country}\1"),
        )

    @property
    def _national(self) -> str:
        most = f"{{{self.least_digits - 1},{self.most_digits - 1}}}"
        trunk = f"(?:{SIGNS}{self.trunk})?" if self.trunk else ""
        return f"{trunk}{SIGNS}[1-9](?:{SIGNS}[0-9]){most}"
