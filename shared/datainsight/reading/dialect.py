"""Which delimiter, quote and escape make a table of a text.

The measure is that of van den Burg, Nazábal and Sutton (2019), "Wrangling messy CSV files by detecting row
and type patterns": a dialect is good where rows have the same number of cells (pattern score) and cells
look like something people write (type score); the product decides. The pattern score here is the sum over
row lengths L of (share of rows of that length)^2 * (L - 1) / L, which unlike the original's division by the
number of different lengths lets a few odd rows, titles and footers cost only their share. The type score is
the share of cells of a known kind (`cell_kinds`). "No delimiter at all" competes with a fixed pattern
score.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from datainsight.reading.cell_kinds import DATE, OTHER, PHONE, TYPED, kind_of
from datainsight.reading.proof import parts_a_table, stands_within_values

_BLANK = (0.15, 0.55)
"""Weight of the blank likewise: words are parted by blanks in prose too, numbers hardly ever."""

_USUAL = {",": 1.0, "\t": 1.0, ";": 1.0, "|": 1.0, "\x01": 1.0, "\x1e": 1.0, "\x1f": 1.0}
_UNUSUAL = {" ": sum(_BLANK), ":": 0.5, "@": 0.4, "-": 0.3, "_": 0.3, "=": 0.3, "+": 0.3, "\\": 0.3}
_RARE = 0.75
"""How much weight other symbols have."""

_NEVER = frozenset("+./\"'`()[]{}<>?%$€£\r\n\0\ufeff")
_NO_DELIMITER = (0.2, 0.25)
"""Pattern score of one column: at least, and what is added where all lines are numbers, dates, links."""

_LEAST_SHARE_OF_LINES = 0.3
_MOST_CANDIDATES = 8
_MOST_LINES = 200
_MOST_CHARACTERS = 100_000
_LEAST_LINES = 6
_MOST_CELLS_JUDGED = 4_000
_WHOLE_SHARE = 0.8
_ODD_QUOTES, _ODD_SHARE = 3, 0.1
_CLEARLY_BETTER = 1.02
_LONGEST_DELIMITER = 4
_LONG = 1.03
"""Weight of several symbols together, which hardly ever stand together by accident."""

_PADDED_SHARE = 0.4
_MOST_LONG_CANDIDATES = 3
_RUNS = re.compile(r"[|~^;:#!@&*=<>$%+\t\x1f-]{2,4}")
_REPEATED = re.compile(r"([^\w\s\"'.,/\\()\[\]{}<>?_-]|\t)\1")
_PADDED = ", ", "; ", " | ", "| "
"""Delimiters with the blanks that some programs write around them."""

_SYMBOLS = re.compile(r"[^\w\s\"'+\-.$€£/\\]+")
_PLACEHOLDER = "\ue000"
"""Stands for a delimiter of several characters while the csv module splits."""

LineEnd = Literal["\n", "\r\n", "\r"]


@dataclass(frozen=True)
class FoundDialect:
    """A dialect and how sure it is.

    Attributes:
        delimiter: None where the text is one column.
        quote: Character around cells, if any.
        escape: Character before a quote inside a quoted cell, if any.
        confidence: 0..1, by how much it beats the next best delimiter.
    """

    delimiter: str | None
    quote: str | None
    escape: str | None
    confidence: float


def detect_line_end(text: str) -> LineEnd:
    r"""The line ending that most lines have; `\r` only where it is more usual than the others together."""
    both = text.count("\r\n")
    line_feeds, returns = text.count("\n") - both, text.count("\r") - both
    if returns > line_feeds + both:
        return "\r"
    return "\r\n" if both > line_feeds else "\n"


def detect_dialect(text: str) -> FoundDialect:
    """The dialect under which the text is most like a table.

    Args:
        text: Whole lines from the beginning of a file, at least one character.
    """
    lines = _first_lines(text, detect_line_end(text))
    found: dict[str | None, tuple[float, str | None, str | None]] = {}
    for quote, escape in _quotings(lines):
        for delimiter in (None, *_candidates(lines, quote), *_long_candidates(lines)):
            best_so_far = found[delimiter][0] if delimiter in found else 0.0
            score = _score(lines, delimiter, quote, escape, best_so_far)
            if delimiter not in found or score > best_so_far * _CLEARLY_BETTER:
                found[delimiter] = (score, quote, escape)
    if " " in found and _blank_parts_values(lines, found):
        del found[" "]
    ranked = sorted(found.items(), key=lambda item: -item[1][0])
    delimiter, (score, quote, escape) = ranked[0]
    if score == 0.0:
        delimiter, quote, escape = None, '"', None
    second = ranked[1][1][0] if len(ranked) > 1 else 0.0
    if delimiter is not None:
        delimiter = _grown(lines, delimiter, quote)
    return FoundDialect(delimiter, quote, escape, round(1 - second / score, 4) if score else 0.0)


def _blank_parts_values(
    lines: Sequence[str], found: dict[str | None, tuple[float, str | None, str | None]]
) -> bool:
    """Whether under another delimiter (or none) most lines hold a phone number or moment with a blank."""
    for delimiter, (_, quote, escape) in found.items():
        if delimiter == " ":
            continue
        rows = split_lines(lines, delimiter, quote, escape) if delimiter else [[line] for line in lines]
        whole = sum(
            1 for row in rows if any(" " in cell.strip() and kind_of(cell) in (PHONE, DATE) for cell in row)
        )
        if whole >= _WHOLE_SHARE * (len(rows) - 1) and whole > 1:
            return True
    return False


def unused_delimiter(text: str) -> str:
    """A delimiter for a table of one column: a usual one that the text does not hold."""
    return next((delimiter for delimiter in _USUAL if delimiter not in text), "\x1f")


def _first_lines(text: str, line_end: LineEnd) -> list[str]:
    """The first lines that hold anything, without line ends; not many, but enough to see a pattern."""
    lines: list[str] = []
    characters = 0
    for line in text.split("\r" if line_end == "\r" else "\n"):
        if line and not line.isspace():
            lines.append(line.removesuffix("\r").replace("\0", ""))
            characters += len(line)
        if len(lines) >= _MOST_LINES or (characters > _MOST_CHARACTERS and len(lines) >= _LEAST_LINES):
            break
    return lines


def _quotings(lines: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Pairs of quote and escape worth trying, the most usual first.

    A quote is a candidate where it stands at the beginning and at the end of cells. The double quote comes
    first, also where there is none: then it does no harm. Only where many lines have an odd one, and none
    stands around a cell, it may be plain text throughout.
    """
    joined = "\n".join(lines)
    if '"' in joined:
        if re.search(r'(?<!\\)(?:\\\\)*\\"(?![,;|\t\n])', joined):
            yield '"', "\\"
        yield '"', None
        odd = sum(1 for line in lines if line.count('"') % 2)
        if odd >= max(_ODD_QUOTES, _ODD_SHARE * len(lines)) and not _encloses(joined, '"'):
            yield None, None
    else:
        if sum(1 for line in lines if line[:1] == line[-1:] == "'") >= _WHOLE_SHARE * len(lines):
            yield "'", None
        yield '"', None
    wrapped = sum(1 for line in lines if line[:1] == line[-1:] == '"')
    if "'" in joined and wrapped < _WHOLE_SHARE * len(lines) and _encloses(joined, "'"):
        if "\\'" in joined:
            yield "'", "\\"
        yield "'", None


