"""Finds identifiers of people within longer texts: an e-mail address in a comment, a card number in a note.

What a column means is decided over all of its values; here one text stands alone. So only what proves itself
is found: by a form that nothing else has, by a check digit, or by the word before it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from datainsight.semantics.checksums import is_vin

Span = tuple[int, int]
"""Where a part of a text begins and ends."""

_SIX_DIGITS = re.compile(r"\d(?:\W{0,3}\d){5}")
_LINKS = 5
_POINTS = 2
"""Colons or hyphens of an address of a network card, or points of one that is written with these."""
_LABEL = "[^\\W_](?:[\\w-]{0,61}[^\\W_])?"
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PHONE_WORD = re.compile(
    r"(?:\b(?:tele)?(?:phone|fon|fone)|\btel|\bcall(?:ed)?|\bmobile?|\bmob|\bcell|\bfax|\bwhatsapp|\bsms|"
    r"\bhandy|\bdial|\bring|\bcontact|\bmovil|\bcelular|\bportable)\W{0,3}(?:\w{1,8}\W{1,3}){0,2}$",
    re.IGNORECASE,
)
"""What says that a telephone number follows, with up to two short words between."""
_AMERICAN = re.compile(r"\(?[2-9]\d{2}\)?[ .-]{0,2}[2-9]\d{2}[ .-]\d{4}")
"""A number of the North American Numbering Plan as it is written there."""
_SAID_BEFORE = 40
"""Characters before a number in which the word has to stand."""
_FEWEST_DIGITS, _MOST_DIGITS = 8, 15
"""Of a telephone number with its country (ITU-T E.164); the shortest in use."""
_SHORTEST_ADDRESS = 6
"""Digits of a network address that is taken for one: shorter ones look like versions."""


@dataclass(frozen=True)
class _Kind:
    """How one identifier looks within a text, and what decides about it: None where its form is enough."""

    regex: re.Pattern[str]
    check: Callable[[str], bool] | None = None


def personal_parts(text: str) -> list[Span]:
    """Where a text holds identifiers of people, in the order of the kinds; parts may overlap."""
    if not _may_hold_one(text):
        return []
    found = [span for kind in _KINDS for span in _spans(kind, text)]
    return found + list(_telephones(text))


def _may_hold_one(text: str) -> bool:
    """Whether there is a sign that every identifier has; most texts have none, and are done with."""
    return (
        "@" in text
        or _SIX_DIGITS.search(text) is not None
        or "::" in text
        or max(text.count(":"), text.count("-")) >= _LINKS
        or text.count(".") >= _POINTS
    )


def _spans(kind: _Kind, text: str) -> Iterator[Span]:
    for match in kind.regex.finditer(text):
        end = _end_of_valid(kind.check, match[0])
        if end:
            yield match.start(), match.start() + end


def _end_of_valid(check: Callable[[str], bool] | None, candidate: str) -> int:
    """Length of the part that passes: groups behind a number may belong to the words that follow."""
    if check is None:
        return len(candidate)
    while True:
        if check(candidate):
            return len(candidate)
        cut = max(candidate.rfind(" "), candidate.rfind("-"))
        if cut <= 0:
            return 0
        candidate = candidate[:cut]


def _telephones(text: str) -> Iterator[Span]:
    for match in _NUMBER.finditer(text):
        number = match[0]
        digits = sum(map(str.isdigit, number))
        is_long = _FEWEST_DIGITS <= digits <= _MOST_DIGITS
        is_announced = _PHONE_WORD.search(text[max(match.start() - _SAID_BEFORE, 0) : match.start()])
        if (
            (number.startswith(("+", "(+")) and is_long)
            or _AMERICAN.fullmatch(number)
            or (is_announced and digits >= _FEWEST_DIGITS - 1)
        ):
            yield match.span()


def _is_luhn(value: str) -> bool:
    """ISO/IEC 7812, by hand: where texts are shown no library of numbers is at hand."""
    digits = [int(character) for character in value if character.isdigit()]
    if len(set(digits)) == 1:
        return False
    doubled = [digit if place % 2 == 0 else (digit * 2 - 9 if digit > 4 else digit * 2)
               for place, digit in enumerate(reversed(digits))]  # fmt: skip
    return sum(doubled) % 10 == 0


def _is_iban(value: str) -> bool:
    """ISO 13616 by ISO 7064 mod 97-10."""
    compact = re.sub(r"[ -]", "", value).upper()
    if not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(mark, 36)) for mark in compact[4:] + compact[:4])) % 97 == 1


def _is_orcid(value: str) -> bool:
    """ISO 7064 mod 11-2."""
    marks = value.replace("-", "").upper()
    total = 0
    for digit in marks[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == marks[-1]


def _is_network_address(value: str) -> bool:
    return sum(map(str.isdigit, value)) >= _SHORTEST_ADDRESS


def _is_vehicle(value: str) -> bool:
    return any(map(str.isalpha, value)) and any(map(str.isdigit, value)) and is_vin(value)


def _kind(regex: str, check: Callable[[str], bool] | None = None) -> _Kind:
    return _Kind(re.compile(regex, re.IGNORECASE), check)


_NUMBER = re.compile(r"(?<![\w.+-])(?:\(?\+|\(?\d)[\d()./ -]{5,22}\d(?![\w-]|\.\d)")
_KINDS = (
    _kind(rf"[\w.!#$%&'*+/=?^`{{|}}~-]+@(?:{_LABEL}\.)+[^\W\d_]{{2,24}}"),
    _kind(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b", _is_iban),
    _kind(
        r"(?<![\w.,-])(?:(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6\d{3}|35\d\d)(?:[ -]?\d{4}){2}[ -]?\d{4}|"
        r"3[0-9]\d\d[ -]?\d{6}[ -]?\d{4,5}|\d{15})(?![\w-]|\.\d)",
        _is_luhn,
    ),
    _kind(r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])"),
    _kind(rf"(?<![\w.])(?:{_OCTET}\.){{3}}{_OCTET}(?![\w]|\.\d)", _is_network_address),
    _kind(r"(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){2,6}(?::[0-9a-f]{1,4}){1,5}|"
          r"[0-9a-f]{1,4}:(?::[0-9a-f]{1,4}){2,6})(?![\w:])"),
    _kind(r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])|\b(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}\b"),
    _kind(r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dX](?![\w-])", _is_orcid),
    _kind(r"\b[A-HJ-NPR-Z0-9]{8}[\dX][A-HJ-NPR-Z0-9]{8}\b", _is_vehicle),
    _kind(rf"(?<![\w-])(?:\d{{6}}(?:19|20)\d{{2}}{_DAY}\d{{3}}[\dX]|\d{{2}}{_DAY}-[0-8]\d{{6}})(?![\w-])"),
)  # fmt: skip
