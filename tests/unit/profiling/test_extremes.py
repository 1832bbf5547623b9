"""The ends of a column, the widths of its codes, and white space doubled inside."""

import polars as pl
import pytest

from datainsight.models.profile import ColumnProfile, DigitWidth, ValueCount
from tests.unit.checks.tables import profile


def column(*cells: str | None) -> ColumnProfile:
    return profile(pl.DataFrame({"a": cells}, schema={"a": pl.String})).columns[0]


def test_the_ends_of_numbers_with_their_counts() -> None:
    measured = column(*(str(number) for number in range(10)), "0", "9.0", "$9")

    assert measured.smallest_values[:2] == (ValueCount(value="0", count=2), ValueCount(value="1", count=1))
    assert measured.largest_values[:2] == (ValueCount(value="9", count=3), ValueCount(value="8", count=1))
    assert len(measured.smallest_values) == len(measured.largest_values) == 5


def test_few_values_are_all_at_both_ends() -> None:
    measured = column("2", "1", "1")

    assert [pair.value for pair in measured.smallest_values] == ["1", "2"]
    assert [pair.count for pair in measured.largest_values] == [1, 2]


def test_the_ends_of_dates_are_iso() -> None:
    measured = column("31/01/2024", "28/02/2024", "31/01/2024")

    assert measured.smallest_values[0] == ValueCount(value="2024-01-31", count=2)


def test_text_has_no_ends() -> None:
    assert column("b", "a").smallest_values == ()


def test_widths_of_codes_and_their_leading_zeros() -> None:
    measured = column("02134", "10001", "10002", "10003", "2136", "-17", "A1")

    assert measured.digit_widths == (
        DigitWidth(width=5, count=4, leading_zero_count=1),
        DigitWidth(width=4, count=1, leading_zero_count=0),
    )


@pytest.mark.parametrize(
    ("text", "doubled"),
    [("New  York", 1), ("New\u00a0York", 1), (" New York", 0), (" New  York", 0), ("New York", 0)],
)
def test_doubled_inside_with_clean_ends(text: str, doubled: int) -> None:
    facts = column(text, "Oslo").text

    assert facts is not None
    assert facts.doubled_count == doubled
