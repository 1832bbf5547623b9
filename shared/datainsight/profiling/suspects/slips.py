"""How likely one edit between two texts is a slip, rather than a difference that is meant."""

from datainsight.profiling.suspects.edits import edit_between

NEVER, MARKS, CODE, ENDING, ENDING_OF_WORD, DIGIT_FOR_LETTER, LAST_LETTER, LETTER_AFTER_NUMBER = (
    0.0,
    0.25,
    0.1,
    0.15,
    0.03,
    0.01,
    0.5,
    0.02,
)
"""Weights on the odds: digits and capitals that differ are never slips, marks that differ seldom; 12 and 12b
are two numbers, and so are, amid words, 111l and 1110."""
STRANGE = 6.0
"""A small letter amid capitals or a letter amid digits is hardly ever meant."""


def plausibility(rare: str, usual: str, *, is_word: bool) -> float:
    """The weight of an edit: 0 never a slip, 1 as any, more for what is hardly ever meant.

    Args:
        rare: What may be a slip.
        usual: What was meant then.
        is_word: Both are words of sentences, where another ending makes another right word.
    """
    edit = edit_between(rare, usual)
    if edit is None or _is_no_slip(rare, usual, *edit):
        return NEVER
    wrong, right = edit
    if not any(character.isalnum() for character in wrong + right):
        return MARKS
    if usual.isdigit() and (rare[:-1] == usual or (is_word and rare[:-1] == usual[:-1])):
        return LETTER_AFTER_NUMBER
    if _differs_in_ending(rare.casefold(), usual.casefold()):
        return ENDING_OF_WORD if is_word else ENDING
    weight = _weight_of_kind(rare, usual, wrong, right)
    is_last = rare[:-1] == usual[:-1]
    is_first = rare[1:] == usual[1:]
    return weight * LAST_LETTER if is_word and (is_last or (is_first and len(rare) < 4)) else weight


def _is_no_slip(rare: str, usual: str, wrong: str, right: str) -> bool:
    """Numbers that differ are numbers; capitals and blanks are other checks' business."""
    are_digits = all(character.isdigit() for character in wrong + right)
    return are_digits or wrong.casefold() == right.casefold() or rare.split() == usual.split()


def _differs_in_ending(rare: str, usual: str) -> bool:
    """Whether the two may be singular and plural, or one word in two genders."""
    return rare in {usual + "s", usual + "e"} or usual == rare + "s"


def _weight_of_kind(rare: str, usual: str, wrong: str, right: str) -> float:
    is_replaced = len(wrong) == len(right) == 1
    if is_replaced and _is_code(rare) and _is_code(usual) and _kind(wrong) == _kind(right):
        return CODE
    if right.isalpha() and not wrong.isalpha() and not _has_letter(rare):
        return DIGIT_FOR_LETTER
    return STRANGE if len(wrong) == 1 and wrong.isalpha() and _is_strange(rare, wrong, right) else 1.0


def _is_strange(rare: str, wrong: str, right: str) -> bool:
    rest = rare.replace(wrong, "", 1)
    has_small, has_capital = any(map(str.islower, rest)), any(map(str.isupper, rest))
    is_amid_digits = not _has_letter(rest) and any(map(str.isdigit, rest))
    return (wrong.islower() and has_capital and not has_small) or right.isdigit() or is_amid_digits


def _is_code(text: str) -> bool:
    """Whether letters and digits stand in one text."""
    return _has_letter(text) and any(map(str.isdigit, text))


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _kind(character: str) -> tuple[bool, bool, bool]:
    return character.isdigit(), character.isupper(), character.islower()
