"""Another table below the first one, as far as the beginning of a file shows."""

from collections.abc import Sequence
from itertools import takewhile

from datainsight.reading.cell_kinds import TYPED, column_kinds
from datainsight.reading.header import is_beyond_doubt

_FEWEST_RECORDS = 3
_FEWEST_COLUMNS = 2


def further_table(records: Sequence[Sequence[str]], first_row: int, width: int) -> int | None:
    """Which record another table begins with: behind a blank one, several of a width of their own.

    Records as wide as the table's begin another one where the first of them can only be a header.

    Args:
        records: Cells of the first records.
        first_row: Which of them is the first below the header.
        width: Columns of the table.
    """
    for place in range(first_row + 1, len(records)):
        if any(records[place - 1]) or not any(records[place]):
            continue
        behind = list(takewhile(any, records[place:]))
        widths = [len(cells) for cells in behind]
        is_one_width = len({*widths}) == 1 and widths[0] >= _FEWEST_COLUMNS
        if not is_one_width or len(widths) < _FEWEST_RECORDS:
            continue
        if widths[0] != width or _names_columns(behind[0], behind[1:]):
            return place
    return None


def _names_columns(head: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a record amid others is a header: a word in each column, in one above numbers or dates."""
    kinds = column_kinds(body, len(head))
    return all(head) and any(kind in TYPED for kind in kinds) and is_beyond_doubt(head, body)
