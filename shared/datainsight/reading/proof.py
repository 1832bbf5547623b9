"""Whether a symbol that people write within values, too, really parts the cells of a table.

A column of `295 lbs`, `EUR 44 - EUR 89` or `Th 6:30am-22:30pm`, or of links with `&`, falls into equally many
pieces in every line. A comma or a tab that does so is a delimiter; a blank, a colon or a dollar sign has to
prove itself: a phrase repeats its words, a header stands above all pieces or above none, and a time or a link
is one value.
"""

import re
from collections import Counter
from collections.abc import Sequence

_WHOLE = re.compile(
    r"(?:https?:)?//[^\s<>\"|^#]+(?:#[^\s<>\"|^#]*)?|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)|&#?\w{1,8};"
    r"|(?<!\w)[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+(?!\w)"
)
"""Links, addresses, times of the day, characters as HTML writes them, codes: one value each."""

_ENTITY = re.compile(r"&#?\w{1,8};")
_WITHIN_SHARE = 0.5
"""Of a symbol's occurrences: with more of them within such values it parts nothing."""
_ALIKE_SHARE = 0.6
"""Of the lines: so many have to fall into equally many pieces."""
_ALIKE_TO_HEADER = 0.3
"""The same where the first line is alike, too, and pieces are quoted: some cells hold the symbol unquoted."""
_FEWEST_LINES = 4
"""Fewer lines repeat a word by chance."""
_QUOTED_SHARE = 0.8
_FEWEST_VARYING = 3
"""Columns that vary: with fewer, words that never change are those of a phrase."""
_PAIR = 2
_HYPHEN = "-"
"""Between two pieces it makes a range, or one code of both."""


def stands_within_values(lines: Sequence[str], symbol: str) -> bool:
    """Whether most occurrences of a symbol are parts of links, times and the like."""
    whole = _ENTITY if symbol == ";" else _WHOLE
    total = sum(line.count(symbol) for line in lines)
    within = sum(
        match[0].count(symbol)
        for line in lines
        for match in whole.finditer(line)
        if not match.start() or line[match.start() - 1] != symbol  # which would part it from what is before
    )
    return within > _WITHIN_SHARE * total


def parts_a_table(
    lines: Sequence[str], rows: Sequence[Sequence[str]], symbol: str, quote: str | None
) -> bool:
    """Whether lines that were split at such a symbol look like the rows of a table.

    Args:
        lines: The lines, that of a header, too, where there is one.
        rows: The pieces of each.
        symbol: What parts them.
        quote: The sign around pieces, if any.
    """
    width, alike = Counter(map(len, rows)).most_common(1)[0]
    if width == 1 or _is_name_of_one(rows[0]):
        return False
    if alike < _ALIKE_SHARE * len(rows) and not (
        alike >= _ALIKE_TO_HEADER * len(rows)
        and len(rows[0]) == width
        and _are_pieces_quoted(lines, symbol, quote)
    ):
        return False
    if len(rows) < _FEWEST_LINES:
        return True
    # A header of two words may stand above phrases of two: it is left out. Longer ones tell a table.
    below = rows[1:] if symbol == " " and width == _PAIR else rows
    columns = list(zip(*(row for row in below if len(row) == width), strict=True))
    varying = sum(1 for column in columns if _varies(column))
    return varying >= (2 if varying == width and _HYPHEN not in symbol else _FEWEST_VARYING)


def _are_pieces_quoted(lines: Sequence[str], symbol: str, quote: str | None) -> bool:
    """Whether nearly every line has a quote beside the symbol."""
    if quote is None:
        return False
    quoted = sum(1 for line in lines if f"{symbol}{quote}" in line or f"{quote}{symbol}" in line)
    return quoted >= _QUOTED_SHARE * len(lines)


def _is_name_of_one(first: Sequence[str]) -> bool:
    """Whether the first line is one word, where others have several pieces: the header of a single column."""
    return len(first) == 1 and len(first[0].split()) == 1


def _varies(column: Sequence[str]) -> bool:
    """Whether a column has different values, and not signs alone."""
    return len(set(column)) > 1 and any(map(str.isalnum, "".join(column)))
