"""The rows of a sheet as frames of text."""

from collections.abc import Iterator, Sequence

import polars as pl

from datainsight.models.dataset import LineProblem, SourceDescription
from datainsight.reading.batches import PROBLEMS_KEPT, TextBatch
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.seekable import content_file
from datainsight.reading.source import ByteSource
from datainsight.reading.workbook import open_workbook
from datainsight.reading.workbook_describe import load_sheet, text_rows

_CELLS_PER_BATCH = 1_000_000


def read_workbook(
    source: ByteSource, description: SourceDescription, limits: ReadingLimits
) -> Iterator[TextBatch]:
    """The rows of the described sheet; empty rows are skipped where the table has several columns.

    Memory holds the sheet, since the formats cannot be read otherwise, and one batch.
    """
    sheet, width = description.sheet or "", len(description.columns)
    with (
        content_file(source, description.compression, limits) as file,
        open_workbook(file, source.name, limits) as workbook,
    ):
        table, marks = load_sheet(workbook, file, sheet, source.name, limits)
        errors = sorted(row for row in marks.error_rows if row > description.lines_before_data)
        start, _ = table.start or (0, 0)
        before = description.lines_before_data - start
        batch: list[list[str | None]] = []
        number = counted = 0
        for number, row in enumerate(text_rows(table, marks, source.name), start=1 - before):
            if number < 1:
                continue
            if width == 1 or any(row):
                batch.append(row)
            if len(batch) * width >= _CELLS_PER_BATCH:
                yield _batch(batch, description, errors, counted, number)
                batch, counted = [], number
        yield _batch(batch, description, errors, counted, max(number, counted))


def _batch(
    rows: Sequence[list[str | None]],
    description: SourceDescription,
    error_rows: Sequence[int],
    counted: int,
    number: int,
) -> TextBatch:
    """Some rows; errors in cells are reported by the row they are in."""
    before = description.lines_before_data
    errors = [row - before - counted for row in error_rows if counted < row - before <= number]
    series = [
        pl.Series(name, [row[position] if position < len(row) else None for row in rows], dtype=pl.String)
        for position, name in enumerate(description.columns)
    ]
    problems = tuple(
        LineProblem(line=line, kind="error_cell", action="kept") for line in errors[:PROBLEMS_KEPT]
    )
    return TextBatch(pl.DataFrame(series), problems, len(errors), line_count=number - counted)
