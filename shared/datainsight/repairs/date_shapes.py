"""Formats of dates as pairs of a regular expression and the ISO text made of its groups.

The directives are those of `strftime`. Texts are read by shape, so that every language reads the same: day
and month may have one digit, years have four (1000 to 2999) or two (69 to 99 mean 19.., 00 to 68 mean 20..).
"""

import re
from typing import Literal

ALIASES = {
    "%e": "%d",
    "%B": "%b",
    "%h": "%b",
    "%F": "%Y-%m-%d",
    "%D": "%m/%d/%y",
    "%R": "%H:%M",
    "%T": "%H:%M:%S",
}
DIRECTIVES = {
    "%Y": "([12][0-9]{3})",
    "%m": "(0?[1-9]|1[0-2])",
    "%d": "(0?[1-9]|[12][0-9]|3[01])",
    "%b": "<(0[1-9]|1[0-2])>",
    "%H": "([01]?[0-9]|2[0-3])",
    "%M": "([0-5][0-9])",
    "%S": "([0-5][0-9])",
    "%f": "([0-9]{1,9})",
    "%a": "[A-Za-z]{3,9}",
    "%A": "[A-Za-z]{3,9}",
}
MIDNIGHT = {"%H": "(00?)", "%M": "(00)", "%S": "(00)", "%f": "(0{1,9})"}
CENTURIES = {"20": "([0-5][0-9]|6[0-8])", "19": "(69|[7-9][0-9])"}

MONTHS = (
    ("(?i)jan(?:uary)?[.]?", "<01>"),
    ("(?i)feb(?:ruary)?[.]?", "<02>"),
    ("(?i)mar(?:ch)?[.]?", "<03>"),
    ("(?i)apr(?:il)?[.]?", "<04>"),
    ("(?i)may", "<05>"),
    ("(?i)june?[.]?", "<06>"),
    ("(?i)july?[.]?", "<07>"),
    ("(?i)aug(?:ust)?[.]?", "<08>"),
    ("(?i)sep(?:t(?:ember)?)?[.]?", "<09>"),
    ("(?i)oct(?:ober)?[.]?", "<10>"),
    ("(?i)nov(?:ember)?[.]?", "<11>"),
    ("(?i)dec(?:ember)?[.]?", "<12>"),
)
"""English names of months, and the number that stands for them in a shape of `%b`."""

EXCESS_ZERO = ("([T:-])0([0-9]{2})", r"\1\2")
"""Takes away the zero that a template puts before numbers of two digits."""

Target = Literal["date", "datetime"]
Shape = tuple[str, str]


def tokens_of(date_format: str) -> tuple[str, ...]:
    """Directives and single literal characters of a format, aliases resolved.

    Raises:
        ValueError: A directive is unknown, or the date is incomplete or given twice.
    """
    resolved = re.sub("%.", lambda match: ALIASES.get(match[0], match[0]), date_format)
    tokens = tuple(re.findall("%.|[^%]|%$", resolved, re.DOTALL))
    directives = [each for each in tokens if each.startswith("%") and each != "%%"]
    for directive in directives:
        if directive not in DIRECTIVES and directive != "%y":
            raise ValueError(f"format {date_format!r}: {directive} is not supported")
    parts = sorted(
        {"%y": "%Y", "%b": "%m"}.get(each, each) for each in directives if each not in {"%a", "%A"}
    )
    if len(set(parts)) != len(parts) or not {"%Y", "%m", "%d"} <= set(parts):
        raise ValueError(f"format {date_format!r}: needs a year, a month and a day, each once")
    for part, needed in (("%M", "%H"), ("%H", "%M"), ("%S", "%M"), ("%f", "%S")):
        if part in parts and needed not in parts:
            raise ValueError(f"format {date_format!r}: {part} needs {needed}")
    return tokens


def shapes_of(date_format: str, target: Target) -> tuple[Shape, ...]:
    """The shapes of a format: one, or two where the year has two digits (one a century).

    With target "date", a time of day is read only where it is midnight, so that nothing is lost.
    """
    tokens = tokens_of(date_format)
    centuries: dict[str, str] = CENTURIES if "%y" in tokens else {"": ""}
    return tuple(_shape(tokens, target, century, year) for century, year in centuries.items())


def canonical_shape(target: Target) -> Shape:
    """Texts that are canonical already, and themselves."""
    date = "[12][0-9]{3}-[01][0-9]-[0-3][0-9]"
    time = "T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,9})?Z?" if target == "datetime" else ""
    return f"^({date}{time})$", r"\1"


def _shape(tokens: tuple[str, ...], target: Target, century: str, two_digit_year: str) -> Shape:
    known = DIRECTIVES | {"%y": two_digit_year} | (MIDNIGHT if target == "date" else {})
    pattern = "".join(known.get(token) or _literal(token) for token in tokens)
    groups = [token for token in tokens if token in known and token not in {"%a", "%A"}]
    number = {token: f"\\{position}" for position, token in enumerate(groups, start=1)}
    year = number.get("%Y") or century + number["%y"]
    template = f"{year}-0{number.get('%m') or number['%b']}-0{number['%d']}"
    if target == "datetime":
        template += _time(number, is_utc=tokens[-1] == "Z" and "%H" in number)
    return f"^ *{pattern} *$", template


def _time(number: dict[str, str], *, is_utc: bool) -> str:
    if "%H" not in number:
        return "T00:00:00"
    seconds = f"0{number['%S']}" if "%S" in number else "00"
    fraction = f".{number['%f']}" if "%f" in number else ""
    return f"T0{number['%H']}:0{number['%M']}:{seconds}{fraction}" + ("Z" if is_utc else "")


def _literal(character: str) -> str:
    if character == "%%":
        return "%"
    if character.isspace():
        return " +"
    if character.isalnum() or not character.isascii():
        return character
    return f"\\{character}" if character in "^\\[]" else f"[{character}]"
