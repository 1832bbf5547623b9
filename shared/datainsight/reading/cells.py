"""How the text of one record becomes cells, also where its quotes are malformed."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from datainsight.models.dataset import Dialect
from datainsight.reading.cell_kinds import EMPTY, agreement, disagrees, kind_of

Action = Literal["padded", "cut", "joined", "realigned"]

OTHER_DELIMITERS = (",", ";", "\t", "|", " ")
_LARGEST_SURPLUS = 8
"""More surplus cells than this are not explained by a doubled or an unquoted delimiter."""

_WIDEST_SEARCHED = 200
"""Wider records are cut without a search: its work grows with the square of the width."""


@dataclass(frozen=True)
class Fitted:
    """A record brought to as many cells as the table has columns, and how."""

    cells: list[str]
    action: Action


class CellSplitter:
    """Splits the text of records (without line end) into cells.

    Args:
        delimiter: Text between two cells.
        quote: Character around a cell, if any.
        escape: Character before a quote inside a quoted cell, if any.
    """

    def __init__(self, delimiter: str, quote: str | None, escape: str | None = None) -> None:
        self._delimiter = delimiter
        self._quote = quote or ""
        self._escape = escape or ""
        self._is_for_csv = len(delimiter) == 1 and not escape and delimiter not in "\r\n"
        if quote:
            mark, end = re.escape(quote), rf"(?={re.escape(delimiter)}|\Z)"
            inside = rf"[^{mark}]++|{mark}{mark}"
            if escape:
                inside = rf"[^{mark}{re.escape(escape)}]++|{re.escape(escape)}.|{mark}{mark}"
                self._escaped = re.compile(rf"{re.escape(escape)}([{mark}{re.escape(escape)}])")
            self._quoted = re.compile(rf"{mark}((?:{inside})*+){mark}{end}", re.DOTALL)
            self._lenient = re.compile(rf"{mark}((?:{mark}{mark}|.)*?){mark}{end}", re.DOTALL)

    @classmethod
    def of(cls, dialect: Dialect) -> "CellSplitter":
        """The splitter for a dialect."""
        return cls(dialect.delimiter, dialect.quote, dialect.escape)

    def split(self, text: str) -> list[str]:
        """The cells of a well-formed record; in a malformed one, a stray opening quote is plain text."""
        if not self._quote or self._quote not in text:
            return text.split(self._delimiter)
        if self._is_for_csv:
            try:
                return next(
                    csv.reader((text,), delimiter=self._delimiter, quotechar=self._quote, strict=True)
                )
            except csv.Error:  # line ends outside quotes, or cells beyond the module's limit
                pass
        return self._walk(text, self._quoted)

    def split_malformed(self, text: str) -> list[list[str]]:
        """All readings of a record whose quotes are malformed, the more usual ones first.

        Either a quote inside a quoted cell was not doubled (the cell goes on to the next quote that ends a
        cell), or a quote at a cell's beginning was never meant to open anything.
        """
        return [self._walk(text, self._lenient), self._walk(text, self._quoted)]

    def _walk(self, text: str, quoted: "re.Pattern[str]") -> list[str]:
        cells: list[str] = []
        position = 0
        while True:
            match = quoted.match(text, position) if text.startswith(self._quote, position) else None
            if match is not None:
                cells.append(self._unquoted(match[1]))
                position = match.end()
            else:
                end = text.find(self._delimiter, position)
                end = end if end >= 0 else len(text)
                cells.append(text[position:end])
                position = end
            if position >= len(text):
                return cells
            position += len(self._delimiter)

    def _unquoted(self, content: str) -> str:
        if self._escape and self._escape in content:
            content = self._escaped.sub(r"\1", content)
        return content.replace(self._quote + self._quote, self._quote)


class RecordFitter:
    """Brings records with too few or too many cells to the table's width, losing as little as it can.

    Args:
        dialect: The table's dialect.
        width: How many columns the table has.
        kinds: The prevailing kind of each column's cells, see `cell_kinds`; may be empty.
    """

    def __init__(self, dialect: Dialect, width: int, kinds: Sequence[str] = ()) -> None:
        self._delimiter = dialect.delimiter
        self._width = width
        self._kinds = kinds
        self._others = [
            CellSplitter(delimiter, dialect.quote, dialect.escape)
            for delimiter in OTHER_DELIMITERS
            if delimiter != dialect.delimiter
        ]

    def best(self, readings: Sequence[list[str]]) -> list[str]:
        """The reading of a malformed record that has the table's width and agrees best with its columns."""
        return max(readings, key=lambda cells: (len(cells) == self._width, agreement(cells, self._kinds)))

    def fit(self, cells: list[str], text: str) -> Fitted:
        """The record, which has another width, at the table's.

        Too few cells: read with another delimiter where that gives exactly the width and agrees better with
        the columns' kinds, else padded at the end.

        Too many: in a table of one column there is nothing to delimit, so all is one cell. Elsewhere a
        doubled delimiter is taken out, or neighbouring cells are joined again (a delimiter that should have
        been quoted), where that brings the cells back under columns of their kind. Failing that, the cells
        beyond the width are cut off.

        Args:
            cells: The cells as split.
            text: The record they were split from.
        """
        if len(cells) < self._width:
            padded = cells + [""] * (self._width - len(cells))
            other = self._by_another_delimiter(text, agreement(padded, self._kinds))
            return Fitted(other, "realigned") if other else Fitted(padded, "padded")
        if self._width == 1:
            return Fitted([text], "joined")
        return self._narrowed(cells)

    def _by_another_delimiter(self, text: str, to_beat: int) -> list[str] | None:
        for splitter in self._others:
            cells = splitter.split(text)
            if len(cells) == self._width and agreement(cells, self._kinds) > to_beat:
                return cells
        return None

    def _narrowed(self, cells: list[str]) -> Fitted:
        """The best way to lose the surplus; cut off where no other way agrees better with the columns."""
        surplus = len(cells) - self._width
        best = Fitted(cells[: self._width], "cut")
        if surplus > _LARGEST_SURPLUS or self._width > _WIDEST_SEARCHED or not any(self._kinds):
            return best
        if not any(cells[self._width :]) and not disagrees(best.cells, self._kinds):
            return best
        of_cut = most = agreement(best.cells, self._kinds)
        for start in range(self._width):
            joined = self._delimiter.join(cells[start : start + surplus + 1])
            candidate = [*cells[:start], joined, *cells[start + surplus + 1 :]]
            if (agrees := agreement(candidate, self._kinds)) > most:
                best, most = Fitted(candidate, "joined"), agrees
        without = self._without_empties(cells, surplus)
        if without is not None and of_cut < agreement(without, self._kinds) >= most:
            return Fitted(without, "realigned")
        return best

    def _without_empties(self, cells: list[str], surplus: int) -> list[str] | None:
        """As many empty cells taken out as there are too many, each where it helps most."""
        for _ in range(surplus):
            empties = [position for position, cell in enumerate(cells) if kind_of(cell) == EMPTY]
            if not empties:
                return None
            shorter = [cells[:position] + cells[position + 1 :] for position in empties]
            cells = max(shorter, key=lambda each: agreement(each, self._kinds))
        return cells
