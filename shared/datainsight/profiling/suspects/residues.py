"""Numbers with the residue that binary arithmetic leaves: 0.30000000000000004 for 0.3.

A decimal fraction has no exact binary form, and programs that print all 17 digits of a double show it
(Goldberg 1991, "What every computer scientist should know about floating-point arithmetic"). At least
thirteen digits, of which six zeros or nines and one to three others end the number, are no measurement.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from datainsight.profiling.suspects.value_thresholds import ODDITIES

_RESIDUE = re.compile(r"(?<![\w.])([0-9]+\.[0-9]*?)(0{6,}|9{6,})([0-9]{0,2}[1-9])(?![\w.])")


@dataclass(frozen=True, slots=True)
class Residue:
    """A text with such a number: its place among those given, and the text with the number that was meant."""

    place: int
    meant: str
    probability: float = ODDITIES.residue_confidence


def residues(texts: Sequence[str]) -> list[Residue]:
    """Finds texts with such numbers."""
    found = []
    for place, text in enumerate(texts):
        meant = _RESIDUE.sub(_rounded, text) if len(text) > ODDITIES.residue_digits else text
        if meant != text:
            found.append(Residue(place, meant))
    return found


def _rounded(match: re.Match[str]) -> str:
    """The number without its residue; as it stands where it has too few digits to be one."""
    decimals = len(match[1].partition(".")[2])
    if len(match[0].replace(".", "").lstrip("0")) < ODDITIES.residue_digits:
        return match[0]
    rounded = f"{Decimal(match[0]):.{decimals}f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
