"""What kind of text a cell holds, told by its shape alone.

Used to judge dialects and headers: under the right dialect most cells have a shape that people write on
purpose (van den Burg, Nazábal, Sutton 2019, "Wrangling messy CSV files by detecting row and type patterns").
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

EMPTY = "empty"
NULL = "null"
NUMBER = "number"
DATE = "date"
TIME = "time"
CODE = "code"
LINK = "link"
PHONE = "phone"
TEXT = "text"
OTHER = ""
"""No shape that is known: what cells look like where a dialect is wrong."""

TYPED = frozenset({NUMBER, DATE, TIME, LINK, PHONE})
"""Kinds that a column's name hardly ever has."""

_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?)?(?:Z|\s?[+-]\d{2}:?\d{2})?"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"  # a prefix is enough to tell a date
)
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}[- ]?{_MONTH}(?:[- ,]+\d{{2,4}})?|{_MONTH}[- ]\d{{1,2}}(?:,? \d{{4}})?|{_MONTH}[- ]\d{{4}})"
)
_AMOUNT = r"(?:\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?"
_CURRENCY = r"(?:[$€£¥₹]|USD|EUR|GBP|CHF)"
_KINDS = (
    (NULL, r"n/?a|null|none|nan|nil|missing|unknown|\?|-+|\\N|#n/a|<na>"),
    (NUMBER, rf"[+-]?\s?{_CURRENCY}?\s?[+-]?{_AMOUNT}\s?(?:%|{_CURRENCY})?|\({_CURRENCY}?{_AMOUNT}\)"),
    (DATE, rf"{_DATE}(?:[T ,]+{_TIME})?(?:\s?[A-Z]{{2,4}})?"),
    (TIME, _TIME),
    (
        LINK,
        (
            r"(?:(?:https?|ftp|s3)://|www\.)[^\s|^<>\"]+|[\w.%+'’-]+@[\w-]+(?:\.[\w-]+)+"
            r"|\d{1,3}(?:\.\d{1,3}){3}"
        ),
    ),
    (
        PHONE,
        (
            r"\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,5}|\(\d{2,5}\)\s?\d{2,5}(?:[ .-]?\d{2,5}){1,3}"
            r"|0\d{1,4}[ /-]\d{2,5}(?:[ -]\d{2,5}){0,3}|(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}"
        ),
    ),
    (CODE, r"(?=[^\s]*\d)[A-Za-z0-9]+(?:[-_./:][A-Za-z0-9]+)*"),
    # Words with the punctuation of prose; separators only where a blank follows, as prose sets them.
    # Characters as HTML writes them end with a semicolon, too.
    (
        TEXT,
        (
            r"(?:&#?\w{1,8};|[\"'(#&<>=*@~])*\w(?:&#?\w{1,8};"
            r"|[\w \u00a0'’‘“”\"–—_./&()\[\]!?+#%*°…@=<>-]|[,:;](?=\s)|[,:;]$|\n|\r)*+"
        ),
    ),
)
_KIND = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS), re.IGNORECASE)
_LONGEST_JUDGED = 300
"""Longer cells are prose or a wrong dialect; only their beginning is looked at."""


@lru_cache(maxsize=65_536)
def kind_of(cell: str) -> str:
    """The kind of a cell; surrounding blanks do not count."""
    text = cell.strip()
    if not text:
        return EMPTY
    match = _KIND.fullmatch(text[:_LONGEST_JUDGED])
    return match.lastgroup or OTHER if match else OTHER


def prevailing_kind(cells: Iterable[str], share: float = 0.7) -> str:
    """The kind of at least `share` of the cells that hold a value; `OTHER` where none prevails."""
    counts: dict[str, int] = {}
    for cell in cells:
        kind = kind_of(cell)
        if kind not in (EMPTY, NULL):
            counts[kind] = counts.get(kind, 0) + 1
    if not counts:
        return OTHER
    kind = max(counts, key=counts.__getitem__)
    return kind if counts[kind] >= share * sum(counts.values()) else OTHER


def column_kinds(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """The prevailing kind of each column; rows of another width are left aside."""
    whole = [row for row in rows if len(row) == width]
    return tuple(prevailing_kind(row[position] for row in whole) for position in range(width))


def agreement(cells: Sequence[str], kinds: Sequence[str]) -> int:
    """How many cells with a value are of their column's kind, less those that are of another."""
    total = 0
    for cell, expected in zip(cells, kinds, strict=False):
        found = kind_of(cell)
        if not expected or found in (EMPTY, NULL):
            continue
        total += 1 if found == expected else -1
    return total


def disagrees(cells: Sequence[str], kinds: Sequence[str]) -> bool:
    """Whether any cell with a value is of another kind than its column."""
    return any(
        expected and kind_of(cell) not in (expected, EMPTY, NULL)
        for cell, expected in zip(cells, kinds, strict=False)
    )
