"""The same facts, judged for another goal: issues, ranking, repairs and score change, no row is read."""

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.recommendation import Recommendation, Verification, VerificationStatus
from datainsight.recommending.assess import assess


def judged_for(document: ProfileDocument, goal: Goal) -> ProfileDocument:
    """The document for another goal, without words.

    A repair that was tried for the other goal keeps what that showed, but for its effect on the score, which
    is that of other issues now: it is left out. A repair that nobody has tried yet says "not run".

    Args:
        document: Everything that is known, not masked.
        goal: What the table is wanted for now.
    """
    tried = {each.repair.model_dump_json(): each.verification for each in document.recommendations}
    fresh = assess(document, goal)
    return fresh.model_copy(
        update={
            "recommendations": tuple(
                _with(each, tried.get(each.repair.model_dump_json())) for each in fresh.recommendations
            )
        }
    )


def _with(fresh: Recommendation, tried: Verification | None) -> Recommendation:
    """The repair with what trying it showed; one that was refused is not made unasked."""
    if tried is None:
        return fresh
    is_refused = tried.status is VerificationStatus.REFUSED
    return fresh.model_copy(
        update={
            "verification": tried.model_copy(update={"score_before": None, "score_after": None}),
            "is_default": fresh.is_default and not is_refused,
        }
    )
