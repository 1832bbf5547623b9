"""The same facts, judged for another goal: issues, ranking, repairs and score change, no row is read."""

from collections.abc import Mapping

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.recommendation import Recommendation, Verification, VerificationStatus
from datainsight.recommending.assess import assess

NOTHING: Mapping[str, Verification] = {}


def judged_for(
    document: ProfileDocument, goal: Goal, elsewhere: Mapping[str, Verification] = NOTHING
) -> ProfileDocument:
    """The document for another goal, without words.

    A repair that was tried for the other goal keeps what that showed, but for its effect on the score, which
    is that of other issues now: it is left out. A repair that nobody has tried yet says "not run".

    Args:
        document: Everything that is known, not masked.
        goal: What the table is wanted for now.
        elsewhere: What trying repairs showed that the document does not offer, by `known_as`.
    """
    tried = {**elsewhere, **trials_of(document)}
    fresh = assess(document, goal)
    return fresh.model_copy(
        update={
            "recommendations": tuple(_with(each, tried.get(known_as(each))) for each in fresh.recommendations)
        }
    )


def known_as(recommendation: Recommendation) -> str:
    """What its repair is known by, whatever issue it is offered for."""
    return recommendation.repair.model_dump_json()


def trials_of(document: ProfileDocument) -> dict[str, Verification]:
    """What trying the repairs of a document showed, by `known_as`; those that nobody has tried are not in."""
    return {known_as(each): each.verification for each in document.recommendations if is_tried(each)}


def is_tried(recommendation: Recommendation) -> bool:
    """Whether it was run, with whatever outcome."""
    tried = recommendation.verification
    return tried.status is not VerificationStatus.NOT_RUN or bool(tried.rows_checked)


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
