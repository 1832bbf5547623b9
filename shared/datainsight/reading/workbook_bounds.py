"""How large a workbook is before it is loaded: calamine keeps a cell for every place of the used area.

A file of a few kilobytes can say that its only cells are the first and the last of a sheet, or that a cell is
repeated a billion times, so the stored text is looked through first, a block at a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from datainsight.errors import RefusedError, UnreadableError
from datainsight.reading.limits import GIB, ReadingLimits
from datainsight.reading.workbook_parts import (
    binary_records,
    blocks,
    ended_pieces,
    open_zip,
    sheet_part,
    telling_damaged_parts,
)

_REFERENCE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>')
_ERROR_MARK = b't="e"'
_REPEATED_ROW = re.compile(rb'number-rows-repeated="([0-9]+)"')
_ODS_ROW = re.compile(
    rb"<table:table-row\b([^>]*)>|<table:table-cell\b([^>]*)>|</table:table-row>|<table:table\b"
)
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="([0-9]+)"')
_ROW_HEADER, _LAST_CELL_RECORD = 0, 11
"""BIFF12: BrtRowHdr, and the last of the cell records (BrtCellBlank to BrtFmlaError)."""

_ERROR_RECORDS = frozenset({3, 11})
"""BrtCellError and BrtFmlaError."""


@dataclass
class Bounds:
    """What the stored text of a sheet says.

    Attributes:
        rows: Number of the last row.
        columns: Number of the last column.
        has_errors: Some cell holds an error.
    """

    rows: int = 0
    columns: int = 0
    has_errors: bool = False


def refuse_absurd_parts(file: BinaryIO, name: str, limits: ReadingLimits) -> None:
    """Stops at a zipped workbook that unpacks to more than memory should hold.

    Raises:
        UnreadableError: The zip file is damaged or encrypted.
        RefusedError: It is too large, or so dense as only a decompression bomb is.
    """
    file.seek(0)
    if not file.read(4).startswith(b"PK"):
        return
    parts = open_zip(file, name).infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(
            "the workbook is encrypted.", where=name, remedy="Save a copy without a password."
        )
    total = sum(part.file_size for part in parts)
    if total > limits.workbook_bytes:
        raise RefusedError(
            f"the workbook unpacks to {total / GIB:.1f} GiB; "
            f"up to {limits.workbook_bytes / GIB:g} GiB can be read.",
            where=name,
            remedy="Export the sheet as CSV.",
        )
    for part in parts:
        is_large = part.file_size > limits.compression_ratio_from_bytes
        if is_large and part.file_size > limits.compression_ratio * max(1, part.compress_size):
            raise RefusedError(
                f"a part of the workbook grows to more than {limits.compression_ratio} times its size, "
                "as only a decompression bomb does.",
                where=f"{name}, {part.filename}",
                remedy="If you trust it, export the sheet as CSV.",
            )


def bounds_of(file: BinaryIO, sheet: str | None, name: str) -> Bounds:
    """The bounds of a sheet as stored; all zero for .xls, whose sheets are small by their nature.

    Args:
        file: The workbook.
        sheet: Its name; None for an OpenDocument file, whose sheets are all in one part.
        name: Of the workbook, for errors.

    Raises:
        UnreadableError: The zip file is damaged.
    """
    file.seek(0)
    if not file.read(4).startswith(b"PK"):
        return Bounds()
    archive = open_zip(file, name)
    names = set(archive.namelist())
    with telling_damaged_parts(name, sheet):
        if "content.xml" in names:
            return _ods_bounds(blocks(archive, "content.xml"))
        part = sheet_part(archive, sheet) if sheet is not None else None
        if part is None or part not in names:
            return Bounds()
        if part.endswith(".bin"):
            return _binary_bounds(archive.read(part))
        return _xml_bounds(blocks(archive, part))


def _xml_bounds(texts: Iterator[bytes]) -> Bounds:
    found = Bounds()
    columns: set[bytes] = set()
    for text in ended_pieces(texts, b">"):
        references = _REFERENCE.findall(text)
        if references:
            columns.update(column for column, _ in references)
            found.rows = max(found.rows, *(int(row) for _, row in references))
        found.has_errors = found.has_errors or _ERROR_MARK in text
    found.columns = max(map(column_number, columns), default=0)
    return found


def column_number(letters: bytes) -> int:
    """The 1-based number of a column, from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods_bounds(texts: Iterator[bytes]) -> Bounds:
    """The largest area of any sheet; repeated empty cells and rows at the end of it do not count."""
    found = Bounds()
    rows = repeat = width = filled = 0
    for text in ended_pieces(texts, b">"):
        for match in _ODS_ROW.finditer(text):
            tag = match[0]
            if tag.startswith(b"<table:table-row"):
                repeat, width, filled = _repeated(_REPEATED_ROW, tag), 0, 0
            elif tag.startswith(b"<table:table-cell"):
                width += _repeated(_ODS_COLUMNS, tag)
                filled = width if b"value-type" in tag else filled
            elif tag.startswith(b"</"):
                rows += repeat
                if filled:
                    found.rows, found.columns = max(found.rows, rows), max(found.columns, filled)
            else:
                rows = 0
    return found


def _repeated(pattern: "re.Pattern[bytes]", tag: bytes) -> int:
    match = pattern.search(tag)
    return int(match[1][:9]) if match else 1


def _binary_bounds(data: bytes) -> Bounds:
    """Walks the records of a sheet of an .xlsb file."""
    found = Bounds()
    for kind, position, length in binary_records(data):
        if kind > _LAST_CELL_RECORD or length < 4:
            continue
        number = int.from_bytes(data[position : position + 4], "little") + 1
        if kind == _ROW_HEADER:
            found.rows = max(found.rows, number)
        else:
            found.columns = max(found.columns, number)
            found.has_errors = found.has_errors or kind in _ERROR_RECORDS
    return found
