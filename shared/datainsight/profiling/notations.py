r"""The notations a cell can be written in: names, words and regular expressions.

Every text has exactly one notation, decided by the text alone. What a *column* is follows from how many of
its values have which notation, and what is ambiguous for one value ("03/04/2020", "1,234", "NA") is
resolved there.
"""

from dataclasses import dataclass
from enum import StrEnum


class Notation(StrEnum):
    """Notations other than those of dates and times, which are named by their strptime format."""

    NULL = "null"
    """A text that means "no value", at least in most columns."""
    TEXT = "text"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    """Up to 15 digits, so that it is exact as a floating point number too."""
    ZERO_PADDED = "zero_padded"
    """Whole number with leading zeros: mostly a code."""
    LONG_DIGITS = "long_digits"
    """More than 15 digits: mostly a code."""
    DECIMAL = "decimal"
    POINT_GROUP = "point_group"
    """1.234: a decimal, or a thousand where the column has decimal commas."""
    COMMA_GROUP = "comma_group"
    """1,234: a thousand, or a decimal where the column has decimal commas."""
    THOUSANDS_COMMA = "thousands_comma"
    THOUSANDS_POINT = "thousands_point"
    """1.234.567 or 1.234,56."""
    THOUSANDS_SPACE = "thousands_space"
    THOUSANDS_APOSTROPHE = "thousands_apostrophe"
    DECIMAL_COMMA = "decimal_comma"
    CURRENCY = "currency"
    CURRENCY_DECIMAL_COMMA = "currency_decimal_comma"
    PERCENT = "percent"
    PERCENT_DECIMAL_COMMA = "percent_decimal_comma"
    PARENTHESES = "parentheses"
    """(12) is -12."""


INTEGERS = frozenset({Notation.INTEGER, Notation.ZERO_PADDED})
"""Notations whose values are kept as int64; other numbers are float64."""

NUMBERS = frozenset(Notation) - {Notation.NULL, Notation.TEXT, Notation.BOOLEAN}

LONGEST_INTEGER = 15

_NULL_WORDS = (
    "na", "n/a", "n.a.", "#n/a", "<na>", "n/d", "nan", "-nan", "null", "(null)", "<null>", "#null!", "none",
    "nil", "nat", "\\n", "missing", "(missing)", "(blank)", "(empty)", "not available", "not applicable",
    "no data", "undefined", "#value!", "#ref!", "#div/0!", "#name?", "#num!",
)  # fmt: skip
_NULL_SIGNS = ("-", "--", "---", "–", "—", "?", "??", "???", ".", "..", "...", "*", "/", "_")


def _cases(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, word.upper(), word.title(), word.capitalize()))


NULL_SPELLINGS = (_cases(_NULL_WORDS) | frozenset(_NULL_SIGNS) | {"NaN", "<NaN>", "NaT"}) - {""}
"""Texts (without outer white space) that mean "no value" unless the column says otherwise."""

WORDS_THAT_CAN_BE_VALUES = _cases(("na", "none", "missing", "undefined", "nil"))
"""Null spellings that some columns use as a value: a country code, the category "none"."""

BOOLEAN_PAIRS = (
    ("true", "false"), ("yes", "no"), ("y", "n"), ("t", "f"), ("on", "off"), ("oui", "non"), ("ja", "nein"),
    ("sí", "no"), ("si", "no"), ("sim", "não"), ("vrai", "faux"), ("wahr", "falsch"), ("verdadero", "falso"),
)  # fmt: skip
"""Spellings of true and false, in lower case."""

UNDECIDED_WORDS = frozenset(
    {
        "don't know", "dont know", "don’t know", "do not know", "not sure", "unsure", "unknown", "undecided",
        "uncertain", "maybe", "perhaps", "possibly", "depends", "it depends", "no opinion", "no answer",
        "no response", "prefer not to say", "prefer not to answer", "rather not say", "refused", "declined",
    }
)  # fmt: skip
"""Answers between yes and no, in lower case: a column of all three still asks for yes or no."""

INFINITIES = frozenset(
    sign + word for sign in ("", "+", "-", "−") for word in ("inf", "infinity", "infinite", "∞")
)
"""In lower case. They are numbers where nearly everything else is a number."""

BOOLEAN_SPELLINGS = _cases(tuple(word for pair in BOOLEAN_PAIRS for word in pair))

CURRENCY_SIGNS = "$€£¥₹₽₩₺₫₪₴₦฿¢₱"
_CURRENCY_CODES = (
    "USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|INR|CNY|RMB|RUB|BRL|MXN|SEK|NOK|DKK|PLN|CZK|HUF|TRY|KRW|ZAR|SGD|HKD|THB|"
    "ILS|"
    "US\\$|C\\$|A\\$|R\\$|Rs\\.?|kr\\.?|zł|Kč|Ft"
)
CURRENCY = rf"(?:[{CURRENCY_SIGNS}]|{_CURRENCY_CODES})"

