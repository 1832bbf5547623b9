"""Errors and telling formats of cells in .xls files, by walking their records ([MS-XLS])."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from datainsight.errors import UnreadableError
from datainsight.reading.cell_marks import ERROR_CODES, CellMarks
from datainsight.reading.number_formats import NumberFormat, number_format
from datainsight.reading.workbook_styles import BUILT_IN

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_FORMULA, _END, _SHEET, _MULTIPLE = 0x0006, 0x000A, 0x0085, 0x00BD
_STYLE, _NUMBER, _ERROR, _COMPACT = 0x00E0, 0x0203, 0x0205, 0x027E
_FORMAT, _OLD_FORMAT = 0x041E, 0x001E
_BEGIN = 0x0809
_NEW_VERSION = 0x0600
_ERROR_RESULT = 2


def is_compound_file(file: BinaryIO) -> bool:
    """Whether a file is an OLE container, which .xls files are; reads from where the file stands."""
    return file.read(8) == _MAGIC


def mark_old_cells(file: BinaryIO, sheet: str, rows: int, columns: int, name: str) -> CellMarks:
    """The marked cells of a sheet of an .xls file.

    Args:
        file: The workbook.
        sheet: The sheet's name.
        rows: Of its used area.
        columns: Of it.
        name: Of the workbook, for errors.

    Raises:
        UnreadableError: The file is damaged.
    """
    data = _content(file, name)
    try:
        return _marked(data, sheet, rows, columns)
    except (struct.error, IndexError) as error:
        raise UnreadableError(
            "the workbook is damaged: a record ends too early.", where=name, remedy="Save it again."
        ) from error


def _content(file: BinaryIO, name: str) -> bytes:
    import olefile  # noqa: PLC0415 - only needed for this format

    file.seek(0)
    try:
        with olefile.OleFileIO(file) as container:
            stream = next((each for each in _STREAMS if container.exists(each)), None)
            return bytes(container.openstream(stream).read()) if stream else b""
    except (OSError, ValueError, IndexError, struct.error, RecursionError) as error:
        raise UnreadableError(
            "the workbook is damaged: its container cannot be read.", where=name, remedy="Save it again."
        ) from error


def _marked(data: bytes, sheet: str, rows: int, columns: int) -> CellMarks:
    codes = dict(BUILT_IN)
    styles: list[int] = []
    start = None
    is_new = True
    for kind, position, _ in _records(data, 0):
        if kind == _BEGIN:
            is_new = _short(data, position) >= _NEW_VERSION
        elif kind in {_FORMAT, _OLD_FORMAT}:
            codes[_short(data, position)] = _text(data, position + 2, 2 if is_new else 1, is_new=is_new)
        elif kind == _STYLE:
            styles.append(_short(data, position + 2))
        elif kind == _SHEET and _text(data, position + 6, 1, is_new=is_new) == sheet:
            start = struct.unpack_from("<I", data, position)[0]
        elif kind == _END:
            break
    formats: list[NumberFormat | None] = [number_format(codes.get(each, "")) for each in styles]
    marks = CellMarks(rows, columns, formats)
    if start is not None:
        _mark(marks, data, start)
    return marks


def _mark(marks: CellMarks, data: bytes, start: int) -> None:
    depth = 0
    for kind, position, length in _records(data, start):
        if kind in {_BEGIN, _END}:  # charts within the sheet have a beginning and an end of their own
            depth += 1 if kind == _BEGIN else -1
            if depth == 0:
                return
        elif kind in {_NUMBER, _COMPACT, _FORMULA, _ERROR}:
            row, column, style = struct.unpack_from("<HHH", data, position)
            marks.mark_style(row, column, style)
            if kind == _ERROR and data[position + 7]:
                marks.mark_error(row, column, ERROR_CODES.get(data[position + 6], ""))
            elif kind == _FORMULA and _is_error(data[position + 6 : position + 14]):
                marks.mark_error(row, column, ERROR_CODES.get(data[position + 8], ""))
        elif kind == _MULTIPLE:
            row, column = struct.unpack_from("<HH", data, position)
            for place in range((length - 6) // 6):
                marks.mark_style(row, column + place, _short(data, position + 4 + 6 * place))


def _is_error(result: bytes) -> bool:
    """Whether the eight bytes of a formula's result are no number but an error."""
    return result.endswith(b"\xff\xff") and result[0] == _ERROR_RESULT


def _records(data: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Kind, position and length of each record."""
    while position + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, position)
        yield kind, position + 4, length
        position += 4 + length


def _short(data: bytes, position: int) -> int:
    value: int = struct.unpack_from("<H", data, position)[0]
    return value


def _text(data: bytes, position: int, length_bytes: int, *, is_new: bool) -> str:
    """A text after its length: of one byte a character before BIFF8, and since then of one or two."""
    length = int.from_bytes(data[position : position + length_bytes], "little")
    position += length_bytes
    if not is_new:
        return data[position : position + length].decode("cp1252", "replace")
    is_wide = data[position] & 1
    position += 1
    if is_wide:
        return data[position : position + 2 * length].decode("utf-16-le", "replace")
    return data[position : position + length].decode("latin-1")
