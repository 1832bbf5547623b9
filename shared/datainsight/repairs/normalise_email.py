"""E-mail addresses without what surrounds them, their domain in lower case."""

from __future__ import annotations

from typing import ClassVar

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.lower_part import LowerPartRepair, pandas_lowering, polars_lowering, r_lowering
from datainsight.repairs.rewrite import Rewrites
from datainsight.semantics.addresses import ADDRESS

PURPOSE = "Write e-mail addresses plainly, their domain in lower case."


class NormaliseEmail(LowerPartRepair):
    """`<Ann@Example.COM>` and `mailto:Ann@example.com` become `Ann@example.com`; other texts stay.

    The part before the "@" keeps its case, as RFC 5321 lets it matter, unless `lower_local` says otherwise.
    Safe without that.

    Attributes:
        lower_local: Whether the part before the "@" gets small letters too.
    """

    operation: ClassVar[str] = "normalise_email"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 18
    reads: ClassVar[str | None] = "e-mail address"
    touches: ClassVar[str] = "cells that hold one e-mail address"
    example: ClassVar[Example] = Example(
        {"column": "mail"}, {"mail": ("<Ann.Lee@Example.COM>", "mailto:bob@example.org ", "none")}
    )
    lower_local: bool = False

    polars: ClassVar[Snippet] = polars_lowering(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_lowering(operation, PURPOSE)
    r: ClassVar[Snippet] = r_lowering(operation, PURPOSE)

    @property
    def description(self) -> str:
        """What it does."""
        return "Write e-mail addresses plainly, their domain in lower case"

    @property
    def guard(self) -> str:
        """One address, perhaps in angle brackets or as a link."""
        return f"^ *<?(?:[Mm][Aa][Ii][Ll][Tt][Oo]:)?{ADDRESS}[.]?>? *$"

    @property
    def rewrites(self) -> Rewrites:
        """What surrounds the address goes."""
        return (("^ *<?(?:[Mm][Aa][Ii][Ll][Tt][Oo]:)?", ""), ("[.]?>? *$", ""))

    @property
    def parts(self) -> str:
        """Before the domain, the domain, nothing; or everything."""
        return "^()(.*)()$" if self.lower_local else "^(.*@)(.*)()$"
