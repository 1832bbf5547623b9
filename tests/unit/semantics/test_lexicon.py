"""The packaged frequencies of words, and the edits that are looked up in them."""

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.semantics.lexicon import Hashes, edit_at, edits_of, familiar_words, hashes_of, lexicon

WORDS = st.text("abcdefghijäöß", min_size=1, max_size=24)


@given(WORDS, st.text("abz", min_size=1, max_size=3).map(lambda letters: sorted(set(letters))))
def test_the_hash_of_an_edit_is_that_of_the_edited_word(word: str, alphabet: list[str]) -> None:
    hashes = edits_of(word, alphabet)
    edited = [edit_at(word, alphabet, number).apply(word) for number in range(hashes.size)]
    kept = [number for number, text in enumerate(edited) if 0 < len(text) <= 24]

    assert hashes[kept].tolist() == hashes_of([edited[number] for number in kept]).tolist()


@given(WORDS.filter(lambda word: len(word) > 1))
def test_every_single_edit_is_among_them(word: str) -> None:
    edited = {edit_at(word, "ab", number).apply(word) for number in range(edits_of(word, "ab").size)}

    assert {word[1:], word + "a", "b" + word, "a" + word[1:], word[1:2] + word[:1] + word[2:]} <= edited


@pytest.mark.parametrize(
    ("word", "least", "most"), [("equipment", 4.5, 5.5), ("haberdasher", 1.4, 3.0), ("therefore", 4.5, 6.0)]
)
def test_frequent_words_are_told_from_rare_ones(word: str, least: float, most: float) -> None:
    known = lexicon()
    (place,) = known.places(hashes_of([word]))

    assert least <= known.english[place] / 10.0 <= most


def test_words_of_other_languages_and_names_are_known() -> None:
    known = lexicon()

    assert (known.places(hashes_of(["strasse", "señora", "молоко", "kowalski", "reykjavik"])) >= 0).all()
    assert (known.places(hashes_of(["equipmnet", "therefroe", "qzxvwk"])) < 0).all()


def test_familiar_words_are_told_in_the_capitals_that_were_asked() -> None:
    assert familiar_words(["Equipment", "SEÑORA", "equipmnet", "cat", "a1b2"]) == {"Equipment", "SEÑORA"}


def test_words_are_found_as_if_all_of_them_were_searched() -> None:
    known = lexicon()
    beside = np.concatenate((known.hashes[::5000], known.hashes[::5000] + np.uint64(1)))
    asked = np.concatenate((beside, edits_of("straange", "abcdefghijklmnopqrstuvwxyz")))

    expected = [known_place(known.hashes, each) for each in asked.tolist()]

    assert known.places(asked).tolist() == expected
    assert max(expected) > 0 > min(expected)


def known_place(hashes: Hashes, wanted: int) -> int:
    place = bisect_left(hashes, wanted)
    return place if place < hashes.size and int(hashes[place]) == wanted else -1
