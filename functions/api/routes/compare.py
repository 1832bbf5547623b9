"""Two tables side by side."""

from enum import StrEnum
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from datainsight.models.comparison import Comparison
from datainsight.reporting.json_report import comparison_to_json
from datainsight.services.compare_analyses import Side, compare_analyses, comparison_page
from functions.api.dependencies import OutsideWorld, ReadableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.problems import problem_responses
from functions.api.routes.analysis import REPORT_POLICY

router = APIRouter(tags=["compare"], route_class=DirectRoute)


class ComparisonFormat(StrEnum):
    """What the comparison is sent as."""

    JSON = "json"
    HTML = "html"


class Table(BaseModel):
    """One of both: an analysis, or a dataset for its latest analysis."""

    model_config = ConfigDict(extra="forbid")

    analysis_id: UUID | None = None
    dataset_id: UUID | None = Field(default=None, description="Its latest analysis is taken.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "Table":
        if (self.analysis_id is None) is (self.dataset_id is None):
            raise ValueError("Send either analysis_id or dataset_id.")
        return self

    def side(self, name: str) -> Side:
        """As the use case takes it."""
        return Side(
            analysis_id=str(self.analysis_id) if self.analysis_id else None,
            dataset_id=str(self.dataset_id) if self.dataset_id else None,
            where=f"#/{name}",
        )


class CompareRequest(BaseModel):
    """Which tables, the earlier one first."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "old": {"dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"},
                    "new": {"dataset_id": "1d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c42"},
                },
                {
                    "old": {"analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d"},
                    "new": {"analysis_id": "6f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3e"},
                    "format": "html",
                },
            ]
        },
    )

    old: Table
    new: Table
    format: ComparisonFormat = ComparisonFormat.JSON


@router.post(
    "/compare",
    summary="What changed from one table to another",
    responses=problem_responses(401, 404, 409, 422, 503)
    | {
        200: {
            "model": Comparison,
            "description": "Changes of the schema, drift of each column, broken keys; for `html` a page.",
            "content": {"text/html": {"schema": {"type": "string"}}},
        }
    },
)
def compare_tables(body: CompareRequest, workspace_id: ReadableWorkspace, world: OutsideWorld) -> Response:
    """Compares two analysed tables as `datainsight compare OLD NEW` does. Personal values are masked."""
    comparison = compare_analyses(
        body.old.side("old"), body.new.side("new"), workspace_id=workspace_id, ports=world
    )
    if body.format is ComparisonFormat.HTML:
        return HTMLResponse(comparison_page(comparison), headers={"content-security-policy": REPORT_POLICY})
    return Response(comparison_to_json(comparison), media_type="application/json")
