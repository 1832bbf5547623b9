"""Proves that the other languages make the table that polars makes, before a repair is offered.

The plan that scripts make unasked runs as a whole; the other repairs run together where they are about
different columns, else alone. Each language runs on some rows only: those in which the trial saw a change,
and the first ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import polars as pl

from datainsight.codegen.plan import Step, arrange
from datainsight.codegen.runtimes import Runtime
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import (
    LanguageOutcome,
    LanguageTrial,
    Recommendation,
    Verification,
    VerificationStatus,
)
from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.registry import load

HEAD_ROWS = 200
"""First rows that every language runs on, besides those in which a repair changes something."""
MOST_ROWS = 1_000
MOST_CELLS = 200_000
MOST_ALONE = 20
"""Repairs that are run one by one in each language."""
MOST_BUNDLES = 5
MOST_STEPS = 60
"""Repairs that are run together. A wide table may have thousands; of the rest nothing is said."""
WITNESSES = 3
"""Columns besides a repair's own that must come out as they were."""

Polars = Callable[[ProfileDocument, tuple[Step, ...], pl.DataFrame], pl.DataFrame]


@dataclass
class _Bundle:
    """Repairs that run in one script."""

    steps: list[Step]
    columns: set[str] = field(default_factory=set)


def prove_languages(
    document: ProfileDocument,
    frame: pl.DataFrame,
    changed_rows: Mapping[str, Sequence[int]],
    runtimes: Sequence[Runtime],
    run_polars: Polars,
) -> ProfileDocument:
    """The document with what each language made of each verified repair.

    One that makes another table somewhere is refused.

    Args:
        document: Its repairs tried in polars.
        frame: The rows they were tried on.
        changed_rows: For each recommendation some rows in which it changes something.
        runtimes: The languages to run.
        run_polars: What all are compared with.
    """
    if not runtimes or not frame.height:
        return document
    plan, others = _bundles(document)
    found: dict[str, list[LanguageTrial]] = {}
    alone = MOST_ALONE
    for bundle in [*plan, *others]:
        sample = _sample(bundle, frame, changed_rows)
        for runtime in runtimes:
            trial = _compared(document, bundle.steps, sample, runtime, run_polars)
            if trial is None:
                continue
            trials = dict.fromkeys((step.recommendation.id for step in bundle.steps), trial)
            if trial.outcome is not LanguageOutcome.SAME and len(bundle.steps) > 1:
                culprits = bundle.steps[:alone]
                alone -= len(culprits)
                for step in culprits:
                    single = _compared(document, [step], sample, runtime, run_polars)
                    trials[step.recommendation.id] = single or trial
            for name, each in trials.items():
                found.setdefault(name, []).append(each)
    told = tuple(_told(each, found.get(each.id, ())) for each in document.recommendations)
    return document.model_copy(update={"recommendations": told})


def _bundles(document: ProfileDocument) -> tuple[list[_Bundle], list[_Bundle]]:
    """The plan, and all other verified repairs: those of cells of different columns together."""
    steps = arrange(document).steps
    made = {step.recommendation.id for step in steps}
    issues = {issue.id: issue for issue in document.issues}
    bundles: list[_Bundle] = []
    alone: list[_Bundle] = []
    for each in document.recommendations:
        if each.id in made or each.verification.status is not VerificationStatus.VERIFIED:
            continue
        step = Step(load(each.repair), each, issues[each.issue_id])
        if step.repair.effect is not Effect.CELLS:
            alone.append(_Bundle([step]))
            continue
        columns = set(_columns(step.repair))
        fitting = next((bundle for bundle in bundles if _has_room(bundle, columns)), None)
        if fitting is None:
            bundles.append(_Bundle([step], columns))
        else:
            fitting.steps.append(step)
            fitting.columns |= columns
    for bundle in bundles:
        bundle.steps.sort(key=lambda step: step.repair.phase)
    plan = [_Bundle(list(steps[:MOST_STEPS]))] if steps else []
    return plan, [*bundles[:MOST_BUNDLES], *alone[:MOST_ALONE]]


def _has_room(bundle: _Bundle, columns: Collection[str]) -> bool:
    return len(bundle.steps) < MOST_STEPS and bundle.columns.isdisjoint(columns)


def _columns(repair: Repair) -> tuple[str, ...]:
    """The columns it reads and changes."""
    return (*repair.columns_read, *repair.columns_changed)


def _sample(bundle: _Bundle, frame: pl.DataFrame, changed_rows: Mapping[str, Sequence[int]]) -> pl.DataFrame:
    """Rows and columns to run some repairs on: their own columns with a few more, all where rows may go."""
    if any(step.repair.effect is Effect.ROWS for step in bundle.steps):
        places: Collection[int] = range(frame.width)
    else:
        own = {name for step in bundle.steps for name in _columns(step.repair)}
        others = (at for at, name in enumerate(frame.columns) if name not in own)
        witnesses = [at for at, _ in zip(others, range(WITNESSES), strict=False)]
        places = sorted(
            {*witnesses, *(frame.get_column_index(name) for name in own if name in frame.columns)}
        )
    limit = max(1, min(MOST_ROWS, MOST_CELLS // max(1, len(places))))
    changed = chain.from_iterable(changed_rows.get(step.recommendation.id, ()) for step in bundle.steps)
    wanted = dict.fromkeys(chain(range(min(HEAD_ROWS, limit // 2)), changed, range(frame.height)))
    rows = sorted(row for row, _ in zip(wanted, range(limit), strict=False) if row < frame.height)
    return pl.DataFrame([frame.to_series(at)[rows] for at in places])


def _compared(
    document: ProfileDocument,
    steps: Sequence[Step],
    sample: pl.DataFrame,
    runtime: Runtime,
    run_polars: Polars,
) -> LanguageTrial | None:
    """What a language made of the rows; None where it cannot say these repairs or hold these columns."""
    if not runtime.takes(sample.columns, steps):
        return None
    names = set(sample.columns)
    narrow = document.model_copy(
        update={"columns": tuple(column for column in document.columns if column.name in names)}
    )
    try:
        expected = run_polars(narrow, tuple(steps), sample)
        made = runtime.run(narrow, tuple(steps), sample)
    except (Exception, pl.exceptions.PanicException):  # noqa: BLE001  an old version of a library is no fault of the data
        return LanguageTrial(language=runtime.name, rows=sample.height, outcome=LanguageOutcome.FAILED)
    is_same = made.columns == expected.columns and made.equals(expected)
    outcome = LanguageOutcome.SAME if is_same else LanguageOutcome.OTHER
    return LanguageTrial(language=runtime.name, rows=sample.height, outcome=outcome)


def _told(recommendation: Recommendation, trials: Sequence[LanguageTrial]) -> Recommendation:
    """With its trials; refused where another table came out."""
    verification = recommendation.verification.model_copy(update={"languages": tuple(trials)})
    other = next((each for each in trials if each.outcome is LanguageOutcome.OTHER), None)
    if other is None:
        return recommendation.model_copy(update={"verification": verification})
    return recommendation.model_copy(
        update={"is_default": False, "verification": _refused(verification, other.language)}
    )


def _refused(verification: Verification, language: str) -> Verification:
    return verification.model_copy(
        update={
            "status": VerificationStatus.REFUSED,
            "reason": f"The script for {language} makes another table than that for polars.",
        }
    )
