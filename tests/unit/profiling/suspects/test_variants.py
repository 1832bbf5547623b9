"""Spellings of one thing by key collision, and letters that scanners take for each other."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.profiling.suspects.variants import (
    fingerprint,
    letter_pairs,
    looking_alike,
    looks,
    sounds,
    spelled_otherwise,
)


def found(pairs: dict[str, int]) -> dict[str, str]:
    return {each.text: each.usual for each in spelled_otherwise(list(pairs), list(pairs.values()))}


def scanned(pairs: dict[str, int]) -> dict[str, str]:
    return {each.text: each.usual for each in looking_alike(list(pairs), list(pairs.values()))}


@pytest.mark.parametrize(
    ("key", "first", "second"),
    [
        (fingerprint, "Lee, Ann", "Ann LEE"),
        (fingerprint, "Café Noir", "cafe-noir"),
        (letter_pairs, "data insight", "Datainsight"),
        (sounds, "Hannover", "Hanofer"),
        (sounds, "Philips", "Fillips"),
        (sounds, "Tchaikovsky", "Chaikovski"),
        (looks, "Birrningham", "Birmingham"),
        (looks, "B1RMINGHAM", "Birmingham"),
        (looks, "vvater", "water"),
    ],
)
def test_keys_leave_out_how_a_thing_is_written(key: Callable[[str], str], first: str, second: str) -> None:
    assert key(first) == key(second) != ""


def test_the_rare_spelling_is_meant_for_the_frequent_one() -> None:
    pairs = {"Nordic Timber": 20, "Timber, Nordic": 1, "Harbour Tools": 30, "Harbour-Tools": 2}

    assert found(pairs) == {"Timber, Nordic": "Nordic Timber", "Harbour-Tools": "Harbour Tools"}


def test_nothing_is_said_of_spellings_that_are_about_as_frequent() -> None:
    assert found({"Rotterdam": 9, "Rotterdham": 6, "Valencia": 8}) == {}
    assert found({"U.S.A. East": 9, "U S A East": 9}) == {}


def test_numbers_tell_things_apart() -> None:
    assert found({"Valve 12-4": 20, "Valve 12.4": 1, "Line 1": 12, "Line 2": 1}) == {}
    assert found({"ESR > 20 mm": 20, "ESR < 20 mm": 3}) == {}
    assert scanned({"Model 105": 20, "Model l05": 1, "A50B1": 12, "A5OB1": 1}) == {}


def test_the_way_back_is_another_way() -> None:
    assert found({"Lisbon to Valencia": 20, "Valencia to Lisbon": 2}) == {}


def test_a_key_that_frequent_texts_share_says_nothing() -> None:
    assert found({"Marlinton": 20, "Merlinton": 20, "Marlenton": 1, "Berlin": 9, "Barlon": 12}) == {}


def test_letters_that_look_alike() -> None:
    pairs = {"Birmingham": 40, "Birrningham": 1, "Harlow": 12, "Har1ow": 1, "Worthing": 9, "VVorthing": 1}

    assert scanned(pairs) == {"Birrningham": "Birmingham", "Har1ow": "Harlow", "VVorthing": "Worthing"}


def test_a_word_of_its_own_is_seldom_a_slip_of_the_scanner() -> None:
    (each,) = looking_alike(["modem", "modern", "classic"], [1, 20, 20])

    assert each.probability < 0.3


@given(st.dictionaries(st.text(max_size=12), st.integers(1, 50), max_size=20))
def test_what_is_meant_is_more_frequent_and_another_text(pairs: dict[str, int]) -> None:
    texts, counts = list(pairs), list(pairs.values())
    for each in (*spelled_otherwise(texts, counts), *looking_alike(texts, counts)):
        assert pairs[each.usual] > pairs[each.text]
        assert each.usual.casefold() != each.text.casefold()
        assert 0 < each.probability < 1
