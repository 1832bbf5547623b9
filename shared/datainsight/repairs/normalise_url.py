"""Web addresses in one notation."""

from __future__ import annotations

from typing import ClassVar, Literal

from datainsight.repairs.base import Example, Snippet
from datainsight.repairs.lower_part import LowerPartRepair, pandas_lowering, polars_lowering, r_lowering
from datainsight.repairs.rewrite import Rewrites
from datainsight.semantics.addresses import DOMAIN, SCHEME

PURPOSE = "Write web addresses with a scheme, scheme and host in lower case."


class NormaliseUrl(LowerPartRepair):
    """`WWW.Example.com:80/A`, `HTTP://www.example.com/A` become `http://www.example.com/A`; other texts stay.

    RFC 3986, section 6.2: scheme and host in lower case, no default port, "/" for an empty path. An address
    without a scheme gets `scheme`, if it begins with "www." or has a path. Safe where the scheme is there;
    without one it is a guess, which is why this repair is never made unasked.

    Attributes:
        scheme: What an address without a scheme gets.
    """

    operation: ClassVar[str] = "normalise_url"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 19
    reads: ClassVar[str | None] = "web address"
    touches: ClassVar[str] = "cells that hold one address of the web"
    example: ClassVar[Example] = Example(
        {"column": "site"}, {"site": ("WWW.Example.com:80/A", "HTTPS://example.org", "no site")}
    )
    scheme: Literal["http", "https"] = "http"

    polars: ClassVar[Snippet] = polars_lowering(operation, PURPOSE)
    pandas: ClassVar[Snippet] = pandas_lowering(operation, PURPOSE)
    r: ClassVar[Snippet] = r_lowering(operation, PURPOSE)

    @property
    def description(self) -> str:
        """What it does."""
        return "Write web addresses with a scheme, scheme and host in lower case"

    @property
    def guard(self) -> str:
        """A scheme and a host, or a host that begins with www, or one with a path."""
        rest = "(?:[/?#][!-~]*)?"
        bare = f"[Ww][Ww][Ww][.]{DOMAIN}(?::[0-9]{{1,5}})?{rest}|{DOMAIN}(?::[0-9]{{1,5}})?/[!-~]*"
        return f"^ *(?:{SCHEME}{DOMAIN}(?::[0-9]{{1,5}})?{rest}|{bare}) *$"

    @property
    def rewrites(self) -> Rewrites:
        """Blanks, scheme, port and path."""
        return (
            ("^ +| +$", ""),
            (f"^({DOMAIN})(:[0-9]+)?([/?#][!-~]*)?$", rf"{self.scheme}://\1\2\3"),
            (r"^([Hh][Tt][Tt][Pp]://[^/?#:]+):80([/?#][!-~]*)?$", r"\1\2"),
            (r"^([Hh][Tt][Tt][Pp][Ss]://[^/?#:]+):443([/?#][!-~]*)?$", r"\1\2"),
            (f"^({SCHEME}[^/?#]+)([?#][!-~]*)?$", r"\1/\2"),
        )

    @property
    def parts(self) -> str:
        """Nothing, scheme and host, the rest."""
        return f"^()({SCHEME}[^/?#]+)(.*)$"
