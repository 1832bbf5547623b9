"""From facts to a judged profile document."""

from collections.abc import Sequence
from operator import itemgetter

from datainsight.checks.run import FoundIssue, find_issues
from datainsight.checks.thresholds import DEFAULT, Thresholds
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.profile import TableProfile
from datainsight.models.recommendation import Recommendation
from datainsight.recommending.quality import loss, score
from datainsight.repairs.base import Repair
from datainsight.repairs.registry import record


def assess(
    profile: TableProfile,
    goal: Goal = Goal.GENERAL_AUDIT,
    thresholds: Thresholds = DEFAULT,
    target: str | None = None,
) -> ProfileDocument:
    """Judges a table: issues, the repairs on offer in the order they should be applied, and the score.

    Issues are in the order of what they cost the goal, as `ProfileDocument.ranked_issues` has them.
    Verification is left at "not run" and insight empty: both need more than facts.

    Args:
        profile: The facts.
        goal: What the table is wanted for.
        thresholds: Where a fact becomes a problem.
        target: The column that a model is to predict; by its name where None is given.
    """
    found = find_issues(profile, goal, thresholds, target)
    recommendations, ids = _recommend(found)
    issues = tuple(
        each.issue.model_copy(update={"recommendation_ids": tuple(ids[each.issue.id])}) for each in found
    )
    issues = tuple(sorted(issues, key=lambda issue: -loss(issue, profile, goal)))
    facts = {name: getattr(profile, name) for name in TableProfile.model_fields}
    return ProfileDocument(
        **facts,
        goal=goal,
        issues=issues,
        recommendations=recommendations,
        quality=score(issues, profile, goal),
    )


def _recommend(found: Sequence[FoundIssue]) -> tuple[tuple[Recommendation, ...], dict[str, list[str]]]:
    """Recommendations by the phase of their repair, and for each issue the ids of its own, best first.

    Two issues with the same repair share one recommendation.
    """
    by_repair: dict[str, tuple[int, Recommendation]] = {}
    ids: dict[str, list[str]] = {}
    for each in found:
        ids[each.issue.id] = []
        for rank, repair in enumerate(each.repairs):
            fresh = _recommendation(each, repair, is_best=rank == 0)
            if fresh.id in ids[each.issue.id]:
                # The same operation with other fields, e.g. filled by group and by column.
                fresh = fresh.model_copy(update={"id": f"{fresh.id}:{rank + 1}"})
            _, known = by_repair.setdefault(fresh.repair.model_dump_json(), (repair.phase, fresh))
            ids[each.issue.id].append(known.id)
    ordered = sorted(by_repair.values(), key=itemgetter(0))
    return tuple(recommendation for _, recommendation in ordered), ids


def _recommendation(found: FoundIssue, repair: Repair, *, is_best: bool) -> Recommendation:
    stored = record(repair)
    is_safe = repair.is_safe and found.is_repair_safe
    return Recommendation(
        id=f"{found.issue.id}:{stored.operation}",
        issue_id=found.issue.id,
        title=repair.description,
        rationale=found.why,
        repair=stored,
        is_default=is_safe and is_best,
        is_safe=is_safe,
    )
