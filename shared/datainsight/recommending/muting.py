"""Issues that the user muted: they are not shown, not repaired, and cost no points."""

from collections.abc import Sequence
from difflib import get_close_matches

from datainsight.checks import registered_checks
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.muting import MuteRule
from datainsight.models.recommendation import Recommendation
from datainsight.recommending.quality import score


def mute(document: ProfileDocument, rules: Sequence[MuteRule]) -> ProfileDocument:
    """The document without the issues that rules cover, as if their checks had found nothing.

    Repairs that only those issues asked for go with them, and the score is that of the issues left. What
    was verified stays. Words about the table go where anything was muted, since they may speak of it: write
    them anew. A rule is not kept in the document, so unmuting needs the document as it was.

    Args:
        document: Everything that is known, not masked yet.
        rules: Of the user, or of the workspace.

    Raises:
        UsageError: A rule names a kind that no check finds.
    """
    refuse_unknown_kinds(rules)
    left = tuple(issue for issue in document.issues if not any(rule.covers(issue) for rule in rules))
    muted_count = len(document.issues) - len(left)
    if not muted_count:
        return document
    return document.model_copy(
        update={
            "issues": left,
            "muted_issue_count": document.muted_issue_count + muted_count,
            "recommendations": _still_asked_for(document.recommendations, left),
            "quality": score(left, document, document.goal),
            "insight": None,
        }
    )


def refuse_unknown_kinds(rules: Sequence[MuteRule]) -> None:
    """Checks that every rule can cover something.

    Raises:
        UsageError: A rule names a kind that no check finds.
    """
    known = registered_checks().keys()
    for kind in (rule.kind for rule in rules):
        if kind is not None and kind not in known:
            near = get_close_matches(kind, known, n=1)
            raise UsageError(
                f"There is no kind of issue called {kind!r}.",
                remedy=f"Perhaps {near[0]!r} is meant." if near else "docs/CHECKS.md lists all kinds.",
            )


def _still_asked_for(
    recommendations: Sequence[Recommendation], issues: Sequence[Issue]
) -> tuple[Recommendation, ...]:
    """Repairs of the issues left; one that was shared with a muted issue belongs to the next that asks."""
    asking: dict[str, Issue] = {}
    best: set[str] = set()
    for issue in issues:
        best.update(issue.recommendation_ids[:1])
        for name in issue.recommendation_ids:
            asking.setdefault(name, issue)
    return tuple(
        each
        if asking[each.id].id == each.issue_id
        else each.model_copy(
            update={
                "issue_id": asking[each.id].id,
                "rationale": registered_checks()[asking[each.id].kind].why,
                "is_default": each.is_default and each.id in best,
            }
        )
        for each in recommendations
        if each.id in asking
    )
