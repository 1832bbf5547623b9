"""Pairs one edit apart, against the definition of the distance."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.profiling.suspects import edits
from datainsight.profiling.suspects.edits import close_pairs, edit_between, is_one_edit, replaced_throughout


def distance(first: str, second: str) -> int:
    """Optimal string alignment, by the book."""
    rows, columns = len(first) + 1, len(second) + 1
    table = [[max(i, j) if not i or not j else 0 for j in range(columns)] for i in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            cost = first[i - 1] != second[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1 and j > 1 and first[i - 1] == second[j - 2] and first[i - 2] == second[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


words = st.text(alphabet="abc", min_size=2, max_size=5)


@given(words, words)
def test_one_edit_is_a_distance_of_one(first: str, second: str) -> None:
    assert is_one_edit(first, second) == (distance(first, second) == 1)


@given(st.lists(words, unique=True, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_all_close_pairs_are_found_and_no_others(texts: list[str], is_usual: list[bool]) -> None:
    expected = {
        (left, right)
        for left, right in combinations(range(len(texts)), 2)
        if distance(texts[left], texts[right]) == 1 and (is_usual[left] or is_usual[right])
    }

    found = list(close_pairs(texts, is_usual) or ())

    assert len(found) == len(expected)
    assert {(min(pair), max(pair)) for pair in found} == expected


def test_codes_that_are_all_close_to_each_other_are_given_up() -> None:
    assert close_pairs([f"A{number:04}" for number in range(2000)], [True] * 2000) is None
    towns = ["Berlin", "Bermlin", "Paris", "Lyon"]
    assert list(close_pairs(towns, [True] * 4) or ()) == [(0, 1)]


def test_two_numbers_are_no_pair() -> None:
    assert list(close_pairs(["1234", "1235", "1x34"], [True] * 3) or ()) == [(0, 2)]


def test_an_edit_is_what_differs() -> None:
    assert edit_between("Bermlin", "Berlin") == ("m", "")
    assert edit_between("Belrin", "Berlin") == ("lr", "rl")
    assert edit_between("Paris", "Berlin") is None


def test_one_character_for_several_is_found() -> None:
    assert list(replaced_throughout(["l?nd?n br?dge"], ["london bridge", "tower of london"])) == [(0, 0, "?")]


def test_several_characters_for_several_are_no_replacement() -> None:
    assert list(replaced_throughout(["landen"], ["london"])) == []


def test_texts_of_one_length_are_compared_with_each_other_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    rare = ["p?ri?", "m?dr?d", "lyon", "p?rt?", "madrid"]
    usual = ["paris", "lyon", "madrid", "parma", "parts", "lion"]
    whole = list(replaced_throughout(rare, usual))

    monkeypatch.setattr(edits, "_TOGETHER", 1)

    assert whole == [(0, 0, "?"), (3, 4, "?"), (1, 2, "?")]
    assert list(replaced_throughout(rare, usual)) == whole


def test_texts_without_letters_of_their_own_are_no_replacement() -> None:
    assert list(replaced_throughout(["??????"], ["london"])) == []
