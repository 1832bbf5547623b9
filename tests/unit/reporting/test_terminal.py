"""The summary for the terminal: everything in its column, nothing that could harm the terminal."""

import pytest

from datainsight.models.conversion import Conversion
from datainsight.models.dataset import Compression, Dialect, LineProblem, SourceDescription
from datainsight.models.profile import ValueCount
from datainsight.reporting.reading_report import reading_to_terminal
from datainsight.reporting.sparkline import bar_heights, sparkline
from datainsight.reporting.terminal import aligned, display_width, issues_to_terminal, to_terminal
from tests.unit.sample_document import flawless_document, sample_document, wide_document


def test_shows_the_table_its_score_columns_and_issues() -> None:
    text = to_terminal(sample_document(), width=120)

    assert "12,480 rows × 13 columns" in text
    assert "75.65 of 100" in text
    for column in sample_document().columns:
        assert column.name in text
    assert "Mixed date formats" in text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_of_the_tables_is_wider_than_the_terminal(width: int) -> None:
    lines = to_terminal(sample_document(), width=max(width, 80)).splitlines()

    assert max(display_width(line) for line in lines[2:]) <= max(width, 80)


def test_wide_characters_keep_their_columns() -> None:
    rows = [("名前", "x"), ("name", "y"), ("e\u0301a", "z")]
    lines = aligned(rows, right=(), width=40).splitlines()

    assert {display_width(line) - 1 for line in lines} == {6}


def test_control_characters_of_names_and_values_do_not_reach_the_terminal() -> None:
    document = flawless_document(names=("\x1b[31mred\x07",))
    column = document.columns[0].model_copy(update={"top_values": (ValueCount(value="\x1b]0;x", count=2),)})
    text = to_terminal(document.model_copy(update={"columns": (column,)}))

    assert "\x1b" not in text
    assert "\x07" not in text


def test_many_columns_and_issues_are_cut_with_a_word_about_it() -> None:
    wide = flawless_document(names=tuple(f"c{index}" for index in range(500)))
    assert "… and 440 more columns" in to_terminal(wide)

    issue = sample_document().issues[0]
    issues = tuple(issue.model_copy(update={"id": f"k:{index}", "kind": f"k_{index}"}) for index in range(40))
    many = sample_document().model_copy(update={"issues": issues})
    assert "… and 20 more" in to_terminal(many)
    assert issues_to_terminal(many).count("K 3") == 11


def test_the_same_issue_of_many_columns_is_one_line_that_says_so() -> None:
    alike = wide_document(40, is_alike=True)

    assert to_terminal(alike).count("Mixed date formats") == 1
    assert "+39" in to_terminal(alike)
    assert "… and 39 more: datainsight issues FILE" in to_terminal(alike)
    assert issues_to_terminal(alike).count("Mixed date formats") == 40


def test_no_issues_are_said_so() -> None:
    assert "No issues were found." in issues_to_terminal(flawless_document())


def test_sparkline_has_the_shape_of_the_histogram() -> None:
    column = sample_document().columns[5]
    line = sparkline(column, bars=10)

    assert len(line) == 10
    assert line.index("█") in (3, 4)


@pytest.mark.parametrize("bars", [1, 3, 7, 16, 29, 30, 31, 100])
def test_bars_share_bins_without_losing_any(bars: int) -> None:
    column = sample_document().columns[5]
    assert column.histogram is not None
    heights = bar_heights(column, bars)

    assert len(heights) == min(bars, len(column.histogram.counts))
    assert max(heights) == 1
    tallest = sum(column.histogram.counts) / sum(heights)
    assert tallest <= sum(column.histogram.counts) + 1e-9
    assert tallest >= max(column.histogram.counts) - 1e-9


def test_a_column_without_values_has_no_shape() -> None:
    assert sparkline(sample_document().columns[12]) == ""


def test_says_how_a_file_was_read() -> None:
    description = SourceDescription(
        name="a\tb.csv.gz",
        compression=Compression.GZIP,
        size_bytes=2_048,
        encoding="cp1252",
        dialect=Dialect(
            delimiter="\t", quote=None, header_row=None, skipped_lines=2, assumptions=("No header.",)
        ),
        columns=("a", "b"),
        fingerprint="0",
    )
    problem = LineProblem(line=7, kind="too_many_cells", found_cells=3, action="cut")
    text = reading_to_terminal(
        Conversion(description=description, row_count=9, line_problem_count=12, line_problems=(problem,))
    )

    for part in (
        "9 rows × 2 columns",
        "cp1252",
        "gzip",
        "tab",
        "none",
        "2 lines",
        "No header.",
        "12 rows",
    ):
        assert part in text
    assert "line 7: too many cells (3 cells), cut" in text
