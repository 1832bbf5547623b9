"""From what went wrong to what people read. The codes are public: clients branch on them."""

import json

from datainsight.errors import (
    BudgetExceededError,
    DataInsightError,
    QuotaExceededError,
    RefusedError,
    SourceNotFoundError,
    UnreadableError,
    UsageError,
)
from datainsight.models.analysis import FailureCause, Stage
from datainsight.phrasing import as_sentence

INTERRUPTED = FailureCause(
    code="interrupted", message="The analysis was interrupted before it finished. Start it again."
)

_CODES: dict[str, str] = {
    SourceNotFoundError.__name__: "source_not_found",
    UnreadableError.__name__: "unreadable",
    RefusedError.__name__: "refused",
    UsageError.__name__: "usage",
    BudgetExceededError.__name__: "budget_exceeded",
    QuotaExceededError.__name__: "quota_exceeded",
}
"""Errors whose message is meant for the user, by class name: that is all a state machine tells of them."""

_TIMED_OUT = FailureCause(
    code="timed_out", message="The analysis took longer than it may. Try again, or send a smaller file."
)
_INTERNAL = FailureCause(
    code="internal",
    message="Something went wrong on our side. Start the analysis again; if it fails again, tell us.",
)
_ABORTED = FailureCause(code="aborted", message="The analysis was stopped. Start it again.")


def code_of(error: Exception) -> str | None:
    """The code of an error whose message is meant for the user; None for all others."""
    return _CODES.get(type(error).__name__)


def cause_at_source(error: DataInsightError, code: str) -> FailureCause:
    """For what a connection's source answered: without its address, which whoever reads this has chosen."""
    where = "" if "://" in error.where else error.where
    what = f"{where}: {error.what}" if where else as_sentence(error.what)
    return FailureCause(code=code, message=f"{what} {error.remedy}".rstrip())


def cause_of(error: Exception, stage: Stage) -> FailureCause:
    """For an error that a stage raised."""
    code = code_of(error)
    if code is None or not isinstance(error, DataInsightError):
        return _INTERNAL.model_copy(update={"stage": stage})
    return FailureCause(code=code, message=str(error), stage=stage)


def cause_from_machine(error: str, cause: str, stage: Stage | None) -> FailureCause:
    """For what a Catch or a status change says.

    Args:
        error: Error name: the class of an exception, "States.Timeout", "TIMED_OUT", ….
        cause: JSON that Lambda made of an exception, or any text.
        stage: Where the analysis was last seen.
    """
    name, message = _exception(error, cause)
    code = _CODES.get(name)
    if code is not None:
        return FailureCause(code=code, message=message, stage=stage)
    if _is_timeout(name, message):
        return _TIMED_OUT.model_copy(update={"stage": stage})
    known = {"ABORTED": _ABORTED, INTERRUPTED.code: INTERRUPTED}.get(name, _INTERNAL)
    return known.model_copy(update={"stage": stage})


def _exception(error: str, cause: str) -> tuple[str, str]:
    try:
        parsed = json.loads(cause)
    except ValueError:
        return error, cause
    if not isinstance(parsed, dict):
        return error, cause
    return str(parsed.get("errorType") or error), str(parsed.get("errorMessage") or cause)


def _is_timeout(name: str, message: str) -> bool:
    return name in {"TIMED_OUT", "States.Timeout", "Sandbox.Timedout"} or "Task timed out" in message
