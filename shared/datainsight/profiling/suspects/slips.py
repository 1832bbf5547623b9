"""How likely one edit between two texts is a slip, rather than a difference that is meant."""

import re

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
are two numbers, and so are, amid words, 111l and 1110, b210 and 210."""
STRANGE = 6.0
"""A small letter amid capitals or a letter amid digits is hardly ever meant."""
SHORT = 3
"""Capitals of codes so dense that another letter makes another code: HA and UA are two airlines."""
_WORD = re.compile(r"[^\W_]+")
_UNIT = re.compile(
    r"(?:da|[yzafpnuµμmcdhkKMGTPE])?(?:g|l|L|m|s|mol|U|IU|kat|Hz|W|Wh|V|A|F|Pa|bar|J|N|K|B|b|eq|cal)"
)
"""A unit of the SI or one used with it, with or without a prefix (BIPM, The SI Brochure)."""


def plausibility(rare: str, usual: str, *, is_word: bool) -> float:
    """The weight of an edit: 0 never a slip, 1 as any, more for what is hardly ever meant.

    Args:
        rare: What may be a slip.
        usual: What was meant then.
        is_word: Both are words of sentences, where another ending makes another right word.
    """
    edit = edit_between(rare, usual)
    if edit is None or _is_no_slip(rare, usual, *edit) or _are_units(rare, usual):
        return NEVER
    wrong, right = edit
    if not any(character.isalnum() for character in wrong + right):
        return MARKS
    if usual.isdigit() and (rare[:-1] == usual or (is_word and usual in (rare[1:], rare[:-1] + usual[-1:]))):
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
    is_code = (_is_code(rare) and _is_code(usual)) or (len(usual) <= SHORT and (rare + usual).isupper())
    if is_replaced and is_code and _kind(wrong) == _kind(right):
        return CODE
    if _are_models(rare, usual):
        return LETTER_AFTER_NUMBER
    if right.isalpha() and not wrong.isalpha() and not _has_letter(rare):
        return DIGIT_FOR_LETTER
    return STRANGE if len(wrong) == 1 and wrong.isalpha() and _is_strange(rare, wrong, right) else 1.0


def _is_strange(rare: str, wrong: str, right: str) -> bool:
    rest = rare.replace(wrong, "", 1)
    has_small, has_capital = any(map(str.islower, rest)), any(map(str.isupper, rest))
    is_amid_digits = not _has_letter(rest) and any(map(str.isdigit, rest))
    return (wrong.islower() and has_capital and not has_small) or right.isdigit() or is_amid_digits


def _are_units(rare: str, usual: str) -> bool:
    """Whether the two name amounts in units that differ: ng / mL and pg / mL."""
    words = _words_apart(rare, usual)
    return words is not None and all(map(_UNIT.fullmatch, words))


def _are_models(rare: str, usual: str) -> bool:
    """Whether one word of several tells two models apart: saab 99e and saab 99le."""
    words = _words_apart(rare, usual)
    if words is None or not any(map(_is_code, words)) or not any(map(str.isalpha, _WORD.findall(rare))):
        return False
    return all(any(map(str.isdigit, word)) for word in words)


def _words_apart(rare: str, usual: str) -> tuple[str, str] | None:
    """The one word that differs; None where it is not one."""
    words, others = _WORD.findall(rare), _WORD.findall(usual)
    if len(words) != len(others):
        return None
    apart = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return apart[0] if len(apart) == 1 else None


def _is_code(text: str) -> bool:
    """Whether letters and digits stand in one text."""
    return _has_letter(text) and any(map(str.isdigit, text))


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _kind(character: str) -> tuple[bool, bool, bool]:
    return character.isdigit(), character.isupper(), character.islower()
