"""JSON records as columns of text: nested objects become columns of their own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from datainsight.reading.json_values import DEEPEST, DuplicateKeys, cell_text, too_deep

Path = tuple[str | int, ...]

_TEXTS = {str, type(None)}
_STRUCTURED = {dict, list, DuplicateKeys}


@dataclass
class _Place:
    """What the records hold under a path; `holds_value` is False where it is nothing but null or `{}`."""

    below: "dict[str | int, _Place]" = field(default_factory=dict)
    is_held: bool = False
    holds_value: bool = False


class PathFinder:
    """Collects the paths under which records hold values; each will be a column.

    Args:
        most: After so many places no more are collected; the limit on columns refuses far fewer.
    """

    def __init__(self, most: int) -> None:
        self._root = _Place()
        self._left = most

    def add(self, record: object) -> None:
        """Looks at one record: an object, an array whose elements are columns, or a value by itself.

        Raises:
            RefusedError: It is nested absurdly deep.
        """
        if isinstance(record, list):
            for index, value in enumerate(record):
                self._note(self._child(self._root, index), value, DEEPEST)
        else:
            self._note(self._root, record, DEEPEST)

    def paths(self) -> tuple[Path, ...]:
        """Where values are: in the order of their first occurrence, all of an object together."""
        return tuple(self._paths(self._root, ()))

    def _note(self, place: _Place, value: object, left: int) -> None:
        if not left:
            raise too_deep()
        if isinstance(value, dict) and value:
            for key, below in value.items():
                self._note(self._child(place, key), below, left - 1)
        else:
            place.is_held = True
            place.holds_value = place.holds_value or not (value is None or isinstance(value, dict))

    def _child(self, place: _Place, key: str | int) -> _Place:
        found = place.below.get(key)
        if found is None:
            found = _Place()
            if self._left > 0:
                self._left -= 1
                place.below[key] = found
        return found

    def _paths(self, place: _Place, path: Path) -> Iterable[Path]:
        if place.holds_value or (place.is_held and not place.below and path):
            yield path
        for key, below in place.below.items():
            yield from self._paths(below, (*path, key))


@dataclass
class _Node:
    """A place of the records and the position of the column that holds what is found there, if any."""

    below: "dict[str | int, _Node]" = field(default_factory=dict)
    column: int | None = None


class RecordTable:
    """Turns records into columns.

    Args:
        paths: Of the columns.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._root = _Node()
        self._width = len(paths)
        for column, path in enumerate(paths):
            node = self._root
            for key in path:
                node = node.below.setdefault(key, _Node())
            node.column = column

    def columns(
        self, records: Sequence[Any], exact: Callable[[int], Any]
    ) -> tuple[list[list[str | None]], list[int]]:
        """The cells of each column, and which records hold values that are in no column.

        Args:
            records: As `json_values.value_at` has them.
            exact: The record of an index as `json_values.exact_value` has it; only asked where there are
                arrays.
        """
        cells: list[list[str | None]] = [[] for _ in range(self._width)]
        unexpected: set[int] = set()
        self._gather(self._root, records, exact, cells, unexpected)
        return cells, sorted(unexpected)

    def _gather(
        self,
        node: _Node,
        values: Sequence[Any],
        exact: Callable[[int], Any],
        cells: list[list[str | None]],
        unexpected: set[int],
    ) -> None:
        if node.column is not None:
            cells[node.column] = _as_texts(values, exact, has_columns_below=bool(node.below))
        else:
            unexpected.update(row for row, value in enumerate(values) if _is_scalar(value))
        if not node.below:
            return
        known = node.below.keys()
        elements = sum(isinstance(key, int) for key in known)
        for row, value in enumerate(values):
            if isinstance(value, dict):
                if not known >= value.keys():
                    unexpected.add(row)
            elif isinstance(value, list) and node.column is None and len(value) > elements:
                unexpected.add(row)
        for key, below in node.below.items():
            inside = [_inside(value, key) for value in values]
            self._gather(below, inside, _inside_of(exact, key), cells, unexpected)


def _inside(value: Any, key: str | int) -> Any:
    """What an object or array holds under a key or index; None where it is neither, or has none."""
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        return value[key]
    return None


def _inside_of(exact: Callable[[int], Any], key: str | int) -> Callable[[int], Any]:
    return lambda row: _inside(exact(row), key)


def _is_scalar(value: object) -> bool:
    return value is not None and not isinstance(value, dict | list)


def _as_texts(
    values: Sequence[Any], exact: Callable[[int], Any], *, has_columns_below: bool
) -> list[str | None]:
    """Values as texts; objects are no value where their own values are columns."""
    kinds = set(map(type, values))
    if kinds <= _TEXTS:
        return [value or None for value in values]
    if not kinds & _STRUCTURED:
        return [cell_text(value) for value in values]
    return [
        (None if has_columns_below and isinstance(value, dict) else cell_text(exact(row)))
        if isinstance(value, dict | list)
        else cell_text(value)
        for row, value in enumerate(values)
    ]
