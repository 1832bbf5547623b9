"""From a source to the way it is to be read, by looking at a sample."""

import hashlib
from dataclasses import dataclass
from itertools import islice

from datainsight.errors import RefusedError, UnreadableError
from datainsight.models.dataset import Compression, Dialect, SourceDescription
from datainsight.reading.cell_kinds import column_kinds
from datainsight.reading.cells import CellSplitter
from datainsight.reading.compression import (
    announced_size,
    compression_of,
    decompressed_blocks,
    refuse_bomb,
)
from datainsight.reading.dialect import detect_dialect, detect_line_end, unused_delimiter
from datainsight.reading.encoding import (
    decode_reversibly,
    detect_encoding,
    encoded_length,
    is_byte_superset_of_ascii,
)
from datainsight.reading.layout import Layout, find_layout
from datainsight.reading.limits import DEFAULT_LIMITS, KIB, ReadingLimits
from datainsight.reading.names import unique_names
from datainsight.reading.recognise import refuse_other_formats, refuse_other_texts
from datainsight.reading.records import RecordFinder
from datainsight.reading.source import ByteSource

_RECORDS_LOOKED_AT = 300
_BYTES_LOOKED_AT = 256 * KIB
_LEAST_RECORDS = 8
_PROBE_BYTES = 64 * KIB


@dataclass(frozen=True)
class _Sample:
    """The decompressed beginning of a source; `is_whole` where that is all of it."""

    data: bytes
    is_whole: bool


@dataclass(frozen=True)
class _Lookout:
    """The first records of a text: their cells, and the character each begins at (and the last ends at)."""

    rows: list[list[str]]
    starts: list[int]


def describe(source: ByteSource, *, limits: ReadingLimits = DEFAULT_LIMITS) -> SourceDescription:
    """How a source is to be read: compression, encoding, dialect, header, columns.

    Reads the beginning (`limits.sample_bytes`) and, to be surer of the encoding, small pieces of the middle and
    the end. What stands before the header (titles, comments, blank lines) is counted in
    `dialect.skipped_lines` and told in `dialect.assumptions`.

    Raises:
        UnreadableError: It is empty, or no delimited text.
        RefusedError: It is too large or unsafe.
    """
    head = source.read_range(0, limits.sample_bytes)
    if not head:
        raise UnreadableError(
            "the file is empty.", where=source.name, remedy="Name a file with a table in it."
        )
    compression = compression_of(head)
    sample = _sample(source, head, compression, limits)
    refuse_other_formats(sample.data, source.name)
    encoding, mark_bytes = detect_encoding(_evidence(source, sample, compression), is_whole=sample.is_whole)
    text = decode_reversibly(sample.data[mark_bytes:], encoding)
    refuse_other_texts(text, source.name)
    if not text.strip("\0\r\n\t \ufeff"):
        raise UnreadableError(
            "the file holds nothing but blanks.", where=source.name, remedy="Name a file with a table in it."
        )
    return _describe_text(source, sample, text, compression, encoding, mark_bytes, limits)


def _describe_text(
    source: ByteSource,
    sample: _Sample,
    text: str,
    compression: Compression,
    encoding: str,
    mark_bytes: int,
    limits: ReadingLimits,
) -> SourceDescription:
    dialect, confidence_note = _dialect(text)
    lookout = _look_at_records(text, dialect, is_whole=sample.is_whole, limits=limits)
    layout = find_layout(lookout.rows)
    if layout.width > limits.columns:
        raise RefusedError(
            f"the table has {layout.width} columns; up to {limits.columns} can be read.",
            where=source.name,
            remedy="Check the delimiter, or split the table by columns.",
        )
    skipped = text[: lookout.starts[layout.first]]
    data_start = mark_bytes + encoded_length(text[: lookout.starts[layout.first_row]], encoding)
    is_splittable = compression is Compression.NONE and (
        encoding == "utf-8" or is_byte_superset_of_ascii(encoding)
    )
    columns = unique_names(layout.header, layout.width)
    skipped_lines = skipped.count("\r" if dialect.line_terminator == "\r" else "\n")
    return SourceDescription(
        name=source.name,
        compression=compression,
        size_bytes=source.size_bytes,
        encoding=encoding,
        dialect=dialect.model_copy(
            update={
                "header_row": None if layout.header is None else 0,
                "skipped_lines": skipped_lines,
                "assumptions": _assumptions(
                    dialect, confidence_note, layout, columns, skipped_lines, encoding
                ),
            }
        ),
        columns=columns,
        original_columns=tuple(name.encode("utf-8", "replace").decode() for name in layout.header or ()),
        data_start=data_start,
        fingerprint=_fingerprint(source),
        is_splittable=is_splittable,
        column_kinds=column_kinds(lookout.rows[layout.first_row :], layout.width),
    )


