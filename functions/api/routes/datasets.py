"""Files that were or will be uploaded."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.analysis import AnalysisOptions, DatasetStatus, StoredDataset
from datainsight.models.issue import Goal
from datainsight.models.upload import CompletedPart, Upload, UploadTicket
from datainsight.services import complete_upload as completing
from datainsight.services import delete_dataset as deleting
from datainsight.services import get_dataset as getting
from datainsight.services import list_datasets as listing
from datainsight.services import request_upload as requesting
from functions.api.dependencies import (
    ConnectionWorld,
    Editor,
    OutsideWorld,
    ReadableWorkspace,
    WritableWorkspace,
)
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses
from functions.api.routes.analysis import MOST_COLUMNS

router = APIRouter(prefix="/datasets", tags=["datasets"], route_class=DirectRoute)

DatasetId = Annotated[UUID, Path(description="From the upload request.")]


class UploadRequest(BaseModel):
    """A file to come."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"name": "orders.csv", "size_bytes": 48213},
                {"name": "people.csv.gz", "size_bytes": 91234567, "goal": "ml_preparation"},
            ]
        },
    )

    name: str = Field(min_length=1, max_length=1024, description="File name.")
    size_bytes: int = Field(ge=1, le=2**53, description="Exactly as many bytes as will be sent.")
    content_type: str | None = Field(
        default=None,
        pattern=r"^[\w.+-]+/[\w.+-]+(; ?[\w-]+=[\w-]+)?$",
        description="Where given, it must be sent as the content-type header.",
    )
    goal: Goal = Field(default=Goal.GENERAL_AUDIT, description="What the analysis after the upload is for.")
    sheet: str | None = Field(
        default=None,
        min_length=1,
        max_length=500,
        description="What that analysis reads of a workbook, a zip file or a JSON document, as in"
        " `POST /analysis/start`; another version of a dataset is read as its first one.",
    )
    max_lhs: int | None = Field(
        default=None, ge=1, le=MOST_COLUMNS, description="For that analysis, as in `POST /analysis/start`."
    )
    sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{64}$",
        description="Checksum of the content; storage refuses anything else. For files up to 100 MB.",
    )

    @property
    def command(self) -> requesting.UploadCommand:
        """What is asked for."""
        given = self.model_dump(exclude={"sheet", "max_lhs"})
        options = AnalysisOptions(sheet=self.sheet, longest_determinant=self.max_lhs)
        return requesting.UploadCommand(**given, options=options)


class UploadReply(BaseModel):
    """Where to send the file, and what comes then."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "upload": {
                    "kind": "single",
                    "method": "PUT",
                    "url": "https://bucket.s3.amazonaws.com/uploads/…?X-Amz-Signature=…",
                    "headers": {},
                    "expires_at": "2026-11-23T22:10:00Z",
                },
                "next": "Send the file with PUT to upload.url; that starts the analysis. "
                "Then POST /api/v1/analysis/start with the dataset_id returns it.",
            }
        }
    )

    dataset_id: str
    upload: Upload
    next: str = Field(description="What to do now, for people.")


class CompleteUploadRequest(BaseModel):
    """All parts of a multipart upload arrived."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"upload_id": "VXBsb2FkSWQ", "parts": [{"number": 1, "etag": "9b2cf535f27731c9"}]}
        },
    )

    upload_id: str = Field(min_length=1, max_length=1024)
    parts: list[CompletedPart] = Field(min_length=1, max_length=10_000)


