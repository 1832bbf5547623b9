"""The service over HTTP: typed calls, and problems as the product's own errors."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel

from datainsight import errors
from datainsight.client.replies import AnalysisState, ArrivedParts, SignedParts, Ticket, Tokens

Reply = TypeVar("Reply", bound=BaseModel)

PREFIX = "/api/v1"
_FIRST_PAUSE_SECONDS = 0.2
_LONGEST_PAUSE_SECONDS = 5.0
_ERRORS: Mapping[int, type[errors.DataInsightError]] = {
    400: errors.UsageError,
    401: errors.UnauthenticatedError,
    402: errors.BudgetExceededError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    413: errors.RefusedError,
    422: errors.UsageError,
}


class Service:
    """One server, and who asks.

    Args:
        http: Its base URL is the server's; whoever passes it closes it.
        token: An access token or an API key; None where nobody is signed in, as on a local stack.
    """

    def __init__(self, http: httpx.Client, token: str | None = None) -> None:
        self._http = http
        self._headers = {"authorization": f"Bearer {token}"} if token else {}

    def sign_in(self, email: str, password: str) -> Tokens:
        """Signs in.

        Raises:
            UnauthenticatedError: Address or password is wrong.
        """
        return self._post("/auth/login", {"email": email, "password": password}, Tokens)

    def refresh(self, refresh_token: str) -> Tokens:
        """The next pair of tokens; the one that is given is spent.

        Raises:
            UnauthenticatedError: The session has ended.
        """
        return self._post("/auth/refresh", {"refresh_token": refresh_token}, Tokens)

    def check(self) -> None:
        """Asks for something small.

        Raises:
            UnauthenticatedError: The token or key is not good.
        """
        self._call("GET", "/datasets", params={"limit": 1})

    def request_upload(self, name: str, size_bytes: int, goal: str) -> Ticket:
        """Asks where to send a file.

        Raises:
            RefusedError: It is larger than the plan allows.
        """
        return self._post("/datasets/upload", {"name": name, "size_bytes": size_bytes, "goal": goal}, Ticket)

    def arrived_parts(self, dataset_id: str, upload_id: str) -> ArrivedParts:
        """What storage has of an unfinished upload.

        Raises:
            NotFoundError: There is no such upload any more.
        """
        reply = self._call("GET", f"/datasets/{dataset_id}/upload/parts", params={"upload_id": upload_id})
        return ArrivedParts.model_validate_json(reply.content)

    def sign_parts(self, dataset_id: str, upload_id: str, sizes: Mapping[int, int]) -> SignedParts:
        """Where to send parts, by their numbers and sizes."""
        parts = [{"number": number, "size_bytes": size} for number, size in sizes.items()]
        body = {"upload_id": upload_id, "parts": parts}
        return self._post(f"/datasets/{dataset_id}/upload/parts/sign", body, SignedParts)

    def complete_upload(self, dataset_id: str, upload_id: str, etags: Sequence[tuple[int, str]]) -> None:
        """Puts the parts together, which starts the analysis."""
        parts = [{"number": number, "etag": etag} for number, etag in etags]
        body = {"upload_id": upload_id, "parts": parts}
        self._call("POST", f"/datasets/{dataset_id}/upload/complete", json=body)

    def start(self, dataset_id: str) -> AnalysisState:
        """The analysis of a dataset's present content, started where it was not."""
        return self._post("/analysis/start", {"dataset_id": dataset_id}, AnalysisState)

    def wait(self, analysis_id: str, tell: Callable[[AnalysisState], None]) -> AnalysisState:
        """Waits for the end of an analysis; `tell` hears of each state on the way."""
        pause = _FIRST_PAUSE_SECONDS
        while True:
            reply = self._call("GET", f"/analysis/{analysis_id}/status")
            state = AnalysisState.model_validate_json(reply.content)
            tell(state)
            if state.has_ended:
                return state
            time.sleep(pause)
            pause = min(_LONGEST_PAUSE_SECONDS, pause * 1.3)

    def _post(self, path: str, body: Mapping[str, Any], model: type[Reply]) -> Reply:
        return model.model_validate_json(self._call("POST", path, json=body).content)

    def _call(self, method: str, path: str, **given: Any) -> httpx.Response:
        try:
            reply = self._http.request(method, PREFIX + path, headers=self._headers, **given)
        except httpx.HTTPError as error:
            raise errors.UnavailableError(
                "the server cannot be reached.", where=str(self._http.base_url), remedy="Check the address."
            ) from error
        if not reply.is_success:
            raise problem_of(reply)
        return reply


def problem_of(reply: httpx.Response) -> errors.DataInsightError:
    """A refusal as an error; its detail is what the server says."""
    try:
        detail = str(reply.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"the server answers with status {reply.status_code}."
    if reply.status_code == httpx.codes.TOO_MANY_REQUESTS:
        seconds = reply.headers.get("retry-after", "")
        return errors.TooManyAttemptsError(
            detail, retry_after_seconds=int(seconds) if seconds.isdecimal() else 1
        )
    return _ERRORS.get(reply.status_code, errors.UnavailableError)(detail)
