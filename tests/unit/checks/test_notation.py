"""Expressions of notations, and which mark is the decimal one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.checks.evidence import minority_confidence, noisy_or
from datainsight.checks.notation import NUMBER_NOTATIONS, NUMBER_WORDS, date_example, either, strptime_regex
from datainsight.checks.number_marks import decimal_marks
from datainsight.models.profile import DataType, NotationCount


def written(notation: str, count: int, *examples: str) -> NotationCount:
    return NotationCount(data_type=DataType.DECIMAL, notation=notation, count=count, examples=examples)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("%Y-%m-%d", "2024-01-31"),
        ("%d/%m/%Y %H:%M", "3/4/2024 9:05"),
        ("%Y-%m-%dT%H:%M:%S%.f%z", "2024-01-31T10:20:30.5+01:00"),
    ],
)
def test_a_format_matches_what_is_written_in_it(pattern: str, text: str) -> None:
    regex = strptime_regex(pattern)

    assert regex is not None
    assert re.search(regex, text)
    assert not re.search(regex, f"{text} and more")


def test_points_of_a_format_are_no_wildcards() -> None:
    regex = strptime_regex("%d.%m.%Y")

    assert regex is not None
    assert not re.search(regex, "01/02/2024")


def test_an_unknown_directive_has_no_expression() -> None:
    assert strptime_regex("%Q") is None


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("%m/%d/%Y", "01/31/2024"),
        ("%d %b %Y %I:%M %p", "31 Jan 2024 01:05 PM"),
        ("%Y-%m-%dT%H:%M:%S%.f%#z", "2024-01-31T13:05:09.25+01"),
        ("100%% %y", "100% 24"),
    ],
)
def test_a_date_is_shown_as_its_format_writes_it(pattern: str, shown: str) -> None:
    regex = strptime_regex(pattern)

    assert date_example(pattern) == shown
    assert regex is not None
    assert re.search(regex.replace(r"\p{L}", "[A-Za-z]"), shown)


def test_every_notation_of_numbers_has_words() -> None:
    assert NUMBER_WORDS.keys() == NUMBER_NOTATIONS.keys()


def test_either_matches_what_any_does() -> None:
    assert re.search(either(("^a$", "^b$")), "b")
    assert not re.search(either(("^a$", "^b$")), "c")


@pytest.mark.parametrize(
    ("notations", "marks"),
    [
        ([written("currency", 9, "$1,200.50")], (".", ",", False)),
        ([written("decimal_comma", 9, "1,5"), written("plain", 3, "12")], (",", ".", False)),
        ([written("plain", 9, "1.5"), written("decimal_comma", 3, "1,5")], (".", ",", True)),
        ([written("thousands_space", 9, "1 200")], (".", " ", False)),
        ([written("thousands_apostrophe", 9, "1'200")], (".", "'", False)),
        ([written("thousands_point", 9, "1.200,50")], (",", ".", False)),
    ],
)
def test_marks_follow_most_cells(notations: list[NotationCount], marks: tuple[str, str, bool]) -> None:
    found = decimal_marks(notations)

    assert (found.decimal, found.thousands, found.is_contradictory) == marks


@given(st.floats(0.1, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_commoner_a_deviation_the_less_it_is_an_error(base: float, one: float, other: float) -> None:
    rare, common = sorted((one, other))

    assert minority_confidence(base, rare) >= minority_confidence(base, common)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_evidence_together_is_never_weaker_than_its_strongest(confidences: list[float]) -> None:
    assert max(confidences) - 1e-4 <= noisy_or(confidences) <= 1
