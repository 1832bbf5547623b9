"""The exact reader: one record after another, whatever is in it, and a report of all that is odd."""

from typing import Literal

from datainsight.models.dataset import Dialect, LineProblem, SourceDescription
from datainsight.reading.cells import CellSplitter, RecordFitter
from datainsight.reading.records import Piece, RecordFinder

_REPLACEMENT = "\ufffd"

_Kind = Literal[
    "too_few_cells", "too_many_cells", "unclosed_quote", "stray_quote", "undecodable_bytes", "nul_bytes"
]
_Problem = tuple[
    _Kind, int | None, Literal["padded", "cut", "joined", "replaced", "removed", "kept", "realigned"]
]


class ExactReader:
    """Reads pieces into rows of the table's width.

    Args:
        description: Of the table.
    """

    def __init__(self, description: SourceDescription) -> None:
        dialect = description.dialect or Dialect()
        self._delimiter = dialect.delimiter
        self._quote = dialect.quote
        self._width = len(description.columns)
        self._line_end = b"\r" if dialect.line_terminator == "\r" else b"\n"
        self._finder = RecordFinder(dialect)
        self._splitter = CellSplitter.of(dialect)
        self._fitter = RecordFitter(dialect, self._width, description.column_kinds)

    def rows(
        self, piece: Piece, *, first_line: int = 1, is_transcoded: bool = False
    ) -> tuple[list[list[str | None]], list[LineProblem]]:
        """All records of a piece as rows; blank lines are skipped where the table has several columns.

        Args:
            piece: Whole records, UTF-8.
            first_line: Number of the first physical line.
            is_transcoded: Whether U+FFFD in the text stands for bytes that could not be decoded.
        """
        rows: list[list[str | None]] = []
        problems: list[LineProblem] = []
        line, counted = first_line, 0
        records = piece.records if piece.records is not None else self._finder.records(piece.data)
        for record in records:
            text, found = self._text(piece.data[record.start : record.end], is_transcoded=is_transcoded)
            if self._width > 1 and not found and self._is_blank(text):
                continue
            rows.append(self._row(text, found, is_malformed=record.is_malformed))
            if found:
                line += piece.data.count(self._line_end, counted, record.start)
                counted = record.start
                problems += [
                    LineProblem(line=line, kind=kind, found_cells=cells, action=action)
                    for kind, cells, action in found
                ]
        return rows, problems

    def _is_blank(self, text: str) -> bool:
        return not text or (text.isspace() and self._delimiter not in text)

    def _text(self, data: bytes, *, is_transcoded: bool) -> tuple[str, list[_Problem]]:
        """A record without its line end, decoded."""
        found: list[_Problem] = []
        data = data.removesuffix(self._line_end)
        if self._line_end == b"\n":
            data = data.removesuffix(b"\r")
        if b"\0" in data:
            data = data.replace(b"\0", b"")
            found.append(("nul_bytes", None, "removed"))
        try:
            text = data.decode()
            is_decoded = not (is_transcoded and _REPLACEMENT in text)
        except UnicodeDecodeError:
            text, is_decoded = data.decode(errors="replace"), False
        if not is_decoded:
            found.append(("undecodable_bytes", None, "replaced"))
        return text, found

    def _row(self, text: str, found: list[_Problem], *, is_malformed: bool) -> list[str | None]:
        """A record's cells at the table's width, empty ones as None; what is odd is added to `found`."""
        if is_malformed:
            cells = self._fitter.best(self._splitter.split_malformed(text))
            # An odd number of quotes means that one is missing.
            is_unclosed = text.count(self._quote or "") % 2 == 1
            found.append(("unclosed_quote" if is_unclosed else "stray_quote", None, "kept"))
        else:
            cells = self._splitter.split(text)
        if len(cells) != self._width:
            fitted = self._fitter.fit(cells, text)
            is_short = len(cells) < self._width
            found.append(("too_few_cells" if is_short else "too_many_cells", len(cells), fitted.action))
            cells = fitted.cells
        return [cell or None for cell in cells]
