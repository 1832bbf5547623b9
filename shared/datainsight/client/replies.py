"""What the service answers, as far as this client looks at it; the service may add fields over time."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Tokens(_Reply):
    """What signing in gives."""

    access_token: str
    refresh_token: str


class SingleTarget(_Reply):
    """One request for the whole file."""

    kind: Literal["single"]
    url: str
    headers: dict[str, str]


class PartTarget(_Reply):
    """One request for a part."""

    number: int
    url: str


class MultipartTarget(_Reply):
    """Several requests."""

    kind: Literal["multipart"]
    upload_id: str
    part_size_bytes: int
    parts: tuple[PartTarget, ...]


class Ticket(_Reply):
    """A dataset that waits for its file."""

    dataset_id: str
    upload: Annotated[SingleTarget | MultipartTarget, Field(discriminator="kind")]


class ArrivedPart(_Reply):
    """A part that storage has."""

    number: int
    size_bytes: int
    etag: str


class ArrivedParts(_Reply):
    """All of them."""

    parts: tuple[ArrivedPart, ...]


class SignedParts(_Reply):
    """Where to send parts."""

    parts: tuple[PartTarget, ...]


class Failure(_Reply):
    """Why an analysis failed."""

    code: str
    message: str = ""


class AnalysisState(_Reply):
    """How far an analysis is."""

    analysis_id: str
    status: str
    stage: str | None = None
    shards_done: int | None = None
    shards_total: int | None = None
    failure: Failure | None = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.status not in {"queued", "running"}
