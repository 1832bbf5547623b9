"""What a JSON document is made of: where it holds records, and which columns they have."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from datainsight.reading.header import looks_like_header
from datainsight.reading.json_document import JsonDocument
from datainsight.reading.json_table import Path, PathFinder
from datainsight.reading.json_values import cell_text

_DEEPEST_ARRAY = 5
"""Records are looked for below so many keys."""

_ROWS_KEPT = 50
_NAMES_KEPT = 5_000


@dataclass
class FoundArray:
    """An array and what its elements are.

    Attributes:
        keys: That lead to it from the top.
        finder: Has seen all elements.
        count: Number of elements.
        objects: How many of them are objects.
        lists: How many are arrays.
        first: The first of them.
    """

    keys: tuple[str, ...]
    finder: PathFinder
    count: int = 0
    objects: int = 0
    lists: int = 0
    first: list[Any] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As users write it."""
        return ".".join(self.keys)

    def add(self, value: object) -> None:
        """Takes note of the next element."""
        self.count += 1
        self.objects += isinstance(value, dict)
        self.lists += isinstance(value, list)
        if len(self.first) < _NAMES_KEPT and (len(self.first) < _ROWS_KEPT or isinstance(value, str)):
            self.first.append(value)
        self.finder.add(value if isinstance(value, dict) or self.lists == self.count else _as_value(value))

    @property
    def is_of_records(self) -> bool:
        """Whether most elements are objects, or all are arrays."""
        return self.count > 0 and (2 * self.objects >= self.count or self.lists == self.count)


@dataclass
class Explored:
    """All arrays of a document.

    Attributes:
        arrays: In the order of the document.
        scalars: Values that stand directly in the object at the top.
        is_object: Whether there is an object at the top.
        is_whole: Whether the document was read to its end.
    """

    arrays: list[FoundArray] = field(default_factory=list)
    scalars: int = 0
    is_object: bool = False
    is_whole: bool = True

    def of_records(self) -> list[FoundArray]:
        """The arrays that hold records, the longest first."""
        return sorted((each for each in self.arrays if each.is_of_records), key=lambda each: -each.count)


class _EnoughError(Exception):
    """So much was looked through."""


def explore(document: JsonDocument, *, most_bytes: int, most_columns: int) -> Explored:
    """Walks through a document.

    Args:
        document: At its beginning.
        most_bytes: Stop after so many.
        most_columns: More columns are not collected, since they will be refused.

    Raises:
        UnreadableError: It is no valid JSON.
        RefusedError: It is nested absurdly deep, or a value is too long.
    """
    found = Explored(is_object=document.next_symbol() == "{")

    def walk(keys: tuple[str, ...]) -> None:
        symbol = document.next_symbol()
        if symbol == "[":
            array = FoundArray(keys, PathFinder(most_columns))
            found.arrays.append(array)
            for element in document.elements():
                array.add(element.value)
                stop_at_limit()
        elif symbol == "{" and len(keys) < _DEEPEST_ARRAY:
            for key in document.members():
                walk((*keys, key))
                stop_at_limit()
        else:
            document.value()
            found.scalars += len(keys) == 1

    def stop_at_limit() -> None:
        if document.passed_bytes > most_bytes:
            raise _EnoughError

    try:
        walk(())
        document.end()
    except _EnoughError:
        found.is_whole = False
    return found


def header_of_lists(array: FoundArray, arrays: Sequence[FoundArray]) -> tuple[tuple[str, ...] | None, int]:
    """The names of columns of records that are arrays, and how many records they take.

    Either an array of as many texts stands beside the records, or the first record reads like a header.
    """
    rows = [[cell_text(value) or "" for value in row] for row in array.first if isinstance(row, list)]
    width = max(map(len, rows), default=0)
    for other in arrays:
        is_beside = other.keys[:-1] == array.keys[:-1] and other is not array
        if is_beside and other.count == width and all(isinstance(each, str) for each in other.first):
            return tuple(other.first), 0
    if len(rows) > 1 and looks_like_header(rows[0], rows[1:]):
        return tuple(rows[0]), 1
    return None, 0


def column_names(paths: Sequence[Path]) -> list[str]:
    """Names of columns by their paths; records that are no objects are called `value`."""
    return [".".join(map(str, path)) if path else "value" for path in paths]


def _as_value(value: object) -> object:
    """An array among other elements is one value, not columns."""
    return "[]" if isinstance(value, list) else value
