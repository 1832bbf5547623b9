"""The footer of a Parquet file: columns and row groups, without a library that reads the data.

The format is `FileMetaData` of https://github.com/apache/parquet-format, in Thrift's compact protocol. Only
the few fields that planning needs are kept; all others are passed over by Apache Thrift itself.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from datainsight.errors import RefusedError, UnreadableError
from datainsight.reading.limits import MIB
from datainsight.reading.source import ByteSource

MAGIC = b"PAR1"
_TAIL_BYTES = 8
_LARGEST_FOOTER = 256 * MIB
_MOST_ITEMS = 10_000_000
_REMEDY = "Download it again, or write it again where it was made."

# Numbers of fields in parquet.thrift.
_SCHEMA, _ROW_COUNT, _ROW_GROUPS = 2, 3, 4
_NAME, _CHILDREN = 4, 5
_CHUNKS, _ROWS = 1, 3
_CHUNK_METADATA = 3
_STORED_BYTES, _DATA_OFFSET, _DICTIONARY_OFFSET = 7, 9, 11


@dataclass(frozen=True)
class RowGroup:
    """A part of a Parquet file that can be read by itself.

    Attributes:
        start: Offset of its first byte.
        end: Offset after its last.
        rows: How many rows it holds.
    """

    start: int
    end: int
    rows: int


@dataclass(frozen=True)
class ParquetFooter:
    """What a footer says.

    Attributes:
        columns: Names of the columns at the top of the schema.
        row_groups: In the order of the file.
        start: Offset of the footer.
    """

    columns: tuple[str, ...]
    row_groups: tuple[RowGroup, ...]
    start: int


def read_footer(source: ByteSource) -> ParquetFooter:
    """The footer at the end of a file; reads nothing else.

    Raises:
        UnreadableError: The file is cut, damaged or encrypted.
        RefusedError: The footer is absurdly large.
    """
    tail = source.read_range(max(0, source.size_bytes - _TAIL_BYTES), source.size_bytes)
    if tail[4:] == b"PARE":
        raise UnreadableError(
            "the Parquet file is encrypted.", where=source.name, remedy="Write it without encryption."
        )
    length = int.from_bytes(tail[:4], "little")
    start = source.size_bytes - _TAIL_BYTES - length
    if tail[4:] != MAGIC or start < len(MAGIC):
        raise UnreadableError(
            "the Parquet file is cut: it does not end with its footer.",
            where=f"{source.name}, byte {source.size_bytes}",
            remedy=_REMEDY,
        )
    if length > _LARGEST_FOOTER:
        raise RefusedError(
            f"the footer of the Parquet file is larger than {_LARGEST_FOOTER // MIB} MiB.",
            where=source.name,
            remedy="Write it with larger row groups.",
        )
    return _parsed(source.read_range(start, start + length), start, source.name)


def _parsed(data: bytes, start: int, name: str) -> ParquetFooter:
    from thrift.protocol.TCompactProtocol import TCompactProtocol  # noqa: PLC0415 - only for this format
    from thrift.Thrift import TException  # noqa: PLC0415
    from thrift.transport.TTransport import TMemoryBuffer  # noqa: PLC0415

    class Protocol(TCompactProtocol):  # type: ignore[misc]
        """Passes over bytes (statistics) that are no text, which Thrift's own class stumbles over."""

        def readString(self) -> bytes:  # noqa: N802 - overrides
            return bytes(self.readBinary())

    protocol = Protocol(
        TMemoryBuffer(data), string_length_limit=len(data), container_length_limit=_MOST_ITEMS
    )
    try:
        fields = _struct(protocol, {_SCHEMA: _schema_elements, _ROW_COUNT: _number, _ROW_GROUPS: _row_groups})
    except (TException, EOFError, ValueError, LookupError, TypeError, struct.error, RecursionError) as error:
        raise _damaged(name, start) from error
    except (AssertionError, MemoryError, OverflowError) as error:
        raise _damaged(name, start) from error
    elements, groups = fields.get(_SCHEMA), fields.get(_ROW_GROUPS, [])
    columns = _top_names(elements or [])
    is_sound = all(0 < group.start <= group.end <= start and group.rows >= 0 for group in groups)
    if not columns or not is_sound or sum(group.rows for group in groups) != fields.get(_ROW_COUNT):
        raise _damaged(name, start)
    return ParquetFooter(columns, tuple(groups), start)


def _damaged(name: str, start: int) -> UnreadableError:
    return UnreadableError(
        "the footer of the Parquet file is damaged.", where=f"{name}, byte {start}", remedy=_REMEDY
    )


def _struct(protocol: Any, wanted: dict[int, Callable[[Any], Any]]) -> dict[int, Any]:
    """The wanted fields of the structure that begins here."""
    from thrift.Thrift import TType  # noqa: PLC0415

    found: dict[int, Any] = {}
    protocol.readStructBegin()
    while True:
        _, kind, number = protocol.readFieldBegin()
        if kind == TType.STOP:
            break
        if number in wanted:
            found[number] = wanted[number](protocol)
        else:
            protocol.skip(kind)
        protocol.readFieldEnd()
    protocol.readStructEnd()
    return found


def _list(protocol: Any, read: Callable[[Any], Any]) -> list[Any]:
    _, length = protocol.readListBegin()
    items = [read(protocol) for _ in range(length)]
    protocol.readListEnd()
    return items


def _number(protocol: Any) -> int:
    return int(protocol.readI64())


def _count(protocol: Any) -> int:
    return int(protocol.readI32())


def _text(protocol: Any) -> str:
    return bytes(protocol.readBinary()).decode("utf-8")


def _schema_elements(protocol: Any) -> list[tuple[str, int]]:
    def element(protocol: Any) -> tuple[str, int]:
        fields = _struct(protocol, {_NAME: _text, _CHILDREN: _count})
        return fields.get(_NAME, ""), fields.get(_CHILDREN, 0)

    return _list(protocol, element)


def _row_groups(protocol: Any) -> list[RowGroup]:
    return _list(protocol, _row_group)


def _row_group(protocol: Any) -> RowGroup:
    fields = _struct(protocol, {_CHUNKS: lambda each: _list(each, _chunk), _ROWS: _number})
    spans = fields.get(_CHUNKS, [])
    start = min((first for first, _ in spans), default=0)
    return RowGroup(start, max((first + size for first, size in spans), default=0), fields.get(_ROWS, 0))


def _chunk(protocol: Any) -> tuple[int, int]:
    """Where a column of a row group begins, and how many bytes it takes."""

    def metadata(protocol: Any) -> tuple[int, int]:
        fields = _struct(
            protocol, {_STORED_BYTES: _number, _DATA_OFFSET: _number, _DICTIONARY_OFFSET: _number}
        )
        offsets = [fields[_DATA_OFFSET], fields.get(_DICTIONARY_OFFSET) or fields[_DATA_OFFSET]]
        return min(offsets), fields[_STORED_BYTES]

    span: tuple[int, int] = _struct(protocol, {_CHUNK_METADATA: metadata})[_CHUNK_METADATA]
    return span


def _top_names(elements: list[tuple[str, int]]) -> tuple[str, ...]:
    """Names of the root's children; the schema is a tree written in depth-first order."""
    if not elements:
        return ()
    names = []
    position = 1
    for _ in range(elements[0][1]):
        if position >= len(elements):
            return ()
        names.append(elements[position][0])
        left = 1
        while left and position < len(elements):
            left += elements[position][1] - 1
            position += 1
    return tuple(names)
