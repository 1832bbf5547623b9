"""How large a workbook is before it is loaded: calamine keeps a cell for every place of the used area.

A file of a few kilobytes can say that its only cells are the first and the last of a sheet, or that a cell is
repeated a billion times, so the stored text is looked through first, a block at a time.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree  # entity bombs: expat stops them, and parts are bounded

from datainsight.errors import RefusedError, UnreadableError
from datainsight.reading.limits import GIB, MIB, ReadingLimits

_BLOCK_BYTES = MIB
_LARGEST_INDEX_BYTES = 16 * MIB
_REFERENCE = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>')
_ERROR_MARK = b't="e"'
_REPEATED_ROW = re.compile(rb'number-rows-repeated="([0-9]+)"')
_ODS_ROW = re.compile(
    rb"<table:table-row\b([^>]*)>|<table:table-cell\b([^>]*)>|</table:table-row>|<table:table\b"
)
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="([0-9]+)"')
_INDEX = re.compile(r"(?:^|/)workbook\.(?:xml|bin)$", re.IGNORECASE)
_BINARY_SHEET = re.compile(r"worksheets/[^/]+\.bin$", re.IGNORECASE)
_ROW_HEADER, _LAST_CELL_RECORD = 0, 11
"""BIFF12: BrtRowHdr, and the last of the cell records (BrtCellBlank to BrtFmlaError)."""


@dataclass
class Bounds:
    """What the stored text of a sheet says.

    Attributes:
        rows: Number of the last row.
        columns: Number of the last column.
        error_rows: 1-based numbers of rows with an error in a cell, one for each such cell.
    """

    rows: int = 0
    columns: int = 0
    error_rows: list[int] = field(default_factory=list)


def refuse_absurd_parts(file: BinaryIO, name: str, limits: ReadingLimits) -> None:
    """Stops at a zipped workbook that unpacks to more than memory should hold.

    Raises:
        UnreadableError: The zip file is damaged or encrypted.
        RefusedError: It is too large, or so dense as only a decompression bomb is.
    """
    file.seek(0)
    if not file.read(4).startswith(b"PK"):
        return
    parts = _zip(file, name).infolist()
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
    archive = _zip(file, name)
    names = set(archive.namelist())
    try:
        if "content.xml" in names:
            return _ods_bounds(_blocks(archive, "content.xml"))
        part = _part_of(archive, sheet) if sheet is not None else None
        if part is None or part not in names:
            return Bounds()
        if part.endswith(".bin"):
            return _binary_bounds(archive.read(part))
        return _xml_bounds(_blocks(archive, part))
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        KeyError,
        EOFError,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UnreadableError(
            "the workbook is damaged.",
            where=f"{name}, sheet {sheet!r}" if sheet else name,
            remedy="Save it again.",
        ) from error


def _zip(file: BinaryIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError) as error:
        raise UnreadableError(
            "the file is damaged: it is no whole zip file.", where=name, remedy="Download or save it again."
        ) from error


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def _whole_tags(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same text in pieces that end with tags."""
    rest = b""
    for block in blocks:
        text = rest + block
        end = text.rfind(b">") + 1
        yield text[:end]
        rest = text[end:] if len(text) - end <= _BLOCK_BYTES else b""


def _xml_bounds(blocks: Iterator[bytes]) -> Bounds:
    found = Bounds()
    columns: set[bytes] = set()
    for text in _whole_tags(blocks):
        references = _REFERENCE.findall(text)
        if references:
            columns.update(column for column, _ in references)
            found.rows = max(found.rows, *(int(row) for _, row in references))
        if _ERROR_MARK in text:
            found.error_rows += [
                int(match[2]) for match in _REFERENCE.finditer(text) if _ERROR_MARK in match[0]
            ]
    found.columns = max(map(_column_number, columns), default=0)
    return found


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _ods_bounds(blocks: Iterator[bytes]) -> Bounds:
    """The largest area of any sheet; repeated empty cells and rows at the end of it do not count."""
    found = Bounds()
    rows = repeat = width = filled = 0
    for text in _whole_tags(blocks):
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
    position = 0
    while position < len(data):
        kind, position = _variable(data, position, 2)
        length, position = _variable(data, position, 4)
        if kind <= _LAST_CELL_RECORD and length >= 4:
            number = int.from_bytes(data[position : position + 4], "little") + 1
            if kind == _ROW_HEADER:
                found.rows = max(found.rows, number)
            else:
                found.columns = max(found.columns, number)
        position += length
    return found


def _variable(data: bytes, position: int, longest: int) -> tuple[int, int]:
    """A number of 7 bits a byte, and the position after it."""
    value = 0
    for count in range(longest):
        if position >= len(data):
            break
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            break
    return value, position


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part that holds a sheet; of a binary workbook, whose index is no XML, the largest."""
    index = next((each for each in archive.namelist() if _INDEX.search(each)), "")
    folder, _, file = index.rpartition("/")
    folder += "/" if folder else ""
    if file.endswith(".bin"):
        parts = [each for each in archive.namelist() if _BINARY_SHEET.search(each)]
        return max(parts, key=lambda part: archive.getinfo(part).file_size, default=None)
    identifiers = {
        element.get("name"): next((value for key, value in element.items() if key.endswith("}id")), None)
        for element in _elements(archive, index, "sheet")
    }
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in _elements(archive, f"{folder}_rels/{file}.rels", "Relationship")
    }
    target = targets.get(identifiers.get(sheet) or "")
    return (target[1:] if target.startswith("/") else folder + target) if target else None


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    with archive.open(part) as stream:
        root = ElementTree.fromstring(stream.read(_LARGEST_INDEX_BYTES))  # noqa: S314 - see the import
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == tag)
