"""Errors become RFC 9457 problems here, and only here."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from datainsight import errors
from datainsight.phrasing import as_sentence
from functions.api.request_id import request_id_of
from functions.observability import logger

MEDIA_TYPE = "application/problem+json"


class ProblemError(BaseModel):
    """One thing that is wrong with a request.

    Attributes:
        detail: What.
        pointer: JSON Pointer (RFC 6901, as a URI fragment) into the body.
        parameter: Name of the path, query or header parameter.
    """

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(BaseModel):
    """RFC 9457 problem details.

    Attributes:
        type: Identifies the kind of problem.
        title: The kind in words.
        status: HTTP status.
        detail: What is wrong here and what to do about it.
        instance: The path that was asked for.
        code: The kind, for programs.
        request_id: To be told to support.
        errors: What is wrong with the request, one by one.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank#conflict",
                "title": "The request contradicts the present state",
                "status": 409,
                "detail": "The file of this dataset has not been uploaded. Send it to the URL that the "
                "upload request returned, then start again.",
                "instance": "/api/v1/analysis/start",
                "code": "conflict",
                "request_id": "8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "errors": [
                    {"detail": "The file of this dataset has not been uploaded.", "pointer": "#/dataset_id"}
                ],
            }
        }
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[ProblemError] = Field(default_factory=list)


class Kind(NamedTuple):
    """How a class of errors is answered."""

    status: int
    code: str
    title: str
    headers: dict[str, str] = {}  # noqa: RUF012 - a NamedTuple's default, never changed


KINDS: tuple[tuple[type[errors.DataInsightError], Kind], ...] = (
    (
        errors.IdempotencyKeyReusedError,
        Kind(422, "idempotency_key_reused", "The key was used for another request"),
    ),
    (errors.UsageError, Kind(400, "usage", "The request is wrong")),
    (
        errors.UnauthenticatedError,
        Kind(401, "unauthenticated", "Nobody is signed in", {"WWW-Authenticate": "Bearer"}),
    ),
    (errors.PlanRequiredError, Kind(403, "plan_required", "The plan does not have it")),
    (errors.ForbiddenError, Kind(403, "forbidden", "The caller may not do that")),
    (errors.BudgetExceededError, Kind(402, "budget_exceeded", "The budget does not allow it")),
    (errors.QuotaExceededError, Kind(429, "quota_exceeded", "The daily quota is used up")),
    (errors.RateLimitedError, Kind(429, "rate_limited", "Too many requests")),
    (errors.TooManyAttemptsError, Kind(429, "too_many_attempts", "Tried too often")),
    (errors.SourceNotFoundError, Kind(404, "source_not_found", "The data is not there")),
    (errors.UnreadableError, Kind(422, "unreadable", "The input cannot be read as a table")),
    (errors.RefusedError, Kind(413, "refused", "The input is refused")),
    (errors.NotFoundError, Kind(404, "not_found", "There is no such thing in this workspace")),
    (
        errors.AnalysisRunningError,
        Kind(409, "analysis_running", "The analysis is not ready", {"Retry-After": "2"}),
    ),
    (errors.AnalysisFailedError, Kind(409, "analysis_failed", "The analysis failed")),
    (errors.AnalysisCancelledError, Kind(409, "analysis_cancelled", "The analysis was cancelled")),
    (
        errors.CleaningRunningError,
        Kind(409, "cleaning_running", "The file is not cleaned yet", {"Retry-After": "2"}),
    ),
    (
        errors.ContractRunningError,
        Kind(409, "contract_running", "The rules are still run on the data", {"Retry-After": "5"}),
    ),
    (
        errors.RequestInProgressError,
        Kind(409, "request_in_progress", "The same request is being answered", {"Retry-After": "2"}),
    ),
    (errors.CleaningFailedError, Kind(409, "cleaning_failed", "The cleaning failed")),
    (errors.CleaningCancelledError, Kind(409, "cleaning_cancelled", "The cleaning was cancelled")),
    (errors.ConflictError, Kind(409, "conflict", "The request contradicts the present state")),
    (errors.UnavailableError, Kind(503, "unavailable", "A service is away", {"Retry-After": "5"})),
)
"""Most special first; what is not here is our own fault."""

INVALID = Kind(422, "invalid", "The request does not have the right shape")
INTERNAL = Kind(500, "internal", "Something went wrong on our side")


def kind_of(error: Exception) -> Kind:
    """How an error is answered."""
    return next((kind for each, kind in KINDS if isinstance(error, each)), INTERNAL)


