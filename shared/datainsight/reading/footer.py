"""Notes after a table."""

from dataclasses import dataclass

from datainsight.models.dataset import Dialect
from datainsight.reading.cells import CellSplitter
from datainsight.reading.encoding import encoded_length
from datainsight.reading.limits import KIB

TAIL_BYTES = 64 * KIB
_MOST_LINES = 20
_MOST_SENTENCES = 3
_FEWEST_WORDS = 4
_FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Footer:
    """How many bytes, and lines with something in them, a footer takes at the end of a source."""

    size_bytes: int
    lines: int


def find_footer(tail: str, dialect: Dialect, width: int, encoding: str) -> Footer | None:
    """Notes after a table, mostly parted from it by a blank line.

    They are told by being no records: each has at most half of the cells.
    Without a blank line before them only sentences of one cell are notes; other short lines, and those after
    a record that is not whole, are taken for records of the table.

    Args:
        tail: The end of the text, from the beginning of a line or of the data on.
        dialect: Of the table.
        width: Number of columns; a table of one column has no footer, as nothing tells them apart.
        encoding: Of the source.
    """
    line_end = "\r" if dialect.line_terminator == "\r" else "\n"
    lines = tail.split(line_end)
    splitter = CellSplitter.of(dialect)
    last = len(lines) - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    blank = last
    while blank > 0 and lines[blank].strip() and last - blank <= _MOST_LINES:
        blank -= 1
    if width >= 2 and blank >= 1 and not lines[blank].strip():
        notes = lines[blank + 1 : last + 1]
        before = blank
        while before > 0 and not lines[before].strip():
            before -= 1
        is_footer = bool(notes) and all(_is_note(note, splitter, dialect, width) for note in notes)
    else:
        before = last
        while before > 0 and _is_sentence(lines[before], splitter, dialect, width):
            before -= 1
        notes = lines[before + 1 : last + 1]
        is_footer = 0 < len(notes) <= _MOST_SENTENCES and last < len(lines) - 1
    if not is_footer or len(splitter.split(lines[before].removesuffix("\r"))) != width:
        return None
    text = line_end.join(lines[before + 1 :])
    return Footer(encoded_length(text, encoding), len(notes))


def _is_note(line: str, splitter: CellSplitter, dialect: Dialect, width: int) -> bool:
    """Whether a line is no record, nor the end of one that goes over several lines."""
    is_closed = not dialect.quote or line.count(dialect.quote) % 2 == 0
    cells = splitter.split(line.removesuffix("\r"))
    return is_closed and 2 * len(cells) <= width


def _is_sentence(line: str, splitter: CellSplitter, dialect: Dialect, width: int) -> bool:
    """Whether a line is one cell of several words, or in parentheses, where records have three and more."""
    if width < _FEWEST_COLUMNS or not _is_note(line, splitter, dialect, width):
        return False
    cells = splitter.split(line.removesuffix("\r"))
    text = cells[0].strip()
    words = sum(1 for word in text.split() if word[0].isalpha())
    return not any(cells[1:]) and (words >= _FEWEST_WORDS or (text[:1] == "(" and text[-1:] == ")"))
