"""Letters without their accents."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.exchange_letters import (
    ExchangeLettersRepair,
    pandas_exchanging,
    polars_exchanging,
    r_exchanging,
)

PURPOSE = "Write letters without accents."
FIRST, LAST = 0xC0, 0x17E
"""Latin letters with accents, from À to ž."""


class RemoveAccents(ExchangeLettersRepair):
    """`é` becomes `e`, `Š` becomes `S`: Latin letters that Unicode takes for A to Z and an accent.

    Letters of their own (ø, ł, ß, æ) and other scripts stay; letters written as two characters have to be
    composed first (`compose_unicode`). Not safe: names lose their spelling.
    """

    operation: ClassVar[str] = "remove_accents"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 14
    touches: ClassVar[str] = "cells with accented Latin letters"
    example: ClassVar[Example] = Example({"column": "name"}, {"name": ("José", "Šimek", "Lars")})

    polars: ClassVar[Snippet] = polars_exchanging(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_exchanging(operation, PURPOSE)
    r: ClassVar[Snippet] = r_exchanging(operation, PURPOSE)

    @property
    def description(self) -> str:
        """What it does."""
        return "Write letters without accents"

    @property
    def letters(self) -> dict[str, str]:
        """Accented letters and plain ones."""
        bases = {chr(code): unicodedata.normalize("NFD", chr(code))[0] for code in range(FIRST, LAST + 1)}
        return {letter: base for letter, base in bases.items() if letter != base and base.isascii()}