class Dataset(BaseModel):
    """A file, or the announcement of one."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "dataset_id": "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "name": "orders.csv",
                "status": "uploaded",
                "size_bytes": 48213,
                "etag": "9b2cf535f27731c974343645a3985328",
                "goal": "general_audit",
                "created_at": "2026-11-23T21:10:00Z",
                "latest_analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d",
                "parent_dataset_id": None,
                "created_by": "7c1e4a52-9a53-4c0e-9d0a-2b9d2f3a7c41",
            }
        }
    )

    dataset_id: str
    name: str
    status: DatasetStatus
    size_bytes: int | None
    etag: str | None
    goal: Goal
    created_at: datetime
    latest_analysis_id: str | None
    parent_dataset_id: str | None = Field(
        default=None, description="The dataset that this one was made of, by cleaning; it may be gone."
    )
    created_by: str | None = Field(
        default=None,
        description="The `user_id` of the member who brought it; null where an API key did, "
        "or somebody who left for good.",
    )

    @classmethod
    def of(cls, stored: StoredDataset) -> "Dataset":
        """What is shown of a stored dataset."""
        return cls.model_validate(stored.model_dump(exclude={"workspace_id", "object_key", "options"}))


class DatasetList(BaseModel):
    """A page of datasets, newest first."""

    datasets: list[Dataset]
    next_cursor: str | None = Field(description="Where the next page begins; null at the end.")


_SEND_WHOLE = (
    "Send the file with PUT to upload.url, with upload.headers; that starts the analysis. "
    "Then POST /api/v1/analysis/start with the dataset_id returns it."
)
_SEND_PARTS = (
    "Send each part of upload.part_size_bytes with PUT to its URL and keep the ETag of each reply; then POST "
    "them to "
    "/api/v1/datasets/{dataset_id}/upload/complete, which starts the analysis."
)


@router.post(
    "/upload",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Ask where to send a file",
    responses=problem_responses(400, 401, 403, 404, 413, 422, 503),
)
def request_upload(body: UploadRequest, principal: Editor, world: OutsideWorld) -> UploadReply:
    """Makes a dataset and presigned requests for its file: one, or for files above 100 MB one for each part.

    The URLs are good for an hour and for exactly `size_bytes` bytes. The free plan takes files up to 100 MB.
    """
    ticket = requesting.request_upload(
        body.command,
        workspace_id=principal.workspace_id,
        catalog=world.catalog,
        objects=world.objects,
        now=world.now,
        created_by=principal.user_id,
    )
    if principal.key_id:
        world.usage.set_payer(principal.workspace_id, ticket.dataset_id, principal.key_id)
    return reply_of(ticket)


def reply_of(ticket: UploadTicket) -> UploadReply:
    """What is answered to somebody who has a file."""
    is_single = ticket.upload.kind == "single"
    following = _SEND_WHOLE if is_single else _SEND_PARTS.format(dataset_id=ticket.dataset_id)
    return UploadReply(dataset_id=ticket.dataset_id, upload=ticket.upload, next=following)


@router.post(
    "/{dataset_id}/upload/complete",
    summary="Put the parts of a large file together",
    responses=problem_responses(401, 403, 404, 409, 422, 503),
)
def complete_upload(
    dataset_id: DatasetId, body: CompleteUploadRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> Dataset:
    """Ends a multipart upload, which starts the analysis."""
    stored = completing.complete_upload(
        str(dataset_id),
        body.upload_id,
        body.parts,
        workspace_id=workspace_id,
        catalog=world.catalog,
        objects=world.objects,
    )
    return Dataset.of(stored)


@router.get("", summary="List datasets", responses=problem_responses(400, 401, 404, 422, 503))
def list_datasets(
    workspace_id: ReadableWorkspace,
    world: OutsideWorld,
    limit: Annotated[int, Query(ge=1, le=100, description="Datasets on a page.")] = 25,
    cursor: Annotated[
        str | None, Query(max_length=500, description="`next_cursor` of the page before.")
    ] = None,
) -> DatasetList:
    """The workspace's datasets, newest first."""
    page = listing.list_datasets(workspace_id=workspace_id, limit=limit, cursor=cursor, catalog=world.catalog)
    return DatasetList(datasets=[Dataset.of(each) for each in page.datasets], next_cursor=page.next_cursor)


@router.get("/{dataset_id}", summary="Read a dataset", responses=problem_responses(401, 404, 422, 503))
def get_dataset(dataset_id: DatasetId, workspace_id: ReadableWorkspace, world: OutsideWorld) -> Dataset:
    """One dataset; `status` tells whether its file has come."""
    stored = getting.get_dataset(
        str(dataset_id), workspace_id=workspace_id, catalog=world.catalog, objects=world.objects
    )
    return Dataset.of(stored)


@router.delete(
    "/{dataset_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete a dataset",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def delete_dataset(
    dataset_id: DatasetId, workspace_id: WritableWorkspace, world: OutsideWorld, connections: ConnectionWorld
) -> Response:
    """Deletes the file, its analyses and all their results, at once and for good."""
    deleting.delete_dataset(
        str(dataset_id),
        workspace_id=workspace_id,
        catalog=world.catalog,
        objects=world.objects,
        analyses=world.analyses,
        workflow=world.workflow,
        cleanings=world.cleanings,
        cleaning_workflow=world.cleaning_workflow,
        usage=world.usage,
    )
    connections.connections.forget_import(workspace_id, str(dataset_id))
    return Response(status_code=status.HTTP_204_NO_CONTENT)
