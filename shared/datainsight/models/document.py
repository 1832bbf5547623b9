"""The profile document: what `profile --json` writes, the API returns and reports are made of."""

from datainsight.models.insight import Insight
from datainsight.models.issue import Goal, Issue
from datainsight.models.profile import TableProfile
from datainsight.models.recommendation import Quality, Recommendation


class ProfileDocument(TableProfile):
    """Facts, judgement, remedies and words about one table."""

    goal: Goal = Goal.GENERAL_AUDIT
    issues: tuple[Issue, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    quality: Quality
    insight: Insight | None = None
