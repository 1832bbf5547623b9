"""What is written badly is found, and nothing is that only looks so."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import ColumnProfile
from datainsight.repairs.fix_mojibake import USUAL, FixMojibake
from datainsight.semantics.addresses import E164, calling_code
from tests.unit.checks.tables import profile


def column_of(*texts: str) -> ColumnProfile:
    return profile(pl.DataFrame({"a": texts}, schema={"a": pl.String})).columns[0]


def misread(text: str, encoding: str) -> str:
    """As a program shows UTF-8 that it takes for another encoding."""
    return text.encode().decode(encoding)


letters = st.text(alphabet="abcdefg", min_size=1, max_size=5)


@settings(deadline=None, max_examples=60)
@given(before=letters, sign=st.sampled_from(USUAL), after=letters)
def test_a_misread_character_within_a_word_is_found_and_put_right(before: str, sign: str, after: str) -> None:
    text = f"{before}{sign}{after}"
    wrong = misread(text, "latin-1")
    found = column_of("plain words", "more words", wrong).garbled
    assert found is not None
    assert (found.count, found.characters, found.is_clear) == (1, sign, True)
    repair = FixMojibake(column="a", characters=found.characters)
    made = repair.apply(pl.LazyFrame({"a": [wrong, text]})).collect()
    assert made["a"].to_list() == [text, text]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="aeiouäöüéèñçßÀÉÃ ", min_size=1, max_size=12), min_size=1, max_size=8))
def test_words_with_accents_are_not_called_garbled(texts: list[str]) -> None:
    assert column_of("plain words", *texts).garbled is None


def test_text_that_is_garbled_in_part_is_left_to_others() -> None:
    assert column_of("plain", "words", f"ä and {misread('é', 'cp1252')}").garbled is None


def test_what_was_lost_before_cannot_be_put_right() -> None:
    assert column_of("plain", f"hair{misread(chr(0xFFFD), 'cp1252')}cream").garbled is None


@pytest.mark.parametrize(
    ("digits", "code"),
    [("12125550100", "1"), ("442079460958", "44"), ("351210000000", "351"), ("79001", "7")],
)
def test_codes_of_countries(digits: str, code: str) -> None:
    assert calling_code(digits) == code


def test_telephone_numbers_say_whose_they_are() -> None:
    facts = column_of(
        "+44 20 7946 0958", "0044 (0)161 496 0000", "020 7946 0959", "+33 1 99 00 11 22"
    ).contacts
    assert facts is not None
    assert facts.calling_codes == {"44": 2, "33": 1}
    assert (facts.count, facts.odd_count, facts.trunk_count) == (4, 4, 1)
    assert facts.national_digits == (10, 11)
    assert E164.startswith("^[+]")


NUMBER = st.from_regex(
    r"(\+|00|0|\+0|)[ (]?[0-9]{2,4}[) ./-]{0,2}(\(0\) ?)?[0-9]{3}[ -]?[0-9]{3,5}", fullmatch=True
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBER, min_size=1, max_size=12, unique=True))
def test_telephone_numbers_of_one_form_are_told_as_each_alone(numbers: list[str]) -> None:
    together = column_of("(020) 7946 0958", *numbers).contacts
    alone = [column_of("(020) 7946 0958", number).contacts for number in numbers]

    if together is None or together.kind != "phone" or any(each is None for each in alone):
        return
    each_alone = [each for each in alone if each is not None]
    first = column_of("(020) 7946 0958").contacts
    assert first is not None
    assert together.count == 1 + sum(each.count - 1 for each in each_alone)
    assert together.odd_count == 1 + sum(each.odd_count - 1 for each in each_alone)
    assert together.trunk_count == 1 + sum(each.trunk_count - 1 for each in each_alone)
    codes = Counter(code for each in each_alone for code in each.calling_codes)
    assert together.calling_codes == dict(codes)


def test_parts_are_counted_by_place() -> None:
    facts = column_of("S / red", "M / red", "S / blue", "M / blue").parts
    assert facts is not None
    assert (facts.separator, facts.parts, facts.share, facts.distinct_counts) == (" / ", 2, 1.0, (2, 2))
    assert column_of("a; b", "a", "b", "a; b; c").parts is None