_SPACES = r"[ \u{a0}\u{202f}]"
_GROUPED = (
    r"\d{1,3}(?:[,'’ \u{a0}\u{202f}]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3}){1,2}(?:,\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
)
NUMBER_LIKE = (
    rf"^[-+(]?\s*(?:{CURRENCY}\s*)?[-+(]?\s*(?:{_GROUPED}|\d+[.,]?\d*|\.\d+)\s*(?:%|{CURRENCY})?\s*\)?-?$"
)
"""A quick first look at texts that are no plain number: could it be one with marks?"""

CORES = (
    (
        Notation.THOUSANDS_COMMA,
        (
            r"^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:,\d{3}){2,}$"
            r"|^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$"
        ),
    ),
    (Notation.COMMA_GROUP, r"^[1-9]\d{0,2},\d{3}$"),
    (Notation.DECIMAL_COMMA, r"^\d+,\d+$"),
    (Notation.THOUSANDS_POINT, r"^[1-9]\d{0,2}(?:\.\d{3})+,\d+$|^[1-9]\d{0,2}(?:\.\d{3}){2}$"),
    (Notation.THOUSANDS_SPACE, rf"^[1-9]\d{{0,2}}(?:{_SPACES}\d{{3}})+(?:[.,]\d+)?$"),
    (Notation.THOUSANDS_APOSTROPHE, r"^[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d+)?$"),
    (Notation.DECIMAL, r"^(?:\d+\.?\d*|\.\d+)$"),
)  # fmt: skip
"""What is left of a number without sign, currency and percent sign; the first that matches counts."""

DECIMAL_COMMAS = frozenset({Notation.DECIMAL_COMMA, Notation.THOUSANDS_POINT})
"""Cores in which the comma is the decimal mark."""

POINT_GROUP = r"^[-+]?[1-9]\d{0,2}\.\d{3}$"

ODD_SPACE = r"\s\s|[\t\r\n\x0b\x0c\u{a0}\u{2000}-\u{200a}\u{202f}\u{3000}]"
INVISIBLE = r"[\x00-\x08\x0e-\x1f\x7f\u{ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}\u{feff}]"

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# "may" is a short name, so that no text has two formats.
_LONG_MONTH = "january|february|march|april|june|july|august|september|october|november|december"
_DAY = r"\d{1,2}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[ap]m)?"
_ZONE = r"\s?(?:z|utc|[-+]\d{2}:?\d{2}|[-+]\d{2})"
_CLOCK_TAIL = rf"(?:[t ]{_CLOCK}(?:{_ZONE})?)?$"

AMBIGUOUS = "?"
"""Before a format: day and month could also be the other way round; the values are those of month first."""


@dataclass(frozen=True, slots=True)
class DateShape:
    """One way to write a day.

    Attributes:
        regex: What it looks like (case does not matter). Digits are free, letters are literal: whether a
        text fits
            is decided by its letters, marks and the places of its digits. No text fits two shapes.
        formats: Its strptime formats; two where day and month may be either way round (month first, day
        first).
    """

    regex: str
    formats: tuple[str, ...]


def _date_shapes() -> tuple[DateShape, ...]:
    shapes = [DateShape(rf"\d{{4}}{s}{_DAY}{s}{_DAY}", (f"%Y{c}%m{c}%d",)) for c, s in _SEPARATORS]
    shapes += [
        DateShape(rf"\d{{4}}{s}(?:{names}){s}{_DAY}", (f"%Y{c}{month}{c}%d",))
        for month, names in (("%b", _MONTH), ("%B", _LONG_MONTH))
        for c, s in (("-", "-"), (" ", " "))
    ]
    for year, digits in (("%Y", r"\d{4}"), ("%y", r"\d{2}")):
        shapes += [
            DateShape(rf"{_DAY}{s}{_DAY}{s}{digits}", (f"%m{c}%d{c}{year}", f"%d{c}%m{c}{year}"))
            for c, s in _SEPARATORS
        ]
        for month, names in (("%b", _MONTH), ("%B", _LONG_MONTH)):
            shapes += [
                DateShape(rf"{_DAY}{s}(?:{names}){s}{digits}", (f"%d{c}{month}{c}{year}",))
                for c, s in (("-", "-"), (" ", " "), ("/", "/"), ("", ""), (".", r"\."))
            ]
            shapes += [
                DateShape(rf"(?:{names}) {_DAY}{s}{digits}", (f"{month} %d{c}{year}",))
                for c, s in ((", ", ", "), (" ", " "), (",", ","))
            ]
            shapes += [
                DateShape(rf"{_DAY}{s}(?:{names}){t}{digits}", (f"%d{c}{month}{d}{year}",))
                for c, s, d, t in ((". ", r"\. ", " ", " "), (" ", " ", ", ", ", "))
            ]
    return tuple(shapes)


_SEPARATORS = (("-", "-"), ("/", "/"), (".", r"\."))
DATE_SHAPES = _date_shapes()

