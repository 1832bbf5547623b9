"""What the server refuses, as the product's own errors."""

from collections.abc import Mapping

import httpx

from datainsight import errors

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


def problem_of(reply: httpx.Response) -> errors.DataInsightError:
    """A refusal as an error; its detail is what the server says."""
    try:
        detail = str(reply.json()["detail"])
    except (ValueError, KeyError, TypeError):
        detail = f"the server answers with status {reply.status_code}."
    if reply.status_code == httpx.codes.TOO_MANY_REQUESTS:
        seconds = reply.headers.get("retry-after", "")
        later = errors.TooManyAttemptsError(
            detail, retry_after_seconds=int(seconds) if seconds.isdecimal() else 1
        )
        later.what = detail.removesuffix(later.remedy).rstrip()  # the server's words say when, too
        return later
    return _ERRORS.get(reply.status_code, errors.UnavailableError)(detail)
