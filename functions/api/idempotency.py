"""`Idempotency-Key`: a request that creates is made once, and its answer given again for a day."""

import hashlib
import uuid
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from pydantic import SecretStr
from starlette.concurrency import run_in_threadpool

from datainsight.models.requests import Answer, RequestClaim
from functions.api.dependencies import CurrentPrincipal, principal_there, request_ports
from functions.api.reply_hooks import OpenClaim

REPLAYED = "idempotent-replayed"

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=16,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Random, as a UUID: repeating a request with the same key and body within a day does "
        "nothing more, and gives the first answer again.",
    ),
]


class ReplayError(Exception):
    """Not an error of anybody: the request has been answered already.

    Args:
        answer: What was answered.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


async def _claim(request: Request, principal: Any, key: str | None) -> None:
    if key is None:
        return
    fingerprint = hashlib.sha256(f"{request.method} {request.url.path}\n".encode())
    fingerprint.update(await request.body())
    claim = RequestClaim(
        workspace_id=principal.workspace_id,
        caller=principal.key_id or principal.user_id or "local",
        key=SecretStr(key),
        fingerprint=fingerprint.hexdigest(),
        claim_id=str(uuid.uuid4()),
    )
    world = request_ports(request)
    now = request.app.state.ports.now
    answer = await run_in_threadpool(world.answers.claim, claim, now())
    if answer is not None:
        raise ReplayError(answer)
    request.scope["state"]["claim"] = OpenClaim(claim, world.answers, now)


async def _once(
    request: Request, principal: CurrentPrincipal, idempotency_key: IdempotencyKey = None
) -> None:
    await _claim(request, principal, idempotency_key)


async def _once_there(
    request: Request,
    principal: Annotated[Any, Depends(principal_there)],
    idempotency_key: IdempotencyKey = None,
) -> None:
    await _claim(request, principal, idempotency_key)


ONCE = [Depends(_once)]
"""For the routes that create something in the caller's workspace."""

ONCE_THERE = [Depends(_once_there)]
"""For those whose path names the workspace."""


async def answer_again(_: Request, error: Exception) -> Response:
    """The stored answer."""
    assert isinstance(error, ReplayError)  # noqa: S101 - it is registered for nothing else
    headers = {**error.answer.headers, REPLAYED: "true"}
    return Response(error.answer.body, status_code=error.answer.status_code, headers=headers)
