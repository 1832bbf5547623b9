"""A JSON document read from front to back: memory holds a window of the text, not the document."""

import codecs
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, NoReturn

from datainsight.errors import RefusedError, UnreadableError
from datainsight.reading.json_values import NotJsonError, skip_white, too_deep, value_at
from datainsight.reading.limits import MIB, ReadingLimits

REMEDY = "JSON readers everywhere refuse this; repair the file where it was made."
_WINDOW = MIB


class Element(NamedTuple):
    """An element of an array.

    Attributes:
        value: Decoded, see `json_values.value_at`.
        text: As it stands in the file.
        line: 1-based physical line where it begins.
    """

    value: Any
    text: str
    line: int


def strict_text(blocks: Iterable[bytes], encoding: str, name: str) -> Iterator[str]:
    """Blocks decoded; JSON has to be UTF-8, UTF-16 or UTF-32.

    Raises:
        UnreadableError: The bytes are no such text.
    """
    decoder = codecs.getincrementaldecoder(encoding if encoding.startswith("utf-") else "utf-8")()
    position = 0
    for block in blocks:
        pending = len(decoder.getstate()[0])
        try:
            yield decoder.decode(block)
        except UnicodeDecodeError as error:
            raise _undecodable(name, position - pending + error.start) from error
        position += len(block)
    try:
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise _undecodable(name, position) from error


def _undecodable(name: str, position: int) -> UnreadableError:
    return UnreadableError(
        "this is no valid UTF-8, which JSON has to be.",
        where=f"{name}, byte {position}",
        remedy="Save it as UTF-8.",
    )


class JsonDocument:
    """Walks through a document, value by value.

    Args:
        texts: The text in pieces, without byte order mark.
        name: What to call the source in errors.
        limits: A single value may be as long as a line.
    """

    def __init__(self, texts: Iterable[str], name: str, limits: ReadingLimits) -> None:
        self._texts = iter(texts)
        self._name = name
        self._limits = limits
        self._text = ""
        self._position = 0
        self._counted = 0
        self._lines = 1
        self._bytes_before = 0

    @property
    def line(self) -> int:
        """1-based physical line of the present position."""
        self._lines += self._text.count("\n", self._counted, self._position)
        self._counted = self._position
        return self._lines

    @property
    def passed_bytes(self) -> int:
        """About how many bytes lie behind, exact where a window of text ends."""
        return self._bytes_before + self._position

    def next_symbol(self) -> str:
        """The next character that is no white space, without moving past it; empty at the end."""
        while True:
            self._position = skip_white(self._text, self._position)
            if self._position < len(self._text):
                return self._text[self._position]
            if not self._read_on():
                return ""

    def take(self, symbol: str) -> None:
        """Moves past a symbol.

        Raises:
            UnreadableError: There is another one.
        """
        found = self.next_symbol()
        if found != symbol:
            told = f"{found!r}" if found else "the end of the file"
            self.fail(f"expecting {symbol!r}, not {told}")
        self._position += 1

    def value(self) -> Any:
        """The next value, whole.

        Raises:
            UnreadableError: There is none.
            RefusedError: It is longer than the limits allow, or nested absurdly deep.
        """
        return self.element().value

    def element(self) -> Element:
        """The next value with its text and line; raises what `value` raises."""
        self.next_symbol()
        while True:
            try:
                value, end = value_at(self._text, self._position)
            except NotJsonError as error:
                if error.is_cut and self._read_on():
                    continue
                self._position = error.position
                self.fail(error.what)
            except RefusedError as error:
                raise too_deep(self._where()) from error
            # A number that ends with the window may go on after it.
            if end < len(self._text) or not self._read_on():
                element = Element(value, self._text[self._position : end], self.line)
                self._position = end
                return element

    def elements(self) -> Iterator[Element]:
        """The elements of the array that begins here; afterwards the position is behind it."""
        self.take("[")
        if self.next_symbol() != "]":
            yield self.element()
            while self.next_symbol() == ",":
                self.take(",")
                yield self.element()
        self.take("]")

    def members(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller takes each value before the next key."""
        self.take("{")
        if self.next_symbol() != "}":
            yield self._key()
            while self.next_symbol() == ",":
                self.take(",")
                yield self._key()
        self.take("}")

    def end(self) -> None:
        """Makes sure that nothing follows.

        Raises:
            UnreadableError: Something does.
        """
        if self.next_symbol():
            self.fail("something follows the value")

    def fail(self, what: str) -> NoReturn:
        """Stops at the present position.

        Raises:
            UnreadableError: Always.
        """
        raise UnreadableError(f"this is no valid JSON: {what}.", where=self._where(), remedy=REMEDY)

    def _key(self) -> str:
        if self.next_symbol() != '"':
            self.fail("expecting a key in double quotes")
        key = str(self.value())
        self.take(":")
        return key

    def _where(self) -> str:
        before = self._text[: self._position]
        byte = self._bytes_before + len(before.encode("utf-8", "surrogatepass"))
        return f"{self._name}, line {self.line} (byte {byte})"

    def _read_on(self) -> bool:
        """Adds a window of text and lets go of what was passed; whether there was more."""
        if len(self._text) - self._position > self._limits.longest_line_bytes:
            raise RefusedError(
                f"a value is longer than {self._limits.longest_line_bytes // MIB} MiB.",
                where=self._where(),
                remedy="Save the records as lines of JSON (NDJSON), one to a line.",
            )
        # As much again as there is, so that a long value is not decoded over and over.
        wanted = max(_WINDOW, len(self._text) - self._position)
        pieces: list[str] = []
        while wanted > 0 and (piece := next(self._texts, None)) is not None:
            pieces.append(piece)
            wanted -= len(piece)
        added = "".join(pieces)
        if not added:
            return False
        passed = self._text[: self._position]
        self._lines = self.line
        self._bytes_before += len(passed.encode("utf-8", "surrogatepass"))
        self._text = self._text[self._position :] + added
        self._position = self._counted = 0
        return True
