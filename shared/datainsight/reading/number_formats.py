"""What the number format of a cell adds to its value.

A format mostly tells how to draw a number: rounded, in thousands, as a percentage. There the value is read,
as sums and means would otherwise differ from the workbook's own. Some formats say what the number is:

* `00000` or `000-00-0000` make a code of digits, with leading zeros (ECMA-376 part 1, 18.8.31);
* a date with a time of day is a moment also where it falls on midnight.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
"""What calamine makes of a cell."""

_LARGEST_CODE = 1e15
"""Spreadsheets keep 15 digits."""

_FEWEST_ZEROS = 3
"""`00` pads hours or months, which are numbers; three and more zeros pad codes."""

_MOST_SECTIONS = 4
_LONGEST_FORMAT = 255
"""Of characters, ECMA-376 part 1, 18.8.30."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<placeholder>[0#])|(?P<end>;)|(?P<plain>.)",
    re.DOTALL,
)
_PLAIN_IN_CODES = frozenset(" -+():")
"""Other unquoted characters mean something: a point, a percent sign, a fraction, part of a date."""

_GROUP_MARKS = frozenset(" .,'’\u00a0\u202f")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
}
_ALWAYS = (">=", float("-inf"))
_USUAL_CONDITIONS = {1: (_ALWAYS,), 2: ((">=", 0.0), _ALWAYS), 3: ((">", 0.0), ("<", 0.0), _ALWAYS)}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the formats between semicolons.

    Attributes:
        condition: Comparison and bound that a number has to satisfy.
        code: Placeholders and literals where it writes a code, else empty.
    """

    condition: tuple[str, float]
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format that adds something to a cell's value.

    Attributes:
        is_moment: Shows a date and a time of day.
        sections: Of which one writes a number as a code.
    """

    is_moment: bool
    sections: tuple[_Section, ...] = ()

    def text(self, cell: Cell) -> str | None:
        """The cell as the format means it; None where the value says everything."""
        if self.is_moment:
            return f"{cell.isoformat()} 00:00:00" if type(cell) is datetime.date else None
        if not isinstance(cell, int | float) or isinstance(cell, bool):
            return None
        if not 0 <= cell < _LARGEST_CODE or cell != int(cell):
            return None
        for section in self.sections:
            comparison, bound = section.condition
            if _COMPARISONS[comparison](cell, bound):
                return _filled(section.code, str(int(cell))) if section.code else None
        return None


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat | None:
    """The meaning of a format; None where it only tells how to draw the value."""
    if len(code) > _LONGEST_FORMAT or "general" in code.lower():
        return None
    sections = _split(code)[:_MOST_SECTIONS]
    letters = {match["plain"].lower() for match in sections[0] if match["plain"] and match["plain"].isalpha()}
    if letters & {"y", "d"}:
        return NumberFormat(is_moment=True) if letters & {"h", "s"} else None
    conditions = [_condition(section) for section in sections]
    if not any(conditions):
        conditions = list(_USUAL_CONDITIONS[min(len(sections), 3)])
    parsed = tuple(
        _Section(condition or _ALWAYS, _code(section))
        for section, condition in zip(sections, conditions, strict=False)
    )
    return NumberFormat(is_moment=False, sections=parsed) if any(each.code for each in parsed) else None


def _split(code: str) -> "list[list[re.Match[str]]]":
    sections: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["end"]:
            sections.append([])
        else:
            sections[-1].append(match)
    return sections


def _condition(section: "Sequence[re.Match[str]]") -> tuple[str, float] | None:
    for match in section:
        if match["bracket"] and (found := _CONDITION.fullmatch(match["bracket"])):
            return found[1], float(found[2])
    return None


def _code(section: "Sequence[re.Match[str]]") -> tuple[str, ...]:
    """Placeholders, and literals as they are written; empty where the section draws a quantity."""
    parts: list[tuple[str, bool]] = []
    for match in section:
        if match["placeholder"]:
            parts.append((match["placeholder"], True))
        elif match["space"] is not None or match["plain"] is not None:
            literal = " " if match["space"] is not None else match["plain"]
            if literal not in _PLAIN_IN_CODES:
                return ()
            parts.append((literal, False))
        elif match["quoted"] is not None or match["escaped"] is not None:
            literal = match["quoted"] if match["quoted"] is not None else match["escaped"]
            if any(letter in "0#" for letter in literal):
                return ()  # could not be told from a placeholder, and is rare
            parts.append((literal, False))
    places = [position for position, (_, is_placeholder) in enumerate(parts) if is_placeholder]
    if not places:
        return ()
    between = [text for text, is_placeholder in parts[places[0] : places[-1]] if not is_placeholder]
    zeros = sum(text == "0" for text, is_placeholder in parts if is_placeholder)
    if zeros < _FEWEST_ZEROS and all(text in _GROUP_MARKS or not text for text in between):
        return ()
    return tuple(text for text, _ in parts)


def _filled(code: Sequence[str], digits: str) -> str:
    """The digits in place of the placeholders, from the right; those beyond them at the first."""
    first = next(position for position, part in enumerate(code) if part in {"0", "#"})
    written: list[str] = []
    rest = digits
    for position in range(len(code) - 1, -1, -1):
        part = code[position]
        if part not in {"0", "#"}:
            written.append(part)
        elif position == first:
            written.append(rest or ("0" if part == "0" else ""))
        else:
            written.append(rest[-1:] or ("0" if part == "0" else ""))
            rest = rest[:-1]
    return "".join(reversed(written)).strip()
