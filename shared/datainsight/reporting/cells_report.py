"""Suspicious cells as CSV, written as they come: there may be as many as the table has."""

import csv
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from datainsight.checks.cells import Cell

HEADER = ("row", "position", "column", "kind", "confidence", "suggestion", "has_suggestion")


def write_cells(cells: "Iterable[Cell]", stream: TextIO) -> int:
    """Writes RFC 4180 records below a header.

    Args:
        cells: In the order of the table.
        stream: Opened with `newline=""`.

    Returns:
        How many cells were written.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADER)
    count = 0
    for count, cell in enumerate(cells, start=1):  # noqa: B007 - the last number is the count
        has_suggestion = "false" if cell.suggestion is None else "true"
        writer.writerow(
            (
                cell.row,
                cell.position,
                cell.column,
                cell.kind,
                f"{cell.confidence:.4f}",
                cell.suggestion or "",
                has_suggestion,
            )
        )
    return count
