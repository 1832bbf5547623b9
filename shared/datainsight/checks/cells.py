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
from datainsight.models.issue import Dimension, Issue
from datainsight.models.selector import Contradicting, DuplicateRows, Selector, ValuesIn, WholeColumn
from datainsight.repairs.base import Effect
from datainsight.repairs.registry import load

if TYPE_CHECKING:
    import polars as pl

    from datainsight.reading.frames import TextBatch
    from datainsight.repairs.base import Repair

EXCHANGED = frozenset({"swapped_values"})
"""Of what contradicts another column, kinds that mean the cells of both."""


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
    dimension: Dimension
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
        Cells by row and position, each once; the evidence of several dimensions is combined by noisy-or.
    """
    suspicions = _prepare(document, floor=0.0 if all_cells else DEFAULT.listing_confidence)
    seen = SeenRows()
    offset = 0
    for batch in batches:
        evidence: dict[tuple[int, int], list[_Evidence]] = defaultdict(list)
        for suspicion in suspicions:
            for row, suggestion, confidence in _hits(suspicion, batch.frame, seen):
                found = _Evidence(suspicion.issue.kind, suspicion.issue.dimension, confidence, suggestion)
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
        repair = load(record) if record is not None else None
        if repair is not None and (repair.effect is not Effect.CELLS or repair.is_whole_table):
            repair = None  # no value is proposed by what takes rows or columns away, or looks at other rows
        is_first_meant = isinstance(issue.selector, Contradicting) and issue.kind not in EXCHANGED
        meant = issue.columns[:1] if is_first_meant else issue.columns
        where = tuple(positions[name] for name in meant) or tuple(positions.values())
        prepared.append(_Suspicion(issue, repair, where))
    most: dict[int, list[float]] = defaultdict(list)
    for suspicion in prepared:
        for position in suspicion.positions:
            most[position].append(suspicion.issue.confidence)
    possible = {position for position, confidences in most.items() if noisy_or(confidences) >= floor}
    for suspicion in prepared:
        suspicion.positions = tuple(position for position in suspicion.positions if position in possible)
    return [suspicion for suspicion in prepared if suspicion.positions]


def _hits(suspicion: _Suspicion, frame: pl.DataFrame, seen: SeenRows) -> list[tuple[int, str | None, float]]:
    """Rows of the batch that the issue means, the value its repair would put there, and the confidence."""
    import polars as pl  # noqa: PLC0415 - checks must load without polars

    from datainsight.profiling.selecting import mask  # noqa: PLC0415 - imports polars

    selector = suspicion.issue.selector
    usual = suspicion.issue.confidence
    if isinstance(selector, DuplicateRows):
        return [(row, None, usual) for row in seen.repeated(frame)]
    chosen = frame.select(mask(selector, frame.columns).alias("chosen"))["chosen"]
    rows = chosen.arg_true().to_list()
    if not rows:
        return []
    before = frame.filter(chosen)
    confidences = _confidences(selector, before, usual)
    if suspicion.repair is None:
        return [(row, None, confidence) for row, confidence in zip(rows, confidences, strict=True)]
    name = suspicion.issue.columns[0]
    after = suspicion.repair.apply(before.lazy()).collect()
    proposals = pl.DataFrame({"before": before[name], "after": after[name]}).select(
        pl.when(pl.col("before").eq_missing(pl.col("after")))
        .then(None)
        .otherwise(pl.col("after").fill_null(""))
    )
    return list(zip(rows, proposals.to_series().to_list(), confidences, strict=True))


def _confidences(selector: Selector, chosen: pl.DataFrame, usual: float) -> list[float]:
    """How sure each chosen cell is: by its value where the selector knows that, else as sure as the issue."""
    from datainsight.profiling.selecting import SEPARATOR, told  # noqa: PLC0415 - imports polars

    match selector:
        case ValuesIn(column=column, values=values, confidences=confidences) if confidences:
            known = dict(zip(values, confidences, strict=True))
            return [known[text] for text in chosen[column].fill_null("")]
        case Contradicting(column=column, by=by, cases=cases, confidences=confidences):
            known = dict(zip(map(SEPARATOR.join, cases), confidences, strict=True))
            return [known[text] for text in chosen.select(told((*by, column)).alias("told"))["told"]]
        case _:
            return [usual] * chosen.height


def _combine(row: int, position: int, column: str, evidence: list[_Evidence]) -> Cell:
    """One cell of all evidence: the strongest gives its kind, and its suggestion where it has one.

    Checks of one dimension look at the same thing in different ways, so only the strongest counts.
    """
    ordered = sorted(evidence, key=lambda each: -each.confidence)
    strongest = {each.dimension: each.confidence for each in reversed(ordered)}
    suggestion = next((each.suggestion for each in ordered if each.suggestion is not None), None)
    return Cell(
        row=row,
        position=position,
        column=column,
        kind=ordered[0].kind,
        confidence=noisy_or(strongest.values()),
        suggestion=suggestion,
    )
