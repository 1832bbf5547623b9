"""Cells of a sheet that say more than calamine tells of them: an error, or a format that adds something."""

from collections.abc import Sequence

from datainsight.reading.number_formats import Cell, NumberFormat

ERROR_TEXTS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
"""What spreadsheets show for errors, ECMA-376 part 1, 18.18.11; later ones are told as `#VALUE!`."""

ERROR_CODES = dict(zip((0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B), ERROR_TEXTS, strict=True))
"""The same as bytes in binary workbooks, [MS-XLS] 2.5.10."""

_UNKNOWN_ERROR = "#VALUE!"
_FIRST_ERROR = 256 - len(ERROR_TEXTS)
_NOTHING = b""


class CellMarks:
    """A byte for each cell of a sheet's used area, kept once the first cell is marked.

    Args:
        rows: Of the used area, counted from the sheet's first row.
        columns: Of it.
        formats: By the number of a cell's style, those that add something to the value.
    """

    def __init__(self, rows: int = 0, columns: int = 0, formats: Sequence[NumberFormat | None] = ()) -> None:
        self._rows = rows
        self._columns = columns
        distinct = list(dict.fromkeys(each for each in formats if each))[: _FIRST_ERROR - 1]
        self._formats = distinct
        self._by_style = [distinct.index(each) + 1 if each in distinct else 0 for each in formats]
        self._codes = bytearray()
        self._marked_rows = bytearray()
        self.last_error_column = 0
        self.error_rows: list[int] = []
        """1-based numbers of rows with an error in a cell, one for each such cell."""

    @property
    def formats(self) -> tuple[NumberFormat, ...]:
        """Formats that add something to a value; where there are none, styles need not be looked at."""
        return tuple(self._formats)

    def mark_style(self, row: int, column: int, style: int) -> None:
        """Notes the style of a cell (0-based), if it matters."""
        code = self._by_style[style] if 0 <= style < len(self._by_style) else 0
        if code:
            self._mark(row, column, code)

    def mark_error(self, row: int, column: int, text: str) -> None:
        """Notes an error in a cell (0-based)."""
        known = text if text in ERROR_TEXTS else _UNKNOWN_ERROR
        if self._mark(row, column, _FIRST_ERROR + ERROR_TEXTS.index(known)):
            self.error_rows.append(row + 1)
            self.last_error_column = max(self.last_error_column, column + 1)

    def row(self, number: int) -> bytes | bytearray:
        """Marks of a row (0-based) by column; nothing where no cell is marked."""
        if number >= len(self._marked_rows) or not self._marked_rows[number]:
            return _NOTHING
        return self._codes[number * self._columns : (number + 1) * self._columns]

    def text(self, mark: int, cell: Cell) -> str | None:
        """A marked cell; None where its value says everything."""
        if mark >= _FIRST_ERROR:
            return ERROR_TEXTS[mark - _FIRST_ERROR] if cell == "" else None
        return self._formats[mark - 1].text(cell)

    def _mark(self, row: int, column: int, code: int) -> bool:
        if not (0 <= row < self._rows and 0 <= column < self._columns):
            return False
        if not self._codes:
            self._codes = bytearray(self._rows * self._columns)
            self._marked_rows = bytearray(self._rows)
        self._codes[row * self._columns + column] = code
        self._marked_rows[row] = 1
        return True
