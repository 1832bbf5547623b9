"""What all routes have in common: they run where they are called, and take text that can be stored.

FastAPI runs a plain function in another thread, so that one that waits for a store holds up nobody else's
request. A Lambda environment has one request at a time: there is nobody else, and starting that thread,
changing to it and back takes longer than most of our routes do.

The character U+0000 is text to JSON, and to no store: PostgreSQL refuses it, so does S3.
"""

import re
from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

_WITHOUT_BODY = frozenset({"GET", "HEAD"})


_NUL = re.compile(rb"\x00|(?<!\\)(?:\\\\)*\\u0000")
"""As it stands, or as JSON escapes it; behind an even number of backslashes it is an escape."""


class DirectRoute(APIRoute):
    """Makes a coroutine of a plain function; one that is a coroutine already stays what it is."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        direct = endpoint if iscoroutinefunction(endpoint) else _as_coroutine(endpoint)
        super().__init__(path, direct, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Looks at the request first."""
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            if b"%00" in request.scope.get("query_string", b""):
                raise _refused("query")
            if request.method not in _WITHOUT_BODY and _NUL.search(await request.body()):
                raise _refused("body")
            return await handle(request)

        return checked


def _refused(place: str) -> RequestValidationError:
    message = "The character U+0000 is no text here"
    return RequestValidationError([{"type": "nul", "loc": (place,), "msg": message, "input": None}])


def _as_coroutine(function: Callable[..., Any]) -> Callable[..., Coroutine[None, None, Any]]:
    @wraps(function)
    async def direct(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return direct
