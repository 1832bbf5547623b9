"""Finds known values within texts, wherever they begin, and covers them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from datainsight.semantics.quoted import Span

HIDDEN = "(hidden)"
"""Stands where a personal value was."""

_BEGINNING = 6
"""Characters by which values are looked up; shorter ones stand in other texts by chance."""
_UNSPACED_BEGINNING = 3
_FIRST_UNSPACED = "\u2e80"
"""From here on scripts write no blanks, and one character says as much as several letters."""


class Quotations:
    """Values to be found, however large their letters are written.

    Args:
        values: In lower case; those that are too short to be told from chance are left out.
    """

    def __init__(self, values: Iterable[str]) -> None:
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        self._unspaced: dict[str, list[str]] = defaultdict(list)
        for value in values:
            if value[:1] >= _FIRST_UNSPACED:
                self._unspaced[value[:_UNSPACED_BEGINNING]].append(value)
            elif len(value) >= _BEGINNING:
                self._by_beginning[value[:_BEGINNING]].append(value)

    def within(self, text: str) -> Iterator[Span]:
        """Where any of them stands in a text; not within a longer number."""
        if not (self._by_beginning or self._unspaced):
            return
        lower = _lower(text)
        yield from _found(lower, self._by_beginning, _BEGINNING)
        if self._unspaced and not text.isascii():
            yield from _found(lower, self._unspaced, _UNSPACED_BEGINNING)


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text without the words in which the spans lie."""
    parts, done = [], 0
    for start, end in sorted(_whole_words(text, span) for span in spans):
        if start >= done:
            parts += [text[done:start], HIDDEN]
        done = max(done, end)
    return "".join([*parts, text[done:]]) if parts else text


def _lower(text: str) -> str:
    """Lower case, character by character, so that places in it are places in the text."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := each.lower()) == 1 else each for each in text)


def _found(text: str, known: dict[str, list[str]], length: int) -> Iterator[Span]:
    if not known:
        return
    for start in range(len(text) - length + 1):
        for value in known.get(text[start : start + length], ()):
            end = start + len(value)
            if text.startswith(value, start) and not _is_part_of_number(text, start, end):
                yield start, end


def _is_part_of_number(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start].isdigit() and text[start - 1].isdigit()
    return before or (end < len(text) and text[end - 1].isdigit() and text[end].isdigit())


def _whole_words(text: str, span: Span) -> Span:
    start, end = span
    if text[start] >= _FIRST_UNSPACED:
        return span
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
