"""Workbooks (.xlsx, .xls, .xlsb, .ods) through calamine: sheets, rows, cells as text."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from datainsight.errors import RefusedError, UnreadableError
from datainsight.reading.cell_marks import CellMarks
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.number_formats import Cell
from datainsight.reading.workbook_bounds import bounds_of, refuse_absurd_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_REMEDY = "Open it in a spreadsheet program and save it again, or export the sheet as CSV."
_LONGEST_INTEGER = 1e15
"""Spreadsheets keep 15 digits; larger numbers are written with an exponent."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_BYTES = 1 << 20


@contextmanager
def open_workbook(file: BinaryIO, name: str, limits: ReadingLimits) -> Iterator["CalamineWorkbook"]:
    """A workbook, checked for sizes that no machine should be asked to hold.

    Raises:
        UnreadableError: It is damaged, or needs a password.
        RefusedError: It unpacks to more than the limits allow.
    """
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only needed for these formats

    _refuse_encrypted(file, name)
    refuse_absurd_parts(file, name, limits)
    # An OpenDocument file is loaded as a whole when it is opened, so its bounds are needed before.
    bounds = bounds_of(file, None, name)
    refuse_cells(name, "with the most cells", bounds.rows, bounds.columns, limits)
    file.seek(0)
    with telling_damage(name):
        workbook = CalamineWorkbook.from_filelike(file)
    try:
        yield workbook
    finally:
        workbook.close()


@contextmanager
def telling_damage(name: str) -> Iterator[None]:
    """Turns what calamine raises into our own errors.

    Raises:
        UnreadableError: It raised.
    """
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415

    try:
        yield
    except PasswordError as error:
        raise needs_password(name) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise UnreadableError(
            f"the workbook is damaged or of an unknown kind ({_first_line(error)}).",
            where=name,
            remedy=_REMEDY,
        ) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception; its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(
            "the workbook is damaged in a way that stops the reader.", where=name, remedy=_REMEDY
        ) from error


def needs_password(name: str) -> UnreadableError:
    """The refusal of encrypted workbooks."""
    return UnreadableError(
        "the workbook is encrypted and needs a password.",
        where=name,
        remedy="Save a copy without a password.",
    )


def sheet_rows(sheet: "CalamineSheet", name: str) -> Iterator[list[Cell]]:
    """The rows of the used area; all have the same length.

    Raises:
        UnreadableError: The sheet is damaged.
    """
    with telling_damage(name):
        if sheet.height and sheet.width:
            yield from sheet.iter_rows()


def row_texts(row: Sequence[Cell], marks: bytes | bytearray, meanings: CellMarks) -> list[str | None]:
    """The cells of a row as text, with what their marks add.

    Args:
        row: Of the used area.
        marks: One for each cell; none where no cell of the row is marked.
        meanings: Of the marks.
    """
    if not marks:
        return [cell_text(cell) for cell in row]
    return [
        (meanings.text(mark, cell) if mark else None) or cell_text(cell)
        for cell, mark in zip(row, marks, strict=True)
    ]


def cell_text(cell: Cell) -> str | None:
    """A cell as text: whole numbers without a point, dates as ISO 8601; an empty one is None.

    Numbers have the 15 digits that spreadsheets calculate with and show, so that 0.1 + 0.2 is 0.3. A duration
    is hours, minutes and seconds, as spreadsheets show it.
    """
    match cell:
        case str():
            text = cell
        case bool():
            text = "true" if cell else "false"
        case int():
            text = str(cell)
        case float():
            text = str(int(cell)) if cell.is_integer() and abs(cell) < _LONGEST_INTEGER else f"{cell:.15g}"
        case datetime.timedelta():
            text = _duration_text(cell)
        case datetime.datetime():
            text = cell.isoformat(sep=" ")
        case _:
            text = cell.isoformat()
    return text or None


def _duration_text(duration: datetime.timedelta) -> str:
    sign = "-" if duration < datetime.timedelta() else ""
    seconds = round(abs(duration).total_seconds())
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _refuse_encrypted(file: BinaryIO, name: str) -> None:
    """Stops at a new workbook that a password wrapped into an old container."""
    file.seek(0)
    head = file.read(_DIRECTORY_BYTES)
    if head.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in head:
        raise needs_password(name)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(". ")


def refuse_cells(name: str, sheet: str, rows: int, columns: int, limits: ReadingLimits) -> None:
    """Stops at a sheet whose used area is larger than memory should hold.

    Raises:
        RefusedError: It is.
    """
    if rows * columns > limits.sheet_cells:
        raise RefusedError(
            f"the used area of the sheet {sheet} is {rows} × {columns} cells; "
            f"up to {limits.sheet_cells} can be read.",
            where=name,
            remedy="Delete the stray cells far away from the table, or export the sheet as CSV.",
        )
