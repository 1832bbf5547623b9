"""Typographic and full-width characters become those of a keyboard."""

from __future__ import annotations

from typing import ClassVar

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.exchange_letters import (
    ExchangeLettersRepair,
    pandas_exchanging,
    polars_exchanging,
    r_exchanging,
)

PURPOSE = "Write full-width characters, curly quotes and dashes as those of a keyboard."
FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
TYPOGRAPHIC = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u3000": " ",
}


class PlainCharacters(ExchangeLettersRepair):
    """`ＡＢＣ１２` becomes `ABC12`, `“x”` becomes `"x"`, `–` becomes `-`.

    Not safe: typography can be meant. Ligatures and other characters that would become several stay.
    """

    operation: ClassVar[str] = "plain_characters"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 8
    touches: ClassVar[str] = "cells with full-width characters, curly quotes, primes or dashes"
    example: ClassVar[Example] = Example({"column": "code"}, {"code": ("ＡＢ１２", "“AB”–12", "AB-12")})

    polars: ClassVar[Snippet] = polars_exchanging(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_exchanging(operation, PURPOSE)
    r: ClassVar[Snippet] = r_exchanging(operation, PURPOSE)

    @property
    def description(self) -> str:
        """What it does."""
        return "Write full-width characters, curly quotes and dashes as those of a keyboard"

    @property
    def letters(self) -> dict[str, str]:
        """Both kinds."""
        return {**FULL_WIDTH, **TYPOGRAPHIC}
