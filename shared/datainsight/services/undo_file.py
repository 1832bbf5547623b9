"""What cleaning took away, so that the table as it was read can be made again.

A file of JSON lines: the first names the columns of the table as read; then one line for each changed row
(`{"row": 3, "cells": {"0": "old"}}`, with `"copies": 2` where a list made two more rows of it) or removed row
(`{"row": 4, "removed": ["cell", null]}`), in order; the last has the number of rows and the SHA-256 of the
cleaned file, so that it is used with no other. It holds the values as they were, also those of personal data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import polars as pl

from datainsight.errors import UsageError
from datainsight.reading.frames import write_csv
from datainsight.reading.plain_csv import read_plain_csv
from datainsight.repairs.base import cells_of
from datainsight.services.column_types import text_of
from datainsight.services.table_files import check_ending, write_parquet

FORMAT = "datainsight undo 1"
ROWS_AT_ONCE = 20_000

Cells = list[str | None]


class UndoFile:
    """Writes an undo file while a table is cleaned.

    Args:
        stream: Text in UTF-8.
        columns: Of the table as read.
    """

    def __init__(self, stream: IO[str], columns: Sequence[str]) -> None:
        self._stream = stream
        self._columns = tuple(columns)
        self._rows = 0
        self._write({"format": FORMAT, "columns": list(columns)})

    def add(self, original: pl.DataFrame, cleaned: pl.DataFrame, kept: pl.Series, origins: pl.Series) -> None:
        """One batch.

        Args:
            original: As read.
            cleaned: As written.
            kept: For each row of `original`, whether it is in `cleaned`.
            origins: For each row of `cleaned`, which row of `original` it comes from.
        """
        is_copy = (origins == origins.shift(1)).fill_null(value=False)
        copies = origins.filter(is_copy)
        cleaned = cleaned.filter(~is_copy)
        lost: dict[int, dict[str, Any]] = {}
        staying = original.filter(kept)
        places = kept.arg_true()
        for position, name in enumerate(self._columns):
            before = cells_of(staying, name)
            is_kept = name in cleaned.columns
            differs = before.ne_missing(cells_of(cleaned, name)) if is_kept else before.is_not_null()
            for place, cell in zip(places.filter(differs), before.filter(differs), strict=True):
                lost.setdefault(place, {"cells": {}})["cells"][str(position)] = cell
        for place in (~kept).arg_true():
            lost[place] = {"removed": list(original.row(place))}
        for place in copies:
            record = lost.setdefault(place, {"cells": {}})
            record["copies"] = record.get("copies", 0) + 1
        for place in sorted(lost):
            self._write({"row": self._rows + place, **lost[place]})
        self._rows += original.height

    def finish(self, cleaned: Path) -> None:
        """The last line: how many rows there were, and which file it belongs to."""
        self._write({"rows": self._rows, "sha256": _digest(cleaned)})

    def _write(self, record: dict[str, Any]) -> None:
        self._stream.write(json.dumps(record, ensure_ascii=True) + "\n")


def undo_cleaning(cleaned: Path, undo: Path, output: Path) -> int:
    """Makes the table as it was read again, every cell as text.

    Args:
        cleaned: The file that `clean` wrote, unchanged.
        undo: The undo file it wrote beside it.
        output: A file ending in .csv or .parquet.

    Returns:
        The number of rows.

    Raises:
        UsageError: The undo file is none, or belongs to another table, or the output has another ending.
    """
    check_ending(output)
    columns, row_count, digest = _ends(undo)
    if _digest(cleaned) != digest:
        raise UsageError(
            "the undo file belongs to another table, or this one was changed since it was cleaned.",
            where=str(cleaned),
            remedy="Use the file as `datainsight clean` wrote it.",
        )
    frames = _frames(_rows(cleaned, undo, columns, row_count), columns)
    if output.suffix.lower() == ".csv":
        return write_csv(frames, output)
    write_parquet(frames, output, columns)
    return row_count


def _ends(undo: Path) -> tuple[tuple[str, ...], int, str]:
    """The first and the last line."""
    try:
        with undo.open("rb") as stream:
            first = json.loads(stream.readline())
            last = first
            for line in stream:
                last = line
        end = json.loads(last)
        known = {FORMAT: tuple(first["columns"])}
        return known[first["format"]], int(end["rows"]), str(end["sha256"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "is no undo file of `datainsight clean`, or not a whole one.", where=str(undo)
        ) from error


def _rows(cleaned: Path, undo: Path, columns: Sequence[str], row_count: int) -> Iterator[Cells]:
    """All rows as they were read, in order."""
    names, staying = _cleaned_rows(cleaned)
    places = [names.index(name) if name in names else None for name in columns]
    with undo.open(encoding="utf-8") as stream:
        next(stream)
        records = (json.loads(line) for line in stream)
        record = next(records)
        for row in range(row_count):
            lost = record if record.get("row") == row else None
            if lost is not None:
                record = next(records)
                if "removed" in lost:
                    yield lost["removed"]
                    continue
            cells = next(staying)
            for _ in range(lost.get("copies", 0) if lost else 0):
                next(staying)
            whole: Cells = [None if place is None else cells[place] for place in places]
            for position, cell in (lost["cells"] if lost else {}).items():
                whole[int(position)] = cell
            yield whole


def _cleaned_rows(cleaned: Path) -> tuple[list[str], Iterator[Cells]]:
    if cleaned.suffix.lower() == ".parquet":
        frame = pl.read_parquet(cleaned)
        frame = pl.DataFrame([text_of(column) for column in frame])
        return frame.columns, (list(row) for row in frame.iter_rows())
    return read_plain_csv(cleaned)


def _frames(rows: Iterator[Cells], columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    schema = dict.fromkeys(columns, pl.String)
    gathered: list[Cells] = []
    for row in rows:
        gathered.append(row)
        if len(gathered) == ROWS_AT_ONCE:
            yield pl.DataFrame(gathered, schema=schema, orient="row")
            gathered = []
    yield pl.DataFrame(gathered, schema=schema, orient="row")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
