"""Formats of dates as pairs of a regular expression and the ISO text made of its groups.

The directives are those of `strftime`, and of chrono for fractions and zones. Texts are read by shape, so
that every language reads the same: day, month and hour may have one digit, years have four (1000 to 2999) or
two (69 to 99 mean 19.., 00 to 68 mean 20..).
"""

import re
from itertools import product
from typing import Literal

ALIASES = {
    "%e": "%d", "%-d": "%d", "%-m": "%m", "%B": "%b", "%h": "%b", "%A": "%a", "%-H": "%H", "%-I": "%I",
    "%:z": "%z", "%.3f": "%.f", "%.6f": "%.f", "%.9f": "%.f",
    "%F": "%Y-%m-%d", "%D": "%m/%d/%y", "%R": "%H:%M", "%T": "%H:%M:%S",
}  # fmt: skip
DIRECTIVES = {
    "%Y": "([12][0-9]{3})",
    "%m": "(0?[1-9]|1[0-2])",
    "%d": "(0?[1-9]|[12][0-9]|3[01])",
    "%b": "<(0[1-9]|1[0-2])>",
    "%a": "[A-Za-z]{3,9}[.]?",
    "%H": "([01]?[0-9]|2[0-3])",
    "%I": "<([01][0-9]|2[0-3])>",
    "%M": "([0-5][0-9])",
    "%S": "([0-5][0-9])",
    "%f": "([0-9]{1,9})",
    "%.f": "((?:[.][0-9]{1,9})?)",
    "%p": "",
    "%%": "%",
}
"""What a directive stands for; names and hours of twelve are written as `date_words` leaves them."""

MIDNIGHT = {
    "%H": "(00?)", "%I": "<(00)>", "%M": "(00)", "%S": "(00)", "%f": "(0{1,9})", "%.f": "((?:[.]0{1,9})?)",
}  # fmt: skip
TWO_DIGITS = {
    "%m": "(0[1-9]|1[0-2])", "%d": "(0[1-9]|[12][0-9]|3[01])", "%H": "([01][0-9]|2[0-3])",
}  # fmt: skip
"""Where numbers stand side by side, with nothing between them."""
CENTURIES = (("([0-5][0-9]|6[0-8])", "20"), ("(69|[7-9][0-9])", "19"))
OFFSET = "([+-][01][0-9]):?([0-5][0-9])"
ZONES = {"%z": ("Z", OFFSET), "%#z": ("Z", OFFSET, "([+-][01][0-9])")}

NEEDS = {"%H": "%M", "%M": "%H", "%S": "%M", "%f": "%S", "%z": "%H", "%#z": "%H"}
ROLES = {"%y": "%Y", "%b": "%m", "%I": "%H", "%.f": "%f"}

EXCESS_ZERO = ("([T:-])0([0-9]{2})", r"\1\2")
"""Takes away the zero that a template puts before numbers of two digits."""

Target = Literal["date", "datetime"]
Shape = tuple[str, str]


def tokens_of(date_format: str) -> tuple[str, ...]:
    """Directives and single literal characters of a format, aliases resolved.

    Blanks before "%p" are left out: `date_words` takes them away together with the half of the day.
    """
    directive = r"%[.#:-]?[0-9]?[A-Za-z%]"
    resolved = re.sub(directive, lambda match: ALIASES.get(match[0], match[0]), date_format)
    resolved = re.sub(r"\s+%p", "%p", resolved)
    return tuple(re.findall(f"{directive}|[^%]|%", resolved, re.DOTALL))


