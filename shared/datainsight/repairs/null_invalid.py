"""Texts that are not what their column holds become null."""

from __future__ import annotations

from typing import ClassVar, Literal

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.empty_matching import (
    EmptyMatchingRepair,
    pandas_emptying,
    polars_emptying,
    r_emptying,
)
from datainsight.semantics.addresses import ADDRESS, DOMAIN

PURPOSE = "Empty the cells that do not have the shape of what the column holds."

HEXADECIMAL = "[0-9A-Fa-f]"
BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
Kind = Literal["email", "url", "ip_address", "uuid", "number", "integer", "date", "boolean"]
SHAPES: dict[Kind, str] = {
    "email": f"^{ADDRESS}$",
    "url": f"^[Hh][Tt][Tt][Pp][Ss]?://{DOMAIN}(?::[0-9]{{1,5}})?(?:[/?#][!-~]*)?$",
    "ip_address": f"^(?:{BYTE}[.]){{3}}{BYTE}$",
    "uuid": f"^{HEXADECIMAL}{{8}}-(?:{HEXADECIMAL}{{4}}-){{3}}{HEXADECIMAL}{{12}}$",
    "number": "^[+-]?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?$",
    "integer": "^[+-]?[0-9]+$",
    "date": "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    "boolean": "^(?:true|false)$",
}
"""What counts as valid; number, date and boolean in the notation that other repairs write."""


class NullInvalid(EmptyMatchingRepair):
    """Texts without the shape of an e-mail address, a number, … become null.

    Not safe: what they said is gone.

    Attributes:
        kind: What the column holds.
    """

    operation: ClassVar[str] = "null_invalid"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 66
    keeps_matches: ClassVar[bool] = True
    touches: ClassVar[str] = "cells without the shape of `kind`"
    example: ClassVar[Example] = Example(
        {"column": "mail", "kind": "email"}, {"mail": ("ann@example.com", "ann at example", "@", None)}
    )
    kind: Kind

    polars: ClassVar[Snippet] = polars_emptying(operation, PURPOSE, keeps_matches=True)
    pandas: ClassVar[Snippet] = pandas_emptying(operation, PURPOSE, keeps_matches=True)
    r: ClassVar[Snippet] = r_emptying(operation, PURPOSE, keeps_matches=True)

    @property
    def description(self) -> str:
        """What it does."""
        return f"Empty the cells that hold no {self.kind.replace('_', ' ')}"

    @property
    def shape(self) -> str:
        """That of the kind."""
        return SHAPES[self.kind]
