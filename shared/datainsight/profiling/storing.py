"""Partials as bytes: a header in JSON, the arrays beside it, everything compressed and sealed with a digest.

Nothing but numbers, texts and the classes listed here can come out of stored bytes.
"""

import dataclasses
import hashlib
import json
import struct
from typing import Any

import numpy as np
import numpy.typing as npt
import zstandard

from datainsight.errors import PartialFormatError
from datainsight.models.dataset import LineProblem
from datainsight.profiling.column import ColumnPartial, NotationPartial, TextLayout
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.examples import Examples
from datainsight.profiling.limits import ProfilingLimits
from datainsight.profiling.moments import Moments
from datainsight.profiling.order import Order
from datainsight.profiling.partial import Partial
from datainsight.profiling.relations.whole_rows import PackedRows
from datainsight.profiling.sample import RowSample, SampledColumn
from datainsight.profiling.texts import Texts

MAGIC = b"DIPP"
VERSION = 4
_PREFIX = struct.Struct("<4sH16s")
_LENGTH = struct.Struct("<I")
_LARGEST = 1 << 32
_LEVEL = 1
"""Hashes do not compress beyond what the differences already save; higher levels only take longer."""

_CLASSES = {
    each.__name__: each
    for each in (
        ColumnPartial, CountedSet, Examples, Moments, NotationPartial, ProfilingLimits, RowSample,
        SampledColumn, Order,
        TextLayout, Texts, PackedRows,
    )
}  # fmt: skip
_DTYPES = {"uint64", "int64", "float64", "uint8"}


def pack(partial: Partial) -> bytes:
    """A partial as bytes."""
    writer = _Writer()
    columns = [column.hashes.values for column in partial.measured]
    fields = {**writer.fields(partial, "whole"), "whole": writer.plain(PackedRows.of(partial.whole, columns))}
    header = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    content = b"".join((_LENGTH.pack(len(header)), header, *writer.buffers))
    body = zstandard.ZstdCompressor(level=_LEVEL).compress(content)
    return _PREFIX.pack(MAGIC, VERSION, _digest(body)) + body


def unpack(stored: bytes) -> Partial:
    """The partial that `pack` packed.

    Raises:
        PartialFormatError: The bytes are damaged or of another version.
    """
    remedy = "Measure the file again."
    if len(stored) < _PREFIX.size or stored[:4] != MAGIC:
        raise PartialFormatError("This is no stored measurement.", remedy=remedy)
    _, version, digest = _PREFIX.unpack_from(stored)
    if version != VERSION:
        raise PartialFormatError(
            f"The stored measurement has version {version}, not {VERSION}.", remedy=remedy
        )
    body = stored[_PREFIX.size :]
    if _digest(body) != digest:
        raise PartialFormatError("The stored measurement is damaged.", remedy=remedy)
    try:
        content = zstandard.ZstdDecompressor().decompress(body, max_output_size=_LARGEST)
        (length,) = _LENGTH.unpack_from(content)
        start = _LENGTH.size + length
        fields = json.loads(content[_LENGTH.size : start])
        values = {name: _restore(value, content, start) for name, value in fields.items()}
        columns = [column.hashes.values for column in values["measured"]]
        values["whole"] = values["whole"].unpack(values["rows"].values, columns)
        return Partial(**values)
    except (zstandard.ZstdError, struct.error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise PartialFormatError("The stored measurement cannot be understood.", remedy=remedy) from error


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()


class _Writer:
    """Turns values into what JSON can hold, and collects the arrays."""

    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self._end = 0

    def fields(self, value: Any, without: str = "") -> dict[str, Any]:
        names = (field.name for field in dataclasses.fields(value) if field.name != without)
        return {name: self.plain(getattr(value, name)) for name in names}

    def plain(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            self.buffers.append(_encode(value))
            self._end += value.nbytes
            return {"array": value.dtype.name, "end": self._end, "size": int(value.size)}
        if isinstance(value, LineProblem):
            return {"problem": value.model_dump(mode="json")}
        if dataclasses.is_dataclass(value):
            return {"class": type(value).__name__, "fields": self.fields(value)}
        if isinstance(value, dict):
            return {"items": [[key, self.plain(each)] for key, each in value.items()]}
        if isinstance(value, tuple):
            return [self.plain(each) for each in value]
        return value


def _restore(value: Any, content: bytes, start: int) -> Any:
    if isinstance(value, list):
        return tuple(_restore(each, content, start) for each in value)
    if not isinstance(value, dict):
        return value
    if "array" in value:
        if value["array"] not in _DTYPES:
            raise ValueError(value["array"])
        dtype = np.dtype(value["array"])
        end = start + value["end"]
        return _decode(content[end - value["size"] * dtype.itemsize : end], dtype, value["size"])
    if "problem" in value:
        return LineProblem(**value["problem"])
    if "items" in value:
        return {key: _restore(each, content, start) for key, each in value["items"]}
    restored = {name: _restore(each, content, start) for name, each in value["fields"].items()}
    return _CLASSES[value["class"]](**restored)


def _encode(array: npt.NDArray[Any]) -> bytes:
    """Differences of neighbours, byte planes apart: ascending numbers then compress well."""
    if array.dtype == np.uint8:
        return array.tobytes()
    words = np.ascontiguousarray(array).view(np.uint64)
    differences = np.diff(words, prepend=np.uint64(0))
    return differences.view(np.uint8).reshape(-1, 8).T.tobytes()


def _decode(buffer: bytes, dtype: np.dtype[Any], size: int) -> npt.NDArray[Any]:
    planes = np.frombuffer(buffer, np.uint8)
    if planes.size != size * dtype.itemsize:
        raise ValueError(size)
    if dtype == np.uint8:
        return planes
    differences = np.ascontiguousarray(planes.reshape(8, -1).T).view(np.uint64).reshape(-1)
    return np.cumsum(differences, dtype=np.uint64).view(dtype)