def add_problem_handlers(app: FastAPI) -> None:
    """Answers every error of an application with a problem."""
    app.add_exception_handler(errors.DataInsightError, _answer_known)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(HTTPException, _answer_http)
    app.add_exception_handler(Exception, _answer_unknown)


async def _answer_known(request: Request, error: Exception) -> JSONResponse:
    kind = kind_of(error)
    if kind is INTERNAL or not isinstance(error, errors.DataInsightError):
        return await _answer_unknown(request, error)
    what = as_sentence(error.what)
    detail = " ".join(part for part in (what, error.remedy) if part)
    found = [ProblemError(detail=what, pointer=error.where)] if error.where.startswith("#/") else []
    if isinstance(error, errors.TooManyAttemptsError):
        kind = kind._replace(headers={"Retry-After": str(error.retry_after_seconds)})
    return _reply(request, kind, detail, found)


async def _answer_invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for nothing else
    is_json = "json" in request.headers.get("content-type", "")
    found = [_validation_error(each, error.body, is_json=is_json) for each in error.errors()]
    return _reply(request, INVALID, "; ".join(_say(each) for each in found), found)


async def _answer_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for nothing else
    if error.status_code == 400:
        # JSON that Python's parser gives up, as ten thousand brackets, or a number of as many digits.
        found = ProblemError(detail="The body cannot be read as JSON.", pointer="#/")
        return _reply(request, INVALID, found.detail, [found])
    title = {404: "There is nothing at this address", 405: "This address does not take that method"}
    code = {404: "no_such_address", 405: "method_not_allowed"}
    kind = Kind(
        error.status_code,
        code.get(error.status_code, "http_error"),
        title.get(error.status_code, str(error.detail)),
        dict(error.headers or {}),
    )
    return _reply(request, kind, f"{request.method} {request.url.path} is not part of this API.", [])


async def _answer_unknown(request: Request, error: Exception) -> JSONResponse:
    logger.error("request failed", exc_info=error, path=request.url.path)
    detail = "Try again; if it fails again, tell us the request id."
    return _reply(request, INTERNAL, detail, [])


def _reply(request: Request, kind: Kind, detail: str, found: list[ProblemError]) -> JSONResponse:
    request_id = request_id_of(request.scope)
    problem = Problem(
        type=f"about:blank#{kind.code}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=request.url.path,
        code=kind.code,
        request_id=request_id,
        errors=found,
    )
    return JSONResponse(
        problem.model_dump(exclude_none=True), kind.status, headers=kind.headers, media_type=MEDIA_TYPE
    )


NO_JSON = "A body is read as JSON where the header `content-type: application/json` comes with it."


def _validation_error(error: dict[str, Any], body: Any, *, is_json: bool) -> ProblemError:
    place, *path = error["loc"]
    if error["type"] == "json_invalid":
        told = f"The body cannot be read as JSON: {error['ctx']['error']} at character {path[0]}."
        return ProblemError(detail=told, pointer="#/")
    if place == "body" and not path and not is_json and error["type"] != "missing":
        return ProblemError(detail=NO_JSON, pointer="#/")
    told = _told(error)
    if place == "body":
        steps = "/".join(step.replace("~", "~0").replace("/", "~1") for step in _steps(path, body))
        return ProblemError(detail=told, pointer=f"#/{steps}")
    return ProblemError(detail=told, parameter=str(path[0]) if path else place)


def _told(error: dict[str, Any]) -> str:
    """In our words where those of the library speak of programs."""
    match error["type"]:
        case "extra_forbidden":
            return "There is no such field here."
        case "uuid_parsing":
            return "This is no id: ids are UUIDs, as the lists and replies show them."
        case "union_tag_invalid":
            return f"There is no {error['ctx']['tag']!r} here; there are {error['ctx']['expected_tags']}."
        case _:
            return str(error["msg"]).removeprefix("Value error, ")


def _steps(path: list[str | int], body: Any) -> Iterator[str]:
    """The way through the body as it came: where models differ by a tag, the library names that too."""
    for number, step in enumerate(path, 1):
        if isinstance(body, dict) and step not in body and number < len(path):
            continue
        body = _below(body, step)
        yield str(step)


def _below(body: Any, step: str | int) -> Any:
    if isinstance(body, dict):
        return body.get(step)
    return body[step] if isinstance(body, list) and isinstance(step, int) else None


def _say(error: ProblemError) -> str:
    return f"{error.pointer or error.parameter}: {error.detail}"


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's documentation."""
    titles = {kind.status: kind.title for _, kind in reversed(KINDS)} | {
        422: "The request does not have the right shape"
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": titles[status], "model": Problem, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }
