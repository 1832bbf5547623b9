"""How a file gets into the service: straight to storage, by presigned requests."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from datainsight.models.base import Frozen


class WorkspacePlan(StrEnum):
    """What a workspace pays for."""

    FREE = "free"
    PRO = "pro"
    ENTERPRISE = "enterprise"


class SingleUpload(Frozen):
    """One request that carries the whole file.

    Attributes:
        url: Presigned; good for exactly the announced number of bytes.
        headers: To be sent as they are.
        expires_at: After that the URL is refused.
    """

    kind: Literal["single"] = "single"
    method: Literal["PUT"] = "PUT"
    url: str
    headers: dict[str, str] = Field(default_factory=dict)
    expires_at: datetime


class UploadPart(Frozen):
    """One piece of a large file: `size_bytes` bytes from `number - 1` times the part size, by PUT."""

    number: int
    url: str
    size_bytes: int


class MultipartUpload(Frozen):
    """Several requests, in any order and at once; the ETag header of each reply is needed to complete."""

    kind: Literal["multipart"] = "multipart"
    method: Literal["PUT"] = "PUT"
    upload_id: str
    part_size_bytes: int
    parts: tuple[UploadPart, ...]
    expires_at: datetime


Upload = Annotated[SingleUpload | MultipartUpload, Field(discriminator="kind")]


class SignedPart(Frozen):
    """Where to send a piece."""

    number: int
    url: str


class ArrivedPart(Frozen):
    """A piece that storage has."""

    number: int
    size_bytes: int
    etag: str


class CompletedPart(Frozen):
    """A piece that arrived, and the ETag that storage gave it."""

    number: int = Field(ge=1, le=10_000)
    etag: str = Field(min_length=1, max_length=200)


class UploadTicket(Frozen):
    """A dataset that awaits its file."""

    dataset_id: str
    upload: Upload
