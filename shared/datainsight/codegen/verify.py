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
from dataclasses import dataclass
from time import perf_counter

import polars as pl

from datainsight.codegen.confirm import (
    CELL_LIMIT,
    MOST_AS_MANY,
    ROW_LIMIT,
    more_than_meant,
    not_resolved,
    rows_tried,
)
from datainsight.codegen.issue_counts import counts_of
from datainsight.codegen.plan import Step
from datainsight.codegen.python_script import write_python
from datainsight.codegen.runtimes import Runtime, namespace_of
from datainsight.codegen.same_table import prove_languages
from datainsight.codegen.score_effect import score_with
from datainsight.codegen.unchanged import stray_change
from datainsight.codegen.watched import WIDE, watched
from datainsight.codegen.watched import changed_rows as rows_changed
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language
from datainsight.models.recommendation import Recommendation, ValueChange, Verification, VerificationStatus
from datainsight.models.selector import WholeColumn
from datainsight.reading.frames import TextBatch
from datainsight.repairs.base import CellRepair, Effect, Repair
from datainsight.repairs.registry import load

EXAMPLES_KEPT = 3
ROWS_KEPT = 20
"""Rows that a repair changes and that every other language has to change alike."""

_FEW_CELLS = 50_000
"""Up to here threads cost more than they save."""


@dataclass(frozen=True)
class _Trial:
    """What running a repair showed, and some of the rows in which it changed a cell."""

    verification: Verification
    changed_rows: Sequence[int] = ()


@dataclass(frozen=True)
class _Alone:
    """A repair, what running it alone showed, and the seconds that took."""

    step: Step
    trial: _Trial
    seconds: float


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

    def alone(recommendation: Recommendation) -> _Alone:
        started = perf_counter()
        step = Step(load(recommendation.repair), recommendation, issues[recommendation.issue_id])
        trial = _trial(document, step, frame, is_sample=is_sample)
        return _Alone(step, trial, perf_counter() - started)

    for each, outcome in _side_by_side(alone, document.recommendations, only, frame):
        if outcome is not None:
            started = perf_counter()
            trial, seconds = _tried(document, outcome, made, frame, is_sample=is_sample)
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
    alone: Callable[[Recommendation], _Alone],
    recommendations: Sequence[Recommendation],
    only: Collection[str] | None,
    frame: pl.DataFrame,
) -> Iterator[tuple[Recommendation, Future[_Alone] | None]]:
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


def _tried(
    document: ProfileDocument,
    outcome: Future[_Alone],
    made: Mapping[str, list[Step]],
    frame: pl.DataFrame,
    *,
    is_sample: bool,
) -> tuple[_Trial, float]:
    """What speaks for or against a repair, and the seconds that running it alone took."""
    try:
        alone = outcome.result()
        step, trial = alone.step, alone.trial
        is_refused = trial.verification.status is VerificationStatus.REFUSED
        looks_further = not set(step.repair.columns_read) <= set(step.repair.columns_changed)
        before_it = _made_before(step, made) if is_refused or looks_further else ()
        if is_refused or before_it:
            before = run_polars(document, before_it, watched(step.repair, frame))
            later = _trial(document, step, before, is_sample=is_sample)
            if is_refused:
                trial = _building_on(before_it, later, trial)
            else:
                trial = _without_surprise(trial, later.verification)
    except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  one bad repair spoils no report
        reason = f"Running it failed ({type(error).__name__})."
        refused = Verification(
            status=VerificationStatus.REFUSED,
            rows_checked=frame.height,
            is_sample=is_sample,
            reason=reason,
        )
        return _Trial(refused), 0.0
    return trial, alone.seconds


def _building_on(before_it: Sequence[Step], later: _Trial, alone: _Trial) -> _Trial:
    """The trial after other repairs where it speaks for this one, else that of it alone."""
    if later.verification.status is not VerificationStatus.VERIFIED:
        return alone
    names = tuple(each.recommendation.id for each in before_it)
    return _Trial(later.verification.model_copy(update={"builds_on": names}), later.changed_rows)


def _without_surprise(alone: _Trial, later: Verification) -> _Trial:
    """Refused where it changes far more after other repairs than alone, e.g. as two keys have become one."""
    most = MOST_AS_MANY * alone.verification.cells_changed
    removed = MOST_AS_MANY * alone.verification.rows_removed
    if later.cells_changed <= most and later.rows_removed <= removed:
        return alone
    what = f"{later.cells_changed:,} cells" if later.cells_changed > most else f"{later.rows_removed:,} rows"
    reason = f"After the other repairs it changes {what}, far more than alone."
    refused = {"status": VerificationStatus.REFUSED, "reason": reason}
    return _Trial(alone.verification.model_copy(update=refused), alone.changed_rows)


