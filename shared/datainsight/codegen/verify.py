"""Runs every recommended repair on the data before it is offered: the very code that `code` writes.

A repair is refused where it fails, changes anything but its own column (or rows, or column), or does not
resolve its issue, alone or after the verified default repairs of that column that scripts make first; and
where another language that can be run here makes another table of it. Of larger tables the first rows stand
for all, which the verification says, until `row_trials` has run it on all rows and `confirm` said so.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from time import perf_counter

import polars as pl

from datainsight.codegen.confirm import CELL_LIMIT, ROW_LIMIT, rows_tried
from datainsight.codegen.later_trial import Alone, weighed
from datainsight.codegen.plan import Step
from datainsight.codegen.runtimes import Runtime
from datainsight.codegen.same_table import prove_languages
from datainsight.codegen.trial import run_polars, trial_of
from datainsight.codegen.watched import WIDE
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Recommendation, Verification, VerificationStatus
from datainsight.reading.frames import TextBatch
from datainsight.repairs.base import Effect
from datainsight.repairs.registry import load

_FEW_CELLS = 50_000
"""Up to here threads cost more than they save."""


def verify(
    document: ProfileDocument,
    batches: Callable[[], Iterable[TextBatch]],
    *,
    runtimes: Sequence[Runtime] = (),
    row_limit: int = ROW_LIMIT,
    cell_limit: int = CELL_LIMIT,
    timed: Callable[[str, float], object] = lambda _id, _seconds: None,
    only: Collection[str] | None = None,
) -> ProfileDocument:
    """The document with a verification for each recommendation; refused ones are no longer default.

    Args:
        document: Issues and recommendations, not masked.
        batches: Gives the table from its beginning; only as much is read as is needed.
        runtimes: Languages besides polars in which the repairs are run too, on fewer rows.
        row_limit: Rows up to which repairs are tried on all; of more the first 20,000 stand for them.
        cell_limit: Cells to try repairs on, for wide tables.
        timed: Is told how many seconds each recommendation took.
        only: Ids of those that are tried; the others are taken as they say. None tries all.
    """
    if not document.recommendations:
        return document
    limit = rows_tried(document, row_limit=row_limit, cell_limit=cell_limit)
    frame, is_sample = _beginning(batches(), limit)
    issues = {issue.id: issue for issue in document.issues}
    made: defaultdict[str, list[Step]] = defaultdict(list)
    tried: list[Recommendation] = []
    changed_rows: dict[str, Sequence[int]] = {}

    def alone(recommendation: Recommendation) -> Alone:
        started = perf_counter()
        step = Step(load(recommendation.repair), recommendation, issues[recommendation.issue_id])
        trial = trial_of(document, step, frame, is_sample=is_sample)
        return Alone(step, trial, perf_counter() - started)

    for each, outcome in _side_by_side(alone, document.recommendations, only, frame):
        if outcome is not None:
            started = perf_counter()
            trial, seconds = weighed(document, outcome, made, frame, is_sample=is_sample)
            timed(each.id, seconds + perf_counter() - started)
            changed_rows[each.id] = trial.changed_rows
            tried.append(_judged_by(each, trial.verification))
        else:
            tried.append(each)
        if tried[-1].is_default and tried[-1].verification.status is VerificationStatus.VERIFIED:
            step = Step(load(each.repair), each, issues[each.issue_id])
            for column in step.repair.columns_changed:
                made[column].append(step)
    if frame.width > WIDE and only is None:
        tried = _tried_together(document, tried, made, frame)
    fresh = document.model_copy(
        update={"recommendations": tuple(each for each in tried if each.id in changed_rows)}
    )
    proven = prove_languages(fresh, frame, changed_rows, runtimes, run_polars)
    told = {each.id: each for each in proven.recommendations}
    return document.model_copy(update={"recommendations": tuple(told.get(each.id, each) for each in tried)})


def _tried_together(
    document: ProfileDocument,
    tried: list[Recommendation],
    made: Mapping[str, list[Step]],
    frame: pl.DataFrame,
) -> list[Recommendation]:
    """Refuses the default repairs of a wide table's cells where they change a column that none names."""
    steps = {step.recommendation.id: step for steps in made.values() for step in steps}
    steps = {name: step for name, step in steps.items() if step.repair.effect is Effect.CELLS}
    after = run_polars(document, tuple(steps.values()), frame)
    others = [name for name in frame.columns if name not in made]
    if after.columns == frame.columns and all(frame[name].equals(after[name]) for name in others):
        return tried
    reason = "Together with the other repairs it changes another column."
    refused = {"status": VerificationStatus.REFUSED, "reason": reason}
    return [
        each.model_copy(
            update={"is_default": False, "verification": each.verification.model_copy(update=refused)}
        )
        if each.id in steps
        else each
        for each in tried
    ]


def _beginning(batches: Iterable[TextBatch], limit: int) -> tuple[pl.DataFrame, bool]:
    """The first rows, and whether there are more."""
    frames: list[pl.DataFrame] = []
    height = 0
    for batch in batches:
        frames.append(batch.frame)
        height += batch.frame.height
        if height > limit:
            break
    frame = pl.concat(frames) if frames else pl.DataFrame()
    return frame.head(limit), frame.height > limit


def _side_by_side(
    alone: Callable[[Recommendation], Alone],
    recommendations: Sequence[Recommendation],
    only: Collection[str] | None,
    frame: pl.DataFrame,
) -> Iterator[tuple[Recommendation, Future[Alone] | None]]:
    """Each repair, in order, with its trial alone; several run at once, as polars lets go of the lock."""
    workers = 1 if frame.height * frame.width <= _FEW_CELLS else os.cpu_count()
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="trials") as pool:
        try:
            outcomes = [
                pool.submit(alone, each) if only is None or each.id in only else None
                for each in recommendations
            ]
            yield from zip(recommendations, outcomes, strict=True)
        finally:
            pool.shutdown(cancel_futures=True)


def _judged_by(recommendation: Recommendation, verification: Verification) -> Recommendation:
    """A repair that was refused is not made unasked."""
    is_refused = verification.status is VerificationStatus.REFUSED
    is_default = recommendation.is_default and not is_refused
    return recommendation.model_copy(update={"verification": verification, "is_default": is_default})
