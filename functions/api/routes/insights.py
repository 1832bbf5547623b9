"""Words about a profile."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from datainsight.models.insight import Insight
from datainsight.services import muted_results
from functions.api.dependencies import OutsideWorld, ReadableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.examples import INSIGHT, reply_example
from functions.api.problems import problem_responses

router = APIRouter(prefix="/insights", tags=["insights"], route_class=DirectRoute)


@router.get(
    "/{analysis_id}",
    summary="The words",
    responses=problem_responses(401, 404, 409, 422, 503) | reply_example(200, "The words.", INSIGHT),
)
def read_insight(
    analysis_id: Annotated[UUID, Path(description="From starting the analysis.")],
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
) -> Insight:
    """A headline, a story, and findings; every number in them is one of `facts`."""
    return muted_results.insight(
        str(analysis_id), rules=world.choices.mutes(workspace_id), workspace_id=workspace_id, ports=world
    )
