"""The cells that the issues of a table mean, each with its confidence and a proposed value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from datainsight.checks.evidence import noisy_or
from datainsight.checks.row_hashes import SeenRows
from datainsight.checks.thresholds import DEFAULT
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.selector import DuplicateRows, WholeColumn
from datainsight.repairs.registry import load

if TYPE_CHECKING:
    import polars as pl

    from datainsight.reading.frames import TextBatch
    from datainsight.repairs.base import Repair

ROW_OPERATIONS = frozenset({"drop_duplicate_rows", "keep_first_per_key", "drop_column"})
"""Repairs that take rows or columns away have no value to propose for a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One suspicious cell.

    Attributes:
        row: 0-based data row of the whole table.
        position: 0-based column.
        column: Its name.
        kind: The check whose evidence is strongest.
        confidence: 0..1, from the evidence of all checks together.
        suggestion: Proposed value, "" for null; None where there is none.
    """

    row: int
    position: int
    column: str
    kind: str
    confidence: float
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class _Evidence:
    kind: str
    confidence: float
    suggestion: str | None


@dataclass
class _Suspicion:
    """An issue ready to be looked for."""

    issue: Issue
    repair: Repair | None
    positions: tuple[int, ...] = field(default=())


def suspicious_cells(
    document: ProfileDocument, batches: Iterable[TextBatch], *, all_cells: bool = False
) -> Iterator[Cell]:
    """Looks for the cells of every issue in the data.

    Args:
        document: Issues and recommendations of the table.
        batches: The table's text in order.
        all_cells: Also cells below the listing threshold.

    Yields:
        Cells by row and position, each once; several checks' evidence is combined by noisy-or.
    """
    suspicions = _prepare(document, floor=0.0 if all_cells else DEFAULT.listing_confidence)
    seen = SeenRows()
    offset = 0
    for batch in batches:
        evidence: dict[tuple[int, int], list[_Evidence]] = defaultdict(list)
        for suspicion in suspicions:
            for row, suggestion in _hits(suspicion, batch.frame, seen):
                found = _Evidence(suspicion.issue.kind, suspicion.issue.confidence, suggestion)
                for position in suspicion.positions:
                    evidence[row, position].append(found)
        names = batch.frame.columns
        for row, position in sorted(evidence):
            cell = _combine(offset + row, position, names[position], evidence[row, position])
            if all_cells or cell.confidence >= DEFAULT.listing_confidence:
                yield cell
        offset += batch.frame.height


def _prepare(document: ProfileDocument, floor: float) -> list[_Suspicion]:
    """Issues that mean cells, leaving out columns whose evidence cannot reach `floor` even together."""
    repairs = {each.id: each.repair for each in document.recommendations}
    positions = {column.name: column.position for column in document.columns}
    prepared = []
    for issue in document.issues:
        if isinstance(issue.selector, WholeColumn):
            continue
        record = repairs.get(issue.recommendation_ids[0]) if issue.recommendation_ids else None
        repair = load(record) if record is not None and record.operation not in ROW_OPERATIONS else None
        where = tuple(positions[name] for name in issue.columns) or tuple(positions.values())
        prepared.append(_Suspicion(issue, repair, where))
    most: dict[int, list[float]] = defaultdict(list)
    for suspicion in prepared:
        for position in suspicion.positions:
            most[position].append(suspicion.issue.confidence)
    possible = {position for position, confidences in most.items() if noisy_or(confidences) >= floor}
    for suspicion in prepared:
        suspicion.positions = tuple(position for position in suspicion.positions if position in possible)
    return [suspicion for suspicion in prepared if suspicion.positions]


def _hits(suspicion: _Suspicion, frame: pl.DataFrame, seen: SeenRows) -> list[tuple[int, str | None]]:
    """Rows of the batch that the issue means, each with the value its repair would put there."""
    import polars as pl  # noqa: PLC0415 - checks must load without polars

    from datainsight.profiling.selecting import mask  # noqa: PLC0415 - imports polars

    selector = suspicion.issue.selector
    if isinstance(selector, DuplicateRows):
        return [(row, None) for row in seen.repeated(frame)]
    chosen = frame.select(mask(selector, frame.columns).alias("chosen"))["chosen"]
    rows = chosen.arg_true().to_list()
    if suspicion.repair is None or not rows:
        return [(row, None) for row in rows]
    name = suspicion.issue.columns[0]
    before = frame.filter(chosen)
    after = suspicion.repair.apply(before.lazy()).collect()
    proposals = pl.DataFrame({"before": before[name], "after": after[name]}).select(
        pl.when(pl.col("before").eq_missing(pl.col("after")))
        .then(None)
        .otherwise(pl.col("after").fill_null(""))
    )
    return list(zip(rows, proposals.to_series().to_list(), strict=True))


def _combine(row: int, position: int, column: str, evidence: list[_Evidence]) -> Cell:
    """One cell of all evidence: the strongest gives its kind, and its suggestion where it has one."""
    ordered = sorted(evidence, key=lambda each: -each.confidence)
    suggestion = next((each.suggestion for each in ordered if each.suggestion is not None), None)
    return Cell(
        row=row,
        position=position,
        column=column,
        kind=ordered[0].kind,
        confidence=noisy_or(each.confidence for each in ordered),
        suggestion=suggestion,
    )
