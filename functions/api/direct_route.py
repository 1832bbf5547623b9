"""Route functions run where they are called.

FastAPI runs a plain function in another thread, so that one that waits for a store holds up nobody else's
request. A Lambda environment has one request at a time: there is nobody else, and starting that thread,
changing to it and back takes longer than most of our routes do.
"""

from collections.abc import Callable, Coroutine
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from fastapi.routing import APIRoute


class DirectRoute(APIRoute):
    """Makes a coroutine of a plain function; one that is a coroutine already stays what it is."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        direct = endpoint if iscoroutinefunction(endpoint) else _as_coroutine(endpoint)
        super().__init__(path, direct, **options)


def _as_coroutine(function: Callable[..., Any]) -> Callable[..., Coroutine[None, None, Any]]:
    @wraps(function)
    async def direct(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return direct