MONTH_SHAPES = (
    DateShape(r"\d{4}-\d{2}", ("%Y-%m",)),
    DateShape(r"\d{1,2}/\d{4}", ("%m/%Y",)),
    DateShape(rf"(?:{_MONTH}) \d{{4}}", ("%b %Y",)),
    DateShape(rf"(?:{_LONG_MONTH}) \d{{4}}", ("%B %Y",)),
    DateShape(rf"(?:{_MONTH})-\d{{4}}", ("%b-%Y",)),
    DateShape(rf"(?:{_MONTH})-\d{{2}}", ("%b-%y",)),
)
"""Months of a year; they count as their first day."""

_WEEKDAY = "(?:mon|tue|wed|thu|fri|sat|sun)"
_LONG_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SECONDS = r"\d\d:\d\d:\d\d"
WHOLE_SHAPES = (
    DateShape(rf"{_WEEKDAY} (?:{_MONTH}) {_DAY} {_SECONDS} \d{{4}}", ("%a %b %d %H:%M:%S %Y",)),
    DateShape(rf"{_WEEKDAY} (?:{_MONTH}) {_DAY} \d{{4}}", ("%a %b %d %Y",)),
    DateShape(rf"{_DAY}/(?:{_MONTH})/\d{{4}}:{_SECONDS} [-+]\d{{4}}", ("%d/%b/%Y:%H:%M:%S %z",)),
    DateShape(r"\d{8}t\d{6}", ("%Y%m%dT%H%M%S",)),
    DateShape(r"\d{8}t\d{6}z", ("%Y%m%dT%H%M%SZ",)),
    DateShape(
        rf"{_WEEKDAY}, {_DAY} (?:{_MONTH}) \d{{4}} {_SECONDS} [-+]\d{{4}}", ("%a, %d %b %Y %H:%M:%S %z",)
    ),
    DateShape(rf"{_WEEKDAY}, {_DAY} (?:{_MONTH}) \d{{4}}", ("%a, %d %b %Y",)),
    DateShape(rf"{_LONG_WEEKDAY}, (?:{_LONG_MONTH}|may) {_DAY}, \d{{4}}", ("%A, %B %d, %Y",)),
)
"""Dates and times that are no date followed by a time."""

CLOCK_SHAPES = (
    (r"\d{1,2}:\d{2}", "%H:%M"),
    (r"\d{1,2}:\d{2}:\d{2}", "%H:%M:%S"),
    (r"\d{1,2}:\d{2}:\d{2}\.\d{1,9}", "%H:%M:%S%.f"),
    (r"\d{1,2}:\d{2} [ap]m", "%I:%M %p"),
    (r"\d{1,2}:\d{2}:\d{2} [ap]m", "%I:%M:%S %p"),
    (r"\d{1,2}:\d{2}[ap]m", "%I:%M%p"),
    (r"\d{1,2}:\d{2}:\d{2}[ap]m", "%I:%M:%S%p"),
)
ZONE_SHAPES = (
    ("", ""),
    (r"z", "Z"),
    (r" utc", " UTC"),
    (r"[-+]\d{2}:?\d{2}", "%z"),
    (r" [-+]\d{2}:?\d{2}", " %z"),
    (r"[-+]\d{2}", "%#z"),
)

TEMPORAL_LIKE = (
    rf"{_DAY}(?:[-/]{_DAY}[-/]|\.{_DAY}\.)(?:\d{{4}}|\d{{2}}){_CLOCK_TAIL}"
    rf"|\d{{4}}(?:[-/]{_DAY}[-/]|\.{_DAY}\.){_DAY}{_CLOCK_TAIL}"
    rf"|{_DAY}[-/. ]{{0,2}}(?:{_MONTH})[a-z]{{0,6}}[-/., ]{{0,2}}(?:\d{{4}}|\d{{2}}){_CLOCK_TAIL}"
    rf"|(?:{_MONTH})[a-z]{{0,6}} {_DAY}[, ]{{1,2}}(?:\d{{4}}|\d{{2}}){_CLOCK_TAIL}"
    rf"|(?:{_MONTH})[a-z]{{0,6}}[- ](?:\d{{4}}|\d{{2}})$"
    r"|\d{4}-\d{2}$|\d{1,2}/\d{4}$|\d{8}t\d{6}z?$"
    rf"|\d{{4}}[- ](?:{_MONTH})[a-z]{{0,6}}[- ]{_DAY}{_CLOCK_TAIL}"
    rf"|{_DAY}/(?:{_MONTH})/\d{{4}}:\d\d:\d\d:\d\d [-+]\d{{4}}$"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? [\da-z, :+-]{8,30}$"
    rf"|{_CLOCK}$"
)

NUMBER_OR_TIME_LIKE = rf"{NUMBER_LIKE}|^(?i:{TEMPORAL_LIKE})"
"""A quick first look: could it be a number with marks, a date or a time? Most texts are neither."""


def is_temporal(notation: str) -> bool:
    """Whether a notation's name is a strptime format."""
    return "%" in notation


def is_time_of_day(notation: str) -> bool:
    """Whether it is a time without a day."""
    return notation.startswith(("%H", "%I"))


def has_time(notation: str) -> bool:
    """Whether it holds a time of day."""
    return "%H" in notation or "%I" in notation
