"""CSV as `write_csv` writes it, read back without looking for a dialect."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

LARGEST_CELL = 2**31 - 1
"""Characters; the most that the reader can be told on every system."""


def read_plain_csv(path: Path) -> tuple[list[str], Iterator[list[str | None]]]:
    """The header, and the rows with empty cells as None.

    Args:
        path: UTF-8, commas, a header line; a line of its own is a row also where it is empty.
    """
    csv.field_size_limit(LARGEST_CELL)
    rows = _rows(path)
    return [cell or "" for cell in next(rows, [])], rows


def _rows(path: Path) -> Iterator[list[str | None]]:
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            yield [cell or None for cell in row or [""]]
