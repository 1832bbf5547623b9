"""Pieces of large files, and further versions of a file."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.upload import ArrivedPart, SignedPart
from datainsight.services import request_upload as requesting
from datainsight.services import upload_parts as parts
from functions.api.dependencies import OutsideWorld, ReadableWorkspace, WritableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses
from functions.api.routes.datasets import DatasetId, UploadReply, UploadRequest, reply_of

router = APIRouter(prefix="/datasets/{dataset_id}/upload", tags=["datasets"], route_class=DirectRoute)

UploadId = Annotated[str, Query(min_length=1, max_length=1024, description="From the upload request.")]
_LARGEST_PART = 5 * 1024**3


class PartToSign(BaseModel):
    """A piece to be sent."""

    model_config = ConfigDict(extra="forbid")

    number: int = Field(ge=1, le=10_000)
    size_bytes: int = Field(ge=1, le=_LARGEST_PART, description="Exactly as many bytes as will be sent.")


class SignRequest(BaseModel):
    """Pieces of an unfinished upload."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"upload_id": "VXBsb2FkSWQ", "parts": [{"number": 3, "size_bytes": 33554432}]}
        },
    )

    upload_id: str = Field(min_length=1, max_length=1024)
    parts: list[PartToSign] = Field(min_length=1, max_length=1000)


class SignReply(BaseModel):
    """Where to send the pieces, by PUT."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "parts": [{"number": 3, "url": "https://bucket.s3.amazonaws.com/uploads/…?partNumber=3&…"}],
                "expires_at": "2026-11-23T22:10:00Z",
            }
        }
    )

    parts: list[SignedPart]
    expires_at: datetime


class ArrivedParts(BaseModel):
    """What has come."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"parts": [{"number": 1, "size_bytes": 33554432, "etag": "9b2cf535f27731c9"}]}
        }
    )

    parts: list[ArrivedPart]


@router.post(
    "",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Send another version of a file",
    responses=problem_responses(400, 401, 403, 404, 413, 422, 503),
)
def request_version(
    dataset_id: DatasetId, body: UploadRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> UploadReply:
    """As `POST /datasets/upload`, for a dataset that exists: the file is replaced when the upload ends.

    The dataset keeps its name. Analyses belong to a version of the content, so the new one gets its own.
    """
    ticket = requesting.request_version(
        str(dataset_id),
        body.command,
        workspace_id=workspace_id,
        catalog=world.catalog,
        objects=world.objects,
        now=world.now,
    )
    return reply_of(ticket)


@router.post(
    "/parts/sign",
    summary="Sign parts of a large file",
    responses=problem_responses(401, 403, 404, 413, 422, 503),
)
def sign_parts(
    dataset_id: DatasetId, body: SignRequest, workspace_id: WritableWorkspace, world: OutsideWorld
) -> SignReply:
    """Up to 1,000 URLs at once, good for an hour: for uploads that take longer, and for resumed ones."""
    signed, expires_at = parts.sign_parts(
        str(dataset_id),
        parts.PartsCommand(
            upload_id=body.upload_id, sizes={each.number: each.size_bytes for each in body.parts}
        ),
        workspace_id=workspace_id,
        catalog=world.catalog,
        objects=world.objects,
        now=world.now,
    )
    return SignReply(parts=list(signed), expires_at=expires_at)


@router.get("/parts", summary="List arrived parts", responses=problem_responses(401, 404, 422, 503))
def list_parts(
    dataset_id: DatasetId, upload_id: UploadId, workspace_id: ReadableWorkspace, world: OutsideWorld
) -> ArrivedParts:
    """What storage has of an unfinished upload: an interrupted one goes on with the others."""
    found = parts.arrived_parts(
        str(dataset_id), upload_id, workspace_id=workspace_id, catalog=world.catalog, objects=world.objects
    )
    return ArrivedParts(parts=list(found))


@router.delete(
    "",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Give an upload up",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def abort_upload(
    dataset_id: DatasetId, upload_id: UploadId, workspace_id: WritableWorkspace, world: OutsideWorld
) -> Response:
    """Deletes the parts that have come; the dataset goes on waiting for a file."""
    parts.abort_upload(
        str(dataset_id), upload_id, workspace_id=workspace_id, catalog=world.catalog, objects=world.objects
    )
    return Response(status_code=status.HTTP_204_NO_CONTENT)
