"""Numbers, sizes, names and values as people read them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.phrasing import (
    HIDDEN_CATEGORIES,
    as_sentence,
    bytes_text,
    kind_words,
    number_text,
    percent_text,
    rows_text,
    shorten,
    visible,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1_234_567, "1,234,567"),
        (-12.0, "-12"),
        (1234.5678, "1,234.57"),
        (0.12345, "0.1235"),
        (0.00001, "1e-05"),
        (10**15, "1e+15"),
        (1.5e300, "1.5e+300"),
        (0.1 + 0.2, "0.3"),
        (2.125, "2.13"),
        (2.375, "2.38"),
        (-2.125, "-2.13"),
    ],
)
def test_numbers(value: float, text: str) -> None:
    assert number_text(value) == text


@given(st.floats(min_value=-1e300, max_value=1e300))
def test_a_number_is_short_and_close(value: float) -> None:
    text = number_text(value)

    assert len(text) <= 24
    assert float(text.replace(",", "")) == pytest.approx(value, rel=0.005, abs=0.005)


@given(st.floats(min_value=0, max_value=100))
def test_only_all_is_a_hundred_percent_and_only_nothing_is_zero(value: float) -> None:
    assert (percent_text(value) == "0 %") == (value == 0)
    assert (percent_text(value) == "100 %") == (value == 100)


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_500, "1.5 kB"), (2 * 10**9, "2 GB")],
)
def test_sizes(size: int, text: str) -> None:
    assert bytes_text(size) == text


def test_rows_and_kinds() -> None:
    assert [rows_text(count) for count in (0, 1, 1_000)] == ["0 rows", "1 row", "1,000 rows"]
    assert kind_words("mixed_date_formats") == "Mixed date formats"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", "(empty)"),
        ("Berlin", "Berlin"),
        (" Berlin  Mitte ", "␣Berlin␣␣Mitte␣"),
        ("New York", "New York"),
        ("   ", "␣␣␣"),
        ("a\u200bb\u00a0c\td", "a⟨U+200B⟩b⟨U+00A0⟩c⟨U+0009⟩d"),
        ("x" * 81, "x" * 80 + "…"),
    ],
)
def test_what_cannot_be_seen_in_a_value_is_made_visible(value: str, text: str) -> None:
    assert visible(value) == text


@given(st.text())
def test_neither_names_nor_values_hold_hidden_characters(text: str) -> None:
    for shown in (shorten(text), visible(text)):
        assert not {unicodedata.category(character) for character in shown} & HIDDEN_CATEGORIES


@given(st.text(max_size=300), st.integers(min_value=1, max_value=80))
def test_names_are_cut(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("there is no table.", "There is no table."),
        ("There is.", "There is."),
        ("max_lhs is too high.", "max_lhs is too high."),
        ("iPhone is none.", "iPhone is none."),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(given: str, text: str) -> None:
    assert as_sentence(given) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9.25, "9.3 %"),
        (9.35, "9.4 %"),
        (100 * 0.0925, "9.3 %"),
        (0.15, "0.2 %"),
        (25.0, "25 %"),
        (99.85, "99.9 %"),
    ],
)
def test_halves_are_rounded_up(value: float, text: str) -> None:
    assert percent_text(value) == text
