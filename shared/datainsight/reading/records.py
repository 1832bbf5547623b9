r"""Where records end: the one definition that splitting, sampling and reading share.

The rule, applied from the beginning of the data on:

1. A record begins where the one before ended, and ends at a line end outside quotes. Lines end in `\n` or
   `\r\n`, or in `\r` where the dialect says so (then only there).
2. A cell whose first character is the quote is quoted. It ends at the next quote that is neither doubled nor
   escaped, after which the cell must end too. Quotes anywhere else are plain text.
3. Where 2 does not work out - text follows the closing quote, or no closing quote comes before the end of the
   data or within `ReadingLimits.longest_quoted_bytes` - the record is *malformed*: it is one physical line,
   whatever its quotes say. So a stray quote costs one line and not the rest of the file.

Most text is checked against this rule at the speed of a regular expression: `Piece.is_plain` says that every
quote of the piece opens, closes or is doubled as 2 wants it. Only where that check fails are records walked
one by one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from datainsight.errors import RefusedError
from datainsight.kernel.library import library
from datainsight.models.dataset import Dialect
from datainsight.reading.limits import DEFAULT_LIMITS, MIB, ReadingLimits

_MALFORMED = (-1, False)


class Record(NamedTuple):
    """The bytes [start, end) of a piece, line end included."""

    start: int
    end: int
    is_malformed: bool = False


@dataclass(frozen=True)
class Piece:
    """Whole records.

    Attributes:
        data: Their bytes, an ASCII-compatible encoding.
        records: Where each lies, known only where the piece is not plain.
        has_quoted_cells: Whether any cell begins with the quote; otherwise all quotes are text.
    """

    data: bytes
    records: tuple[Record, ...] | None = None
    has_quoted_cells: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether every quote is where the rule wants it, so that any strict reader reads it the same."""
        return self.records is None


