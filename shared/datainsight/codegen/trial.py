"""What running one repair on a table shows: what it changed, and whether it resolved its issue."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from datainsight.codegen.confirm import more_than_meant, not_resolved
from datainsight.codegen.issue_counts import counts_of
from datainsight.codegen.plan import Step
from datainsight.codegen.python_script import write_python
from datainsight.codegen.runtimes import namespace_of
from datainsight.codegen.score_effect import score_with
from datainsight.codegen.unchanged import stray_change
from datainsight.codegen.watched import changed_rows as rows_changed
from datainsight.codegen.watched import watched
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language
from datainsight.models.recommendation import ValueChange, Verification, VerificationStatus
from datainsight.models.selector import WholeColumn
from datainsight.repairs.base import CellRepair, Repair

EXAMPLES_KEPT = 3
ROWS_KEPT = 20
"""Rows that a repair changes and that every other language has to change alike."""


@dataclass(frozen=True)
class Trial:
    """What running a repair showed, and some of the rows in which it changed a cell."""

    verification: Verification
    changed_rows: Sequence[int] = ()


def trial_of(document: ProfileDocument, step: Step, frame: pl.DataFrame, *, is_sample: bool) -> Trial:
    """Runs a repair.

    Args:
        document: Where it is recommended.
        step: The repair, and the issue that it is to resolve.
        frame: Rows of the table, as text.
        is_sample: Whether the table has more.

    Raises:
        Exception: Whatever the script raises.
    """
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
        return Trial(verification.model_copy(update={"status": VerificationStatus.REFUSED, "reason": stray}))
    judged = _judged(verification, step, has_other_columns=before.columns != after.columns)
    return Trial(judged, changed[:ROWS_KEPT].to_list())


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
