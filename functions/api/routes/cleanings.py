"""Repaired files: made by the service, to be fetched or to go on as a dataset."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.analysis import AnalysisStatus, FailureCause
from datainsight.models.cleaning_job import CleaningJob, TableFormat
from datainsight.services import cancel_cleaning as cancelling
from datainsight.services import cleaning_status as reading
from datainsight.services import start_cleaning as starting
from datainsight.services.cleaning_status import CleaningOutcome
from datainsight.services.get_dataset import get_dataset
from functions.api import conditional
from functions.api.conditional import NOT_MODIFIED, IfNoneMatch
from functions.api.dependencies import (
    AccountWorld,
    Editor,
    OutsideWorld,
    ReadableWorkspace,
    WritableWorkspace,
)
from functions.api.direct_route import DirectRoute
from functions.api.examples import CLEANED, reply_example
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses
from functions.api.routes.datasets import DatasetId

router = APIRouter(prefix="/datasets/{dataset_id}", tags=["cleanings"], route_class=DirectRoute)

CleaningId = Annotated[UUID, Path(description="From starting the cleaning.")]


class CleanRequest(BaseModel):
    """Which repairs, and what to make of the file."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {},
                {
                    "recommendation_ids": ["surrounding_whitespace:3:trim_whitespace"],
                    "format": "parquet",
                    "save_as_dataset": True,
                    "name": "orders-cleaned.parquet",
                },
            ]
        },
    )

    analysis_id: UUID | None = Field(
        default=None, description="Whose recommendations; left out: the dataset's latest analysis."
    )
    recommendation_ids: list[str] | None = Field(
        default=None,
        max_length=10_000,
        description="Left out: the default ones that were not dismissed, and those that were accepted.",
    )
    keep_order: bool | None = Field(
        default=None,
        description="Whether the repairs are made in the order of `recommendation_ids`. Where that "
        "contradicts itself, a repair is made earlier, which the report says (`moved`).",
    )
    format: TableFormat = Field(default=TableFormat.CSV, description="Of the cleaned file.")
    spreadsheet_safe: bool | None = Field(
        default=None,
        description="Whether cells of the CSV file that a spreadsheet would calculate (= + - @) get an"
        " apostrophe before them; not with `save_as_dataset`.",
    )
    save_as_dataset: bool = Field(
        default=False, description="Whether the cleaned file becomes a dataset, which is analysed at once."
    )
    name: str | None = Field(
        default=None, min_length=1, max_length=1024, description="File name of that dataset."
    )


