"""Repairs made batch by batch, with what has to be remembered between batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import polars as pl
import polars.selectors as cs

from datainsight.codegen.issue_counts import counts_of
from datainsight.codegen.plan import Step
from datainsight.models.cleaning import RepairOutcome
from datainsight.models.recommendation import ValueChange
from datainsight.models.selector import DuplicateRows, WholeColumn
from datainsight.repairs.base import CellRepair, RowRepair, exactly
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.keep_newest_per_key import KeepNewestPerKey
from datainsight.repairs.layout import LayoutRepair
from datainsight.repairs.row_filter import RowFilter
from datainsight.services.change_log import CHANGES

EXAMPLES_KEPT = 3


class SeenKeys:
    """Remembers which keys have occurred, as 128-bit hashes.

    Two different keys among n share a hash with a probability of n²/2¹²⁹, so no row is lost by chance; a
    million keys take about 100 MB.
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def first_occurrences(self, keys: pl.DataFrame, *, keeps_null: bool) -> pl.Series:
        """Which rows hold a key that neither an earlier row nor an earlier batch has."""
        pairs = zip(keys.hash_rows(seed=0).to_list(), keys.hash_rows(seed=1).to_list(), strict=True)
        is_null = keys.to_series().is_null().to_list() if keeps_null else [False] * keys.height
        found: list[bool] = []
        for (high, low), null in zip(pairs, is_null, strict=True):
            key = high << 64 | low
            found.append(null or key not in self._seen)
            self._seen.add(key)
        return pl.Series(found, dtype=pl.Boolean)


@dataclass
class _Progress:
    """How far one repair has come."""

    step: Step
    cells_changed: int = 0
    rows_removed: int = 0
    rows_added: int = 0
    counts: tuple[int, int] | None = None
    seconds: float = 0.0
    examples: list[ValueChange] = field(default_factory=list)
    seen: SeenKeys = field(default_factory=SeenKeys)


@dataclass(frozen=True)
class CleanedBatch:
    """A batch after all repairs, and what was taken out of it.

    Attributes:
        frame: The rows that stay.
        kept: For each row that was read, whether it stays.
        origins: For each row of `frame`, which of the rows that were read it comes from: several come from
            the same one where a list became rows.
        removed: The rows that go, as they were read, with the columns of `CleaningRun.quarantine_columns`
            before the table's own.
        changes: Cells that changed and rows that go, see `change_log.CHANGES`.
    """

    frame: pl.DataFrame
    kept: pl.Series
    origins: pl.Series
    removed: pl.DataFrame
    changes: pl.DataFrame


class CleaningRun:
    """Makes the repairs of a plan on a table that arrives in batches.

    The result is the table that the plan's scripts make; memory holds one batch, and a hash of each row where
    rows are taken away.

    Args:
        steps: The plan.
        columns: Of the table.
        counts_issues: Whether is counted how many cells each issue means before and after its repair.
    """

    def __init__(
        self, steps: tuple[Step, ...], columns: tuple[str, ...], *, counts_issues: bool = False
    ) -> None:
        self._counts_issues = counts_issues
        self._steps = [_Progress(step) for step in steps]
        self.quarantine_columns = tuple(unlike(columns, name) for name in ("source_row", "removed_by"))
        self.rows_read = 0
        self.rows_kept = 0

    def clean(self, original: pl.DataFrame) -> CleanedBatch:
        """The next batch, in order."""
        frame = original
        rows = pl.Series(range(self.rows_read, self.rows_read + original.height), dtype=pl.Int64)
        removed: list[pl.DataFrame] = []
        changes = [pl.DataFrame(schema=CHANGES)]
        for progress in self._steps:
            repair, before, started = progress.step.repair, frame, perf_counter()
            if isinstance(repair, CellRepair):
                frame, changed = _repair_cells(repair, frame, rows, progress)
                changes.append(changed)
            elif isinstance(repair, RowRepair | RowFilter | KeepNewestPerKey):
                stays = _stays(repair, frame, progress.seen)
                removed.append(self._quarantined(original, rows.filter(~stays), repair.operation))
                changes.append(_row_changes(rows.filter(~stays), progress.step))
                progress.rows_removed += int((~stays).sum())
                frame, rows = frame.filter(stays), rows.filter(stays)
            elif isinstance(repair, ExplodeList):
                frame, rows, changed = _explode(repair, frame, rows, progress)
                changes.append(changed)
            else:
                frame = repair.apply(frame.lazy()).collect()
            progress.seconds += perf_counter() - started
            if self._counts_issues and _is_countable(progress.step):
                found, left = counts_of(progress.step.issue, repair, before, frame)
                known = progress.counts or (0, 0)
                progress.counts = (known[0] + found, known[1] + left)
        origins = rows - self.rows_read
        kept = pl.int_range(original.height, dtype=pl.Int64, eager=True).is_in(origins.implode())
        self.rows_read += original.height
        self.rows_kept += frame.height
        gone = pl.concat(removed) if removed else self._quarantined(original, rows.head(0), "")
        return CleanedBatch(frame, kept, origins, gone.sort(self.quarantine_columns[0]), pl.concat(changes))

    @property
    def is_whole_table(self) -> bool:
        """Whether a repair needs all rows at once, so that the table must come as one batch."""
        return any(progress.step.repair.is_whole_table for progress in self._steps)

    def outcomes(self) -> Iterator[RepairOutcome]:
        """What each repair has changed so far."""
        for progress in self._steps:
            step = progress.step
            yield RepairOutcome(
                recommendation_id=step.recommendation.id,
                operation=step.repair.operation,
                columns=step.repair.columns_changed,
                cells_changed=progress.cells_changed,
                rows_removed=progress.rows_removed,
                rows_added=progress.rows_added,
                examples=tuple(progress.examples),
                rows_checked=self.rows_read,
                issue_count_before=progress.counts[0] if progress.counts else None,
                issue_count_after=progress.counts[1] if progress.counts else None,
                seconds=round(progress.seconds, 3),
                verification=step.recommendation.verification,
            )

    def _quarantined(self, original: pl.DataFrame, rows: pl.Series, operation: str) -> pl.DataFrame:
        """Rows as they were read, each with its number in the source and what took it out."""
        number, reason = self.quarantine_columns
        return original[(rows - self.rows_read).to_list()].select(
            rows.alias(number), pl.lit(operation).alias(reason), cs.all()
        )


