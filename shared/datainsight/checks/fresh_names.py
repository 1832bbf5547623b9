"""Names for new columns."""

import re
import unicodedata
from collections.abc import Collection

LONGEST_NAME = 63
"""Bytes of an identifier in PostgreSQL; MySQL takes 64, Oracle 128, others more."""


def fresh(name: str, taken: Collection[str]) -> str:
    """The name, with a number after it until no column is called so (whatever its case).

    Args:
        name: What the column is to be called.
        taken: Names that it must differ from.
    """
    folded = {each.casefold() for each in taken}
    candidate, number = name, 1
    while candidate.casefold() in folded:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def plain_name(name: str, reserved: Collection[str]) -> str:
    """The name as an identifier that no database has to quote: `Unit Price ($)` becomes `unit_price`.

    Args:
        name: Any name.
        reserved: Words in lower case that are no identifiers.
    """
    without_accents = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^A-Za-z0-9]+", "_", without_accents).strip("_").lower()
    if not words or words[0].isdigit() or words in reserved:
        words = f"column_{words}".rstrip("_")
    return words[: LONGEST_NAME - 4].rstrip("_")
