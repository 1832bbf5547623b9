"""What cleaning changed, cell by cell: for people to read, with personal values hidden."""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from typing import IO

import polars as pl

from datainsight.reporting.redaction import Redactor
from datainsight.reporting.spreadsheet import as_text
from datainsight.semantics.quotations import HIDDEN

HEADER = ("row", "position", "column", "change", "before", "after", "repair_id")
CHANGES = {
    "row": pl.Int64,
    "column": pl.String,
    "before": pl.String,
    "after": pl.String,
    "repair_id": pl.String,
}
"""The columns of changes as a run gathers them."""


class ChangeLog:
    """A CSV file with one line for each cell, row and column that cleaning changed.

    `row` is the 0-based data row and `position` the 0-based column of the table as read; `change` is "cell",
    "row" or "column"; an empty `before` or `after` is null. People open it: cells that a spreadsheet would
    calculate are text, see `reporting.spreadsheet`.

    Args:
        stream: Text, without translation of line ends.
        columns: Of the table as read.
        personal: Columns whose values are hidden.
        redactor: Hides personal values that other columns quote; None where everything may be shown.
    """

    def __init__(
        self,
        stream: IO[str],
        columns: Sequence[str],
        personal: Collection[str],
        redactor: Redactor | None,
    ) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._positions = {name: position for position, name in enumerate(columns)}
        self._personal = frozenset(personal)
        self._redactor = redactor
        self._writer.writerow(HEADER)

    def column_removed(self, column: str, repair_id: str) -> None:
        """One line for a column that goes."""
        position = self._positions.get(column, "")
        self._writer.writerow(("", position, as_text(column), "column", "", "", as_text(repair_id)))

    def add(self, changes: pl.DataFrame) -> None:
        """Changes of one batch; a row without a column is one that was removed."""
        for row, column, before, after, repair_id in changes.sort("row", maintain_order=True).iter_rows():
            if column is None:
                self._writer.writerow((row, "", "", "row", "", "", as_text(repair_id)))
                continue
            told = (column, "cell", self._shown(column, before), self._shown(column, after), repair_id)
            self._writer.writerow((row, self._positions.get(column, ""), *map(as_text, told)))

    def _shown(self, column: str, cell: str | None) -> str:
        if cell is None:
            return ""
        if column in self._personal:
            return HIDDEN
        return cell if self._redactor is None else self._redactor.text(cell)
