"""Analyses: start one, watch it, read what it found."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response, status
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.analysis import (
    AnalysisOptions,
    AnalysisProgress,
    AnalysisStatus,
    AnalysisSummary,
    FailureCause,
    Stage,
)
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.services import analysis_results, analysis_status, muted_results
from datainsight.services import cancel_analysis as cancelling
from datainsight.services import list_analyses as listing
from datainsight.services import start_analysis as starting
from datainsight.services.first_results import FirstResults, first_results
from functions.api import conditional
from functions.api.conditional import NOT_MODIFIED, IfNoneMatch
from functions.api.dependencies import Editor, OutsideWorld, ReadableWorkspace, WritableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses

router = APIRouter(prefix="/analysis", tags=["analysis"], route_class=DirectRoute)

AnalysisId = Annotated[UUID, Path(description="From starting the analysis.")]

MOST_COLUMNS = 5
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
            "examples": [
                {"dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41", "goal": "ml_preparation"},
                {
                    "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                    "sheet": "Orders 2026",
                    "max_lhs": 3,
                },
            ]
        },
    )

    dataset_id: UUID
    goal: Goal | None = Field(default=None, description="Left out: the one that the upload named.")
    sheet: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="Of a workbook, the member of a zip file, or the key of the records of a JSON document;"
        " left out, with `max_lhs`: what the upload named, else the one that looks most like a table."
        " What has no such part fails with `usage`.",
    )
    max_lhs: int | None = Field(
        default=None,
        ge=1,
        le=MOST_COLUMNS,
        description="Most columns in a key or on the left side of a dependency; left out, with `sheet`: what"
        " the upload named, else 2. Where it is given, up to a million rows are compared instead of 100,000.",
    )

    @property
    def options(self) -> AnalysisOptions | None:
        """How to measure it; None where nothing is said of that."""
        if self.sheet is None and self.max_lhs is None:
            return None
        return AnalysisOptions(sheet=self.sheet, longest_determinant=self.max_lhs)


class Analysis(BaseModel):
    """How far an analysis is."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d",
                "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "goal": "general_audit",
                "sheet": None,
                "max_lhs": None,
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
    sheet: str | None = Field(default=None, description="As it was asked for.")
    max_lhs: int | None = Field(default=None, description="As it was asked for.")
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
        told = progress.model_dump(include=set(cls.model_fields))
        options = {"sheet": progress.options.sheet, "max_lhs": progress.options.longest_determinant}
        return cls.model_validate(told | options)


class AnalysisList(BaseModel):
    """A page of analyses, newest first."""

    analyses: list[AnalysisSummary]
    next_cursor: str | None = Field(description="Where the next page begins; null at the end.")


@router.get("", summary="List analyses", responses=problem_responses(400, 401, 404, 422, 503))
def list_analyses(
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
    dataset_id: Annotated[UUID | None, Query(description="Only those of this dataset.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Analyses on a page.")] = 25,
    cursor: Annotated[
        str | None, Query(max_length=500, description="`next_cursor` of the page before.")
    ] = None,
) -> AnalysisList:
    """The workspace's analyses, newest first; completed ones with score and counts."""
    page = listing.list_analyses(
        workspace_id=workspace_id,
        dataset_id=str(dataset_id) if dataset_id else None,
        limit=limit,
        cursor=cursor,
        ports=world,
    )
    return AnalysisList(analyses=list(page.analyses), next_cursor=page.next_cursor)


@router.post(
    "/start",
    dependencies=ONCE,
    status_code=status.HTTP_202_ACCEPTED,
    summary="Start an analysis",
    responses=problem_responses(401, 402, 403, 404, 409, 422, 429, 503)
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
    body: StartRequest, response: Response, principal: Editor, world: OutsideWorld
) -> Analysis:
    """Returns the analysis of the dataset's content for that goal and options, or starts it.

    The upload itself starts one, so this returns that one. One that failed or was cancelled is tried again
    under a new id. Where the content was analysed for another goal already, nothing is measured or charged
    again: what is known is judged anew, and `status` is `completed` in the reply.
    """
    progress = starting.start_analysis(
        str(body.dataset_id),
        body.goal,
        body.options,
        workspace_id=principal.workspace_id,
        key_id=principal.key_id,
        ports=world,
    )
    response.headers["Location"] = f"/api/v1/analysis/{progress.analysis_id}/status"
    response.headers["Retry-After"] = "1"
    return Analysis.of(progress)


