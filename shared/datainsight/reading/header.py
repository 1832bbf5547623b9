"""Whether a record names the columns of those that follow it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from datainsight.reading.cell_kinds import CODE, EMPTY, NULL, NUMBER, TYPED, kind_of, prevailing_kind

_FEWEST_ALIKE = 3
_LEAST_DIFFERENT = 2 / 3
_YEARS = range(1800, 2201)

_PERIOD = re.compile(r"(?:1[89]|20|21)\d\d(?:\s?[-/–]\s?\d{2,4})?")
_DIGIT, _LETTER = re.compile("[0-9]"), re.compile("[A-Za-z]")

Rows = Sequence[Sequence[str]]


def looks_like_header(head: Sequence[str], body: Rows) -> bool:
    """Whether a record names the columns of those that follow it.

    Each column gives evidence: a word above numbers or dates speaks for a header, a number above numbers, or
    a value that comes back below, against it. Where columns are all words, the first record is a header
    unless something speaks against it, as most files have one. A record that comes back as a whole is no
    evidence against itself: files that were put together repeat their header.

    Args:
        head: The record in question.
        body: Records after it.
    """
    filled = [cell for cell in head if cell.strip()]
    if not filled:
        return False
    rows = [row for row in body if len(head) == 1 or list(row) != list(head)]
    if not rows and len(body) > 1:
        return False
    if not rows:
        return all(kind_of(cell) not in TYPED for cell in filled)
    counts_on = _counts_on(head)
    evidence = (
        _evidence(cell, [row[position] for row in rows if position < len(row)], counts_on=counts_on)
        for position, cell in enumerate(head)
    )
    return sum(evidence) > 0


def is_beyond_doubt(head: Sequence[str], body: Rows) -> bool:
    """Whether a record can only be a header: words, hardly two alike, and unlike one more row."""
    words = [cell.strip() for cell in head if cell.strip()]
    if len(set(words)) < _LEAST_DIFFERENT * len(words) or any(kind_of(word) in TYPED for word in words):
        return False
    return bool(body) and looks_like_header(head, body)


def is_second_header(upper: Sequence[str], lower: Sequence[str], body: Rows) -> bool:
    """Whether the record after a header goes on with it: names under a name that spans several columns.

    That is so where the upper one leaves cells empty after a name, the lower one holds nothing but words, all
    columns get a name from one of them, and a word of the lower one stands above numbers or dates.
    """
    if len(upper) != len(lower) or not body:
        return False
    spans = not all(cell.strip() for cell in upper)
    named = all(above.strip() or below.strip() for above, below in zip(upper, lower, strict=True))
    words = [(position, cell) for position, cell in enumerate(lower) if cell.strip()]
    if not (spans and named and words) or any(kind_of(cell) in (*TYPED, NULL) for _, cell in words):
        return False
    return any(
        prevailing_kind(row[position] for row in body if position < len(row)) in TYPED
        for position, _ in words
    )


def goes_on(row: Sequence[str], body: Rows) -> bool:
    """Whether a record below a header adds to it: units and parts of names, words above numbers or dates.

    Its first cell is empty, as that of a row mostly is not.
    """
    words = [(position, cell) for position, cell in enumerate(row) if cell.strip()]
    if not words or row[0].strip() or any(kind_of(cell) in (*TYPED, NULL) for _, cell in words):
        return False
    return all(
        prevailing_kind(each[position] for each in body if position < len(each)) in TYPED
        for position, _ in words
    )


def comes_before(row: Sequence[str], width: int) -> bool:
    """Whether a record above a header is part of it: names or periods, but none above its first column."""
    filled = [cell.strip() for cell in row if cell.strip()]
    is_over_others = len(row) == width and bool(filled) and not row[0].strip()
    return is_over_others and all(kind_of(cell) not in TYPED or _PERIOD.fullmatch(cell) for cell in filled)


def joined_names(*parts: Sequence[str]) -> list[str]:
    """The names of several header records, joined column by column."""
    return [" ".join(filter(None, (cell.strip() for cell in cells))) for cells in zip(*parts, strict=True)]


def spanned_names(upper: Sequence[str], lower: Sequence[str]) -> list[Sequence[str]]:
    """Two header records; a name above empty cells goes with all that stands below these."""
    above, spanning = [], ""
    for name, below in zip(upper, lower, strict=True):
        spanning = name.strip() or spanning
        above.append(spanning if below.strip() else name.strip())
    return [above, lower]


def _evidence(cell: str, below: Sequence[str], *, counts_on: bool) -> float:
    """How much one column speaks for (positive) or against a header."""
    kind, expected = kind_of(cell), prevailing_kind(below)
    if kind == EMPTY:
        return 0.0
    if expected not in TYPED:
        return _evidence_above_words(cell, kind, [value.strip() for value in below if value.strip()])
    if kind == NULL:
        return -0.5
    if kind not in TYPED:
        return 1.0
    return 0.5 if kind == NUMBER and counts_on else -1.0


def _evidence_above_words(cell: str, kind: str, values: Sequence[str]) -> float:
    """The same for a column whose values are words, or of no kind that prevails."""
    if kind == NULL:
        return 0.0
    if cell.strip() in values:
        return -1.0
    if kind in TYPED:
        return -0.5
    if (
        kind == CODE
        and len(values) >= _FEWEST_ALIKE
        and {_shape(value) for value in values} == {_shape(cell)}
    ):
        return -0.5
    lengths = {len(value) for value in values}
    has_own_length = len(values) >= _FEWEST_ALIKE and len(lengths) == 1 and len(cell.strip()) not in lengths
    return 0.5 if has_own_length else 0.1


def _shape(code: str) -> str:
    """What codes of one kind have in common: where letters and digits stand."""
    return _DIGIT.sub("9", _LETTER.sub("a", code.strip()))


def _counts_on(head: Sequence[str]) -> bool:
    """Whether the numbers of a record are years or count on one by one, as names of columns may."""
    texts = [cell.strip() for cell in head if kind_of(cell) == NUMBER]
    if len(texts) < 2 or len(texts) == len(head) or not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    counts = all(after - before == 1 for before, after in pairwise(numbers))
    return counts or (len(set(numbers)) == len(numbers) and all(number in _YEARS for number in numbers))
