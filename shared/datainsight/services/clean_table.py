"""The repaired table, written as it is read, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import polars as pl
from polars.io.plugins import register_io_source

from datainsight.codegen.plan import plan
from datainsight.errors import UsageError
from datainsight.models.cleaning import CleaningReport
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.reading.frames import TextBatch, write_csv
from datainsight.reading.source import ByteSource
from datainsight.repairs.drop_column import DropColumn
from datainsight.services.cleaning_run import CleaningRun
from datainsight.services.export_code import without_telling
from datainsight.services.profile_source import Progress, Reading, analyse_reading, open_reading, silent

ENDINGS = (".csv", ".parquet")


def clean_table(
    source: ByteSource,
    output: Path,
    *,
    report: Path | None = None,
    quarantine: Path | None = None,
    goal: Goal = Goal.GENERAL_AUDIT,
    progress: Progress = silent,
) -> CleaningReport:
    """Profiles a source, makes every recommended repair, and writes the repaired table.

    Args:
        source: What to clean.
        output: A file ending in .csv or .parquet.
        report: Where to write the report as JSON.
        quarantine: Where to write the rows that are taken out, as they were read, as CSV.
        goal: What the table is for.
        progress: Is told what is being done.

    Raises:
        UsageError: The output has another ending.
        UnreadableError: The source is no table.
        RefusedError: The source is too large or unsafe.
    """
    check_ending(output)
    progress("Looking at the file")
    reading = open_reading(source)
    document = analyse_reading(reading, goal, progress=progress)
    cleaned = clean(reading, document, output, quarantine=quarantine, progress=progress)
    if report is not None:
        report.write_text(cleaned.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return cleaned


def clean(
    reading: Reading,
    document: ProfileDocument,
    output: Path,
    *,
    quarantine: Path | None = None,
    show_pii: bool = False,
    progress: Progress = silent,
) -> CleaningReport:
    """The same, for a source that was profiled already.

    Args:
        reading: The source.
        document: Its profile with recommendations, not masked.
        output: A file ending in .csv or .parquet.
        quarantine: Where to write the rows that are taken out.
        show_pii: Whether repairs are made whose code spells out values of columns with personal data.
        progress: Is told what is being done.

    Raises:
        UsageError: The output has another ending.
        UnreadableError: The source turns out to be no table while reading.
    """
    check_ending(output)
    wanted = [each.id for each in document.recommendations if each.is_default]
    chosen, withheld = without_telling(document, wanted, show_pii=show_pii)
    steps = plan(document, chosen)
    columns = tuple(column.name for column in document.columns)
    run = CleaningRun(steps, columns)
    dropped = tuple(step.repair.column for step in steps if isinstance(step.repair, DropColumn))
    with ExitStack() as stack:
        shelf = _Quarantine(stack.enter_context(quarantine.open("wb"))) if quarantine else None
        frames = _cleaned(run, reading.batches(progress, "Cleaning"), shelf)
        if output.suffix.lower() == ".csv":
            write_csv(frames, output)
        else:
            _write_parquet(frames, output, [name for name in columns if name not in dropped])
        quarantined = shelf.row_count if shelf else None
    return CleaningReport(
        name=document.dataset.name,
        row_count_before=run.rows_read,
        row_count_after=run.rows_kept,
        columns_removed=dropped,
        repairs=tuple(run.outcomes()),
        quarantined_row_count=quarantined,
        withheld_recommendation_ids=withheld,
    )


def check_ending(output: Path) -> None:
    """Refuses endings that cannot be written.

    Raises:
        UsageError: It is neither .csv nor .parquet.
    """
    if output.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"A cleaned table is written as {' or '.join(ENDINGS)}.",
            where=str(output),
            remedy="Give the output one of these endings.",
        )


class _Quarantine:
    """A CSV file that rows are added to."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._has_header = False
        self.row_count = 0

    def add(self, rows: pl.DataFrame) -> None:
        """Writes rows; the first call writes the header too."""
        rows.write_csv(self._stream, include_header=not self._has_header, line_terminator="\r\n")
        self._has_header = True
        self.row_count += rows.height


def _cleaned(
    run: CleaningRun, batches: Iterable[TextBatch], quarantine: _Quarantine | None
) -> Iterator[pl.DataFrame]:
    """Repaired batches on their way to the file; what is taken out goes to the quarantine as they pass."""
    for batch in batches:
        cleaned = run.clean(batch.frame)
        if quarantine is not None:
            quarantine.add(cleaned.removed)
        yield cleaned.frame


def _write_parquet(frames: Iterator[pl.DataFrame], output: Path, columns: Sequence[str]) -> None:
    """Row groups as the frames come; every column is text, as a repaired cell is canonical text."""

    def scan(*_: object) -> Iterator[pl.DataFrame]:
        yield from frames

    table = register_io_source(scan, schema=dict.fromkeys(columns, pl.String), validate_schema=False)
    table.sink_parquet(output)
