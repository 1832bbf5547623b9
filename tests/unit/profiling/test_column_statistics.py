"""Entropy, lengths, characters, first digits, dates, durations and quantities of columns."""

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import DataType, DateGap, ValueCount
from datainsight.profiling.durations import DAY, HOUR, MINUTE, WEEK, seconds_of
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.measure import measure
from tests.unit.profiling.tables import batch, column_profile, profiled


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "d", None, "NA", "  "]), max_size=40))
def test_entropy_is_that_of_the_values(values: list[str | None]) -> None:
    counts = Counter(value for value in values if value in {"a", "b", "c", "d"})
    total = counts.total()
    found = column_profile(values).entropy
    if not total:
        assert found is None
        return
    expected = -sum(count / total * math.log2(count / total) for count in counts.values())
    assert found == pytest.approx(expected, abs=1e-12)


def test_entropy_of_more_values_than_are_remembered_is_near() -> None:
    limits = DEFAULT.__class__(distinct=1000, texts=10, numbers=10)
    values = [f"v{min(each % 7, 2) * each % 5003}" for each in range(8000)]
    rows = [(value, str(place)) for place, value in enumerate(values)]
    column = profiled(measure(batch(["x", "row"], rows), limits)).columns[0]
    counts = Counter(values)
    exact = math.log2(8000) - sum(count * math.log2(count) for count in counts.values()) / 8000
    assert not column.is_exact
    assert column.entropy == pytest.approx(exact, abs=0.3)


def test_lengths_are_in_characters() -> None:
    text = column_profile(["a", "äö", "äöü", "abcd", "abcd"]).text
    assert text is not None
    assert text.length_quantiles["0.5"] == 3
    assert text.length_histogram is not None
    assert text.length_histogram.counts == (1, 1, 1, 2)


def test_characters_are_counted_by_class() -> None:
    text = column_profile(["Ab 1", "Ab 1", "c-é", "\t"]).text
    assert text is not None
    assert {each.name: (each.value_count, each.character_count) for each in text.character_classes} == {
        "lowercase": (3, 3), "uppercase": (2, 2), "digit": (2, 2), "whitespace": (2, 2),
        "punctuation": (1, 1), "non_ascii": (1, 1),
    }  # fmt: skip


def test_numbers_have_no_distribution_of_lengths() -> None:
    text = column_profile(["1", "22", "333"]).text
    assert text is not None
    assert text.length_quantiles == {}


def test_first_digits_of_growth_follow_benford() -> None:
    benford = column_profile([str(math.floor(100 * 1.01**each)) for each in range(1400)], "amount").benford
    assert benford is not None
    assert sum(benford.digit_counts) == 1400
    assert benford.conformity == "close"
    assert 410 < benford.digit_counts[0] < 435
    assert benford.p_value > 0.5


def test_first_digits_of_invented_numbers_do_not() -> None:
    values = [f"{10 ** (each % 4)}{each % 7}" for each in range(100, 500)] + [
        "9" * (1 + each % 4) for each in range(300)
    ]
    benford = column_profile(values, "amount").benford
    assert benford is not None
    assert benford.conformity == "none"
    assert benford.p_value < 1e-6


@pytest.mark.parametrize(
    "values",
    [[str(each) for each in range(100, 900)], [str(each) for each in range(-5, 2000)], ["1", "1000"] * 20],
    ids=["narrow", "not positive", "few"],
)
def test_benford_says_nothing_where_it_cannot(values: list[str]) -> None:
    assert column_profile(values, "amount").benford is None


def test_robust_fences_are_not_moved_by_the_far_values_themselves() -> None:
    column = column_profile([str(each) for each in range(100)] + ["100000"] * 30, "depth")
    assert column.robust_outliers is not None
    assert column.robust_outliers.method == "robust_z"
    assert column.robust_outliers.count == 30


@pytest.mark.parametrize(
    ("values", "granularity", "step"),
    [
        (["2020-01-01", "2021-01-01", "2022-01-01", "2024-01-01"], "year", 1),
        (["2020-01-01", "2020-02-01", "2020-03-01", "2021-01-01"], "month", 1),
        (["2020-01-06", "2020-01-13", "2020-01-20", "2020-02-03"], "day", 7),
        (["2020-01-06 10:00", "2020-01-06 11:00", "2020-01-06 12:00", "2020-01-06 16:00"], "hour", 1),
        (["2020-01-06 10:00", "2020-01-06 10:15", "2020-01-06 10:30", "2020-01-06 11:00"], "minute", 15),
        (["2020-01-06 10:00:01.5", "2020-01-06 10:00:02", "2020-01-06 10:00:02.5"], "millisecond", 500),
    ],
    ids=["years", "months", "weeks", "hours", "quarters of an hour", "halves of a second"],
)
def test_granularity_and_steps_of_dates(values: list[str], granularity: str, step: int) -> None:
    dates = column_profile(values).dates
    assert dates is not None
    assert (dates.granularity, dates.step) == (granularity, step)
    assert sum(dates.weekday_counts) == len(values)


