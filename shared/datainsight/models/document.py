"""The profile document: what `profile --json` writes, the API returns and reports are made of."""

from datainsight.models.insight import Insight
from datainsight.models.issue import Goal, Issue, Severity
from datainsight.models.profile import TableProfile
from datainsight.models.recommendation import Quality, Recommendation


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
        points = {deduction.issue_id: deduction.points for deduction in self.quality.deductions}
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
