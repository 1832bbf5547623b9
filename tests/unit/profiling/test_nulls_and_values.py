"""Nulls in any spelling, distinct counts, and the values that are shown."""

import pytest

from datainsight.models.dataset import LineProblem
from datainsight.models.profile import ValueCount
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.measure import measure
from datainsight.reading.frames import TextBatch
from tests.unit.profiling.tables import TINY, batch, column_profile, profiled


def test_spellings_of_null_are_counted_as_they_stand() -> None:
    column = column_profile([None, "NA", "n/a", " - ", "  ", "NULL", "x", "y"])
    assert column.null_spellings == {"": 1, "NA": 1, "n/a": 1, " - ": 1, "  ": 1, "NULL": 1}
    assert (column.null_count, column.distinct_count) == (6, 2)


@pytest.mark.parametrize(
    "others",
    [["DE", "FR", "US", "GB", "ZA"], ["EU", "AF", "AS", "SA", "OC"]],
    ids=["countries", "continents"],
)
def test_na_is_a_value_among_codes_of_places(others: list[str]) -> None:
    column = column_profile([*others, "NA", "NA"])
    assert column.null_spellings == {}
    assert column.distinct_count == 6
    assert column.top_values[0] == ValueCount(value="NA", count=2)


def test_na_is_null_among_other_codes() -> None:
    assert column_profile(["TX", "NY", "OH", "WV", "NA"]).null_spellings == {"NA": 1}


@pytest.mark.parametrize("name", ["country", "Ship Country", "land", "nationality_code"])
def test_na_is_a_value_among_few_countries_where_the_name_says_so(name: str) -> None:
    assert column_profile(["DE", "FR", "US", "NA"], name=name).null_spellings == {}


def test_few_codes_alone_prove_nothing() -> None:
    assert column_profile(["DE", "FR", "US", "NA"], name="code").null_spellings == {"NA": 1}
    assert column_profile(["US", "NA"], name="country").null_spellings == {"NA": 1}


def test_words_for_nothing_are_nulls_among_numbers_and_dates() -> None:
    column = column_profile(["12", "7", "9", "unknown", "Unknown ", "TBD", "12 kg"])
    assert column.null_spellings == {"unknown": 1, "Unknown ": 1, "TBD": 1}
    assert (column.null_count, column.distinct_count) == (3, 4)
    assert column_profile(["2020-01-02", "2020-01-03", "2020-02-05", "tbd"]).data_type == "date"


def test_words_for_nothing_are_a_category_among_words() -> None:
    assert column_profile(["red", "blue", "unknown", "7"]).null_count == 0


@pytest.mark.parametrize(
    ("others", "word"),
    [(["mild", "severe", "moderate"], "none"), (["H", "He", "Li", "Cl", "O"], "Na")],
    ids=["degrees", "elements"],
)
def test_a_null_spelling_is_a_value_where_it_belongs_to_the_set(others: list[str], word: str) -> None:
    assert column_profile([*others, word]).null_count == 0
    assert column_profile(["Anna", "Bob", "Carla", "Dora", word]).null_count == 1


def test_minus_is_a_value_beside_plus() -> None:
    assert column_profile(["+", "-", "+", "-"]).null_count == 0


def test_variants_differ_in_case_or_white_space_only() -> None:
    column = column_profile(["Gold", "gold", "Gold ", "GOLD", "Silver", "Gold"])
    (variants,) = column.case_variants
    assert [(each.value, each.count) for each in variants.spellings] == [
        ("Gold", 2), ("GOLD", 1), ("Gold ", 1), ("gold", 1),
    ]  # fmt: skip


def test_layout_of_texts() -> None:
    text = column_profile(["abc", " de", "f  g", "h\u200b", "   "]).text
    assert text is not None
    assert (text.minimum_length, text.maximum_length, text.mean_length) == (2, 4, 3.0)
    assert (text.padded_count, text.invisible_count, text.empty_after_trim_count) == (2, 1, 1)


def test_patterns_generalise_characters() -> None:
    column = column_profile(["AB-12", "CD-34", "XY-99", "A-1"])
    assert [(each.pattern, each.regex, each.count) for each in column.patterns] == [
        ("AA-99", r"[A-Z]{2}\-\d{2}", 3),
        ("A-9", r"[A-Z]\-\d", 1),
    ]


def test_repeated_values_of_a_nearly_unique_column() -> None:
    column = column_profile([f"k{each}" for each in range(60)] + ["k7", "k7", "k9"])
    assert [(each.value, each.count) for each in column.repeated_values] == [("k7", 3), ("k9", 2)]


def test_repeated_values_of_more_texts_than_are_kept() -> None:
    limits = DEFAULT.__class__(texts=10)
    column = column_profile([str(each) for each in range(60)] + ["7"], limits=limits)
    assert column.repeated_values == (ValueCount(value="7", count=2),)


def test_a_frequent_value_is_shown_however_many_others_there_are() -> None:
    values = [f"v{each}" for each in range(3000)] + ["none@example.com"] * 900
    limits = DEFAULT.__class__(texts=10, sample_rows=4)
    column = column_profile(values, limits=limits)
    assert column.top_values[0] == ValueCount(value="none@example.com", count=900)


def test_distinct_counts_beyond_the_limit_are_estimates_with_their_error() -> None:
    limits = DEFAULT.__class__(distinct=400, texts=10, numbers=10)
    column = column_profile([str(each % 5000) for each in range(8000)], limits=limits)
    assert not column.is_exact
    assert 0 < column.relative_error < 0.06
    assert column.distinct_count == pytest.approx(5000, rel=4 * column.relative_error)


def test_unique_columns_are_estimated_almost_exactly() -> None:
    limits = DEFAULT.__class__(distinct=400, texts=10, numbers=10)
    column = column_profile([str(each) for each in range(8000)], limits=limits)
    assert column.distinct_count == 8000
    assert not column.is_exact


def test_quantiles_come_from_the_sample_where_numbers_are_too_many() -> None:
    limits = DEFAULT.__class__(distinct=4000, texts=10, numbers=10, sample_rows=2000)
    column = column_profile([str(each) for each in range(10_000)], limits=limits)
    assert column.quantiles["0.5"] == pytest.approx(5000, abs=400)
    assert (column.minimum, column.maximum, column.mean) == (0, 9999, 4999.5)


def test_rows_and_cells_of_the_table() -> None:
    rows = [("1", "a"), ("1", "a"), ("2", None), ("2", "NA"), ("1", "a")]
    dataset = profiled(measure(batch(["x", "y"], rows))).dataset
    assert (dataset.row_count, dataset.column_count) == (5, 2)
    assert (dataset.duplicate_row_count, dataset.missing_cell_count) == (2, 2)
    assert dataset.is_exact


def test_a_table_without_rows() -> None:
    profile = profiled(measure(batch(["x"], [])))
    assert profile.dataset.row_count == 0
    assert profile.columns[0].data_type == "empty"


def test_problems_are_numbered_by_lines_of_the_file() -> None:
    def part(line: int) -> TextBatch:
        problem = LineProblem(line=line, kind="too_few_cells", found_cells=1, action="padded")
        return TextBatch(batch(["x"], [("1",)]).frame, (problem,), problem_count=1, line_count=10)

    merged = measure(part(3), TINY).merge(measure(part(4), TINY))
    dataset = profiled(merged).dataset
    assert dataset.line_problem_count == 2
    # After the header, and after the ten lines of the first part.
    assert [each.line for each in dataset.line_problems] == [4, 15]