def _sample(source: ByteSource, head: bytes, compression: Compression, limits: ReadingLimits) -> _Sample:
    """The beginning of the content; more of it where the lines are so long that it holds only a few."""
    if compression is Compression.NONE:
        data, wanted = head, limits.sample_bytes
        while len(data) == wanted and data.count(b"\n") + data.count(b"\r") < _LEAST_RECORDS:
            if wanted >= limits.longest_line_bytes:
                break
            wanted *= 4
            data = source.read_range(0, wanted)
        return _Sample(data, is_whole=len(data) >= source.size_bytes)
    refuse_bomb(source, announced_size(source, compression), limits)
    data, is_whole = b"", False
    blocks = decompressed_blocks(source, compression, limits)
    while len(data) < limits.sample_bytes:
        block = next(blocks, None)
        if block is None:
            is_whole = True
            break
        data += block
    if not data:
        raise UnreadableError("the compressed file is empty.", where=source.name, remedy="Name another file.")
    return _Sample(data, is_whole)


def _evidence(source: ByteSource, sample: _Sample, compression: Compression) -> bytes:
    """Bytes to judge the encoding by: the sample, and lines from the middle and the end of a larger file."""
    if sample.is_whole or compression is not Compression.NONE:
        return sample.data
    parts = [sample.data[: sample.data.rfind(b"\n") + 1] or sample.data]
    for start in (source.size_bytes // 2, source.size_bytes - _PROBE_BYTES):
        start = max(start, len(sample.data))
        probe = source.read_range(start, start + _PROBE_BYTES)
        first, last = probe.find(b"\n"), probe.rfind(b"\n")
        parts.append(probe[first + 1 : last + 1])
    return b"".join(parts)


def _dialect(text: str) -> tuple[Dialect, str | None]:
    """The dialect, without what the layout will tell; and a sentence where it is not sure."""
    found = detect_dialect(text)
    dialect = Dialect(
        delimiter=found.delimiter or unused_delimiter(text),
        quote=found.quote,
        escape=found.escape,
        line_terminator=detect_line_end(text),
        confidence=found.confidence,
    )
    if found.delimiter is None:
        return dialect, "No delimiter was found: every line is one cell."
    if found.confidence < 0.1:
        return dialect, f"Another delimiter than {found.delimiter!r} explains the file nearly as well."
    return dialect, None


def _look_at_records(text: str, dialect: Dialect, *, is_whole: bool, limits: ReadingLimits) -> _Lookout:
    """The first records, found by the very rule by which all will be read."""
    data = text[: _BYTES_LOOKED_AT * 4].encode("utf-8", "surrogateescape")
    finder = RecordFinder(dialect, limits=limits)
    splitter = CellSplitter.of(dialect)
    is_last = is_whole and len(text) <= _BYTES_LOOKED_AT * 4
    rows: list[list[str]] = []
    starts = [0]
    for record in islice(finder.records(data, is_last=is_last), _RECORDS_LOOKED_AT):
        raw = data[record.start : record.end].decode("utf-8", "surrogateescape")
        line = raw.removesuffix("\r" if dialect.line_terminator == "\r" else "\n").removesuffix("\r")
        cells = splitter.split_malformed(line) if record.is_malformed else [splitter.split(line)]
        rows.append(max(cells, key=len))
        starts.append(starts[-1] + len(raw))
        if record.end > _BYTES_LOOKED_AT and len(rows) >= _LEAST_RECORDS:
            break
    if not rows:  # one line that is longer than the sample
        rows, starts = [splitter.split(text)], [0, len(text)]
    return _Lookout(rows, starts)


def _assumptions(
    dialect: Dialect,
    confidence_note: str | None,
    layout: Layout,
    columns: tuple[str, ...],
    skipped_lines: int,
    encoding: str,
) -> tuple[str, ...]:
    """What was assumed, for people."""
    notes = [confidence_note] if confidence_note else []
    if skipped_lines:
        lines = "line" if skipped_lines == 1 else f"{skipped_lines} lines"
        notes.append(f"The first {lines} before the table (titles, notes or blank lines) are not part of it.")
    if layout.header is None:
        notes.append("There is no header: the columns are named column_1, column_2, ….")
    elif tuple(layout.header) != columns:
        notes.append("Empty or repeated names in the header were replaced.")
    if encoding not in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        notes.append(f"The text is no valid UTF-8 and was taken for {encoding}.")
    return (*notes, *layout.assumptions)


def _fingerprint(source: ByteSource) -> str:
    """SHA-256 of the size and of pieces of the beginning, the middle and the end."""
    digest = hashlib.sha256(str(source.size_bytes).encode())
    for start in sorted({0, source.size_bytes // 2, max(0, source.size_bytes - _PROBE_BYTES)}):
        digest.update(source.read_range(start, start + _PROBE_BYTES))
    return digest.hexdigest()
