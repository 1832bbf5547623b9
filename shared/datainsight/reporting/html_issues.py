"""Issues with their evidence, and the repairs on offer with what trying them showed."""

from dataclasses import dataclass

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.recommendation import (
    LanguageOutcome,
    Recommendation,
    ValueChange,
    Verification,
    VerificationStatus,
)
from datainsight.phrasing import kind_words, number_text, percent_text, rows_text, shorten, visible

MAXIMUM_REPAIRS = 3
MAXIMUM_NAMES = 5
MAXIMUM_ALIKE = 20
EMPTY = "(empty)"
LANGUAGE_NAMES = {"duckdb": "DuckDB"}


@dataclass(frozen=True)
class RepairView:
    """A repair on offer; `badge` is "verified", "refused" or "open", `changes` are cells before and after."""

    title: str
    rationale: str
    badge: str
    badge_text: str
    evidence: str
    changes: tuple[tuple[str, str], ...]
    is_default: bool


@dataclass(frozen=True)
class IssueView:
    """An issue; `share` the affected part of the rows in percent, `alike` other columns that have it."""

    anchor: str
    title: str
    severity: str
    columns: tuple[str, ...]
    more_columns: int
    message: str
    alike: str
    rows: str
    share: float
    share_text: str
    points: str
    examples: tuple[str, ...]
    repairs: tuple[RepairView, ...]


def view_issues(document: ProfileDocument, limit: int) -> tuple[IssueView, ...]:
    """The first `limit` issues, those that matter most first; the same one of many columns once."""
    repairs = {each.id: each for each in document.recommendations}
    points = document.quality.points_by_issue()
    return tuple(
        _issue(
            rank,
            group,
            document.dataset.row_count,
            sum(points.get(issue.id, 0.0) for issue in group),
            [repairs[name] for name in group[0].recommendation_ids if name in repairs],
        )
        for rank, group in enumerate(document.issue_groups()[:limit])
    )


def _issue(
    rank: int, group: tuple[Issue, ...], rows: int, points: float, repairs: list[Recommendation]
) -> IssueView:
    issue = group[0]
    share = min(100 * issue.affected_row_count / rows, 100.0) if rows else 0.0
    return IssueView(
        anchor=f"issue-{rank}",
        title=kind_words(issue.kind),
        severity=issue.severity.value,
        columns=tuple(shorten(name) for name in issue.columns[:MAXIMUM_NAMES]),
        more_columns=max(len(issue.columns) - MAXIMUM_NAMES, 0),
        message=shorten(issue.message, 400),
        alike=_alike(group),
        rows=rows_text(issue.affected_row_count),
        share=round(share, 2),
        share_text=percent_text(share),
        points=f"−{number_text(round(points, 2))}" if points else "",
        examples=tuple(visible(example) for example in issue.examples[:5]),
        repairs=tuple(_repair(each) for each in repairs[:MAXIMUM_REPAIRS]),
    )


def _alike(group: tuple[Issue, ...]) -> str:
    others = [name for issue in group[1:] for name in issue.columns]
    if not others:
        return ""
    more = f" and {number_text(len(others) - MAXIMUM_ALIKE)} more" if len(others) > MAXIMUM_ALIKE else ""
    return f"The same in {', '.join(shorten(name, 40) for name in others[:MAXIMUM_ALIKE])}{more}."


def _repair(recommendation: Recommendation) -> RepairView:
    status = recommendation.verification.status
    badge, text = {
        VerificationStatus.VERIFIED: ("verified", "Verified"),
        VerificationStatus.REFUSED: ("refused", "Did not hold"),
        VerificationStatus.NOT_RUN: ("open", "Not run"),
    }[status]
    return RepairView(
        title=shorten(recommendation.title, 200),
        rationale=shorten(recommendation.rationale, 300),
        badge=badge,
        badge_text=text,
        evidence=_evidence(recommendation.verification),
        changes=tuple(_change(each) for each in recommendation.verification.examples)
        if status is VerificationStatus.VERIFIED
        else (),
        is_default=recommendation.is_default,
    )


def _evidence(verification: Verification) -> str:
    """What running the repair showed, in one line."""
    if verification.status is VerificationStatus.REFUSED:
        return shorten(verification.reason or "", 200)
    if verification.status is VerificationStatus.NOT_RUN:
        return "Your decision: it is not part of the cleaning script unless you choose it."
    rows = rows_text(verification.rows_checked)
    ran = f"Run on a sample, the first {rows}" if verification.is_sample else f"Verified on all {rows}"
    changed = f"{number_text(verification.cells_changed)} cells changed"
    if verification.rows_removed:
        changed = f"{rows_text(verification.rows_removed)} removed"
    if verification.rows_added:
        changed = f"{rows_text(verification.rows_added)} added"
    before, after = number_text(verification.issue_count_before), number_text(verification.issue_count_after)
    return f"{ran}: {changed}, problem cells {before} → {after}.{_languages(verification)}"


def _change(change: ValueChange) -> tuple[str, str]:
    """A cell before and after; an empty one is called so."""
    before, after = (EMPTY if text is None else visible(text) for text in (change.before, change.after))
    return before, after


def _languages(verification: Verification) -> str:
    """In which languages the repair was run, and whether all made the same table."""
    same = [each for each in verification.languages if each.outcome is LanguageOutcome.SAME]
    if not same:
        return ""
    names = ", ".join(["polars", *(LANGUAGE_NAMES.get(each.language, each.language) for each in same)])
    return f" Run in {names}: same table."
