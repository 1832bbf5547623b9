"""Replies that a client may keep: it asks again with the reply's ETag, and is told when nothing changed."""

import hashlib
from typing import Annotated, Any

from fastapi import Header, Response, status

IfNoneMatch = Annotated[
    str | None,
    Header(
        max_length=2000, description="ETag of a reply that is kept; `304` without a body if it is still so."
    ),
]

NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "As the kept reply says."}}
"""For a route's documentation."""

KEEP = {"cache-control": "private, no-cache"}
"""A reply may be kept by its user, and is asked for again each time."""


def etag_of(body: bytes) -> str:
    """A strong validator (RFC 9110, section 8.8.3)."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def is_kept(etag: str, if_none_match: str | None) -> bool:
    """Whether the client has that reply (RFC 9110, section 13.1.2; weak comparison)."""
    if if_none_match is None:
        return False
    kept = {each.strip().removeprefix("W/") for each in if_none_match.split(",")}
    return "*" in kept or etag in kept


def is_news(body: bytes, if_none_match: str | None) -> bool:
    """Whether a client that waits for news says which reply it has, and this is another one."""
    return if_none_match is not None and not is_kept(etag_of(body), if_none_match)


def reply(body: bytes, if_none_match: str | None, media_type: str = "application/json") -> Response:
    """The body, or that it is still the same."""
    etag = etag_of(body)
    headers = {"etag": etag, **KEEP}
    if is_kept(etag, if_none_match):
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def progress_reply(body: bytes, if_none_match: str | None, *, is_open: bool) -> Response:
    """The same of work that goes on, with when to ask again."""
    answer = reply(body, if_none_match)
    if is_open:
        answer.headers["retry-after"] = "1"
    return answer
