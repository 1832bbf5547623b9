"""One self-contained HTML page: no script, no request to anywhere, below a megabyte, light and dark.

Everything from the table reaches the page through Jinja's autoescaping, and the page's
Content-Security-Policy allows one thing only: the style sheet with the hash that stands in it.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from datainsight.models.document import ProfileDocument
from datainsight.reporting.html_view import Detail, view_page
from datainsight.version import VERSION

MAXIMUM_BYTES = 1_000_000
DETAILS = (
    Detail(full_columns=120, compact_columns=500, issues=150, script_characters=40_000),
    Detail(full_columns=40, compact_columns=300, issues=60, script_characters=10_000),
    Detail(full_columns=5, compact_columns=100, issues=15, script_characters=1_500),
)
"""From rich to poor; the first one that fits the page is taken."""

TURNING_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that change the direction of what follows: a script that shows one may not do what it seems to do."""

TEMPLATES = Path(__file__).parent / "templates"


def to_html(document: ProfileDocument, scripts: Mapping[str, str] | None = None) -> str:
    """The page for a document that was masked already.

    Args:
        document: What may be shown.
        scripts: Cleaning scripts by language ("polars", "pandas", "sql", "r"), shown where given.

    Returns:
        A page of less than `MAXIMUM_BYTES` bytes in UTF-8.
    """
    page = ""
    for detail in DETAILS:
        page = _render(document, detail, scripts or {})
        if len(page.encode("utf-8")) < MAXIMUM_BYTES:
            break
    return page


def _render(document: ProfileDocument, detail: Detail, scripts: Mapping[str, str]) -> str:
    style = (TEMPLATES / "report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    page = (
        environment()
        .get_template("report.html.jinja")
        .render(
            page=view_page(document, detail, scripts),
            style=style,
            style_hash=f"sha256-{digest}",
            version=VERSION,
        )
    )
    return TURNING_MARKS.sub("\N{REPLACEMENT CHARACTER}", page).encode("utf-8", "replace").decode("utf-8")


@cache
def environment() -> Environment:
    """Templates with autoescaping; an undefined name is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
