"""The beginning of a source, decompressed and decoded, and its first records."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from datainsight.errors import UnreadableError
from datainsight.models.dataset import Compression, Dialect
from datainsight.reading.cells import CellSplitter
from datainsight.reading.compression import (
    announced_size,
    compression_of,
    decompressed_blocks,
    refuse_bomb,
    unpacked_size,
)
from datainsight.reading.encoding import decode_reversibly, detect_encoding
from datainsight.reading.limits import KIB, ReadingLimits
from datainsight.reading.recognise import refuse_other_formats, refuse_other_texts
from datainsight.reading.records import RecordFinder
from datainsight.reading.source import ByteSource

_NAME_ANOTHER = "Name a file with a table in it."
_LEAST_RECORDS = 8
_PROBE_BYTES = 64 * KIB
_RECORDS_LOOKED_AT = 300
_BYTES_LOOKED_AT = 256 * KIB
_MOST_BYTES_LOOKED_AT = 4 * _BYTES_LOOKED_AT


@dataclass(frozen=True)
class Sample:
    """What is known of a source before its dialect is.

    Attributes:
        compression: What it is wrapped in.
        encoding: Python codec name.
        mark_bytes: Length of the byte order mark.
        text: The beginning, without the mark; see `encoding.decode_reversibly`.
        is_whole: Whether that is all.
    """

    compression: Compression
    encoding: str
    mark_bytes: int
    text: str
    is_whole: bool


@dataclass(frozen=True)
class SampleRecord:
    """One of the first records.

    Attributes:
        text: Without its line end.
        cells: As a strict reader has them.
        start: Index of its first character in the sample's text.
        end: Index after its line end.
    """

    text: str
    cells: list[str]
    start: int
    end: int


def take_sample(source: ByteSource, limits: ReadingLimits) -> Sample:
    """Looks at the beginning of a source, and for its encoding at pieces of the middle and the end.

    Raises:
        UnreadableError: It is empty, damaged, or no text with a table.
        RefusedError: It announces a size beyond the limits.
    """
    head = source.read_range(0, limits.sample_bytes)
    if not head:
        raise UnreadableError("the file is empty.", where=source.name, remedy=_NAME_ANOTHER)
    compression = compression_of(head)
    data, is_whole = _beginning(source, head, compression, limits)
    refuse_other_formats(data, source.name)
    is_probed = not is_whole and compression is Compression.NONE
    evidence = b"".join(_probes(source, data)) if is_probed else data
    encoding, mark_bytes = detect_encoding(evidence, is_whole=is_whole)
    text = decode_reversibly(data[mark_bytes:], encoding)
    refuse_other_texts(text, source.name)
    if not text.replace("\0", "").replace("\ufeff", "").strip():
        raise UnreadableError("the file holds nothing but blanks.", where=source.name, remedy=_NAME_ANOTHER)
    return Sample(compression, encoding, mark_bytes, text, is_whole)


def first_records(sample: Sample, dialect: Dialect, limits: ReadingLimits) -> list[SampleRecord]:
    """The first records, found by the very rule by which all will be read; at least one."""
    shown = sample.text[:_MOST_BYTES_LOOKED_AT]
    data = shown.encode("utf-8", "surrogateescape")
    splitter = CellSplitter.of(dialect)
    line_end = "\r" if dialect.line_terminator == "\r" else "\n"
    records: list[SampleRecord] = []
    start = 0
    found = RecordFinder(dialect, limits=limits).records(
        data, is_last=sample.is_whole and len(shown) == len(sample.text)
    )
    for record in islice(found, _RECORDS_LOOKED_AT):
        raw = data[record.start : record.end].decode("utf-8", "surrogateescape")
        text = raw.removesuffix(line_end).removesuffix("\r")
        readings = splitter.split_malformed(text) if record.is_malformed else [splitter.split(text)]
        records.append(SampleRecord(text, max(readings, key=len), start, start + len(raw)))
        start += len(raw)
        if record.end > _BYTES_LOOKED_AT and len(records) >= _LEAST_RECORDS:
            break
    if not records:  # one line that is longer than the sample
        records.append(SampleRecord(shown, splitter.split(shown), 0, len(shown)))
    return records


def _beginning(
    source: ByteSource, head: bytes, compression: Compression, limits: ReadingLimits
) -> tuple[bytes, bool]:
    """Content from the beginning, and whether that is all; more where lines are so long that it holds few."""
    data, wanted = head, limits.sample_bytes
    if compression is not Compression.NONE:
        refuse_bomb(source, announced_size(source, compression), limits)
        blocks = decompressed_blocks(source, compression, limits)
        data = b""
        while len(data) < wanted:
            block = next(blocks, None)
            if block is None:
                return _not_empty(source, data), True
            data += block
        _refuse_dense(source, compression, len(data), blocks, limits)
        return data, False
    while len(data) == wanted < limits.longest_line_bytes and _line_ends(data) < _LEAST_RECORDS:
        wanted *= 4
        data = source.read_range(0, wanted)
    return data, len(data) >= source.size_bytes


def _refuse_dense(
    source: ByteSource, compression: Compression, grown: int, blocks: Iterator[bytes], limits: ReadingLimits
) -> None:
    """Unpacks on where the beginning came from so few stored bytes that the source may be a bomb.

    What a source announces is no measure: a gzip file of many members tells the size of the last one alone.

    Raises:
        RefusedError: It is a bomb.
    """
    if unpacked_size(source, compression, grown // limits.compression_ratio) < grown:
        return
    for block in blocks:  # which stops at a bomb
        grown += len(block)
        if grown > limits.probed_bytes:
            return


def _line_ends(data: bytes) -> int:
    return max(data.count(b"\n"), data.count(b"\r"))


def _not_empty(source: ByteSource, data: bytes) -> bytes:
    if not data:
        raise UnreadableError("the compressed file is empty.", where=source.name, remedy=_NAME_ANOTHER)
    return data


def _probes(source: ByteSource, data: bytes) -> Iterator[bytes]:
    """Whole lines to judge the encoding by: the sample's, and some from the middle and the end."""
    yield data[: data.rfind(b"\n") + 1] or data
    for wanted in (source.size_bytes // 2, source.size_bytes - _PROBE_BYTES):
        start = max(wanted, len(data))
        probe = source.read_range(start, start + _PROBE_BYTES)
        yield probe[probe.find(b"\n") + 1 : probe.rfind(b"\n") + 1]
