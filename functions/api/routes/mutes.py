"""Issues that a workspace does not want to hear of."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response, status
from pydantic import BaseModel, ConfigDict, Field

from datainsight.errors import UsageError
from datainsight.models.choices import Mute
from datainsight.models.muting import MuteRule
from datainsight.services.recommendation_choices import mute_issues as store_rule
from datainsight.services.recommendation_choices import unmute_issues as remove_rule
from functions.api.dependencies import OutsideWorld, ReadableWorkspace, WritableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses

router = APIRouter(prefix="/mutes", tags=["mutes"], route_class=DirectRoute)


class MuteRequest(BaseModel):
    """Which issues: those of a kind, those about a column, or those of a kind about a column."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"kind": "missing_values", "column": "middle_name", "reason": "Most have none."}
        },
    )

    kind: str | None = Field(default=None, min_length=1, max_length=100, description="See docs/CHECKS.md.")
    column: str | None = Field(default=None, max_length=1000, description="Spelled as in the table.")
    reason: str = Field(default="", max_length=500, description="For those who read the rule.")


class MuteList(BaseModel):
    """All rules, oldest first."""

    mutes: list[Mute]


@router.get("", summary="List muted issues", responses=problem_responses(401, 404, 422, 503))
def list_mutes(workspace_id: ReadableWorkspace, world: OutsideWorld) -> MuteList:
    """The workspace's rules."""
    return MuteList(mutes=list(world.choices.mutes(workspace_id)))


@router.post(
    "",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Mute issues",
    responses=problem_responses(400, 401, 403, 404, 409, 422, 503),
)
def mute_issues(body: MuteRequest, workspace_id: WritableWorkspace, world: OutsideWorld) -> Mute:
    """From now on they are not shown, not repaired by default, and cost no points, in old analyses too.

    Results say how many there are (`muted_issue_count`). The same kind and column make one rule.
    """
    if body.kind is None and body.column is None:
        raise UsageError("A rule needs a kind, a column, or both.", where="#/kind")
    rule = MuteRule(**body.model_dump())
    return store_rule(rule, workspace_id=workspace_id, choices=world.choices, now=world.now)


@router.delete(
    "/{mute_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Unmute issues",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def unmute_issues(
    mute_id: Annotated[UUID, Path(description="Of the rule.")],
    workspace_id: WritableWorkspace,
    world: OutsideWorld,
) -> Response:
    """They are shown again, in every analysis."""
    remove_rule(str(mute_id), workspace_id=workspace_id, choices=world.choices)
    return Response(status_code=status.HTTP_204_NO_CONTENT)
