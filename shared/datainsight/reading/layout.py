"""Where a table begins in a text, how wide it is, and what its header is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from datainsight.reading.cells import OTHER_DELIMITERS, CellSplitter
from datainsight.reading.header import (
    comes_before,
    goes_on,
    is_beyond_doubt,
    is_second_header,
    joined_names,
    looks_like_header,
    spanned_names,
)

_ROWS_COMPARED = 50
_TITLE_ROWS = 20
_HEADER_ROWS = 4

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Layout:
    """The place of a table among the records of a text.

    Attributes:
        first: Index of the record the table begins with: the header, or the first row where there is none.
        first_row: Index of the first data record.
        header: The header's cells, brought to the table's width; None where there is none.
        width: Number of columns.
        assumptions: What was assumed, one sentence each.
    """

    first: int
    first_row: int
    header: tuple[str, ...] | None
    width: int
    assumptions: tuple[str, ...] = ()


def find_layout(rows: Rows, texts: Sequence[str] = ()) -> Layout:
    """The layout of the table that most of the records belong to.

    Args:
        rows: The first records of a text as cells; blank lines are `[""]`. At least one is not blank.
        texts: The same records as they stand in the file, to read a header that is delimited otherwise.
    """
    usual = _usual_width(rows)
    first = _first_of_table(rows, usual)
    body = _body(rows, first, usual)
    if looks_like_header(rows[first], body):
        return _with_header(rows, first, usual)
    header = _header_delimited_otherwise(texts, first, usual, body) if usual > 2 else None
    if header is not None:
        note = "The header is delimited otherwise than the rows."
        return Layout(first - 1, first, tuple(header), usual, (note,))
    return Layout(first, first, None, usual)


def _with_header(rows: Rows, first: int, usual: int) -> Layout:
    """A layout whose record `first` is the header, or the upper one of two."""
    header, body = list(rows[first]), _body(rows, first, usual)
    parts, top, first_row = _header_records(rows, first, usual, body)
    if len(parts) > 1:
        count = "two" if len(parts) == 2 else len(parts)
        note = f"The header takes {count} records; their names were joined."
        return Layout(top, first_row, tuple(joined_names(*parts)), usual, (note,))
    width = _width_with_header(header, body, usual)
    first_row = first + 1
    while first_row < len(rows) and list(rows[first_row]) == header:
        first_row += 1
    assumptions: tuple[str, ...] = ()
    if first_row > first + 1:
        assumptions = ("The header stands several times; it was read once.",)
    if len(header) == width - 1 and any(row[-1].strip() for row in body if len(row) == width):
        header = ["", *header]
        note = "The header has one name less than the rows have cells: row names stand first."
        assumptions = (*assumptions, note)
    header += [""] * (width - len(header))
    return Layout(first, first_row, tuple(header[:width]), width, assumptions)


def _header_records(rows: Rows, first: int, usual: int, body: Rows) -> tuple[list[Sequence[str]], int, int]:
    """The records of a header, its first one, and the one after it.

    Args:
        rows: The first records of a text.
        first: The one that the table seems to begin with.
        usual: The number of cells that most records have.
        body: Records after it.
    """
    parts, top, after = [rows[first]], first, first + 1
    if body and rows[after] == body[0] and is_second_header(rows[first], body[0], body[1:]):
        parts = spanned_names(rows[first], body[0])
        after += 1
    elif len(rows[first]) != usual or not all(cell.strip() for cell in rows[first]):
        return parts, top, after
    elif top > 0 and comes_before(rows[top - 1], usual):
        top -= 1
        parts.insert(0, rows[top])
    while after < len(rows) and len(parts) < _HEADER_ROWS and len(rows[after]) == usual:
        if not goes_on(rows[after], _body(rows, after, usual)):
            break
        parts.append(rows[after])
        after += 1
    return parts, top, after


def _is_blank(row: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in row)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _usual_width(rows: Rows) -> int:
    """The number of cells that most records have; many cells count more, as in the score of a dialect."""
    counts = Counter(len(row) for row in rows if not (len(row) == 1 and _is_blank(row)))
    return max(counts, key=lambda width: (counts[width] ** 2 * (width - 1) / width, width), default=1)


def _first_of_table(rows: Rows, usual: int) -> int:
    """The first record of the table: after blank lines, titles and notes.

    Records of at most half the usual width are none of the table's. Nor are those before a header beyond
    doubt, where they hold one value only (titles that a spreadsheet filled up with delimiters) or are shorter
    than it.
    """
    first = next((index for index, row in enumerate(rows) if not _is_blank(row) and 2 * len(row) > usual), 0)
    is_title = _filled(rows[first]) <= 1 < usual or len(rows[first]) < usual
    if not is_title:
        return first
    for index in range(first + 1, min(len(rows), first + _TITLE_ROWS)):
        row = rows[index]
        if len(row) == usual and _filled(row) >= max(2, usual / 2):
            return index if is_beyond_doubt(row, _body(rows, index, usual)) else first
    return first


def _body(rows: Rows, first: int, usual: int) -> list[Sequence[str]]:
    """Some records after the first of a table, those of the usual width where there are any."""
    after = [row for row in rows[first + 1 : first + 1 + _ROWS_COMPARED] if not _is_blank(row)]
    return [row for row in after if len(row) == usual] or after


def _width_with_header(header: Sequence[str], body: Rows, usual: int) -> int:
    """The usual width, or the header's where that is longer, not counting a delimiter at its end."""
    named = len(header)
    while named > usual and not header[named - 1].strip():
        named -= 1
    return max(usual, named) if body else named


def _header_delimited_otherwise(texts: Sequence[str], first: int, usual: int, body: Rows) -> list[str] | None:
    """The record just before a table without header, if another delimiter makes it a header of that width."""
    if not 0 < first <= len(texts):
        return None
    for delimiter in OTHER_DELIMITERS:
        cells = CellSplitter(delimiter, '"').split(texts[first - 1])
        if len(cells) == usual and is_beyond_doubt(cells, body):
            return cells
    return None