class Cleaning(BaseModel):
    """How far a cleaning is."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "cleaning_id": "0f1d9c0a-6b6e-5f57-9f0e-5a3f8f1b2c11",
                "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d",
                "status": "running",
                "format": "csv",
                "recommendation_count": 12,
                "size_bytes": 734003200,
                "bytes_done": 201326592,
                "saved_dataset_id": None,
                "started_at": "2026-11-23T21:14:02Z",
                "updated_at": "2026-11-23T21:14:31Z",
                "completed_at": None,
                "failure": None,
            }
        }
    )

    cleaning_id: str
    dataset_id: str
    analysis_id: str
    status: AnalysisStatus
    format: TableFormat
    recommendation_count: int = Field(description="Repairs that were asked for.")
    size_bytes: int = Field(description="Of the file that is cleaned, as stored.")
    bytes_done: int = Field(description="How much of it was read.")
    saved_dataset_id: str | None = Field(description="The dataset that the cleaned file becomes.")
    started_at: datetime
    updated_at: datetime
    completed_at: datetime | None
    failure: FailureCause | None

    @classmethod
    def of(cls, job: CleaningJob) -> "Cleaning":
        """What is shown of a job."""
        return cls.model_validate(job.model_dump(include=set(cls.model_fields)))


class CleaningList(BaseModel):
    """The cleanings of a dataset, newest first."""

    cleanings: list[Cleaning]


@router.post(
    "/clean",
    dependencies=ONCE,
    status_code=status.HTTP_202_ACCEPTED,
    summary="Repair the file",
    responses=problem_responses(400, 401, 402, 403, 404, 409, 413, 422, 503)
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
def clean_dataset(
    *,
    dataset_id: DatasetId,
    body: CleanRequest,
    response: Response,
    principal: Editor,
    world: OutsideWorld,
    accounts: AccountWorld,
) -> Cleaning:
    """Makes the chosen repairs on the whole file, as `datainsight clean` does.

    Asking again for the same repairs of the same analysis returns the same cleaning; one that failed or was
    cancelled is tried again under a new id. The free plan repairs files up to 10 MB.
    """
    command = starting.CleaningCommand(
        analysis_id=str(body.analysis_id) if body.analysis_id else None,
        recommendation_ids=tuple(body.recommendation_ids) if body.recommendation_ids is not None else None,
        keeps_order=body.keep_order is True,
        format=body.format,
        is_for_spreadsheet=body.spreadsheet_safe is True,
        is_saved=body.save_as_dataset,
        name=body.name,
    )
    job = starting.start_cleaning(
        str(dataset_id), command, principal=principal, ports=world, accounts=accounts
    )
    response.headers["Location"] = f"/api/v1/datasets/{dataset_id}/cleanings/{job.cleaning_id}"
    response.headers["Retry-After"] = "1"
    return Cleaning.of(job)


@router.get("/cleanings", summary="List cleanings", responses=problem_responses(401, 404, 422, 503))
def list_cleanings(
    dataset_id: DatasetId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> CleaningList:
    """All cleanings of a dataset, newest first."""
    dataset = get_dataset(
        str(dataset_id), workspace_id=workspace_id, catalog=world.catalog, objects=world.objects
    )
    found = world.cleanings.of_dataset(workspace_id, dataset.dataset_id)
    return CleaningList(cleanings=[Cleaning.of(reading.without_ghost(each, ports=world)) for each in found])


@router.get(
    "/cleanings/{cleaning_id}",
    summary="How far a cleaning is",
    response_model=Cleaning,
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
def read_cleaning_status(
    *,
    dataset_id: DatasetId,
    cleaning_id: CleaningId,
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
    if_none_match: IfNoneMatch = None,
    wait: Annotated[int, Query(ge=0, le=20, description="Seconds to wait for news at most.")] = 0,
) -> Response:
    """`queued`, `running` (`bytes_done` of `size_bytes`), `completed`, `failed` or `cancelled`.

    `wait` as for analyses.
    """
    job = reading.await_cleaning(
        str(dataset_id),
        str(cleaning_id),
        seconds=wait,
        is_news=lambda now: conditional.is_news(_shown(now), if_none_match),
        workspace_id=workspace_id,
        ports=world,
    )
    return conditional.progress_reply(_shown(job), if_none_match, is_open=job.status.is_open)


def _shown(job: CleaningJob) -> bytes:
    return Cleaning.of(job).model_dump_json().encode()


@router.post(
    "/cleanings/{cleaning_id}/cancel",
    summary="Stop a cleaning",
    responses=problem_responses(401, 403, 404, 409, 422, 503),
)
def cancel_cleaning(
    dataset_id: DatasetId, cleaning_id: CleaningId, workspace_id: WritableWorkspace, world: OutsideWorld
) -> Cleaning:
    """Stops its execution and deletes what it wrote; the status becomes `cancelled`, and nothing is charged.

    Cancelling it twice is no error; one that is completed or failed is a `409`.
    """
    return Cleaning.of(
        cancelling.cancel_cleaning(str(dataset_id), str(cleaning_id), workspace_id=workspace_id, ports=world)
    )


@router.get(
    "/cleanings/{cleaning_id}/results",
    summary="The repaired file",
    responses=problem_responses(401, 404, 409, 422, 503)
    | reply_example(200, "What changed, and where the files are.", CLEANED),
)
def read_cleaning_results(
    dataset_id: DatasetId, cleaning_id: CleaningId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> CleaningOutcome:
    """The cleaned file, its change log, quarantine and undo file, as links that are good for an hour.

    The change log hides values of columns with personal data; quarantine and undo file hold them.
    """
    return reading.cleaning_outcome(str(dataset_id), str(cleaning_id), workspace_id=workspace_id, ports=world)
