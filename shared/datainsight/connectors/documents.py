"""Documents of MongoDB as lines of JSON, and which fields they have."""

import base64
import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from datainsight.models.base import Frozen
from datainsight.models.dataset import SourceField

MOST_PATHS = 20_000
"""More are not told apart; a table of so many columns is refused anyway."""

_PLAIN = {
    str: "string",
    bool: "bool",
    int: "int",
    float: "double",
    type(None): "null",
    list: "array",
    dict: "object",
}


class PathFacts(Frozen):
    """A field of a collection.

    Attributes:
        path: Keys from the top, with points between.
        types: BSON types of its values, the most frequent first.
        presence: Share of the documents that have it.
    """

    path: str
    types: tuple[str, ...]
    presence: float


class CollectionSchema:
    """Which fields the documents of a collection have; fed with one document after another."""

    def __init__(self) -> None:
        self.documents = 0
        self._types: dict[str, Counter[str]] = {}

    def add(self, document: Mapping[str, Any]) -> None:
        """Takes note of a document as it came from the server."""
        self.documents += 1
        self._walk(document, "")

    def _walk(self, document: Mapping[str, Any], prefix: str) -> None:
        for key, value in document.items():
            path = f"{prefix}{key}"
            if isinstance(value, Mapping) and value:
                self._walk(value, f"{path}.")
                continue
            found = self._types.get(path)
            if found is None:
                if len(self._types) >= MOST_PATHS:
                    continue
                found = self._types[path] = Counter()
            found[type_name(value)] += 1

    def paths(self) -> tuple[PathFacts, ...]:
        """All fields that hold something else than documents, in the order in which they came."""
        return tuple(
            PathFacts(
                path=path,
                types=tuple(name for name, _ in types.most_common()),
                presence=types.total() / self.documents,
            )
            for path, types in self._types.items()
        )

    def field(self, path: str) -> SourceField:
        """What is known of a column of the flattened table."""
        types = self._types.get(path, Counter())
        return SourceField(
            declared_type=", ".join(name for name, _ in types.most_common()) or "unknown",
            presence=types.total() / self.documents if self.documents else 0.0,
        )


def type_name(value: object) -> str:
    """The BSON type of a value as MongoDB calls it."""
    name = _PLAIN.get(type(value)) or type(value).__name__
    return {
        "ObjectId": "objectId", "Decimal128": "decimal", "Int64": "long", "datetime": "date",
        "DatetimeMS": "date", "Binary": "binData", "bytes": "binData", "UUID": "binData", "Regex": "regex",
        "Timestamp": "timestamp", "Code": "javascript", "MinKey": "minKey", "MaxKey": "maxKey",
        "DBRef": "dbPointer",
    }.get(name, name)  # fmt: skip


def json_line(document: Mapping[str, Any]) -> bytes:
    """A document on one line of JSON: what JSON has no type for becomes the text people know it by.

    Object ids are hexadecimal, dates ISO 8601 in UTC with milliseconds, decimals their digits, binary data
    Base64 (UUIDs as such); numbers that JSON does not know are "NaN", "Infinity" and "-Infinity".
    """
    text = json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":"), default=_as_text)
    return text.encode("utf-8", "replace") + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return value


def _as_text(value: object) -> object:
    writer = _WRITERS.get(type(value).__name__)
    return writer(value) if writer else str(value)


def _iso(value: Any) -> str:
    if not isinstance(value, datetime):
        return str(int(value))
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _binary(value: Any) -> str:
    is_uuid = getattr(value, "subtype", 0) == 4
    return str(value.as_uuid()) if is_uuid else base64.b64encode(bytes(value)).decode()


_WRITERS: dict[str, Callable[[Any], object]] = {
    "datetime": _iso,
    "DatetimeMS": _iso,
    "Timestamp": lambda value: _iso(value.as_datetime()),
    "Binary": _binary,
    "bytes": _binary,
    "Regex": lambda value: f"/{value.pattern}/",
    "DBRef": lambda value: _plain(dict(value.as_doc())),
    "MinKey": lambda _: "MinKey",
    "MaxKey": lambda _: "MaxKey",
}
