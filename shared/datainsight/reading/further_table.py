"""Another table below the first one, as far as the beginning of a file shows."""

from collections.abc import Sequence
from itertools import takewhile

_FEWEST_RECORDS = 3
_FEWEST_COLUMNS = 2


def further_table(records: Sequence[Sequence[str]], first_row: int, width: int) -> int | None:
    """Which record another table begins with: behind a blank one, several of a width of their own.

    Args:
        records: Cells of the first records.
        first_row: Which of them is the first below the header.
        width: Columns of the table.
    """
    for place in range(first_row + 1, len(records)):
        if any(records[place - 1]) or not any(records[place]):
            continue
        behind = takewhile(any, records[place:])
        widths = [len(cells) for cells in behind]
        is_one_width = len({*widths}) == 1 and widths[0] >= _FEWEST_COLUMNS
        if is_one_width and widths[0] != width and len(widths) >= _FEWEST_RECORDS:
            return place
    return None
