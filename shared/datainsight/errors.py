"""The one tree of exceptions.

DataInsightError
├── UsageError                 the caller asked for something impossible (exit code 2, HTTP 400)
│   └── IdempotencyKeyReusedError  the key of a request was used for another one (HTTP 422)
├── UnreadableError            the input cannot be read as a table (exit code 3, HTTP 422)
│   └── SourceNotFoundError    there is nothing at that path, key or table
├── RefusedError               the input is refused: too large, unsafe, forbidden (exit code 4, HTTP 413)
├── NotFoundError              no such dataset, analysis, … in this workspace (HTTP 404)
├── ConflictError              the request contradicts the present state (HTTP 409)
│   ├── AnalysisRunningError   there are no results yet
│   ├── AnalysisFailedError    there will be no results
│   ├── AnalysisCancelledError somebody stopped it, so there will be no results
│   ├── CleaningRunningError   the file is not cleaned yet
│   ├── CleaningFailedError    there will be no cleaned file
│   ├── CleaningCancelledError somebody stopped it, so there will be no cleaned file
│   ├── ContractRunningError   the rules of a contract are still run on the data
│   └── RequestInProgressError the same request is being answered
├── UnauthenticatedError       nobody is signed in (HTTP 401)
├── ForbiddenError             the caller's role or key does not allow it (HTTP 403)
│   └── PlanRequiredError      the workspace's plan does not have it
├── TooManyAttemptsError       tried too often; later it is allowed again (HTTP 429)
│   ├── QuotaExceededError     the plan's daily quota is used up
│   └── RateLimitedError       asked too often within a minute
├── BudgetExceededError        it would cost more than the budget leaves (HTTP 402)
├── PartialFormatError         stored measurement bytes are damaged or of another version
├── UngroundedTextError        text mentions a number or a fact that is not in the fact table
├── GeneratedCodeError         a generated script failed its verification
├── ModelReplyError            a language model gave no usable text
│   ├── ModelRefusedError      it declined to answer
│   └── ModelTruncatedError    its text ended too early
└── UnavailableError           a service we depend on is away; trying again may help (HTTP 503)
"""


class DataInsightError(Exception):
    """Base of all errors raised on purpose.

    Args:
        what: What is wrong, in one sentence.
        where: File, line, byte, sheet, column or key it was found at.
        remedy: What the user can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: where, what, remedy."""
        return " ".join(
            part for part in (f"{self.where}:" if self.where else "", self.what, self.remedy) if part
        )


class UsageError(DataInsightError):
    """The caller asked for something impossible."""


class IdempotencyKeyReusedError(UsageError):
    """The key of a request was used for another one."""


class UnreadableError(DataInsightError):
    """The input cannot be read as a table."""


class SourceNotFoundError(UnreadableError):
    """There is nothing at that path, key or table."""


class RefusedError(DataInsightError):
    """The input is refused: too large, unsafe, or forbidden."""


class NotFoundError(DataInsightError):
    """There is no such thing in this workspace."""


class ConflictError(DataInsightError):
    """The request contradicts the present state."""


class AnalysisRunningError(ConflictError):
    """There are no results yet."""


class AnalysisFailedError(ConflictError):
    """There will be no results."""


class AnalysisCancelledError(ConflictError):
    """Somebody stopped it, so there will be no results."""


class CleaningRunningError(ConflictError):
    """The file is not cleaned yet."""


class CleaningFailedError(ConflictError):
    """There will be no cleaned file."""


class CleaningCancelledError(ConflictError):
    """Somebody stopped it, so there will be no cleaned file."""


class ContractRunningError(ConflictError):
    """The rules of a contract are still run on the data."""


class RequestInProgressError(ConflictError):
    """The same request is being answered."""


class UnauthenticatedError(DataInsightError):
    """Nobody is signed in."""


class ForbiddenError(DataInsightError):
    """The caller's role or key does not allow it."""


class PlanRequiredError(ForbiddenError):
    """The workspace's plan does not have it."""


class TooManyAttemptsError(DataInsightError):
    """Tried too often.

    Args:
        what: What is wrong, in one sentence.
        retry_after_seconds: When it is allowed again.
    """

    def __init__(self, what: str, *, retry_after_seconds: int) -> None:
        unit = "second" if retry_after_seconds == 1 else "seconds"
        super().__init__(what, remedy=f"Try again in {retry_after_seconds} {unit}.")
        self.retry_after_seconds = retry_after_seconds


class QuotaExceededError(TooManyAttemptsError):
    """The plan's daily quota is used up."""


class RateLimitedError(TooManyAttemptsError):
    """Asked too often within a minute.

    Args:
        retry_after_seconds: When it is allowed again.
    """

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__("These are too many requests.", retry_after_seconds=retry_after_seconds)


class BudgetExceededError(DataInsightError):
    """It would cost more than the budget leaves.

    Args:
        what: What is wrong, in one sentence.
        remedy: What the user can do about it.
        key_id: Of the API key whose budget it is; None for the workspace's.
    """

    def __init__(self, what: str, *, remedy: str = "", key_id: str | None = None) -> None:
        super().__init__(what, remedy=remedy)
        self.key_id = key_id


class PartialFormatError(DataInsightError):
    """Stored measurement bytes are damaged or were written by another version."""


class UngroundedTextError(DataInsightError):
    """Text mentions a number or a fact that is not in the fact table."""


class GeneratedCodeError(DataInsightError):
    """A generated script failed its verification."""


class ModelReplyError(DataInsightError):
    """A language model gave no usable text.

    Args:
        what: What is wrong, in one sentence.
        input_tokens: What the call cost nevertheless.
        output_tokens: The same for what was written.
    """

    def __init__(self, what: str, *, input_tokens: int = 0, output_tokens: int = 0) -> None:
        super().__init__(what)
        self.input_tokens = input_tokens
        self.output_tokens = output_tokens


class ModelRefusedError(ModelReplyError):
    """A language model declined to answer."""


class ModelTruncatedError(ModelReplyError):
    """A language model's text ended too early."""


class UnavailableError(DataInsightError):
    """A service we depend on is away; trying again may help."""