def _encloses(joined: str, quote: str) -> bool:
    """Whether the quote stands around any cell."""
    return (
        re.search(
            rf"(?:^|[^\w\s{quote}]|\s){quote}(?:[^{quote}]|{quote}{quote})*{quote}(?=$|[^\w{quote}])",
            joined,
            re.MULTILINE,
        )
        is not None
    )


def _candidates(lines: Sequence[str], quote: str | None) -> list[str]:
    """Characters that may delimit: symbols that stand in enough lines, the likeliest first."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(set(line))
    least = max(1, _LEAST_SHARE_OF_LINES * len(lines))
    symbols = [
        symbol
        for symbol, count in counts.items()
        if count >= least
        and not symbol.isalnum()
        and (symbol.isprintable() or symbol in _USUAL)
        and symbol not in _NEVER
        and symbol != quote
        and not (_has_to_prove_itself(symbol) and stands_within_values(lines, symbol))
    ]
    return sorted(symbols, key=lambda symbol: (-_weight(symbol) * counts[symbol], symbol))[:_MOST_CANDIDATES]


def _long_candidates(lines: Sequence[str]) -> list[str]:
    """Several symbols that may delimit together: those of the first line that stand in nearly all lines."""
    first = lines[0]
    found = {match[0] for match in _REPEATED.finditer(first)} | set(_RUNS.findall(first))
    joined = "\n".join(lines)
    # Without a quote behind it, the blank may as well belong to the cell.
    found |= {each for each in _PADDED if f'{each}"' in joined and _is_padded(lines, each)}
    counts = {each: sum(1 for line in lines if each in line) for each in found}
    least = max(2, _LEAST_SHARE_OF_LINES * len(lines))
    usual = [each for each, count in counts.items() if count >= least]
    return sorted(usual, key=lambda each: (-counts[each], -len(each), each))[:_MOST_LONG_CANDIDATES]


def _is_padded(lines: Sequence[str], padded: str) -> bool:
    """Whether a delimiter stands with its blanks throughout the first line, and as often in most others."""
    if lines[0].count(padded) != lines[0].count(padded.strip()):
        return False
    bare = sum(line.count(padded.strip()) for line in lines)
    return sum(line.count(padded) for line in lines) >= _PADDED_SHARE * bare


def _has_to_prove_itself(symbol: str) -> bool:
    """Whether a symbol stands within values, too; the semicolon ends characters in HTML."""
    return symbol not in _USUAL or symbol == ";"


def _weight(delimiter: str) -> float:
    if len(delimiter) > 1:
        return _LONG
    return _USUAL.get(delimiter) or _UNUSUAL.get(delimiter, _RARE)


def _score(
    lines: Sequence[str], delimiter: str | None, quote: str | None, escape: str | None, to_beat: float
) -> float:
    """Pattern score times type score times the delimiter's weight; 0 as soon as it cannot beat `to_beat`."""
    if delimiter is None:
        known, typed = _type_scores([[line.strip(quote or "")] for line in lines])
        return (_NO_DELIMITER[0] + _NO_DELIMITER[1] * typed) * known
    rows = split_lines(lines, delimiter, quote, escape)
    pattern = _pattern_score(rows)
    if pattern * _weight(delimiter) <= to_beat or (
        delimiter not in _USUAL and not parts_a_table(lines, rows, delimiter, quote)
    ):
        return 0.0
    known, typed = _type_scores(rows)
    weight = _BLANK[0] + _BLANK[1] * typed if delimiter == " " else _weight(delimiter)
    return pattern * weight * known