class RecordFinder:
    """Cuts bytes into whole records.

    Args:
        dialect: How the text becomes records.
        encoding: Of the bytes; ASCII-compatible.
        limits: Bounds on lines and quoted cells.
        name: What to call the source in errors.
    """

    def __init__(
        self,
        dialect: Dialect,
        *,
        encoding: str = "utf-8",
        limits: ReadingLimits = DEFAULT_LIMITS,
        name: str = "",
    ) -> None:
        self._limits = limits
        self._name = name
        self._line_end = b"\r" if dialect.line_terminator == "\r" else b"\n"
        self._delimiter = dialect.delimiter.encode(encoding)
        self._quote = dialect.quote.encode(encoding) if dialect.quote else b""
        self._escape = dialect.escape.encode(encoding) if dialect.escape and dialect.quote else b""
        if self._quote:
            self._quoted = re.compile(self._quoted_pattern(), re.DOTALL)
            self._after_quote = re.compile(self._after_pattern())
            self._plain = re.compile(self._plain_pattern(), re.DOTALL)
            self._plain_lines = re.compile(self._plain_lines_pattern(), re.DOTALL)
            self._whole_record = (
                re.compile(self._record_pattern(), re.DOTALL) if len(self._delimiter) == 1 else None
            )

    def _quoted_pattern(self) -> bytes:
        quote, escape = re.escape(self._quote), re.escape(self._escape)
        if self._escape:
            return b"%b(?:[^%b%b]++|%b.|%b%b)*+%b" % (quote, quote, escape, escape, quote, quote, quote)
        return b"%b[^%b]*+(?:%b%b[^%b]*+)*+%b" % (quote, quote, quote, quote, quote, quote)

    def _after_pattern(self) -> bytes:
        line_end = rb"\r" if self._line_end == b"\r" else rb"\r?\n"
        return b"(?:%b|%b)" % (re.escape(self._delimiter), line_end)

    def _before_pattern(self) -> bytes:
        delimiter, line_end = re.escape(self._delimiter), re.escape(self._line_end)
        if len(self._delimiter) == 1:
            return b"(?<![^%b%b])" % (delimiter, line_end)
        return rb"(?:\A|(?<=%b)|(?<=%b))" % (delimiter, line_end)

    def _plain_pattern(self) -> bytes:
        """As many quoted cells that follow the rule as possible, and the text between them; no escapes."""
        quote, before, after = re.escape(self._quote), self._before_pattern(), self._after_pattern()
        return b"(?:[^%b]*+%b%b(?=%b))*+" % (quote, before, self._quoted_pattern(), after)

    def _plain_lines_pattern(self) -> bytes:
        """The same for text that ends with a record, in half the time where most cells are quoted.

        Quoted cells that stand side by side are one turn of the outer loop: inside quotes, a quote is
        doubled, or it closes its cell and the next character but one opens another. A cell cut at the end
        would spoil the whole turn, so this pattern is no use where the text may be cut.
        """
        quote, delimiter, line_end = map(re.escape, (self._quote, self._delimiter, self._line_end))
        inside = b"(?:%b(?:%b|%b%b|%b%b)[^%b]*+)*+" % (
            quote, quote, delimiter, quote, line_end, quote, quote
        )  # fmt: skip
        after = self._after_pattern()[:-1] + rb"|\Z)"
        before = self._before_pattern()
        return b"(?:[^%b]*+%b%b[^%b]*+%b%b(?=%b))*+" % (quote, before, quote, quote, inside, quote, after)

    def _record_pattern(self) -> bytes:
        """One whole record with its line end; for delimiters of one character."""
        quote, delimiter = re.escape(self._quote), re.escape(self._delimiter)
        line_end = rb"\r" if self._line_end == b"\r" else rb"\r?\n"
        plain = b"(?!%b)[^%b%b]*+" % (quote, delimiter, re.escape(self._line_end))
        cell = b"(?:%b(?=%b)|%b)" % (self._quoted_pattern(), self._after_pattern(), plain)
        return b"%b(?:%b%b)*+%b" % (cell, delimiter, cell, line_end)

    def pieces(self, blocks: Iterable[bytes]) -> Iterator[Piece]:
        """All records of a sequence of blocks that begins at a record and ends with the data.

        Memory holds one block and one record.

        Raises:
            RefusedError: A line is longer than the limits allow.
        """
        rest = b""
        for block in blocks:
            buffer = rest + block if rest else block
            pieces, used = self._cut(buffer, is_last=False)
            yield from pieces
            rest = buffer[used:]
            if used == 0 and len(rest) > self._limits.longest_line_bytes:
                raise RefusedError(
                    f"a line is longer than {self._limits.longest_line_bytes // MIB} MiB.",
                    where=self._name,
                    remedy="Check that this is a table with a line for each record.",
                )
        if rest:
            yield from self._cut(rest, is_last=True)[0]

    def records(self, data: bytes, *, is_last: bool = True) -> Iterator[Record]:
        """The records of data that begins at a record.

        Args:
            data: The bytes.
            is_last: Whether the data ends there; otherwise a record that may go on is left out.
        """
        position = 0
        while position < len(data):
            record = self._record_at(data, position, is_last=is_last)
            if record is None:
                return
            yield record
            position = record.end

    def record_at(self, data: bytes, start: int) -> Record | None:
        """The record that begins at `start`; None where only more data can tell."""
        return self._record_at(data, start, is_last=False)

    def rest_ends(self, data: bytes, inside: int) -> frozenset[int] | None:
        """Every place where the record around `inside` may end, whatever stands before `data`.

        An ordinary byte is part of a cell without quotes, or of a quoted one, or of a malformed record, which
        is one physical line. Each says where the record ends, or proves itself wrong.

        Args:
            data: Bytes whose beginning may lie anywhere in a record.
            inside: Where a byte stands that is none of `special_bytes`.

        Returns:
            One of them is the end; None where only more data can tell.
        """
        line_end = data.find(self._line_end, inside)
        if line_end < 0:
            return None
        ends: set[int] = {line_end + 1}
        if not self._quote:
            return frozenset(ends)
        outside = self._quoted_record(data, inside, line_end + 1, is_last=False)
        within = self._quoted_record(self._quote + data[inside:], 0, line_end + 1, is_last=False)
        if outside is None or within is None:
            return None
        if not outside.is_malformed:
            ends.add(outside.end)
        if not within.is_malformed:
            ends.add(within.end - len(self._quote) + inside)
        return frozenset(ends)

    @property
    def longest_quoted_bytes(self) -> int:
        """A quote that is not closed within this many bytes is text."""
        return self._limits.longest_quoted_bytes

    @property
    def special_bytes(self) -> frozenset[int]:
        """The bytes that are, or may be part of, a quote, an escape, a delimiter or a line end."""
        return frozenset(self._quote + self._escape + self._delimiter + b"\r\n")

    def _cut(self, buffer: bytes, *, is_last: bool) -> tuple[list[Piece], int]:
        """Whole records from the beginning of a buffer, and how many bytes they are."""
        if self._quote and not self._has_quoted_cells(buffer):
            end = len(buffer) if is_last else buffer.rfind(self._line_end) + 1
            return [Piece(buffer[:end], has_quoted_cells=False)] if end else [], end
        plain_end = self._plain_prefix(buffer, is_last=is_last)
        pieces = [Piece(buffer[:plain_end])] if plain_end else []
        if not self._has_quotes(buffer, plain_end):
            return pieces, plain_end
        rest = buffer[plain_end:]
        records = tuple(self.records(rest, is_last=is_last))
        used = records[-1].end if records else 0
        if used:
            pieces.append(Piece(rest[:used], records))
        return pieces, plain_end + used

    def _has_quoted_cells(self, buffer: bytes) -> bool:
        """Whether a quote stands where a cell may begin."""
        return self._has_quotes(buffer, 0) and (
            buffer.startswith(self._quote)
            or self._delimiter + self._quote in buffer
            or self._line_end + self._quote in buffer
        )

    def _has_quotes(self, buffer: bytes, start: int) -> bool:
        return bool(self._quote) and buffer.find(self._quote, start) >= 0

    def _plain_prefix(self, buffer: bytes, *, is_last: bool) -> int:
        """The length of whole records from the beginning whose quotes all follow the rule."""
        if not self._has_quotes(buffer, 0):
            return len(buffer) if is_last else buffer.rfind(self._line_end) + 1
        if len(buffer) > self._limits.longest_quoted_bytes or (self._escape and self._escape in buffer):
            return 0  # to be walked, where the bound on quoted cells and escapes are heeded
        kernel = library()
        if kernel is not None and len(self._delimiter) == 1:
            marks = self._delimiter[0], self._quote[0], self._line_end[0]
            return int(kernel.plain_prefix(buffer, len(buffer), *marks, is_last))
        last = len(buffer) if is_last else buffer.rfind(self._line_end) + 1
        if buffer.find(self._quote, self._good_prefix(self._plain_lines, buffer, last), last) < 0:
            return last
        good = self._good_prefix(self._plain, buffer, len(buffer))
        next_quote = buffer.find(self._quote, good)
        return self._last_line_end(buffer, good, next_quote if next_quote >= 0 else len(buffer))

    def _good_prefix(self, pattern: "re.Pattern[bytes]", buffer: bytes, end: int) -> int:
        match = pattern.match(buffer, 0, end)
        return match.end() if match else 0

    def _last_line_end(self, buffer: bytes, good: int, outside_until: int) -> int:
        """The position after the last line end outside quotes.

        Every quote before `good` opens or closes and none stands in [good, outside_until), so a line end is
        outside quotes where an even number of quotes follows it.
        """
        position = buffer.rfind(self._line_end, 0, outside_until)
        while position >= 0 and buffer.count(self._quote, position, good) % 2:
            position = buffer.rfind(self._line_end, 0, position)
        return position + 1

    def _record_at(self, data: bytes, start: int, *, is_last: bool) -> Record | None:
        """The record that begins at `start`; None where it may go on after the data."""
        line_end = data.find(self._line_end, start)
        if line_end < 0 and not is_last:
            return None
        stop = line_end + 1 if line_end >= 0 else len(data)
        if not self._quote or data.find(self._quote, start, stop) < 0:
            return Record(start, stop)
        return self._quoted_record(data, start, stop, is_last=is_last)

    def _quoted_record(self, data: bytes, start: int, stop: int, *, is_last: bool) -> Record | None:
        """A record with quotes, cell by cell; `stop` ends its first physical line."""
        whole = self._whole_record.match(data, start) if self._whole_record is not None else None
        if whole is not None and whole.end() - start <= self._limits.longest_quoted_bytes:
            return Record(start, whole.end())
        position = start
        while True:
            if data.startswith(self._quote, position):
                closing = self._closing(data, position, is_last=is_last)
                if closing is None or closing is _MALFORMED:
                    return None if closing is None else Record(start, stop, is_malformed=True)
                position, is_end = closing
            else:
                line_end = data.find(self._line_end, position)
                if line_end < 0 and not is_last:
                    return None
                end = line_end if line_end >= 0 else len(data)
                delimiter = data.find(self._delimiter, position, end)
                is_end = delimiter < 0
                position = min(end + 1, len(data)) if is_end else delimiter + len(self._delimiter)
            if is_end:
                return Record(start, position)

    def _closing(self, data: bytes, opening: int, *, is_last: bool) -> tuple[int, bool] | None:
        """Where a quoted cell ends, and whether its record does; None where only more data can tell."""
        match = self._quoted.match(data, opening)
        end = match.end() if match else len(data)
        if end - opening > self._limits.longest_quoted_bytes or (match is None and is_last):
            return _MALFORMED
        if match is None:
            return None
        after = self._after_quote.match(data, end)
        if after is not None:
            return after.end(), after[0] != self._delimiter
        rest = data[end : end + len(self._delimiter) + 1]
        if is_last and rest in (b"", b"\r"):
            return len(data), True
        if not is_last and (self._delimiter.startswith(rest) or b"\r\n".startswith(rest)):
            return None
        return _MALFORMED
