"""Texts in lower or in upper case."""

from __future__ import annotations

from typing import ClassVar, Literal

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.exchange_letters import (
    ExchangeLettersRepair,
    pandas_exchanging,
    polars_exchanging,
    r_exchanging,
)

PURPOSE = "Write letters in one case."
ALPHABETS = (("A", "Z"), ("À", "Þ"), ("Ā", "Ž"), ("Ά", "Ϋ"), ("Ѐ", "Я"), ("Ґ", "Ґ"))
"""First and last capital of the scripts that tell cases apart and have most of the world's tables."""


def capitals() -> dict[str, str]:
    """Capitals and their small letters, wherever these are one letter each and lead back to each other."""
    codes = (code for first, last in ALPHABETS for code in range(ord(first), ord(last) + 1))
    pairs = {chr(code): chr(code).lower() for code in codes}
    return {
        capital: small
        for capital, small in pairs.items()
        if capital != small and len(small) == 1 and small.upper() == capital
    }


class ChangeCase(ExchangeLettersRepair):
    """Letters of the Latin (with the usual accents), Greek and Cyrillic scripts become small, or capitals.

    Letters that have no single counterpart (ß, İ, ŉ) and those of other scripts stay, so that every language
    makes the same text. Not safe: "US" and "us" may differ.

    Attributes:
        case: Which case all letters get.
    """

    operation: ClassVar[str] = "change_case"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 13
    touches: ClassVar[str] = "cells with letters of the other case"
    example: ClassVar[Example] = Example(
        {"column": "town", "case": "lower"}, {"town": ("KÖLN", "Paris", "lyon")}
    )
    case: Literal["lower", "upper"]

    polars: ClassVar[Snippet] = polars_exchanging(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_exchanging(operation, PURPOSE)
    r: ClassVar[Snippet] = r_exchanging(operation, PURPOSE)

    @property
    def description(self) -> str:
        """What it does."""
        return f"Write all letters in {self.case} case"

    @property
    def letters(self) -> dict[str, str]:
        """Capitals to small letters, or the other way round."""
        pairs = capitals()
        return pairs if self.case == "lower" else {small: capital for capital, small in pairs.items()}
