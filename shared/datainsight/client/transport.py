"""Sends requests to the service and reads what it answers; refusals are the product's own errors."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import httpx
from pydantic import BaseModel, TypeAdapter

from datainsight.client.problems import problem_of
from datainsight.errors import UnavailableError


class Transport:
    """One server, and who asks.

    Args:
        http: Its base URL is the server's; whoever passes it closes it.
        token: An access token or an API key; None where nobody is signed in, as on a local stack.
    """

    def __init__(self, http: httpx.Client, token: str | None = None) -> None:
        self._http = http
        self._signed_in = {"authorization": f"Bearer {token}"} if token else {}

    def ask(
        self,
        method: str,
        path: str,
        *,
        model: Any,
        query: Mapping[str, object] | None = None,
        header: Mapping[str, object] | None = None,
        body: BaseModel | None = None,
    ) -> Any:
        """Sends a request; gives the model that the reply is, its bytes where it is none, or None.

        Large results lie elsewhere: the redirect is followed, without the token.

        Raises:
            DataInsightError: What the server says: not signed in, not found, too large, tried too often, …
        """
        headers = {**self._signed_in, **_given(header)}
        content = None
        if body is not None:
            content = body.model_dump_json(exclude_unset=True, by_alias=True)
            headers["content-type"] = "application/json"
        try:
            reply = self._http.request(
                method, path, params=_given(query), headers=headers, content=content, follow_redirects=True
            )
        except httpx.HTTPError as error:
            raise UnavailableError(
                "the server cannot be reached.", where=str(self._http.base_url), remedy="Check the address."
            ) from error
        if reply.status_code in {httpx.codes.NO_CONTENT, httpx.codes.NOT_MODIFIED}:
            return None
        if not reply.is_success:
            raise problem_of(reply)
        if model is bytes or "json" not in reply.headers.get("content-type", ""):
            return reply.content
        return TypeAdapter(model).validate_json(reply.content)


def _given(values: Mapping[str, object] | None) -> dict[str, str]:
    return {name: str(value) for name, value in (values or {}).items() if value is not None}


def in_path(value: object) -> str:
    """One part of a path, whatever it holds."""
    return quote(str(value), safe="")
