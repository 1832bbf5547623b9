"""Runs repairs that work row by row on a table, a piece at a time: the very code that `code` writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

import polars as pl

from datainsight.codegen.confirm import to_be_confirmed
from datainsight.codegen.issue_counts import counts_of
from datainsight.codegen.plan import Step
from datainsight.codegen.python_script import write_python
from datainsight.codegen.runtimes import namespace_of
from datainsight.codegen.unchanged import stray_change
from datainsight.codegen.watched import changed_rows, watched
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language
from datainsight.models.recommendation import Recommendation
from datainsight.models.trial import RowTrial, TableTrial
from datainsight.repairs.registry import load

Cleaner = Callable[[pl.DataFrame], pl.DataFrame]


def try_rows(document: ProfileDocument, frames: Iterable[pl.DataFrame]) -> TableTrial:
    """What the repairs that a sample spoke for do to the rows of some pieces of the table.

    A repair that was verified after others is tried after them here too.

    Args:
        document: Verified on its first rows, not masked.
        frames: Pieces of the table, one in memory at a time.
    """
    trials = _prepared(document)
    for frame in frames:
        for each in trials:
            each.add(frame)
    return TableTrial(
        trials={each.step.recommendation.id: each.total for each in trials},
        seconds={each.step.recommendation.id: round(each.seconds, 3) for each in trials},
    )


@dataclass
class _RunningTrial:
    """One repair, and what it has done so far."""

    step: Step
    before: Cleaner | None
    clean: Cleaner
    total: RowTrial
    seconds: float = 0.0

    def add(self, frame: pl.DataFrame) -> None:
        """The next piece; after a fault nothing more is tried."""
        if self.total.fault is not None:
            return
        started = perf_counter()
        try:
            self.total += self._tried(frame)
        except (Exception, pl.exceptions.PanicException) as error:  # noqa: BLE001  one bad repair spoils no report
            fault = f"Running it failed ({type(error).__name__})."
            self.total += RowTrial(rows=frame.height, fault=fault)
        self.seconds += perf_counter() - started

    def _tried(self, frame: pl.DataFrame) -> RowTrial:
        repair, issue = self.step.repair, self.step.issue
        before = watched(repair, frame)
        if self.before is not None:
            before = self.before(before)
        after = self.clean(before)
        found, left = counts_of(issue, repair, before, after)
        return RowTrial(
            rows=frame.height,
            cells_changed=len(changed_rows(repair, before, after)),
            rows_removed=before.height - after.height,
            issue_count_before=found,
            issue_count_after=left,
            fault=stray_change(repair, before, after),
        )


def _prepared(document: ProfileDocument) -> list[_RunningTrial]:
    issues = {issue.id: issue for issue in document.issues}
    known = {each.id: each for each in document.recommendations}

    def step(each: Recommendation) -> Step:
        return Step(load(each.repair), each, issues[each.issue_id])

    def cleaner(*steps: Step) -> Cleaner:
        script = write_python(document, steps, Language.POLARS)
        made: Cleaner = namespace_of(script)["clean"]
        return made

    trials = []
    for each in to_be_confirmed(document):
        earlier = tuple(step(known[name]) for name in each.verification.builds_on)
        before = cleaner(*earlier) if earlier else None
        trials.append(_RunningTrial(step(each), before, cleaner(step(each)), RowTrial()))
    return trials
