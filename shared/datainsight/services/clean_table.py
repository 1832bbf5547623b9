"""The repaired table, written as it is read, and what was changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import polars as pl

from datainsight.codegen.plan import Step, arrange
from datainsight.errors import UsageError
from datainsight.models.cleaning import CleaningReport, RepairOutcome
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.reading.frames import TextBatch, write_csv
from datainsight.reading.source import ByteSource, LocalFile
from datainsight.recommending.assess import assess
from datainsight.repairs.base import Effect
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.layout import LayoutRepair
from datainsight.reporting.privacy import hidden_changes, personal_columns
from datainsight.reporting.redaction import Redactor
from datainsight.services.change_log import ChangeLog
from datainsight.services.cleaning_run import CleanedBatch, CleaningRun
from datainsight.services.column_types import write_typed
from datainsight.services.profile_source import analyse_reading, measure_reading
from datainsight.services.progress import Progress, silent
from datainsight.services.quarantine import Quarantine
from datainsight.services.reading import Reading, open_reading
from datainsight.services.review import Review
from datainsight.services.spreadsheet_frames import without_formulas
from datainsight.services.table_files import check_ending, write_parquet
from datainsight.services.undo_file import UndoFile
from datainsight.services.write_script import wanted_ids, without_telling


@dataclass(frozen=True)
class Companions:
    """Files that are written beside a cleaned table; None where one is not wanted.

    Attributes:
        quarantine: Rows that are taken out, and those that hold what no repair should guess, as CSV.
        changes: One line for each cell, row and column that was changed, as CSV.
        undo: What `undo_cleaning` needs.
    """

    quarantine: Path | None = None
    changes: Path | None = None
    undo: Path | None = None


NONE_WANTED = Companions()


def clean_table(
    source: ByteSource,
    output: Path,
    *,
    report: Path | None = None,
    companions: Companions = NONE_WANTED,
    goal: Goal = Goal.GENERAL_AUDIT,
    progress: Progress = silent,
) -> CleaningReport:
    """Profiles a source, makes every recommended repair, and writes the repaired table.

    Args:
        source: What to clean.
        output: A file ending in .csv or .parquet.
        report: Where to write the report as JSON.
        companions: Which other files to write.
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
    cleaned = clean(
        reading, document, output, companions=companions, is_scored=report is not None, progress=progress
    )
    if report is not None:
        report.write_text(cleaned.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return cleaned


def clean(
    reading: Reading,
    document: ProfileDocument,
    output: Path,
    *,
    recommendation_ids: Collection[str] | None = None,
    keeps_order: bool = False,
    companions: Companions = NONE_WANTED,
    show_pii: bool = False,
    is_for_spreadsheet: bool = False,
    is_typed: bool = False,
    is_scored: bool = False,
    progress: Progress = silent,
) -> CleaningReport:
    """The same, for a source that was profiled already.

    Args:
        reading: The source.
        document: Its profile with recommendations, not masked.
        output: A file ending in .csv or .parquet.
        recommendation_ids: Which repairs are made; None makes all that are recommended by default.
        keeps_order: Whether their order is meant, see `plan.arrange`.
        companions: Which other files to write.
        show_pii: Whether repairs are made whose code spells out values of columns with personal data, and
            such values are shown in the change log and the report.
        is_for_spreadsheet: Whether cells that a spreadsheet would calculate get an apostrophe before them.
        is_typed: Whether columns of a Parquet file get the narrowest types that lose nothing.
        is_scored: Whether the written table is profiled, to say what its score is now.
        progress: Is told what is being done.

    Raises:
        UsageError: The output has another ending, or is Parquet where it is for a spreadsheet or CSV where it
            is typed, or there is no such repair, or it was refused.
        UnreadableError: The source turns out to be no table while reading.
    """
    check_ending(output)
    if is_for_spreadsheet and output.suffix.lower() != ".csv":
        raise UsageError("Only CSV is made safe for spreadsheets.", remedy="Write a file ending in .csv.")
    if is_typed and output.suffix.lower() != ".parquet":
        raise UsageError("Only Parquet has types.", remedy="Write a file ending in .parquet.")
    wanted = wanted_ids(document, recommendation_ids, keeps_order=keeps_order)
    chosen, withheld = without_telling(document, wanted, show_pii=show_pii)
    arranged = arrange(document, chosen, keeps_order=keeps_order)
    steps = arranged.steps
    columns = tuple(column.name for column in document.columns)
    privacy = _Privacy(
        frozenset() if show_pii else personal_columns(document), None if show_pii else Redactor(document)
    )
    run = CleaningRun(steps, columns, counts_issues=is_scored)
    written = _columns_written(steps, columns)
    with ExitStack() as stack:
        desk = _Desk(stack, companions, document, steps, privacy, is_for_spreadsheet=is_for_spreadsheet)
        frames = desk.passing(run, reading.batches(progress, "Cleaning"))
        if output.suffix.lower() == ".csv":
            write_csv(frames, output)
        else:
            write_parquet(frames, output, written)
        if is_typed:
            typed = output.with_name(f"{output.name}.typed")
            write_typed(output, typed)
            typed.replace(output)
        if desk.undo is not None:
            desk.undo.finish(output)
    after = _judged_anew(output, document.goal, progress) if is_scored else None
    return CleaningReport(
        name=document.dataset.name,
        row_count_before=run.rows_read,
        row_count_after=run.rows_kept,
        columns_removed=tuple(name for name in columns if name not in written),
        repairs=tuple(_shown(outcome, privacy) for outcome in run.outcomes()),
        quarantined_row_count=desk.quarantine.removed_count if desk.quarantine else None,
        review_row_count=desk.quarantine.review_count if desk.quarantine else None,
        score_before=document.quality.score,
        score_after=after.quality.score if after else None,
        issue_count_before=len(document.issues),
        issue_count_after=len(after.issues) if after else None,
        left_out={each.recommendation_id: each.reason for each in arranged.left_out},
        moved={each.recommendation_id: each.reason for each in arranged.moved},
        withheld_recommendation_ids=withheld,
    )


class _Privacy(NamedTuple):
    """Columns that are hidden as a whole, and what hides such values in the others; None hides none."""

    columns: frozenset[str]
    redactor: Redactor | None


class _Desk:
    """Writes the companions of a table while its batches pass."""

    def __init__(
        self,
        stack: ExitStack,
        companions: Companions,
        document: ProfileDocument,
        steps: tuple[Step, ...],
        privacy: _Privacy,
        *,
        is_for_spreadsheet: bool,
    ) -> None:
        self._is_for_spreadsheet = is_for_spreadsheet
        columns = [column.name for column in document.columns]
        self.quarantine = self._log = self.undo = None
        if companions.quarantine:
            stream = stack.enter_context(companions.quarantine.open("wb"))
            self.quarantine = Quarantine(stream, columns, Review(document, steps), steps)
        if companions.changes:
            text = stack.enter_context(companions.changes.open("w", encoding="utf-8", newline=""))
            self._log = ChangeLog(text, columns, privacy.columns, privacy.redactor)
            for step in steps:
                if step.repair.effect is Effect.COLUMNS:
                    for column in step.repair.columns_changed:
                        self._log.column_removed(column, step.recommendation.id)
        if companions.undo:
            lines = stack.enter_context(companions.undo.open("w", encoding="utf-8", newline=""))
            self.undo = UndoFile(lines, columns)

    def passing(self, run: CleaningRun, batches: Iterable[TextBatch]) -> Iterator[pl.DataFrame]:
        """Repaired batches on their way to the file."""
        frames: Iterable[pl.DataFrame] = (batch.frame for batch in batches)
        for frame in [pl.concat(frames)] if run.is_whole_table else frames:
            first_row = run.rows_read
            cleaned = run.clean(frame)
            if self._is_for_spreadsheet:
                cleaned = replace(cleaned, frame=without_formulas(cleaned.frame))
            self._note(frame, cleaned, first_row)
            yield cleaned.frame

    def _note(self, original: pl.DataFrame, cleaned: CleanedBatch, first_row: int) -> None:
        if self.quarantine is not None:
            self.quarantine.add(original, cleaned, first_row)
        if self._log is not None:
            self._log.add(cleaned.changes)
        if self.undo is not None:
            self.undo.add(original, cleaned.frame, cleaned.kept, cleaned.origins)


def _columns_written(steps: tuple[Step, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the columns after all repairs."""
    for step in steps:
        repair = step.repair
        if isinstance(repair, DropColumn):
            columns = tuple(name for name in columns if name != repair.column)
        elif isinstance(repair, LayoutRepair) and repair.fits(columns):
            columns = repair.columns_after(columns)
    return columns


def _judged_anew(output: Path, goal: Goal, progress: Progress) -> ProfileDocument:
    progress("Profiling the cleaned table")
    return assess(measure_reading(open_reading(LocalFile(output)), progress=progress), goal)


def _shown(outcome: RepairOutcome, privacy: _Privacy) -> RepairOutcome:
    """Without the values of columns with personal data, and those that other columns quote."""
    if privacy.columns.isdisjoint(outcome.columns):
        return outcome if privacy.redactor is None else privacy.redactor.shown(outcome)
    verification = outcome.verification
    return outcome.model_copy(
        update={
            "examples": hidden_changes(outcome.examples),
            "verification": verification.model_copy(
                update={"examples": hidden_changes(verification.examples)}
            ),
        }
    )
