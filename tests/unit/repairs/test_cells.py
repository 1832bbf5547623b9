"""What single repairs make of single cells."""

import re

import pytest
from hypothesis import given
from pydantic import ValidationError

from datainsight.repairs.blank_text import NEEDS_TRIMMING, squish
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.null_outside_range import NullOutsideRange
from datainsight.repairs.pad_zeros import PadZeros
from datainsight.repairs.parse_numbers import ParseNumbers
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_nulls import UnifyNulls
from tests.unit.repairs.tables import repaired, steady, texts


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  Ann  Lee ", "Ann Lee"),
        ("Ann\u00a0Lee", "Ann Lee"),
        ("Ann\tLee", "Ann Lee"),
        ("\ufeffAnn\u200b", "Ann"),
        (" \u3000", None),
        ("\u200b", None),
        ("12 High Street\nLeeds\n", "12 High Street\nLeeds"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👨\u200d👩", "👨\u200d👩"),
        (None, None),
    ],
)
def test_trim_whitespace(before: str | None, after: str | None) -> None:
    assert repaired(TrimWhitespace(column="first"), before) == [after]


@steady
@given(texts)
def test_squish_is_what_trim_whitespace_does(text: str) -> None:
    assert repaired(TrimWhitespace(column="first"), text) == [squish(text) or None]
    assert bool(re.search(NEEDS_TRIMMING, text)) == (squish(text) != text)


def test_unify_nulls_takes_spellings_as_they_stand_and_trimmed() -> None:
    repair = UnifyNulls(column="first", spellings=("NA", " n/a ", ""))
    assert repaired(repair, "NA", " n/a ", "n/a", "na", " NA", None) == [None, None, None, "na", " NA", None]


def test_map_values_takes_texts_as_they_stand_and_trimmed() -> None:
    repair = MapValues(column="first", mapping=(("paris ", "Paris"), ("PARIS", "Paris"), ("Paris", "Paris")))
    assert repaired(repair, "paris ", "paris", "PARIS", "Paris", "Rome") == ["Paris"] * 4 + ["Rome"]


@pytest.mark.parametrize("mapping", [(("a", "b"), ("b", "c")), (("a", "b"), ("a", "c")), (("a", ""),)])
def test_map_values_refuses_what_could_not_be_repeated(mapping: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValidationError):
        MapValues(column="first", mapping=mapping)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("$1,234.50", "1234.50"),
        ("1,23,456", "123456"),
        ("(12)", "-12"),
        ("($5)", "-5"),
        ("$(5)", "-5"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        ("−4", "-4"),
        ("+3", "3"),
        ("7.8%", "7.8"),
        ("(7%)", "-7"),
        ("US$ 12", "12"),
        ("12 USD", "12"),
        ("$1,234.5 USD", "1234.5"),
        (" 12 ", "12"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5"),
        ("1e5", "1e5"),
        ("007", "007"),
        ("0.10", "0.10"),
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
        *((text, text) for text in ("1,2", "1 2", "12,34", "ABC 12", "(-4)", "--4", "NA", "$", "%", "٣")),
    ],
)  # fmt: skip
def test_parse_numbers_with_point(before: str, after: str) -> None:
    assert repaired(ParseNumbers(column="first", thousands_mark=","), before) == [after]


@pytest.mark.parametrize(
    ("thousands", "before", "after"),
    [
        (".", "€ 1.234,56", "1234.56"),
        (".", "1.234", "1234"),
        (" ", "1\u202f234,5", "1234.5"),
        ("'", "1’234", "1234"),
        (None, "1234,5", "1234.5"),
        (None, "1.234", "1.234"),
    ],
)
def test_parse_numbers_with_comma(thousands: str | None, before: str, after: str) -> None:
    repair = ParseNumbers.model_validate(
        {"column": "first", "decimal_mark": ",", "thousands_mark": thousands}
    )
    assert repaired(repair, before) == [after]


def test_parse_numbers_refuses_one_mark_for_both() -> None:
    with pytest.raises(ValidationError):
        ParseNumbers(column="first", decimal_mark=",", thousands_mark=",")


def test_pad_zeros() -> None:
    repair = PadZeros(column="first", width=5)
    assert repaired(repair, "123", "12345", "123456", "1234-5", "12\n", "٣", None) == [
        "00123", "12345", "123456", "1234-5", "12\n", "٣", None,
    ]  # fmt: skip


def test_null_outside_range() -> None:
    repair = NullOutsideRange(column="first", lower=0, upper=10)
    assert repaired(repair, "0", "10", "10.01", "-1", "1e2", "x", "$99", None) == [
        "0", "10", None, None, None, "x", "$99", None,
    ]  # fmt: skip


def test_null_outside_range_needs_a_range() -> None:
    with pytest.raises(ValidationError):
        NullOutsideRange(column="first", lower=1, upper=0)


def test_fill_missing() -> None:
    assert repaired(FillMissing(column="first", value="0"), None, "1") == ["0", "1"]
