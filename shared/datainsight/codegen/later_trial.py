"""A repair's trial alone, weighed against the one after the repairs that scripts make before it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import polars as pl

from datainsight.codegen.confirm import MOST_AS_MANY
from datainsight.codegen.plan import Step
from datainsight.codegen.trial import Trial, run_polars, trial_of
from datainsight.codegen.watched import watched
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Verification, VerificationStatus


@dataclass(frozen=True)
class Alone:
    """A repair, what running it alone showed, and the seconds that took."""

    step: Step
    trial: Trial
    seconds: float


def weighed(
    document: ProfileDocument,
    outcome: Future[Alone],
    made: Mapping[str, list[Step]],
    frame: pl.DataFrame,
    *,
    is_sample: bool,
) -> tuple[Trial, float]:
    """What speaks for or against a repair, and the seconds that running it alone took."""
    try:
        alone = outcome.result()
        step, trial = alone.step, alone.trial
        is_refused = trial.verification.status is VerificationStatus.REFUSED
        looks_further = not set(step.repair.columns_read) <= set(step.repair.columns_changed)
        before_it = _made_before(step, made) if is_refused or looks_further else ()
        if is_refused or before_it:
            before = run_polars(document, before_it, watched(step.repair, frame))
            later = trial_of(document, step, before, is_sample=is_sample)
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
        return Trial(refused), 0.0
    return trial, alone.seconds


def _building_on(before_it: Sequence[Step], later: Trial, alone: Trial) -> Trial:
    """The trial after other repairs where it speaks for this one, else that of it alone."""
    if later.verification.status is not VerificationStatus.VERIFIED:
        return alone
    names = tuple(each.recommendation.id for each in before_it)
    return Trial(later.verification.model_copy(update={"builds_on": names}), later.changed_rows)


def _without_surprise(alone: Trial, later: Verification) -> Trial:
    """Refused where it changes far more after other repairs than alone, e.g. as two keys have become one."""
    most = MOST_AS_MANY * alone.verification.cells_changed
    removed = MOST_AS_MANY * alone.verification.rows_removed
    if later.cells_changed <= most and later.rows_removed <= removed:
        return alone
    what = f"{later.cells_changed:,} cells" if later.cells_changed > most else f"{later.rows_removed:,} rows"
    reason = f"After the other repairs it changes {what}, far more than alone."
    refused = {"status": VerificationStatus.REFUSED, "reason": reason}
    return Trial(alone.verification.model_copy(update=refused), alone.changed_rows)


def _made_before(step: Step, made: Mapping[str, list[Step]]) -> tuple[Step, ...]:
    """The verified default repairs of the columns it reads that scripts make first: some build on them."""
    repair = step.repair
    before = (each for column in repair.columns_read for each in made.get(column, ()))
    return tuple(each for each in before if each.repair.phase < repair.phase)
