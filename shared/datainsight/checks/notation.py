"""Regular expressions (Rust syntax) of the ways numbers and dates are written, for selectors."""

import re
from collections.abc import Mapping

from datainsight.profiling.notations import CURRENCY, Notation

_SPACES = r"[ \u00A0\u202F]"
_MONEY = rf"(?i){CURRENCY}\s*[-+(]?\s*[\d.]|\d\s*{CURRENCY}"
NUMBER_NOTATIONS: Mapping[str, str] = {
    Notation.CURRENCY: _MONEY,
    Notation.CURRENCY_DECIMAL_COMMA: _MONEY,
    Notation.PERCENT: "%",
    Notation.PERCENT_DECIMAL_COMMA: "%",
    Notation.PARENTHESES: r"^\s*\(.*\)\s*$",
    Notation.THOUSANDS_COMMA: r"\d,\d{2,3}([,.]|\D*$)",
    Notation.THOUSANDS_POINT: r"\d\.\d{3}([.,]|\D*$)",
    Notation.THOUSANDS_SPACE: rf"\d{_SPACES}\d{{3}}",
    Notation.THOUSANDS_APOSTROPHE: r"\d['’]\d{3}",
    Notation.DECIMAL_COMMA: r"\d,\d+\D*$",
}
"""What sets a notation of numbers apart from plain digits, for those that most programs read as text."""

NUMBER_WORDS: Mapping[str, str] = {
    Notation.CURRENCY: "with a currency sign",
    Notation.CURRENCY_DECIMAL_COMMA: "with a currency sign and a decimal comma",
    Notation.PERCENT: "with a percent sign",
    Notation.PERCENT_DECIMAL_COMMA: "with a percent sign and a decimal comma",
    Notation.PARENTHESES: "in parentheses",
    Notation.THOUSANDS_COMMA: "with commas between thousands",
    Notation.THOUSANDS_POINT: "with points between thousands",
    Notation.THOUSANDS_SPACE: "with spaces between thousands",
    Notation.THOUSANDS_APOSTROPHE: "with apostrophes between thousands",
    Notation.DECIMAL_COMMA: "with a decimal comma",
}
"""How a sentence says what sets a notation apart."""

_DIRECTIVES = {
    "%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%e": r"\s?\d{1,2}", "%H": r"\d{1,2}",
    "%I": r"\d{1,2}", "%M": r"\d{2}", "%S": r"\d{2}", "%f": r"\d{1,9}", "%p": r"[AaPp]\.?[Mm]\.?",
    "%b": r"\p{L}{3,4}\.?", "%B": r"\p{L}{3,}", "%a": r"\p{L}{2,3}\.?", "%A": r"\p{L}{3,}", "%j": r"\d{3}",
    "%z": r"(Z|[-+]\d{2}:?\d{2})", "%Z": r"[A-Z]{1,5}", "%s": r"\d{9,10}", "%F": r"\d{4}-\d{1,2}-\d{1,2}",
    "%T": r"\d{1,2}:\d{2}:\d{2}", "%R": r"\d{1,2}:\d{2}", "%.f": r"(\.\d{1,9})?", "%.3f": r"\.\d{3}",
    "%.6f": r"\.\d{6}", "%-d": r"\d{1,2}", "%-m": r"\d{1,2}", "%:z": r"(Z|[-+]\d{2}:\d{2})",
    "%#z": r"(Z|[-+]\d{2}:?\d{0,2})",
    "%%": "%",
}  # fmt: skip
_EXAMPLES = {
    "%Y": "2024", "%y": "24", "%m": "01", "%-m": "1", "%d": "31", "%-d": "31", "%e": "31", "%H": "13",
    "%I": "01", "%M": "05", "%S": "09", "%f": "250", "%p": "PM", "%b": "Jan", "%B": "January", "%a": "Wed",
    "%A": "Wednesday", "%j": "031", "%z": "+0100", "%Z": "UTC", "%s": "1706702709", "%F": "2024-01-31",
    "%T": "13:05:09", "%R": "13:05", "%.f": ".25", "%.3f": ".250", "%.6f": ".250000", "%:z": "+01:00",
    "%#z": "+01", "%%": "%",
}  # fmt: skip
_DIRECTIVE = re.compile(r"%[.\-:#]?\d?[A-Za-z%]")


def strptime_regex(pattern: str) -> str | None:
    """The regular expression of all texts that could be meant by a strptime format.

    Returns:
        None where the format uses a directive that is not known here.
    """
    parts: list[str] = []
    position = 0
    for match in _DIRECTIVE.finditer(pattern):
        if match[0] not in _DIRECTIVES:
            return None
        parts += [re.escape(pattern[position : match.start()]), _DIRECTIVES[match[0]]]
        position = match.end()
    parts.append(re.escape(pattern[position:]))
    return rf"^\s*{''.join(parts)}\s*$"


def date_example(pattern: str) -> str:
    """The last day of January 2024 in a strptime format, which shows it better than its directives do."""
    return _DIRECTIVE.sub(lambda match: _EXAMPLES.get(match[0], match[0]), pattern)


def either(expressions: tuple[str, ...]) -> str:
    """One expression that matches wherever any of them does."""
    return expressions[0] if len(expressions) == 1 else "|".join(f"({each})" for each in expressions)
