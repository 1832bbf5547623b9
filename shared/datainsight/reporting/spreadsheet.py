"""CSV that people open in a spreadsheet: a cell that it would calculate becomes text.

A spreadsheet takes a cell that begins with one of `= + - @`, a tab or a carriage return for a formula, which
may fetch what it likes once somebody has opened the file. An apostrophe before it makes it text. Plain
numbers stay numbers, and signs alone (`-`, `--`) calculate nothing.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

FORMULA = "^[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]"
"""The full-width signs are taken for the narrow ones. Read alike by Python's and by Rust's engine."""

HARMLESS = r"[+-]?[.,]?[0-9][0-9.,]*([eE][+-]?[0-9]+)?%?|[=+\-@. ]+"
"""A plain number, or nothing but signs. To match the whole cell: Python finds `$` before a line break too."""

_FORMULA, _HARMLESS = re.compile(FORMULA), re.compile(HARMLESS)


def as_text(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet would calculate it."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell
