"""Whether two texts may be two spellings of one thing, word by word.

Words are equal, a slip apart, or one is short for the other; what is left over stands on one side only.
Digits are never slips within words: "Room 12" and "Room 13" are two rooms. After the token-based measures of
Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching tasks", 2003.
"""

from datainsight.profiling.suspects.edits import is_one_edit
from datainsight.profiling.suspects.thresholds import RECORDS
from datainsight.semantics.words import words_of


def shared_words(first: str, second: str) -> tuple[str, ...] | None:
    """The words that two texts of one thing have in common.

    Returns:
        None where they are texts of two things.
    """
    left, right = words_of(first), words_of(second)
    if not left or not right:
        return None
    in_one, in_other = "".join(left), "".join(right)
    if in_one == in_other:
        return left
    shared, alone, others = _compared(left, right)
    if abs(len(in_one) - len(in_other)) <= 1 and _is_slip(in_one, in_other):
        return shared
    most = RECORDS.left_over_share * max(len(left), len(right))
    return shared if _are_explained(alone, others, most) else None


def _are_explained(alone: list[str], others: list[str], most: float) -> bool:
    """Whether words of the one text and of the other are the same ones in pairs, but for a few."""
    if any(_has_digit(word) for word in (*alone, *others)):
        return False
    left_over = 0
    for word in alone:
        other = next((each for each in others if may_be_one(word, each)), None)
        if other is None:
            left_over += 1
        else:
            others.remove(other)
    return not (left_over and others) and left_over + len(others) <= most


def _compared(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, ...], list[str], list[str]]:
    """The words that both have, and those that either has alone."""
    others = list(right)
    shared, alone = [], []
    for word in left:
        if word in others:
            others.remove(word)
            shared.append(word)
        else:
            alone.append(word)
    return tuple(shared), alone, others


def may_be_one(word: str, other: str) -> bool:
    """Whether two words of letters may be the same one: a slip apart, or one short for the other."""
    return _is_slip(word, other) or _is_short_for(word, other) or _is_short_for(other, word)


def are_digits_slipped(first: str, second: str) -> bool:
    """Whether two runs of digits with marks, a date or a telephone number, are one slip apart."""
    left, right = ("".join(map(str, filter(str.isdigit, text))) for text in (first, second))
    return min(len(left), len(right)) >= RECORDS.shortest_digits and is_one_edit(left, right)


def _is_slip(word: str, other: str) -> bool:
    if _has_digit(word + other):
        return False
    shorter = min(len(word), len(other))
    return shorter >= RECORDS.shortest_word and is_one_edit(word, other)


def _is_short_for(short: str, word: str) -> bool:
    """An initial, or the first letter and some that follow in order: "J", "St" and "Rd" for "Road"."""
    if len(short) >= len(word) or short[0] != word[0]:
        return False
    letters = iter(word)
    return len(short) <= RECORDS.longest_short_form and all(letter in letters for letter in short)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
