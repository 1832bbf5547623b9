"""Analyses: start one, watch it, read what it found."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response, status
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.analysis import AnalysisProgress, AnalysisStatus, FailureCause, Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.services import analysis_results, analysis_status
from datainsight.services import start_analysis as starting
from functions.api.dependencies import OutsideWorld, ReadableWorkspace, WritableWorkspace
from functions.api.problems import problem_responses

router = APIRouter(prefix="/analysis", tags=["analysis"])

AnalysisId = Annotated[UUID, Path(description="From starting the analysis.")]

REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
ELSEWHERE = {
    "description": "Larger than 5 MB: fetch it from `Location`, which is good for five minutes.",
    "headers": {"Location": {"schema": {"type": "string", "format": "uri"}}},
}


class StartRequest(BaseModel):
    """What to analyse, and what for."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41", "goal": "ml_preparation"}
        },
    )

    dataset_id: UUID
    goal: Goal | None = Field(default=None, description="Left out: the one that the upload named.")


class Analysis(BaseModel):
    """How far an analysis is."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d",
                "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "goal": "general_audit",
                "status": "running",
                "stage": "profile",
                "shards_total": 4,
                "shards_done": 3,
                "started_at": "2026-11-23T21:10:02Z",
                "updated_at": "2026-11-23T21:10:04Z",
                "completed_at": None,
                "failure": None,
            }
        }
    )

    analysis_id: str
    dataset_id: str
    goal: Goal
    status: AnalysisStatus
    stage: Stage | None
    shards_total: int | None
    shards_done: int
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    failure: FailureCause | None

    @classmethod
    def of(cls, progress: AnalysisProgress) -> "Analysis":
        """What is shown of the progress."""
        return cls.model_validate(progress.model_dump(include=set(cls.model_fields)))


@router.post(
    "/start",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Start an analysis",
    responses=problem_responses(401, 403, 404, 409, 422, 503)
    | {
        202: {
            "description": "It runs, or ran: ask `Location` for its status.",
            "headers": {
                "Location": {"schema": {"type": "string"}},
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds."},
            },
        }
    },
)
def start_analysis(
    body: StartRequest, response: Response, workspace_id: WritableWorkspace, world: OutsideWorld
) -> Analysis:
    """Returns the analysis of the dataset's content for that goal, and starts it where there is none.

    The upload itself starts one, so this returns that one. One that failed is tried again under a new id.
    """
    progress = starting.start_analysis(
        str(body.dataset_id), body.goal, workspace_id=workspace_id, ports=world
    )
    response.headers["Location"] = f"/api/v1/analysis/{progress.analysis_id}/status"
    response.headers["Retry-After"] = "1"
    return Analysis.of(progress)


@router.get("/{analysis_id}/status", summary="How far it is", responses=problem_responses(401, 404, 422, 503))
def read_analysis_status(
    analysis_id: AnalysisId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> Analysis:
    """The stage it is in, how many shards are measured, and the cause where it failed."""
    return Analysis.of(
        analysis_status.analysis_status(str(analysis_id), workspace_id=workspace_id, ports=world)
    )


@router.get(
    "/{analysis_id}/results",
    summary="The profile",
    responses=problem_responses(401, 404, 409, 422, 503) | {200: {"model": ProfileDocument}, 303: ELSEWHERE},
)
def read_analysis_results(
    analysis_id: AnalysisId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> Response:
    """Facts, issues, repairs, score and words, as `datainsight profile FILE --json` writes them.

    Values of columns with personal data are masked.
    """
    found = analysis_results.profile_document(
        str(analysis_id), workspace_id=workspace_id, analyses=world.analyses, objects=world.objects
    )
    return reply_with(found, "application/json", {})


@router.get(
    "/{analysis_id}/report",
    summary="The profile as a page",
    response_class=HTMLResponse,
    responses=problem_responses(401, 404, 409, 422, 503)
    | {200: {"description": "A self-contained page."}, 303: ELSEWHERE},
)
def read_analysis_report(
    analysis_id: AnalysisId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> Response:
    """One self-contained HTML page, to be read, printed or passed on."""
    found = analysis_results.report(
        str(analysis_id), workspace_id=workspace_id, analyses=world.analyses, objects=world.objects
    )
    return reply_with(found, "text/html; charset=utf-8", {"content-security-policy": REPORT_POLICY})


def reply_with(
    found: analysis_results.Content | analysis_results.Elsewhere, media_type: str, headers: dict[str, str]
) -> Response:
    """A result, or where to fetch it."""
    if isinstance(found, analysis_results.Elsewhere):
        return RedirectResponse(found.url, status.HTTP_303_SEE_OTHER)
    return Response(found.body, media_type=media_type, headers=headers)