def _is_countable(step: Step) -> bool:
    """Whether batches tell how many cells the issue means: their counts add up, or there is one batch."""
    is_of_cells = not isinstance(step.issue.selector, DuplicateRows | WholeColumn)
    return is_of_cells and not isinstance(step.repair, RowRepair | LayoutRepair)


def _stays(
    repair: RowRepair | RowFilter | KeepNewestPerKey, frame: pl.DataFrame, seen: SeenKeys
) -> pl.Series:
    """Which rows a repair keeps."""
    if isinstance(repair, RowFilter | KeepNewestPerKey):
        return frame.select(repair.keeps().alias("stays")).to_series()
    names = repair.key_columns(frame.columns)
    keys = frame.select(repair.key_text(exactly(name)).alias(str(at)) for at, name in enumerate(names))
    return seen.first_occurrences(keys, keeps_null=repair.keeps_null_keys)


def _repair_cells(
    repair: CellRepair, frame: pl.DataFrame, rows: pl.Series, progress: _Progress
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The table with one column repaired, and what changed in it."""
    before = frame.select(cs.by_name(*repair.columns_read))
    after = repair.apply(before.lazy()).collect()[repair.column]
    return frame.with_columns(after), _cell_changes(
        repair.column, before[repair.column], after, rows, progress
    )


def _explode(
    repair: ExplodeList, frame: pl.DataFrame, rows: pl.Series, progress: _Progress
) -> tuple[pl.DataFrame, pl.Series, pl.DataFrame]:
    """The table with a row for each entry, the number of the row that each comes from, and what changed."""
    at = unlike(frame.columns, "place")
    numbered = frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(at))
    exploded = repair.apply(numbered.lazy()).collect()
    places = exploded[at]
    after = exploded.drop(cs.by_name(at))
    progress.rows_added += after.height - frame.height
    changes = _cell_changes(
        repair.column, frame[repair.column][places], after[repair.column], rows[places], progress
    )
    return after, rows[places], changes


def _cell_changes(
    column: str, before: pl.Series, after: pl.Series, rows: pl.Series, progress: _Progress
) -> pl.DataFrame:
    """The cells that differ; counted, and a few kept as examples."""
    differs = before.alias("cells").ne_missing(after.alias("cells"))
    progress.cells_changed += int(differs.sum())
    changes = pl.DataFrame(
        {"row": rows.filter(differs), "before": before.filter(differs), "after": after.filter(differs)}
    ).select(
        pl.col("row"),
        pl.lit(column).alias("column"),
        pl.col("before", "after"),
        pl.lit(progress.step.recommendation.id).alias("repair_id"),
    )
    if len(progress.examples) < EXAMPLES_KEPT:
        for old, new in (
            changes.select("before", "after").unique(maintain_order=True).head(EXAMPLES_KEPT).rows()
        ):
            example = ValueChange(before=old, after=new)
            if example not in progress.examples and len(progress.examples) < EXAMPLES_KEPT:
                progress.examples.append(example)
    return changes


def _row_changes(rows: pl.Series, step: Step) -> pl.DataFrame:
    return pl.DataFrame({"row": rows}).select(
        pl.col("row").cast(pl.Int64),
        *(pl.lit(None, pl.String).alias(name) for name in ("column", "before", "after")),
        pl.lit(step.recommendation.id).alias("repair_id"),
    )


def unlike(columns: Sequence[str], name: str) -> str:
    """The name, with underscores before it until no column is called so."""
    while name in columns:
        name = f"_{name}"
    return name
