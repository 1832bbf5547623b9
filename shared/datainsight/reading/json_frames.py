"""Shards of JSON and NDJSON as frames of text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import polars as pl

from datainsight.models.dataset import FileFormat, JsonLayout, LineProblem, Shard, SourceDescription
from datainsight.reading.batches import PROBLEMS_KEPT, TextBatch
from datainsight.reading.blocks import stored_blocks
from datainsight.reading.json_describe import open_document
from datainsight.reading.json_document import Element, JsonDocument
from datainsight.reading.json_lines import Line, json_lines
from datainsight.reading.json_table import RecordTable
from datainsight.reading.json_values import DuplicateKeys, clean_text, exact_value
from datainsight.reading.limits import MIB, ReadingLimits
from datainsight.reading.source import ByteSource

_DECODED_BYTES = 8 * MIB
"""Decoded values take many times the room of their text, so few are held at a time."""


def read_json(
    source: ByteSource, description: SourceDescription, shard: Shard, batch_bytes: int, limits: ReadingLimits
) -> Iterator[TextBatch]:
    """The records of a shard as text; see `frames.read_shard`.

    Lines of NDJSON that are no JSON are skipped and reported; a document that is none is refused.
    """
    layout = description.json_layout or JsonLayout()
    if description.format is FileFormat.NDJSON:
        blocks = stored_blocks(source, description, shard, limits)
        records: Iterable[Line | Element] = json_lines(blocks, description.encoding, limits, source.name)
    else:
        document = open_document(
            source, description.compression, description.data_start, description.encoding, limits
        )
        records = islice(_document_records(document, layout), layout.first_row, None)
    reader = _JsonReader(description.columns, layout)
    gathered: list[Line | Element] = []
    size = 0
    most = min(batch_bytes, _DECODED_BYTES)
    for record in records:
        gathered.append(record)
        size += len(record.text)
        if size >= most:
            yield reader.batch(gathered)
            gathered, size = [], 0
    yield reader.batch(gathered)


def _document_records(document: JsonDocument, layout: JsonLayout) -> Iterator[Element]:
    """The records of a document; afterwards it was read to its end."""
    if layout.shape == "array":
        yield from _under(document, layout.records)
    else:
        element = document.element()
        yield from [element] if layout.shape == "record" else _rows_of_columns(element, layout)
    document.end()


def _under(document: JsonDocument, keys: Sequence[str]) -> Iterator[Element]:
    """The elements of the array that the keys lead to; where a key stands twice, of each."""
    if not keys:
        yield from document.elements()
        return
    for key in document.members():
        if key == keys[0] and document.next_symbol() == ("{" if len(keys) > 1 else "["):
            yield from _under(document, keys[1:])
        else:
            document.value()


def _rows_of_columns(element: Element, layout: JsonLayout) -> Iterator[Element]:
    """The rows of a document whose keys each hold all values of a column."""
    exact = exact_value(element.text)
    columns = [exact[path[0]] for path in layout.paths]
    names = [path[0] for path in layout.paths]
    values = [each.values() if isinstance(each, dict) else each for each in columns]
    for row in zip(*values, strict=True):
        yield Element(dict(zip(names, row, strict=True)), "", element.line)


class _JsonReader:
    """Makes batches of records, one after another."""

    def __init__(self, columns: tuple[str, ...], layout: JsonLayout) -> None:
        self._columns = columns
        self._table = RecordTable(layout.paths)
        self._lines_before = 0

    def batch(self, records: Sequence[Line | Element]) -> TextBatch:
        """The next records."""
        before = self._lines_before
        problems: list[LineProblem] = []
        good: list[Line | Element] = []
        for record in records:
            line = _line(record) - before
            if isinstance(record, Line) and record.error is not None:
                problems.append(LineProblem(line=line, kind="invalid_json", action="skipped"))
                continue
            good.append(record)
            if isinstance(record.value, DuplicateKeys):
                problems.append(LineProblem(line=line, kind="duplicate_keys", action="cut"))
        columns, unexpected = self._table.columns(
            [record.value for record in good], lambda row: exact_value(good[row].text)
        )
        problems += [
            LineProblem(line=_line(good[row]) - before, kind="unexpected_keys", action="cut")
            for row in unexpected
        ]
        series = [
            self._series(name, cells, good, problems)
            for name, cells in zip(self._columns, columns, strict=True)
        ]
        if records:
            self._lines_before = _line(records[-1])
        return TextBatch(
            pl.DataFrame(series),
            tuple(sorted(problems, key=lambda each: each.line)[:PROBLEMS_KEPT]),
            len(problems),
            line_count=self._lines_before - before,
        )

    def _series(
        self,
        name: str,
        cells: list[str | None],
        records: Sequence[Line | Element],
        problems: list[LineProblem],
    ) -> pl.Series:
        """A column; escaped NUL characters and halves of characters, which it cannot hold, are replaced."""
        try:
            # Without its name: polars takes one like `^a$` for a pattern in the methods of a series.
            series = pl.Series(cells, dtype=pl.String)
            if not series.str.contains("\0", literal=True).any():
                return series.rename(name)
        except UnicodeEncodeError:
            pass
        for row, cell in enumerate(cells):
            clean = cell and clean_text(cell)
            if clean != cell:
                line = _line(records[row]) - self._lines_before
                is_nul = "\0" in (cell or "")
                problems.append(
                    LineProblem(line=line, kind="nul_bytes", action="removed")
                    if is_nul
                    else LineProblem(line=line, kind="undecodable_bytes", action="replaced")
                )
                cells[row] = clean or None
        return pl.Series(name, cells, dtype=pl.String)


def _line(record: Line | Element) -> int:
    return record.number if isinstance(record, Line) else record.line
