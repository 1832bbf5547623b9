"""Which repairs users want, and which issues they do not want to hear of."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

from datainsight.errors import ConflictError, NotFoundError, UsageError
from datainsight.models.choices import Decision, Mute
from datainsight.models.muting import MuteRule
from datainsight.models.recommendation import Recommendation
from datainsight.services import analysis_results
from datainsight.services.choice_ports import ChoiceStore
from datainsight.services.ports import AnalysisStore, Clock

MOST_MUTES = 500
_NAMESPACE = uuid.UUID("0c6a3a52-54cb-5b38-9a7d-3f9d2b8e7a10")


def chosen_ids(
    recommendations: Iterable[Recommendation], decisions: Mapping[str, Decision]
) -> tuple[str, ...]:
    """The repairs that are wanted: default ones that nobody dismissed, and those that somebody accepted."""
    return tuple(
        each.id
        for each in recommendations
        if decisions.get(each.id, Decision.ACCEPTED if each.is_default else None) is Decision.ACCEPTED
    )


def decide(
    analysis_id: str,
    recommendation_ids: Sequence[str],
    decision: Decision | None,
    *,
    workspace_id: str,
    analyses: AnalysisStore,
    choices: ChoiceStore,
) -> None:
    """Remembers what somebody thinks of recommendations; None takes that back.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, failed, or was cancelled.
        UsageError: It has no such recommendation.
    """
    _require_offered(analysis_id, recommendation_ids, workspace_id=workspace_id, analyses=analyses)
    choices.decide(workspace_id, analysis_id, dict.fromkeys(recommendation_ids, decision))


def put_in_order(
    analysis_id: str,
    recommendation_ids: Sequence[str],
    *,
    workspace_id: str,
    analyses: AnalysisStore,
    choices: ChoiceStore,
) -> None:
    """Remembers in which order somebody wants the repairs to run; an empty one forgets that.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, failed, or was cancelled.
        UsageError: It has no such recommendation, or one is named twice.
    """
    _require_offered(analysis_id, recommendation_ids, workspace_id=workspace_id, analyses=analyses)
    if len(set(recommendation_ids)) < len(recommendation_ids):
        raise UsageError("A recommendation can run only once.", where="#/recommendation_ids")
    choices.save_order(workspace_id, analysis_id, recommendation_ids)


def wished_order(ids: Sequence[str], order: Sequence[str]) -> tuple[str, ...]:
    """The repairs as they were put in order; those that nobody put anywhere follow, as they stand."""
    return (*(each for each in order if each in ids), *(each for each in ids if each not in order))


def _require_offered(
    analysis_id: str, recommendation_ids: Sequence[str], *, workspace_id: str, analyses: AnalysisStore
) -> None:
    offered = analysis_results.recommendations(analysis_id, workspace_id=workspace_id, analyses=analyses)
    refuse_unknown(recommendation_ids, offered)


def refuse_unknown(recommendation_ids: Sequence[str], offered: Iterable[Recommendation]) -> None:
    """Points at the first id of a request that is none of an analysis.

    Raises:
        UsageError: There is no such recommendation.
    """
    known = {each.id for each in offered}
    for place, each in enumerate(recommendation_ids):
        if each not in known:
            raise UsageError(
                f"There is no recommendation {each!r} in this analysis.",
                where=f"#/recommendation_ids/{place}",
            )


def mute_issues(rule: MuteRule, *, workspace_id: str, choices: ChoiceStore, now: Clock) -> Mute:
    """Stores a rule of a workspace; one that exists is kept, with the new reason.

    Raises:
        UsageError: It names a kind that no check finds.
        ConflictError: The workspace has too many rules.
    """
    # The checks, which most requests have no use for.
    from datainsight.recommending.muting import refuse_unknown_kinds  # noqa: PLC0415

    refuse_unknown_kinds((rule,))
    mute_id = str(uuid.uuid5(_NAMESPACE, f"{rule.kind or ''}\n{rule.column or ''}"))
    present = {each.mute_id: each for each in choices.mutes(workspace_id)}
    if mute_id not in present and len(present) >= MOST_MUTES:
        raise ConflictError(f"A workspace has up to {MOST_MUTES} rules.", remedy="Remove one first.")
    created_at = present[mute_id].created_at if mute_id in present else now()
    mute = Mute(**rule.model_dump(), mute_id=mute_id, created_at=created_at)
    choices.add_mute(workspace_id, mute)
    return mute


def unmute_issues(mute_id: str, *, workspace_id: str, choices: ChoiceStore) -> None:
    """Forgets a rule.

    Raises:
        NotFoundError: The workspace has no such rule.
    """
    if not choices.remove_mute(workspace_id, mute_id):
        raise NotFoundError("There is no such rule.", where=mute_id)
