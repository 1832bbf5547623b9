"""The exact reader: one record after another, whatever is in it, and a report of all that is odd."""

from typing import Literal

from datainsight.models.dataset import Dialect, LineProblem, SourceDescription
from datainsight.reading.cells import CellSplitter, RecordFitter
from datainsight.reading.records import Piece, Record, RecordFinder

_REPLACEMENT = "\ufffd"


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
            text, odd = self._text(piece.data[record.start : record.end], is_transcoded=is_transcoded)
            if self._width > 1 and not odd and self._is_blank(text):
                continue
            row, found = self._row(text, record)
            rows.append(row)
            if odd or found:
                line += piece.data.count(self._line_end, counted, record.start)
                counted = record.start
                problems += [problem.model_copy(update={"line": line}) for problem in odd + found]
        return rows, problems

    def _is_blank(self, text: str) -> bool:
        return not text or (text.isspace() and self._delimiter not in text)

    def _text(self, data: bytes, *, is_transcoded: bool) -> tuple[str, list[LineProblem]]:
        """A record without its line end, decoded."""
        problems = []
        if data.endswith(self._line_end):
            data = data[:-1]
        if self._line_end == b"\n" and data.endswith(b"\r"):
            data = data[:-1]
        if b"\0" in data:
            data = data.replace(b"\0", b"")
            problems.append(LineProblem(line=1, kind="nul_bytes", action="removed"))
        try:
            text = data.decode()
            is_decoded = not (is_transcoded and _REPLACEMENT in text)
        except UnicodeDecodeError:
            text, is_decoded = data.decode(errors="replace"), False
        if not is_decoded:
            problems.append(LineProblem(line=1, kind="undecodable_bytes", action="replaced"))
        return text, problems

    def _row(self, text: str, record: Record) -> tuple[list[str | None], list[LineProblem]]:
        """A record's cells at the table's width, empty ones as None."""
        problems = []
        if record.is_malformed:
            cells = self._fitter.best(self._splitter.split_malformed(text))
            problems.append(LineProblem(line=1, kind=self._quote_problem(text), action="kept"))
        else:
            cells = self._splitter.split(text)
        fitted = self._fitter.fit(cells, text)
        if fitted.action is not None:
            kind: Literal["too_few_cells", "too_many_cells"] = (
                "too_few_cells" if fitted.found_cells < self._width else "too_many_cells"
            )
            problems.append(
                LineProblem(line=1, kind=kind, found_cells=fitted.found_cells, action=fitted.action)
            )
        return [cell or None for cell in fitted.cells], problems

    def _quote_problem(self, text: str) -> Literal["unclosed_quote", "stray_quote"]:
        """An odd number of quotes means that one is missing."""
        return "unclosed_quote" if text.count(self._quote or '"') % 2 else "stray_quote"
