"""How a workbook is to be read: which sheet, where its table begins, what its columns are."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from datainsight.errors import RefusedError, UnreadableError, UsageError
from datainsight.models.dataset import Compression, FileFormat, SourceDescription
from datainsight.reading.cell_marks import CellMarks
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.layout import Layout, find_layout
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.names import unique_names
from datainsight.reading.seekable import content_file
from datainsight.reading.source import ByteSource
from datainsight.reading.workbook import (
    open_workbook,
    refuse_cells,
    row_texts,
    sheet_rows,
    telling_damage,
)
from datainsight.reading.workbook_bounds import bounds_of
from datainsight.reading.workbook_marks import marks_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ROWS_LOOKED_AT = 300


def describe_workbook(
    source: ByteSource,
    file_format: FileFormat,
    compression: Compression,
    limits: ReadingLimits,
    *,
    sheet: str | None = None,
) -> SourceDescription:
    """How a workbook is to be read.

    The sheet is the one named, else the first visible one that holds a table: a header and a row. Titles
    above the header are told from it as in delimited text, see `layout.find_layout`.

    Raises:
        UsageError: There is no sheet of that name.
        UnreadableError: The workbook is damaged or encrypted, or holds nothing.
        RefusedError: It is larger than memory should hold.
    """
    with (
        content_file(source, compression, limits) as file,
        open_workbook(file, source.name, limits) as workbook,
    ):
        names = _worksheets(workbook, source.name)
        chosen, table, marks, notes = _chosen(workbook, file, names, source.name, limits, sheet=sheet)
        rows = list(islice(text_rows(table, marks, source.name), _ROWS_LOOKED_AT))
        first_row_of_area, first_column = table.start or (0, 0)
        width = max(_filled_width(table, source.name), marks.last_error_column - first_column)
        merged = _merged(table)
    layout = find_layout([_ended([cell or "" for cell in row[:width]]) for row in rows])
    width = max(width, layout.width)
    if width > limits.columns:
        raise RefusedError(
            f"the sheet {chosen!r} has {width} columns; up to {limits.columns} can be read.",
            where=source.name,
            remedy="Split the table by columns.",
        )
    header = (*layout.header, *[""] * (width - layout.width)) if layout.header is not None else None
    columns = unique_names(header, width)
    return SourceDescription(
        name=source.name,
        format=file_format,
        compression=compression,
        size_bytes=source.size_bytes,
        columns=columns,
        original_columns=header or (),
        fingerprint=fingerprint(source),
        is_splittable=False,
        lines_before_data=first_row_of_area + layout.first_row,
        sheet=chosen,
        sheets=names,
        header_row=None if header is None else first_row_of_area + layout.first,
        skipped_rows=first_row_of_area + layout.first,
        assumptions=(*notes, *_assumptions(layout, header, columns, first_row_of_area, merged)),
    )


def _worksheets(workbook: "CalamineWorkbook", name: str) -> tuple[str, ...]:
    """The names of sheets that hold cells, visible ones first."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    with telling_damage(name):
        sheets = [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        raise UnreadableError(
            "the workbook holds no worksheet, only macros or charts.",
            where=name,
            remedy="Name a file with a table in it.",
        )
    sheets.sort(key=lambda each: each.visible != SheetVisibleEnum.Visible)
    return tuple(each.name for each in sheets)


def _chosen(
    workbook: "CalamineWorkbook",
    file: BinaryIO,
    names: tuple[str, ...],
    name: str,
    limits: ReadingLimits,
    *,
    sheet: str | None,
) -> tuple[str, "CalamineSheet", CellMarks, list[str]]:
    """The sheet to read, its marked cells, and what was assumed about it."""
    if sheet is not None:
        if sheet not in names:
            shown = ", ".join(repr(each) for each in names[:10])
            raise UsageError(f"{name} has no sheet {sheet!r}.", remedy=f"It has {shown}.")
        table, marks = load_sheet(workbook, file, sheet, name, limits)
        if not _filled_rows(table, marks, name, 1):
            raise UnreadableError(
                f"the sheet {sheet!r} is empty.", where=name, remedy="Name another with --sheet."
            )
        return sheet, table, marks, []
    best: tuple[str, CalamineSheet, CellMarks] | None = None
    for each in names:
        table, marks = load_sheet(workbook, file, each, name, limits)
        filled = _filled_rows(table, marks, name, 2)
        if filled == 2 or (filled and best is None):
            best = (each, table, marks)
        if filled == 2:
            break
    if best is None:
        raise UnreadableError(
            "all sheets of the workbook are empty.", where=name, remedy="Name a file with a table in it."
        )
    others = ", ".join(repr(each) for each in names if each != best[0])
    notes = (
        [f"The sheet {best[0]!r} was read; the option sheet can name another: {others}."] if others else []
    )
    return *best, notes


def load_sheet(
    workbook: "CalamineWorkbook", file: BinaryIO, sheet: str, name: str, limits: ReadingLimits
) -> "tuple[CalamineSheet, CellMarks]":
    """A sheet, after its size was found bearable, and its marked cells.

    Raises:
        UnreadableError: It is damaged.
        RefusedError: Its used area is too large.
    """
    bounds = bounds_of(file, sheet, name)
    refuse_cells(name, repr(sheet), bounds.rows, bounds.columns, limits)
    with telling_damage(name):
        table = workbook.get_sheet_by_name(sheet)
    return table, marks_of(file, table, name, bounds)


def text_rows(table: "CalamineSheet", marks: CellMarks, name: str) -> Iterator[list[str | None]]:
    """The rows of a sheet's used area as text; all have the same length.

    Raises:
        UnreadableError: The sheet is damaged.
    """
    first_row, first_column = table.start or (0, 0)
    for number, row in enumerate(sheet_rows(table, name), start=first_row):
        yield row_texts(row, marks.row(number)[first_column:], marks)


def _filled_rows(table: "CalamineSheet", marks: CellMarks, name: str, most: int) -> int:
    """How many rows hold anything, counted up to `most`."""
    filled = (row for row in text_rows(table, marks, name) if any(row))
    return sum(1 for _ in islice(filled, most))


def _filled_width(table: "CalamineSheet", name: str) -> int:
    """The number of the last column that holds anything."""
    width = 0
    for row in sheet_rows(table, name):
        while any(cell != "" for cell in row[width:]):
            width += 1
    return width


def _merged(table: "CalamineSheet") -> int:
    return len(table.merged_cell_ranges or ())


def _ended(row: list[str]) -> list[str]:
    """A blank row as delimited text has it."""
    return row if any(cell.strip() for cell in row) else [""]


def _assumptions(
    layout: Layout, header: tuple[str, ...] | None, columns: tuple[str, ...], empty_rows: int, merged: int
) -> Iterator[str]:
    skipped = empty_rows + layout.first
    if skipped:
        rows = "The first row" if skipped == 1 else f"The first {skipped} rows"
        yield f"{rows} (titles, notes or empty rows) before the table are not part of it."
    if header is None:
        yield "There is no header: the columns are named column_1, column_2, …."
    elif header != columns:
        yield "Empty or repeated names in the header were replaced."
    if merged:
        yield f"Of merged cells ({merged} in the sheet) only the first holds the value."
    yield from layout.assumptions