def test_gaps_are_longer_than_a_step() -> None:
    days = [f"2024-03-{day:02d}" for day in range(1, 31) if day not in {9, 10, 20}]
    dates = column_profile([*days, *days]).dates
    assert dates is not None
    assert (dates.gap_count, dates.regular_share) == (2, 24 / 26)
    assert dates.longest_gap == DateGap(after="2024-03-08", before="2024-03-11", units=3)
    assert dates.weekday_counts[4] == 10


def test_dates_without_rhythm_have_no_gaps() -> None:
    dates = column_profile(["2024-01-01", "2024-01-02", "2024-01-09", "2024-02-01", "2024-05-01"]).dates
    assert dates is not None
    assert dates.gap_count is None


def test_time_zones_are_counted_as_written() -> None:
    values = ["2024-01-01T10:00:00Z"] * 3 + ["2024-01-01T10:00:00+02:00"] * 2
    dates = column_profile([*values, "2024-01-01 10:00:00", "2024-01-01T10:00:00-0530"]).dates
    assert dates is not None
    assert dates.time_zones == {"UTC": 3, "+02:00": 2, "-05:30": 1, "none": 1}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT1H30M", 90 * MINUTE),
        ("P1DT12H", 1.5 * DAY),
        ("-P2W", -2 * WEEK),
        ("1h 30m", 90 * MINUTE),
        ("1 hour, 30 minutes", 90 * MINUTE),
        ("3 days", 3 * DAY),
        ("2d4h", 2 * DAY + 4 * HOUR),
        ("36:15:00", 36.25 * HOUR),
        ("1.5 hrs", 1.5 * HOUR),
        ("2 days 03:04:05", 2 * DAY + 3 * HOUR + 4 * MINUTE + 5),
        ("5m", None),
        ("P", None),
        ("PT", None),
        ("3 apples", None),
        ("1h 2h", None),
        ("", None),
    ],
)
def test_durations_are_read_as_seconds(text: str, seconds: float | None) -> None:
    assert seconds_of(text) == seconds


@given(st.text(max_size=12))
def test_any_text_is_a_duration_or_not(text: str) -> None:
    assert seconds_of(text) is None or math.isfinite(seconds_of(text) or 0)


def test_durations_of_a_column() -> None:
    column = column_profile(["1h 30m", "PT30M", "2 hours", "2 hours"])
    assert column.quantity is not None
    assert (column.quantity.kind, column.quantity.minimum, column.quantity.maximum) == (
        "duration",
        1800,
        7200,
    )
    assert column.quantity.mean == 5400


def test_durations_may_repeat_and_codes_are_no_amounts() -> None:
    quantity = column_profile(["1h 30m", "45 min"] * 200).quantity
    assert quantity is not None
    assert (quantity.kind, quantity.maximum) == ("duration", 5400)
    assert column_profile(["A12", "B77"] * 200).quantity is None


def test_units_of_a_column() -> None:
    column = column_profile(["12 kg", "7.5 kg", "1,200 kg"])
    assert column.data_type is DataType.TEXT
    assert column.quantity is not None
    assert column.quantity.units == (ValueCount(value="kg", count=3),)
    assert (column.quantity.minimum, column.quantity.maximum) == (7.5, 1200)


def test_several_units_have_no_common_range() -> None:
    quantity = column_profile(["12 kg", "7 lb", "8 kg"]).quantity
    assert quantity is not None
    assert [(each.value, each.count) for each in quantity.units] == [("kg", 2), ("lb", 1)]
    assert quantity.minimum is None


def test_mixed_columns_say_what_their_values_read_as() -> None:
    column = column_profile(["12", "7", "8", "2020-01-02", "yes", "about ten", "nine", "1.5"])
    assert column.data_type is DataType.TEXT
    assert {each.data_type.value: each.count for each in column.type_counts} == {
        "integer": 3, "text": 2, "date": 1, "boolean": 1, "decimal": 1,
    }  # fmt: skip
    assert column.type_counts[1].examples == ("about ten", "nine")


def test_uniform_columns_do_not_say_so() -> None:
    assert column_profile(["12", "7"]).type_counts == ()
