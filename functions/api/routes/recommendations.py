"""Repairs on offer."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel

from datainsight.models.recommendation import Recommendation
from datainsight.services import analysis_results
from functions.api.dependencies import OutsideWorld, ReadableWorkspace
from functions.api.examples import RECOMMENDATIONS, reply_example
from functions.api.problems import problem_responses

router = APIRouter(prefix="/recommendations", tags=["recommendations"])


class RecommendationList(BaseModel):
    """Repairs in the order they should be applied."""

    analysis_id: str
    recommendations: list[Recommendation]


@router.get(
    "/{analysis_id}",
    summary="The repairs",
    responses=problem_responses(401, 404, 409, 422, 503)
    | reply_example(200, "The repairs.", RECOMMENDATIONS),
)
def list_recommendations(
    analysis_id: Annotated[UUID, Path(description="From starting the analysis.")],
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
) -> RecommendationList:
    """Each with what running it on the data showed (`verification`)."""
    found = analysis_results.recommendations(
        str(analysis_id), workspace_id=workspace_id, analyses=world.analyses
    )
    return RecommendationList(analysis_id=str(analysis_id), recommendations=list(found))
