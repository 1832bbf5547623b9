"""Repairs on offer, and what users decide about them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.choices import Decision
from datainsight.models.recommendation import Recommendation
from datainsight.services import muted_results
from datainsight.services.ports import Ports
from datainsight.services.recommendation_choices import decide, put_in_order
from functions.api.dependencies import OutsideWorld, ReadableWorkspace, WritableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.examples import RECOMMENDATIONS, reply_example
from functions.api.problems import problem_responses

router = APIRouter(prefix="/recommendations", tags=["recommendations"], route_class=DirectRoute)

AnalysisId = Annotated[UUID, Path(description="From starting the analysis.")]


class OfferedRecommendation(Recommendation):
    """A repair, and what somebody decided about it.

    Attributes:
        decision: None where nobody has decided.
    """

    decision: Decision | None = None


class RecommendationList(BaseModel):
    """Repairs in the order they should be applied.

    Attributes:
        analysis_id: Of the analysis.
        recommendations: In its own order.
        order: Ids in the order that somebody wished, those that it does not name run last; empty for its own.
    """

    analysis_id: str
    order: list[str] = Field(default_factory=list)
    recommendations: list[OfferedRecommendation]


class DecisionRequest(BaseModel):
    """Which repairs."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"recommendation_ids": ["surrounding_whitespace:3:trim_whitespace"]}},
    )

    recommendation_ids: list[str] = Field(min_length=1, max_length=1000)


class OrderRequest(BaseModel):
    """In which order the repairs are to run; none is the analysis' own."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"recommendation_ids": ["surrounding_whitespace:3:trim_whitespace"]}},
    )

    recommendation_ids: list[str] = Field(max_length=1000)


_LIST = reply_example(200, "The repairs.", RECOMMENDATIONS)
_DECIDED = problem_responses(400, 401, 403, 404, 409, 422, 503) | _LIST


@router.get(
    "/{analysis_id}", summary="The repairs", responses=problem_responses(401, 404, 409, 422, 503) | _LIST
)
def list_recommendations(
    analysis_id: AnalysisId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> RecommendationList:
    """Each with what running it on the data showed (`verification`), and what was decided (`decision`).

    Those that only muted issues ask for are left out.
    """
    return _list(str(analysis_id), workspace_id, world)


@router.post("/{analysis_id}/accept", summary="Accept repairs", responses=_DECIDED)
def accept_recommendations(
    analysis_id: AnalysisId, body: DecisionRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> RecommendationList:
    """Scripts and cleaned tables include them, also those that are not default."""
    return _decide(str(analysis_id), body, Decision.ACCEPTED, workspace_id, world)


@router.post("/{analysis_id}/dismiss", summary="Dismiss repairs", responses=_DECIDED)
def dismiss_recommendations(
    analysis_id: AnalysisId, body: DecisionRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> RecommendationList:
    """Scripts and cleaned tables leave them out, also those that are default."""
    return _decide(str(analysis_id), body, Decision.DISMISSED, workspace_id, world)


@router.post("/{analysis_id}/reset", summary="Take decisions back", responses=_DECIDED)
def reset_recommendations(
    analysis_id: AnalysisId, body: DecisionRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> RecommendationList:
    """They are as before anybody decided."""
    return _decide(str(analysis_id), body, None, workspace_id, world)


@router.put("/{analysis_id}/order", summary="Put the repairs in order", responses=_DECIDED)
def order_recommendations(
    analysis_id: AnalysisId, body: OrderRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> RecommendationList:
    """Scripts and cleaned tables keep it, but for repairs that another one of the same column builds on.

    It is the workspace's: everybody sees it as `order`. An empty list forgets it.
    """
    put_in_order(
        str(analysis_id),
        body.recommendation_ids,
        workspace_id=workspace_id,
        analyses=world.analyses,
        choices=world.choices,
    )
    return _list(str(analysis_id), workspace_id, world)


def _decide(
    analysis_id: str, body: DecisionRequest, decision: Decision | None, workspace_id: str, world: Ports
) -> RecommendationList:
    decide(
        analysis_id,
        body.recommendation_ids,
        decision,
        workspace_id=workspace_id,
        analyses=world.analyses,
        choices=world.choices,
    )
    return _list(analysis_id, workspace_id, world)


def _list(analysis_id: str, workspace_id: str, world: Ports) -> RecommendationList:
    found = muted_results.recommendations(
        analysis_id, rules=world.choices.mutes(workspace_id), workspace_id=workspace_id, ports=world
    )
    decisions = world.choices.decisions(workspace_id, analysis_id)
    return RecommendationList(
        analysis_id=analysis_id,
        order=list(world.choices.order(workspace_id, analysis_id)),
        recommendations=[
            OfferedRecommendation(**each.model_dump(), decision=decisions.get(each.id)) for each in found
        ],
    )
