"""What an analysis will cost and how long it takes, before it is asked for."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.analysis import AnalysisOptions
from datainsight.models.issue import Goal
from datainsight.services.estimates import estimate
from datainsight.services.metering import dollars
from functions.api.dependencies import OutsideWorld, ReadableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.problems import problem_responses
from functions.api.routes.analysis import MOST_COLUMNS

router = APIRouter(prefix="/estimates", tags=["usage"], route_class=DirectRoute)


class EstimateRequest(BaseModel):
    """A file to come."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"size_bytes": 250000000, "max_lhs": 3}}
    )

    size_bytes: int = Field(
        ge=1, le=2**53, description="As it will be stored, that is compressed where it is."
    )
    goal: Goal | None = Field(default=None, description="Each costs the same and takes as long.")
    sheet: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="Costs and takes what the whole file does, which is read.",
    )
    max_lhs: int | None = Field(
        default=None, ge=1, le=MOST_COLUMNS, description="Takes longer, as more rows are compared."
    )


class EstimateReply(BaseModel):
    """What to expect."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "currency": "USD",
                "cost": "0.025000",
                "seconds": 45,
                "is_within_plan": True,
                "is_within_budget": True,
            }
        }
    )

    currency: str = "USD"
    cost: str = Field(description="What it will cost, for any goal.")
    seconds: int = Field(description="About how long it takes, from the upload's end.")
    is_within_plan: bool = Field(description="Whether the plan takes a file of that size.")
    is_within_budget: bool = Field(description="Whether this month's budget leaves enough, now.")


@router.post("", summary="Estimate an analysis", responses=problem_responses(401, 404, 422, 503))
def estimate_analysis(
    body: EstimateRequest, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> EstimateReply:
    """The cost is exact; the time is calculated from a measurement on another machine, so it is a hint."""
    found = estimate(
        body.size_bytes,
        plan=world.catalog.plan_of(workspace_id),
        committed=world.usage.totals(workspace_id, world.now().strftime("%Y-%m")).committed_microdollars,
        budget=world.usage.budget(workspace_id),
        options=AnalysisOptions(sheet=body.sheet, longest_determinant=body.max_lhs),
    )
    return EstimateReply(
        cost=dollars(found.microdollars),
        seconds=found.seconds,
        is_within_plan=found.is_within_plan,
        is_within_budget=found.is_within_budget,
    )