@router.get(
    "/{analysis_id}/status",
    summary="How far it is",
    response_model=Analysis,
    responses=problem_responses(401, 404, 422, 503)
    | NOT_MODIFIED
    | {
        200: {
            "description": "Where it stands.",
            "headers": {
                "ETag": {"schema": {"type": "string"}},
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds, while it is open."},
            },
        }
    },
)
def read_analysis_status(
    analysis_id: AnalysisId,
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
    if_none_match: IfNoneMatch = None,
    wait: Annotated[int, Query(ge=0, le=20, description="Seconds to wait for news at most.")] = 0,
) -> Response:
    """The stage it is in, how many shards are measured, and the cause where it failed.

    With `wait` the reply comes when the analysis has ended, or when the time is up; with `If-None-Match`
    too, as soon as anything differs from the reply of that ETag.
    """
    progress = analysis_status.await_news(
        str(analysis_id),
        seconds=wait,
        is_news=lambda now: conditional.is_news(_shown(now), if_none_match),
        workspace_id=workspace_id,
        ports=world,
    )
    return conditional.progress_reply(_shown(progress), if_none_match, is_open=progress.status.is_open)


def _shown(progress: AnalysisProgress) -> bytes:
    return Analysis.of(progress).model_dump_json().encode()


@router.post(
    "/{analysis_id}/cancel",
    summary="Stop an analysis",
    responses=problem_responses(401, 403, 404, 409, 422, 503),
)
def cancel_analysis(
    analysis_id: AnalysisId, workspace_id: WritableWorkspace, world: OutsideWorld
) -> Analysis:
    """Stops its execution; the status becomes `cancelled`. Starting again makes a new analysis.

    Cancelling it twice is no error; one that is completed or failed is a `409`.
    """
    return Analysis.of(cancelling.cancel_analysis(str(analysis_id), workspace_id=workspace_id, ports=world))


@router.get(
    "/{analysis_id}/first-results",
    summary="The columns, before the rest is ready",
    responses=problem_responses(401, 404, 409, 422, 503),
)
def read_first_results(
    analysis_id: AnalysisId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> FirstResults:
    """Rows, columns and their types as soon as the stage `combine` is over; no value of any cell.

    Before that it is a `409` with `code` `analysis_running`; after the analysis, ask for the results.
    """
    return first_results(
        str(analysis_id), workspace_id=workspace_id, analyses=world.analyses, objects=world.objects
    )


@router.get(
    "/{analysis_id}/results",
    summary="The profile",
    responses=problem_responses(401, 404, 409, 422, 503)
    | NOT_MODIFIED
    | {200: {"model": ProfileDocument}, 303: ELSEWHERE},
)
def read_analysis_results(
    analysis_id: AnalysisId,
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Facts, issues, repairs, score and words, as `datainsight profile FILE --json` writes them.

    Values of columns with personal data are masked.
    """
    found = muted_results.profile_document(
        str(analysis_id), rules=world.choices.mutes(workspace_id), workspace_id=workspace_id, ports=world
    )
    if isinstance(found, analysis_results.Content):
        return conditional.reply(found.body, if_none_match)
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
    found = muted_results.report(
        str(analysis_id), rules=world.choices.mutes(workspace_id), workspace_id=workspace_id, ports=world
    )
    return reply_with(found, "text/html; charset=utf-8", {"content-security-policy": REPORT_POLICY})


def reply_with(
    found: analysis_results.Content | analysis_results.Elsewhere, media_type: str, headers: dict[str, str]
) -> Response:
    """A result, or where to fetch it."""
    if isinstance(found, analysis_results.Elsewhere):
        return RedirectResponse(found.url, status.HTTP_303_SEE_OTHER)
    return Response(found.body, media_type=media_type, headers=headers)
