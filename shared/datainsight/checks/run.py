"""All checks over one profile."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from datainsight.checks import registered_checks
from datainsight.checks.impact import impact, severity
from datainsight.checks.registry import Check, Finding
from datainsight.checks.thresholds import DEFAULT, Thresholds
from datainsight.models.issue import Goal, Issue
from datainsight.models.profile import TableProfile
from datainsight.repairs.base import Repair

WHOLE_TABLE_FACTOR = 2.0
"""What concerns every column is graver than what concerns one."""


@dataclass(frozen=True)
class FoundIssue:
    """An issue with what the recommender needs besides.

    Attributes:
        issue: Judged for the goal; its recommendation ids are not set yet.
        repairs: Typed repairs, best first.
        is_repair_safe: Whether the best repair loses nothing here.
        why: Why the problem matters.
        impact: Size of the harm to the columns concerned.
    """

    issue: Issue
    repairs: tuple[Repair, ...]
    is_repair_safe: bool
    why: str
    impact: float


def find_issues(
    profile: TableProfile, goal: Goal, thresholds: Thresholds = DEFAULT, target: str | None = None
) -> tuple[FoundIssue, ...]:
    """Runs every registered check that speaks to the goal.

    Args:
        profile: The facts.
        goal: What the table is wanted for; decides severities.
        thresholds: Where a fact becomes a problem.
        target: The column that a model is to predict, where one is meant.

    Returns:
        Gravest first; equal ones in the order of columns and checks.
    """
    found = [
        _judge(check, finding, profile, goal)
        for check in registered_checks().values()
        if check.speaks_to(goal)
        for finding in check.find(profile, thresholds, target)
    ]
    return tuple(sorted(_numbered(found), key=lambda each: -each.impact))


def _numbered(found: Sequence[FoundIssue]) -> Iterator[FoundIssue]:
    """Issues whose ids would be equal, as those of one check about one column, are numbered from 2."""
    seen: Counter[str] = Counter()
    for each in found:
        seen[each.issue.id] += 1
        number = seen[each.issue.id]
        if number == 1:
            yield each
        else:
            yield replace(each, issue=each.issue.model_copy(update={"id": f"{each.issue.id}:{number}"}))


def _judge(check: Check, finding: Finding, profile: TableProfile, goal: Goal) -> FoundIssue:
    share = finding.affected_row_count / max(profile.dataset.row_count, 1)
    size = impact(check, goal, share) * (1 if finding.columns else WHOLE_TABLE_FACTOR)
    columns = [profile.column(name) for name in finding.columns]
    place = str(columns[0].position) if columns else "table"
    is_private = any(column.is_pii for column in columns)
    issue = Issue(
        id=f"{check.kind}:{place}",
        kind=check.kind,
        dimension=check.dimension,
        columns=finding.columns,
        severity=severity(size),
        affected_row_count=finding.affected_row_count,
        message=_sentence(finding, is_private=is_private),
        examples=() if is_private else finding.examples,
        selector=finding.selector,
        confidence=finding.confidence,
    )
    return FoundIssue(issue, finding.repairs_for(goal), finding.is_repair_safe, check.why, size)


def _sentence(finding: Finding, *, is_private: bool) -> str:
    if not finding.evidence or is_private:
        return f"{finding.message}."
    return f"{finding.message}: {finding.evidence}."
