"""Notes after a table."""

from dataclasses import dataclass

from datainsight.models.dataset import Dialect
from datainsight.reading.cells import CellSplitter
from datainsight.reading.encoding import encoded_length
from datainsight.reading.limits import KIB

TAIL_BYTES = 64 * KIB
_MOST_LINES = 20


@dataclass(frozen=True)
class Footer:
    """How many bytes, and lines with something in them, a footer takes at the end of a source."""

    size_bytes: int
    lines: int


def find_footer(tail: str, dialect: Dialect, width: int, encoding: str) -> Footer | None:
    """Notes after a table, parted from it by a blank line.

    They are told by being no records: each has at most half of the cells. Without the blank line before them,
    or where the last record before it is not whole, they are taken for (short) records of the table.

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
    notes = lines[blank + 1 : last + 1]
    if width < 2 or blank < 1 or lines[blank].strip() or not notes:
        return None
    before = blank
    while before > 0 and not lines[before].strip():
        before -= 1
    is_whole = len(splitter.split(lines[before].removesuffix("\r"))) == width
    if not is_whole or not all(_is_note(note, splitter, dialect, width) for note in notes):
        return None
    text = line_end.join(lines[before + 1 :])
    return Footer(encoded_length(text, encoding), len(notes))


def _is_note(line: str, splitter: CellSplitter, dialect: Dialect, width: int) -> bool:
    """Whether a line is no record, nor the end of one that goes over several lines."""
    is_closed = not dialect.quote or line.count(dialect.quote) % 2 == 0
    return is_closed and 2 * len(splitter.split(line)) <= width
