"""Workbooks: which sheet, which rows, what a cell says; and no file that stops the reader."""

import gzip
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from datainsight.errors import DataInsightError, RefusedError, UnreadableError, UsageError
from datainsight.models.dataset import FileFormat, LineProblem
from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.limits import DEFAULT_LIMITS, ReadingLimits
from datainsight.reading.split import split

from .sources import MemorySource
from .workbooks import DATE, ERROR, MOMENT, TRUE, Rows, dated, ods, sheet_xml, styled, xlsx, zipped

TABLE: Rows = [["id", "name", "sum"], [1, "Ann", 1.5], [2, "Bob", None]]
ROWS = [("1", "Ann", "1.5"), ("2", "Bob", None)]


def read(
    data: bytes, *, limits: ReadingLimits = DEFAULT_LIMITS, sheet: str | None = None
) -> tuple[list[str], list[tuple[Any, ...]], list[LineProblem]]:
    """Columns, rows and problems, lines counted in the sheet."""
    source = MemorySource(data, "book.xlsx")
    description = describe(source, sheet=sheet, limits=limits)
    rows: list[tuple[Any, ...]] = []
    problems: list[LineProblem] = []
    before = description.lines_before_data
    for shard in split(source, description):
        for batch in read_shard(source, description, shard):
            rows += batch.frame.rows()
            problems += [each.model_copy(update={"line": each.line + before}) for each in batch.problems]
            before += batch.line_count
    return list(description.columns), rows, problems


def test_cells_become_text() -> None:
    data = xlsx(
        {
            "S": [
                ["whole", "broken", "day", "moment", "flag", "text", "blank"],
                [3.0, 0.1, dated(45000, DATE), dated(45000.5, MOMENT), TRUE, " x & y ", ""],
                [-12, 1e300, dated(1, DATE), dated(45000.25, MOMENT), TRUE, "007", None],
            ]
        }
    )
    columns, rows, _ = read(data)
    assert columns == ["whole", "broken", "day", "moment", "flag", "text", "blank"]
    assert rows[0][:6] == ("3", "0.1", "2023-03-15", "2023-03-15 12:00:00", "true", " x & y ")
    assert rows[1][:3] == ("-12", "1e+300", "1900-01-01")


@pytest.mark.parametrize(
    "data",
    [xlsx({"S": TABLE}), ods(TABLE), gzip.compress(xlsx({"S": TABLE}))],
    ids=["xlsx", "ods", "gzip"],  # bytes hold the time, and workers have to agree on names
)
def test_every_kind_of_workbook_gives_the_same_table(data: bytes) -> None:
    assert read(data)[:2] == (["id", "name", "sum"], ROWS)


def test_titles_above_the_header_and_empty_rows_are_left_out_and_told() -> None:
    data = xlsx({"S": [["Sales of the year"], [], *TABLE[:2], [], TABLE[2]]})
    description = describe(MemorySource(data))
    assert (description.format, description.sheet) == (FileFormat.XLSX, "S")
    assert (description.header_row, description.skipped_rows, description.lines_before_data) == (2, 2, 3)
    assert "first 2 rows" in " ".join(description.assumptions)
    assert read(data)[:2] == (["id", "name", "sum"], ROWS)


def test_the_first_visible_sheet_with_a_table_is_read_and_others_can_be_named() -> None:
    sheets: dict[str, Rows | str] = {
        "Secret": [["x"], [1]],
        "Cover": [["Report"]],
        "Data": TABLE,
        "More": [["y"], [2]],
    }
    data = xlsx(sheets, hidden=["Secret"])
    description = describe(MemorySource(data))
    assert description.sheet == "Data"
    assert description.sheets == ("Cover", "Data", "More", "Secret")
    assert "'More'" in " ".join(description.assumptions)
    assert read(data, sheet="Secret")[:2] == (["x"], [("1",)])
    with pytest.raises(UsageError, match="no sheet 'None'"):
        read(data, sheet="None")