def _judged_by(recommendation: Recommendation, verification: Verification) -> Recommendation:
    """A repair that was refused is not made unasked."""
    is_refused = verification.status is VerificationStatus.REFUSED
    is_default = recommendation.is_default and not is_refused
    return recommendation.model_copy(update={"verification": verification, "is_default": is_default})


def _made_before(step: Step, made: Mapping[str, list[Step]]) -> tuple[Step, ...]:
    """The verified default repairs of the columns it reads that scripts make first: some build on them."""
    repair = step.repair
    before = (each for column in repair.columns_read for each in made.get(column, ()))
    return tuple(each for each in before if each.repair.phase < repair.phase)


def _trial(document: ProfileDocument, step: Step, frame: pl.DataFrame, *, is_sample: bool) -> _Trial:
    before = watched(step.repair, frame)
    after = run_polars(document, (step,), before)
    count_before, count_after = counts_of(step.issue, step.repair, before, after)
    changed = rows_changed(step.repair, before, after)
    verification = Verification(
        status=VerificationStatus.VERIFIED,
        rows_checked=before.height,
        is_sample=is_sample,
        cells_changed=len(changed),
        rows_removed=max(0, before.height - after.height),
        rows_added=max(0, after.height - before.height),
        issue_count_before=count_before,
        issue_count_after=count_after,
        examples=_examples(step.repair, before, after, changed),
        score_before=document.quality.score,
        score_after=score_with(
            document.quality, step.issue.id, left=_left(step, before, after, count_before, count_after)
        ),
    )
    stray = stray_change(step.repair, before, after) or more_than_meant(
        step.issue, found=count_before, cells_changed=len(changed)
    )
    if stray is not None:
        return _Trial(verification.model_copy(update={"status": VerificationStatus.REFUSED, "reason": stray}))
    judged = _judged(verification, step, has_other_columns=before.columns != after.columns)
    return _Trial(judged, changed[:ROWS_KEPT].to_list())


def _left(step: Step, before: pl.DataFrame, after: pl.DataFrame, found: int, left: int) -> float:
    """The share of the issue that is left."""
    if isinstance(step.issue.selector, WholeColumn):
        return 0.0 if after.width < before.width or not before.equals(after) else 1.0
    return min(1.0, left / found) if found else 1.0


def _examples(
    repair: Repair, before: pl.DataFrame, after: pl.DataFrame, changed: pl.Series
) -> tuple[ValueChange, ...]:
    """A few different cells before and after."""
    if not isinstance(repair, CellRepair) or not len(changed):
        return ()
    pairs = pl.DataFrame({"before": before[repair.column][changed], "after": after[repair.column][changed]})
    shown = pairs.unique(maintain_order=True).head(EXAMPLES_KEPT)
    return tuple(ValueChange(before=cell, after=made) for cell, made in shown.rows())


def _judged(trial: Verification, step: Step, *, has_other_columns: bool) -> Verification:
    """Whether the issue is resolved, or cannot be seen in a sample."""
    reason = not_resolved(
        step.issue,
        step.repair.effect,
        found=trial.issue_count_before,
        left=trial.issue_count_after,
        does_anything=bool(
            trial.cells_changed or trial.rows_removed or trial.rows_added or has_other_columns
        ),
    )
    if reason is None:
        return trial
    is_hidden = trial.is_sample and not trial.issue_count_before
    if is_hidden and not isinstance(step.issue.selector, WholeColumn):
        reason = f"The issue does not occur in the first {trial.rows_checked:,} rows."
        return trial.model_copy(update={"status": VerificationStatus.NOT_RUN, "reason": reason})
    return trial.model_copy(update={"status": VerificationStatus.REFUSED, "reason": reason})


def run_polars(document: ProfileDocument, steps: tuple[Step, ...], table: pl.DataFrame) -> pl.DataFrame:
    """What the polars script of these steps makes of a table of text.

    Raises:
        Exception: Whatever the script raises.
    """
    cleaned: pl.DataFrame = namespace_of(write_python(document, steps, Language.POLARS))["clean"](table)
    return cleaned
