"""Where a table begins in a text, whether it has a header, and how wide it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from datainsight.reading.cell_kinds import EMPTY, NULL, NUMBER, TYPED, kind_of, prevailing_kind

_ROWS_COMPARED = 50
_TITLE_ROWS = 20
_YEARS = range(1800, 2201)


@dataclass(frozen=True)
class Layout:
    """The place of a table among the records of a text.

    Attributes:
        first: Index of the record the table begins with: the header, or the first row where there is none.
        header: The header's cells, brought to the table's width; None where there is none.
        width: Number of columns.
        assumptions: What was assumed, one sentence each.
    """

    first: int
    header: tuple[str, ...] | None
    width: int
    assumptions: tuple[str, ...] = field(default=())

    @property
    def first_row(self) -> int:
        """Index of the first data record."""
        return self.first + (self.header is not None)


def find_layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The layout of the table that most of the records belong to.

    Args:
        rows: The first records of the text as cells; blank lines are `[""]`. At least one is not blank.
    """
    usual = _usual_width(rows)
    first = _first_of_table(rows, usual)
    body = _body(rows, first, usual)
    is_header = looks_like_header(rows[first], body)
    if not is_header:
        return Layout(first, None, max(usual, 1))
    header = list(rows[first])
    width = max(usual, len(header)) if not body else _width_with_header(header, body, usual)
    assumptions: tuple[str, ...] = ()
    if len(header) == width - 1 and body and any(row[-1].strip() for row in body if len(row) == width):
        header = ["", *header]
        assumptions = (
            "The header has one name less than the rows have cells: the first column holds row names.",
        )
    header += [""] * (width - len(header))
    return Layout(first, tuple(header[:width]), width, assumptions)


def looks_like_header(head: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a record names the columns of those that follow it.

    Each column gives evidence: a word above numbers or dates speaks for a header, a number above numbers, or a
    value that comes back below, against it. Where columns are all words, the first record is a header unless
    something speaks against it, as most files have one.
    """
    filled = [cell for cell in head if cell.strip()]
    if not filled:
        return False
    if not body:
        return all(kind_of(cell) not in TYPED for cell in filled)
    runs_on = _counts_on(head)
    return (
        sum(
            _evidence(cell, [row[i] for row in body if i < len(row)], runs_on=runs_on)
            for i, cell in enumerate(head)
        )
        > 0
    )


def _evidence(cell: str, below: Sequence[str], *, runs_on: bool) -> float:
    """How much one column speaks for (positive) or against a header."""
    kind, expected = kind_of(cell), prevailing_kind(below)
    if kind in (EMPTY, NULL):
        return -0.5 if kind == NULL and expected in TYPED else 0.0
    if expected in TYPED:
        if kind not in TYPED:
            return 1.0
        return 0.5 if kind == NUMBER and runs_on else -1.0
    values = [value.strip() for value in below if value.strip()]
    if not values:
        return 0.05
    if cell.strip() in values:
        return -1.0
    if kind in TYPED:
        return -0.5
    lengths = {len(value) for value in values}
    same_length = len(values) >= 3 and len(lengths) == 1 and len(cell.strip()) not in lengths
    return 0.5 if same_length else 0.1


def _counts_on(head: Sequence[str]) -> bool:
    """Whether the numbers of a record are years or count on one by one, as names of columns may."""
    texts = [cell.strip() for cell in head if kind_of(cell) == NUMBER]
    if len(texts) < 2 or len(texts) == len(head) or not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    counts = all(after - before == 1 for before, after in zip(numbers, numbers[1:], strict=False))
    return counts or (len(set(numbers)) == len(numbers) and all(number in _YEARS for number in numbers))


def _is_blank(row: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in row)


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells that most records have; many cells count more, as in the score of a dialect."""
    counts = Counter(len(row) for row in rows if not (len(row) == 1 and _is_blank(row)))
    return max(counts, key=lambda width: (counts[width] ** 2 * (width - 1) / width, width))


def _first_of_table(rows: Sequence[Sequence[str]], usual: int) -> int:
    """The first record of the table: after blank lines, titles and notes."""
    first = next(
        (index for index, row in enumerate(rows) if not _is_blank(row) and (2 * len(row) > usual)), 0
    )
    later = range(first + 1, min(len(rows), first + _TITLE_ROWS))
    for index in later:
        row, filled = rows[index], _filled(rows[index])
        if len(row) == usual and filled >= max(2, usual / 2):
            is_title = _filled(rows[first]) <= 1 < usual or len(rows[first]) < usual
            if is_title and _is_clear_header(row, _body(rows, index, usual)):
                return index
            break
    return first


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _is_clear_header(row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """A header beyond doubt: words only, no two alike, and it does not look like one more row."""
    words = [cell.strip() for cell in row if cell.strip()]
    if len(set(words)) < len(words) or any(kind_of(word) in TYPED for word in words):
        return False
    return bool(body) and looks_like_header(row, body)


def _body(rows: Sequence[Sequence[str]], first: int, usual: int) -> list[Sequence[str]]:
    """Some records after the first of a table, those of the usual width where there are any."""
    after = [row for row in rows[first + 1 : first + 1 + _ROWS_COMPARED] if not _is_blank(row)]
    return [row for row in after if len(row) == usual] or after


def _width_with_header(header: Sequence[str], body: Sequence[Sequence[str]], usual: int) -> int:
    """A header longer than the rows is believed; of an empty last name (a delimiter at the end) only as the rows are."""
    named = len(header)
    while named > usual and not header[named - 1].strip():
        named -= 1
    return max(usual, named) if body else named
