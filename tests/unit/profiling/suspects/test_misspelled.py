"""Slips are found in columns of any trade, and right values are left alone."""

import string
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.profiling.suspects.misspelled import misspelled
from datainsight.profiling.suspects.words import misspelled_words

INSTRUMENTS = {"violin": 60, "trumpet": 40, "clarinet": 35, "piano": 80, "oboe": 20, "bassoon": 15}


def probability(counts: dict[str, int], text: str) -> float:
    return max(
        (each.probability for each in misspelled(sorted(counts.items())) if each.text == text), default=0.0
    )


@pytest.mark.parametrize("slip", ["vioiln", "trumpxet", "clarinxt", "pino", "bssoon", "clxrxnet", "Xrumpet"])
def test_a_slip_of_a_frequent_value_is_found(slip: str) -> None:
    (found,) = [
        each for each in misspelled(sorted((INSTRUMENTS | {slip: 1}).items())) if each.probability > 0.5
    ]

    assert found.text == slip
    assert found.usual in INSTRUMENTS


@pytest.mark.parametrize("other", ["viola", "tuba", "cello", "drums"])
def test_another_value_is_none(other: str) -> None:
    assert probability(INSTRUMENTS | {other: 1}, other) < 0.5


def test_codes_that_lie_beside_each_other_are_no_slips() -> None:
    codes = {f"{letter}{other}": 20 for letter in "ABCD" for other in "WXYZ"} | {"AV": 1}

    assert probability(codes, "AV") < 0.5


@pytest.mark.parametrize("seed", range(4))
def test_rare_codes_of_a_crowded_list_are_no_slips_of_frequent_ones(seed: int) -> None:
    """Codes of airports: many have a more frequent neighbour, among the frequent as among the rare."""
    random = Random(seed)  # noqa: S311  (no secret)
    codes = {"".join(random.choices(string.ascii_uppercase[:14], k=3)) for _ in range(200)}
    counts = {
        code: max(1, round(400 / place))
        for place, code in enumerate(random.sample(sorted(codes), len(codes)), 1)
    }

    assert max((each.probability for each in misspelled(sorted(counts.items()))), default=0.0) < 0.3


def test_digits_that_differ_are_no_slips() -> None:
    assert misspelled([("model 2014", 40), ("model 2015", 1), ("model 2016", 30)]) == []


def test_a_letter_among_digits_is_one() -> None:
    assert probability({"30115": 40, "30159": 30, "3x115": 1}, "3x115") > 0.9


def test_a_value_that_is_nearly_as_frequent_is_none() -> None:
    assert probability({"organisation": 30, "organization": 29, "company": 50}, "organization") < 0.5


def test_a_word_that_other_values_share_is_none() -> None:
    counts = {f"north {thing}": 30 for thing in ("gate", "hall", "wing")} | {"nort hall": 1, "forth hall": 1}
    counts |= {f"forth {thing}": 1 for thing in ("wing", "gate")}

    assert probability(counts, "nort hall") > 0.5
    assert probability(counts, "forth hall") < 0.5


def test_a_misspelled_word_is_found_in_texts_that_never_repeat() -> None:
    pairs = [(f"{number} Harbour Street, Level {number % 7}", 1) for number in range(40)]

    (found,) = [
        each
        for each in misspelled_words([*pairs, ("77 Harbour Steret, Level 3", 1)])
        if each.probability > 0.5
    ]

    assert found.usual == "77 Harbour Street, Level 3"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet=string.ascii_lowercase, min_size=7, max_size=14),
        min_size=3,
        max_size=12,
        unique=True,
    ),
    st.data(),
)
def test_an_inserted_letter_is_found_in_any_vocabulary(vocabulary: list[str], data: st.DataObject) -> None:
    right = data.draw(st.sampled_from(vocabulary))
    place = data.draw(st.integers(1, len(right) - 1))
    slip = f"{right[:place]}#{right[place:]}"
    counts = dict.fromkeys(vocabulary, 30)

    found = {each.text: each.usual for each in misspelled(sorted((counts | {slip: 1}).items()))}

    assert found[slip] == right


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=string.ascii_lowercase, min_size=6, max_size=14), min_size=2, unique=True))
def test_values_that_are_equally_frequent_are_no_slips(vocabulary: list[str]) -> None:
    assert misspelled([(text, 5) for text in sorted(vocabulary)]) == []


def test_a_number_with_a_letter_after_it_is_no_slip_of_a_longer_number() -> None:
    rooms = [
        (f"room {number} {wing}", 1) for number in (1010, 1020, 1030) for wing in ("east", "west", "north")
    ]

    assert [
        each for each in misspelled_words([*rooms, ("room 101l east", 1)]) if each.probability >= 0.5
    ] == []


def test_a_column_without_words_has_no_slips() -> None:
    assert misspelled([]) == []
    assert misspelled_words([("- -", 3), ("12 13", 1)]) == []


def test_a_slip_is_one_of_the_right_text_and_not_of_another_slip() -> None:
    pairs = [("Female", 136), ("Male", 80), ("Fhemale", 2), ("Fbemale", 1), ("Fvemale", 1)]
    meant = {each.text: each.usual for each in misspelled(pairs)}
    assert meant == dict.fromkeys(("Fhemale", "Fbemale", "Fvemale"), "Female")
