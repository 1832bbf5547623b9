"""What was verified on the first rows of a long table is confirmed, or refused, by what all rows say."""

from datainsight.codegen.score_effect import score_with
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.profile import TableProfile
from datainsight.models.recommendation import Recommendation, Verification, VerificationStatus
from datainsight.models.selector import Contradicting, DuplicateRows, WholeColumn
from datainsight.models.trial import RowTrial, TableTrial
from datainsight.repairs.base import CellRepair, Effect, Repair
from datainsight.repairs.registry import load
from datainsight.repairs.row_filter import RowFilter

ROW_LIMIT = 50_000
SAMPLE_ROWS = 20_000
"""Of a table with more than `ROW_LIMIT`: a repair that resolves its issue in these does so in more of them,
and each further row costs as much as measuring three."""
CELL_LIMIT = 10_000_000

LEAST_RESOLVED_SHARE = 0.5
"""Share of an issue's cells that a repair has to resolve to be worth offering."""

MOST_AS_MANY = 2
"""As many times the cells or rows that it changes alone, or that its issue means, a repair may change."""


def rows_tried(profile: TableProfile, *, row_limit: int = ROW_LIMIT, cell_limit: int = CELL_LIMIT) -> int:
    """On how many rows from the beginning repairs are tried."""
    rows = row_limit if profile.dataset.row_count <= row_limit else min(row_limit, SAMPLE_ROWS)
    return max(1, min(rows, cell_limit // max(1, profile.dataset.column_count)))


def is_tried_on_sample(document: ProfileDocument) -> bool:
    """Whether repairs are tried on fewer than all rows, so that all rows can tell more."""
    return document.dataset.row_count > rows_tried(document) and any(
        works_by_row(load(each.repair)) for each in document.recommendations
    )


def works_by_row(repair: Repair) -> bool:
    """Whether what it does to a row depends on that row alone, so that the figures of shards add up."""
    return isinstance(repair, CellRepair | RowFilter) and not repair.is_whole_table


def to_be_confirmed(document: ProfileDocument) -> tuple[Recommendation, ...]:
    """What a sample showed of repairs that work row by row, and was not refused for."""
    issues = {issue.id: issue for issue in document.issues}
    return tuple(
        each
        for each in document.recommendations
        if each.verification.is_sample
        and each.verification.status is not VerificationStatus.REFUSED
        and not isinstance(issues[each.issue_id].selector, DuplicateRows)
        and works_by_row(load(each.repair))
    )


def confirmed(document: ProfileDocument, on_all_rows: TableTrial) -> ProfileDocument:
    """The document with what all rows say in the place of what the first ones said.

    A repair that fails on other rows, does something else there, or does not resolve its issue on the whole,
    is refused, and so is each one that was verified after it. What depends on other rows (doubles, usual
    values) keeps what the sample showed, and says that it is one.

    Args:
        document: Verified on its first rows.
        on_all_rows: Of `to_be_confirmed`.
    """
    issues = {issue.id: issue for issue in document.issues}
    refused: set[str] = set()
    judged: list[Recommendation] = []
    for each in document.recommendations:
        trial = on_all_rows.trials.get(each.id)
        if trial is not None:
            each = _confirmed(document, each, issues[each.issue_id], trial)  # noqa: PLW2901
        if refused & set(each.verification.builds_on):
            each = _refused(each, each.verification, "What it builds on was refused.")  # noqa: PLW2901
        if each.verification.status is VerificationStatus.REFUSED:
            refused.add(each.id)
        judged.append(each)
    return document.model_copy(update={"recommendations": tuple(judged)})


def _confirmed(
    document: ProfileDocument, recommendation: Recommendation, issue: Issue, trial: RowTrial
) -> Recommendation:
    is_whole = isinstance(issue.selector, WholeColumn)
    left = trial.issue_count_after / trial.issue_count_before if trial.issue_count_before else 1.0
    if is_whole:
        left = 0.0 if trial.cells_changed or trial.rows_removed else 1.0
    verification = recommendation.verification.model_copy(
        update={
            "status": VerificationStatus.VERIFIED,
            "reason": None,
            "rows_checked": trial.rows,
            "is_sample": False,
            "cells_changed": trial.cells_changed,
            "rows_removed": trial.rows_removed,
            "issue_count_before": trial.issue_count_before,
            "issue_count_after": trial.issue_count_after,
            "score_before": document.quality.score,
            "score_after": score_with(document.quality, issue.id, left=min(1.0, left)),
        }
    )
    effect = load(recommendation.repair).effect
    reason = (
        trial.fault
        or not_resolved(
            issue,
            effect,
            found=trial.issue_count_before,
            left=trial.issue_count_after,
            does_anything=bool(trial.cells_changed or trial.rows_removed),
        )
        or more_than_meant(issue, found=trial.issue_count_before, cells_changed=trial.cells_changed)
    )
    if reason is not None:
        return _refused(recommendation, verification, reason)
    return recommendation.model_copy(update={"verification": verification})


def not_resolved(issue: Issue, effect: Effect, *, found: int, left: int, does_anything: bool) -> str | None:
    """Why a repair does not resolve its issue, as a sentence; None where it does.

    Args:
        issue: What it is for.
        effect: What it changes.
        found: Cells or rows of the issue before it.
        left: After it.
        does_anything: Whether it changes the table at all, which is all that counts for whole columns.
    """
    if isinstance(issue.selector, WholeColumn):
        return None if does_anything else "It does not resolve the issue."
    if not found:
        return "It finds nothing to repair."
    least = LEAST_RESOLVED_SHARE if effect is Effect.CELLS else 0.0
    if found - left <= 0 or found - left < least * found:
        return "It does not resolve the issue."
    return None


def more_than_meant(issue: Issue, *, found: int, cells_changed: int) -> str | None:
    """A repair that looks at other columns may find what it looks for in rows that are not meant."""
    if not isinstance(issue.selector, Contradicting) or cells_changed <= MOST_AS_MANY * found:
        return None
    return f"It changes {cells_changed:,} cells, far more than the issue means."


def _refused(recommendation: Recommendation, verification: Verification, reason: str) -> Recommendation:
    refused = {"status": VerificationStatus.REFUSED, "reason": reason}
    return recommendation.model_copy(
        update={"is_default": False, "verification": verification.model_copy(update=refused)}
    )
