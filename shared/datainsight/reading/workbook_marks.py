"""Errors and telling formats of a sheet's cells, from what the workbook stores (calamine has values only)."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, BinaryIO

from datainsight.reading.cell_marks import ERROR_CODES, CellMarks
from datainsight.reading.limits import MIB
from datainsight.reading.workbook_bounds import Bounds, column_number
from datainsight.reading.workbook_old import is_compound_file, mark_old_cells
from datainsight.reading.workbook_parts import (
    binary_records,
    blocks,
    ended_pieces,
    open_zip,
    sheet_part,
    telling_damaged_parts,
)
from datainsight.reading.workbook_styles import formats_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_LONGEST_ROW_BYTES = 16 * MIB
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
    rb"(?:(?!</(?:\w+:)?c>|<(?:\w+:)?v>).)*+<(?:\w+:)?v>([^<]{1,30})<",
    re.DOTALL,
)
_STYLED = rb'<(?:\w+:)?c\s(?=[^>]*\bs="(%s)")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"'
_ROW_HEADER, _FIRST_CELL, _LAST_CELL = 0, 1, 11
_ERROR_OFFSETS = {3: 8, 11: 8}
"""BIFF12: BrtCellError and BrtFmlaError, and where their error stands."""


def marks_of(file: BinaryIO, table: "CalamineSheet", name: str, bounds: Bounds) -> CellMarks:
    """The marked cells of a loaded sheet.

    Args:
        file: The workbook.
        table: The sheet.
        name: Of the workbook, for errors.
        bounds: What was found when it was looked through for its size.

    Raises:
        UnreadableError: A part is damaged.
    """
    last_row, last_column = table.end or (-1, -1)
    rows, columns = last_row + 1, last_column + 1
    file.seek(0)
    if is_compound_file(file):
        return mark_old_cells(file, table.name, rows, columns, name)
    file.seek(0)
    if not file.read(4).startswith(b"PK"):
        return CellMarks()
    archive = open_zip(file, name)
    if "content.xml" in archive.namelist():
        return CellMarks()
    with telling_damaged_parts(name, table.name):
        formats = formats_of(archive)
        marks = CellMarks(rows, columns, formats)
        part = sheet_part(archive, table.name)
        if part is None or not (bounds.has_errors or marks.formats):
            return marks
        if part.endswith(".bin"):
            _mark_binary(marks, archive.read(part))
        else:
            styles = [str(style) for style, meaning in enumerate(formats) if meaning]
            _mark_xml(marks, archive, part, styles, has_errors=bounds.has_errors)
    return marks


def _mark_xml(
    marks: CellMarks, archive: zipfile.ZipFile, part: str, styles: list[str], *, has_errors: bool
) -> None:
    styled = re.compile(_STYLED % "|".join(styles).encode())
    for text in _rows_of(archive, part):
        if styles:
            for style, column, row in styled.findall(text):
                marks.mark_style(int(row) - 1, column_number(column) - 1, int(style))
        if has_errors:
            for column, row, shown in _ERROR.findall(text):
                error = unescape(shown.decode("utf-8", "replace"))
                marks.mark_error(int(row) - 1, column_number(column) - 1, error)


def _rows_of(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a sheet in pieces of whole rows."""
    return ended_pieces(blocks(archive, part), b"row>", _LONGEST_ROW_BYTES)


def _mark_binary(marks: CellMarks, data: bytes) -> None:
    """Walks the records of a sheet of an .xlsb file, [MS-XLSB] 2.4 and 2.5.9."""
    row = -1
    for kind, position, length in binary_records(data):
        if kind == _ROW_HEADER and length >= 4:
            row = int.from_bytes(data[position : position + 4], "little")
        elif _FIRST_CELL <= kind <= _LAST_CELL and length >= 8:
            column = int.from_bytes(data[position : position + 4], "little")
            marks.mark_style(row, column, int.from_bytes(data[position + 4 : position + 7], "little"))
            if (offset := _ERROR_OFFSETS.get(kind)) and length > offset:
                marks.mark_error(row, column, ERROR_CODES.get(data[position + offset], ""))
