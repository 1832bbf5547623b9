"""API keys: for programs that act in one workspace."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response, status
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from datainsight.models.account import ApiKey, KeyMode, Scope
from datainsight.services import api_keys
from functions.api.dependencies import AccountWorld, Owner
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses

router = APIRouter(prefix="/keys", tags=["keys"], route_class=DirectRoute)

KeyId = Annotated[UUID, Path(description="From the list of keys.")]

_EXAMPLE: JsonDict = {
    "key_id": "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "name": "nightly import",
    "mode": "live",
    "scopes": ["read", "write"],
    "hint": "x9Qk",
    "created_by": "7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "created_at": "2026-11-23T21:10:00Z",
    "expires_at": "2027-02-21T21:10:00Z",
    "last_used_at": None,
}


class KeyRequest(BaseModel):
    """A key to come."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"name": "nightly import", "scopes": ["read", "write"], "days": 90}},
    )

    name: str = Field(min_length=1, max_length=100, description="For people.")
    mode: KeyMode = Field(default=KeyMode.LIVE, description="Also in the key's text.")
    scopes: list[Scope] = Field(
        default_factory=lambda: [Scope.READ, Scope.WRITE],
        min_length=1,
        max_length=2,
        description="Writing includes reading.",
    )
    days: int = Field(default=90, ge=1, le=365, description="How long it is good.")


class Key(BaseModel):
    """What can be shown of a key."""

    model_config = ConfigDict(json_schema_extra={"example": {**_EXAMPLE}})

    key_id: str
    name: str
    mode: KeyMode
    scopes: list[Scope]
    hint: str = Field(description="The last characters of the key.")
    created_by: str | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")


class NewKey(Key):
    """The only reply that holds the key itself."""

    model_config = ConfigDict(
        json_schema_extra={"example": {**_EXAMPLE, "key": "dip_live_3q2-7wAAAAAAAAAAAAAAAA…x9Qk"}}
    )

    key: str = Field(description="Send it as `Authorization: Bearer …`; it is not shown again.")


class KeyList(BaseModel):
    """The workspace's keys, oldest first."""

    keys: list[Key]


@router.post(
    "",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Make a key",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def create_key(body: KeyRequest, principal: Owner, world: AccountWorld) -> NewKey:
    """For owners. The reply holds the key, once; what is stored is a digest."""
    key, text = api_keys.create_key(
        api_keys.KeyRequest.model_validate(body.model_dump()), principal=principal, ports=world
    )
    return NewKey.model_validate({**_shown(key), "key": text})


@router.get("", summary="List keys", responses=problem_responses(401, 403, 404, 422, 503))
def list_keys(principal: Owner, world: AccountWorld) -> KeyList:
    """For owners: the keys of the workspace that have not expired."""
    found = api_keys.list_keys(principal=principal, ports=world)
    return KeyList(keys=[Key.model_validate(_shown(each)) for each in found])


@router.delete(
    "/{key_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Revoke a key",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def revoke_key(key_id: KeyId, principal: Owner, world: AccountWorld) -> Response:
    """For owners. It opens nothing from the next request on."""
    api_keys.revoke_key(str(key_id), principal=principal, ports=world)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


def _shown(key: ApiKey) -> dict[str, object]:
    return key.model_dump(exclude={"workspace_id", "digest"})