def shapes_of(date_format: str, target: Target) -> tuple[Shape, ...]:
    """The shapes of a format: several where the year has two digits or the time has a zone.

    With target "date", a time of day is read only where it is midnight of no zone, so that nothing is lost.

    Returns:
        None at all where a directive is unknown, comes twice, or where the day or the time is incomplete:
        texts in that format stay as they are.
    """
    tokens = tokens_of(date_format)
    zones = next((ZONES[each] for each in tokens if each in ZONES), ())
    is_utc = date_format.endswith(("Z", "UTC")) and not zones
    if not _is_whole(tokens) or (target == "date" and (zones or is_utc)):
        return ()
    return tuple(
        _shape(tokens, target, year, century, zone, is_utc=is_utc)
        for (year, century), zone in product(CENTURIES if "%y" in tokens else (("", ""),), zones or ("",))
    )


def canonical_shape(target: Target) -> Shape:
    """Texts that are canonical already, and themselves."""
    date = "[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    zone = "(?:Z|[+-][01][0-9]:[0-5][0-9])?"
    time = (
        f"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{{1,9}})?{zone}"
        if target == "datetime"
        else ""
    )
    return f"^({date}{time})$", r"\1"


def _is_whole(tokens: tuple[str, ...]) -> bool:
    directives = [each for each in tokens if each.startswith("%") and each != "%%"]
    parts = [ROLES.get(each, each) for each in directives if each != "%a"]
    return (
        (DIRECTIVES.keys() | ZONES.keys() | {"%y"}).issuperset(directives)
        and len(set(parts)) == len(parts)
        and {"%Y", "%m", "%d"}.issubset(parts)
        and ("%I" in directives) == ("%p" in directives)
        and all(NEEDS.get(part, part) in parts for part in parts)
    )


def _shape(
    tokens: tuple[str, ...], target: Target, two_digit_year: str, century: str, zone: str, *, is_utc: bool
) -> Shape:
    known = DIRECTIVES | {"%y": two_digit_year, "%z": zone, "%#z": zone}
    midnight = MIDNIGHT if target == "date" else {}
    pieces = [
        (known | (TWO_DIGITS if beside else {}) | midnight).get(token, _literal(token))
        for token, beside in zip(tokens, _beside_numbers(tokens), strict=True)
    ]
    groups: dict[str, str] = {}
    count = 0
    for token, piece in zip(tokens, pieces, strict=True):
        inside = [f"\\{count + number}" for number in range(1, re.compile(piece).groups + 1)]
        count += len(inside)
        groups[ROLES.get(token, token)] = ":".join(inside)
    template = f"{century}{groups['%Y']}-0{groups['%m']}-0{groups['%d']}"
    if target == "datetime":
        template += _time(groups, has_point="%f" in tokens) + _zone(groups, zone, is_utc=is_utc)
    return f"^ *{''.join(pieces)} *$", template


def _beside_numbers(tokens: tuple[str, ...]) -> list[bool]:
    """Of each token, whether a directive of digits stands right before or after it."""
    is_number = [token in {"%Y", "%y", *DIRECTIVES} - {"%a", "%b", "%p", "%I", "%%"} for token in tokens]
    before, after = [False, *is_number[:-1]], [*is_number[1:], False]
    return [left or right for left, right in zip(before, after, strict=True)]


def _time(groups: dict[str, str], *, has_point: bool) -> str:
    if "%H" not in groups:
        return "T00:00:00"
    seconds = f"0{groups['%S']}" if "%S" in groups else "00"
    fraction = ("." if has_point else "") + groups.get("%f", "")
    return f"T0{groups['%H']}:0{groups['%M']}:{seconds}{fraction}"


def _zone(groups: dict[str, str], zone: str, *, is_utc: bool) -> str:
    if is_utc or zone == "Z":
        return "Z" if "%H" in groups else ""
    offset = groups.get("%z") or groups.get("%#z") or ""
    return f"{offset}:00" if offset and ":" not in offset else offset


def _literal(character: str) -> str:
    if character.isspace():
        return " +"
    if character in "^\\[]":
        return f"\\{character}"
    # Only what has a meaning of its own stands in brackets: "[:]" twice is a class of characters to R.
    return f"[{character}]" if character in ".$*+?{}()|" else character