def test_errors_in_cells_are_kept_and_reported_by_row() -> None:
    data = xlsx({"S": [["a", "b"], [1, 2], [3, ERROR], [], [ERROR, 4]]})
    _, rows, problems = read(data)
    assert rows == [("1", "2"), ("3", "#DIV/0!"), ("#DIV/0!", "4")]
    assert [(each.line, each.kind) for each in problems] == [(3, "error_cell"), (5, "error_cell")]


def test_merged_cells_are_told() -> None:
    merged = sheet_xml([["a", "b"], ["x", 1], [None, 2]], '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')
    data = xlsx({"S": merged})
    assert "merged cells (1 in the sheet)" in " ".join(describe(MemorySource(data)).assumptions)
    assert read(data)[1] == [("x", "1"), (None, "2")]


def test_formats_that_say_what_a_number_is_are_applied_and_others_not() -> None:
    formats = ["00000", "#,##0.00", "0.0%", "000-00-0000"]
    rows: Rows = [
        ["code", "price", "share", "number", "moment", "sum"],
        [
            styled(123, 3),
            styled(1234.5678, 4),
            styled(0.12345, 5),
            styled(12345678, 6),
            dated(45000, MOMENT),
            0.3,
        ],
        [styled(45678, 3), styled(2, 4), styled(1, 5), styled(1, 6), dated(45000.5, MOMENT), 0.1 + 0.2],
    ]
    _, read_rows, _ = read(xlsx({"S": rows}, formats=formats))
    assert read_rows == [
        ("00123", "1234.5678", "0.12345", "012-34-5678", "2023-03-15 00:00:00", "0.3"),
        ("45678", "2", "1", "000-00-0001", "2023-03-15 12:00:00", "0.3"),
    ]


@pytest.mark.parametrize("rows", [[], [[""]], [[], []]])
def test_empty_sheets_hold_no_table(rows: list[list[str]]) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read(xlsx({"S": rows}))
    with pytest.raises(UnreadableError, match="'S' is empty"):
        read(xlsx({"S": rows, "T": TABLE}), sheet="S")


def test_a_sheet_whose_last_cell_is_absurdly_far_away_is_refused() -> None:
    far = sheet_xml([["a"]]).replace(
        "</sheetData>", '<row r="9"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(RefusedError, match="1048576 × 16384 cells"):
        read(xlsx({"S": far}))
    repeated = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/>'
        "</table:table-row>"
    )
    with pytest.raises(RefusedError, match="1000003 × 1000 cells"):
        read(ods(TABLE, repeated))


def test_repeated_empty_cells_at_the_end_do_no_harm() -> None:
    end = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert read(ods(TABLE, end))[1] == ROWS


def test_bombs_encryption_and_macros_are_refused() -> None:
    padding = {"xl/media/big.bin": b"\0" * 50_000_000}
    limits = ReadingLimits(compression_ratio_from_bytes=1_000_000)
    with pytest.raises(RefusedError, match="bomb"):
        read(xlsx({"S": TABLE}, parts=padding), limits=limits)
    with pytest.raises(RefusedError, match="unpacks to"):
        read(xlsx({"S": TABLE}, parts=padding), limits=ReadingLimits(workbook_bytes=40_000_000))
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableError, match="password"):
        read(container)
    with pytest.raises(UnreadableError, match="damaged or of an unknown kind"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_zip_file_without_workbook_parts_is_told_so() -> None:
    with pytest.raises(UnreadableError):
        read(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "no xml"}))


GOOD = xlsx({"S": TABLE})


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8), st.booleans())
@example(0, b"PK\x05\x06", True)
def test_a_damaged_workbook_is_a_table_or_our_own_error(position: int, change: bytes, is_cut: bool) -> None:
    data = GOOD[:position] if is_cut else GOOD[:position] + change + GOOD[position + len(change) :]
    try:
        read(data)
    except DataInsightError as error:
        told = str(error)
        assert told


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='<>/="rcv1A t:&;', max_size=60))
def test_any_sheet_xml_is_a_table_or_our_own_error(inner: str) -> None:
    xml = sheet_xml(TABLE).replace("</sheetData>", f"{inner}</sheetData>")
    try:
        read(xlsx({"S": xml}))
    except DataInsightError as error:
        told = str(error)
        assert told
