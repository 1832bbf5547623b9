"""The footer of an Arrow IPC (Feather) file: the names of its columns.

The format is `Footer` and `Schema` of https://arrow.apache.org/docs/format/Columnar.html, read by Google's
FlatBuffers with the positions of the fields that are needed.
"""

import struct
from typing import Any

from datainsight.errors import UnreadableError
from datainsight.reading.source import ByteSource

MAGIC = b"ARROW1"
_TAIL_BYTES = 4 + len(MAGIC)
_FOOTER_SCHEMA, _SCHEMA_FIELDS, _FIELD_NAME = 1, 1, 0


def read_names(source: ByteSource) -> tuple[tuple[str, ...], int]:
    """The names of the columns, and the offset of the footer.

    Raises:
        UnreadableError: The file is cut or damaged.
    """
    tail = source.read_range(max(0, source.size_bytes - _TAIL_BYTES), source.size_bytes)
    length = int.from_bytes(tail[:4], "little")
    start = source.size_bytes - _TAIL_BYTES - length
    if tail[4:] != MAGIC or start < len(MAGIC) or not length:
        raise _damaged(source, "is cut: it does not end with its footer")
    try:
        names = _names(source.read_range(start, start + length))
    except (struct.error, ValueError, IndexError, TypeError, OverflowError) as error:
        raise _damaged(source, "has a damaged footer") from error
    if not names:
        raise _damaged(source, "has no columns")
    return names, start


def _names(data: bytes) -> tuple[str, ...]:
    from flatbuffers import encode, number_types  # noqa: PLC0415 - only for this format
    from flatbuffers.table import Table  # noqa: PLC0415

    def child(table: Any, field: int) -> int:
        """The position of what a field of a table points to."""
        offset = int(table.Offset(4 + 2 * field))
        if not offset:
            raise ValueError(f"field {field} is missing")
        return offset

    footer = Table(data, encode.Get(number_types.UOffsetTFlags.packer_type, data, 0))
    schema = Table(data, footer.Indirect(footer.Pos + child(footer, _FOOTER_SCHEMA)))
    fields = child(schema, _SCHEMA_FIELDS)
    first = schema.Vector(fields)
    names = []
    for number in range(min(schema.VectorLen(fields), len(data) // 4)):
        field = Table(data, schema.Indirect(first + 4 * number))
        name = field.Offset(4 + 2 * _FIELD_NAME)
        names.append(bytes(field.String(field.Pos + name)).decode("utf-8") if name else "")
    return tuple(names)


def _damaged(source: ByteSource, what: str) -> UnreadableError:
    return UnreadableError(
        f"the Arrow file {what}.",
        where=f"{source.name}, byte {source.size_bytes}",
        remedy="Download it again, or write it again where it was made.",
    )