def _pattern_score(rows: Sequence[Sequence[str]]) -> float:
    """How alike the rows' lengths are; columns that are empty from the first line to the last do not count.

    Those are what half of a delimiter of two characters makes.
    """
    by_length: dict[int, list[Sequence[str]]] = {}
    for row in rows:
        by_length.setdefault(len(row), []).append(row)
    score = 0.0
    for length, alike in by_length.items():
        filled = length
        if length > 2 and "" in alike[0] and len(alike) > 1:
            filled = max(1, sum(1 for cells in zip(*alike, strict=True) if any(cells)))
        score += (len(alike) / len(rows)) ** 2 * (filled - 1) / filled
    return score


def _type_scores(rows: Sequence[Sequence[str]]) -> tuple[float, float]:
    """The shares of cells of a known and of a typed kind, over the first rows of many cells."""
    known = typed = total = 0
    for row in rows:
        kinds = [kind_of(cell) for cell in row]
        known += len(kinds) - kinds.count(OTHER)
        typed += sum(1 for kind in kinds if kind in TYPED)
        total += len(row)
        if total > _MOST_CELLS_JUDGED:
            break
    return (known / total, typed / total) if total else (0.0, 0.0)


def split_lines(
    lines: Sequence[str], delimiter: str, quote: str | None, escape: str | None
) -> list[list[str]]:
    """Records as the csv module reads them: quick, and near enough to `cells` to compare dialects."""
    if len(delimiter) > 1:
        lines = [line.replace(delimiter, _PLACEHOLDER) for line in lines]
        delimiter = _PLACEHOLDER
    if quote is None:
        return [line.split(delimiter) for line in lines]
    reader = csv.reader(
        (line + "\n" for line in lines), delimiter=delimiter, quotechar=quote, escapechar=escape, strict=False
    )
    rows: list[list[str]] = []
    while True:
        try:
            rows.append(next(reader) or [""])
        except StopIteration:
            return rows or [[""]]
        except csv.Error:  # a cell beyond the module's limit, or an escape at the very end
            rows.append([""])


def _grown(lines: Sequence[str], delimiter: str, quote: str | None) -> str:
    """The delimiter with the symbols that always stand around it: `||`, `~|~`, `::`.

    Runs of symbols around the delimiter must all be repetitions of one: `~|~~|~` stands around an empty cell.
    A comma, semicolon, tab or blank never grows: two of them stand around an empty cell.
    """
    if len(delimiter) > 1 or delimiter in ",;\t ":
        return delimiter
    if quote is not None:
        inside = re.compile(rf"{quote}[^{quote}]*{quote}")
        lines = [inside.sub("", line) for line in lines]
    runs = {run for line in lines for run in _SYMBOLS.findall(line) if delimiter in run}
    unit = min(runs, key=len, default=delimiter)
    if len(unit) > _LONGEST_DELIMITER or not unit.isprintable() or any(run.replace(unit, "") for run in runs):
        return delimiter
    occurrences = sum(line.count(unit) for line in lines)
    return unit if occurrences > 1 else delimiter
