"""The profile document: what `profile --json` writes, the API returns and reports are made of."""

from collections import defaultdict

from datainsight.models.insight import Insight
from datainsight.models.issue import Goal, Issue, Severity
from datainsight.models.profile import TableProfile
from datainsight.models.recommendation import Quality, Recommendation

MANY_ALIKE = 4
"""From so many columns with the same problem on, people read of it once."""


class ProfileDocument(TableProfile):
    """Facts, judgement, remedies and words about one table.

    Attributes:
        goal: What the table is for.
        issues: Judged problems.
        recommendations: Repairs on offer, in the order to apply them.
        quality: The score and what it lost.
        insight: The same in words; None where none were written.
    """

    goal: Goal = Goal.GENERAL_AUDIT
    issues: tuple[Issue, ...] = ()
    muted_issue_count: int = 0
    """Issues that the user does not want to be told of; they cost no points."""
    recommendations: tuple[Recommendation, ...] = ()
    quality: Quality
    insight: Insight | None = None

    def ranked_issues(self) -> tuple[Issue, ...]:
        """Those that cost the goal most points first; of those that cost as much the most severe ones.

        What costs most is what the score falls by, and what raises it most once it is put right. A problem of
        whole rows spoils every column, so it stands before one that is as grave for a single column.
        """
        points = self.quality.points_by_issue()
        severities = list(Severity)
        return tuple(
            sorted(
                self.issues,
                key=lambda issue: (
                    -points.get(issue.id, 0.0),
                    -severities.index(issue.severity),
                    -issue.affected_row_count,
                    issue.id,
                ),
            )
        )

    def issue_groups(self) -> tuple[tuple[Issue, ...], ...]:
        """The ranked issues, those of one kind and severity in `MANY_ALIKE` or more columns together.

        A group stands where its first issue stood; every other issue is a group of its own.
        """
        ranked = self.ranked_issues()
        alike: defaultdict[tuple[str, Severity], list[Issue]] = defaultdict(list)
        for issue in ranked:
            if len(issue.columns) == 1:
                alike[issue.kind, issue.severity].append(issue)
        groups: dict[str, tuple[Issue, ...]] = {}
        for issue in ranked:
            same = alike.get((issue.kind, issue.severity), []) if len(issue.columns) == 1 else []
            group = tuple(same) if len(same) >= MANY_ALIKE else (issue,)
            groups.setdefault(group[0].id, group)
        return tuple(groups.values())
