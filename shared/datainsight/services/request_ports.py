"""What the API needs of the outside world for requests as such."""

from datetime import datetime
from typing import Protocol

from datainsight.models.requests import Answer, RateDecision, RatePolicy, RateSubject, RequestClaim
from datainsight.models.upload import WorkspacePlan


class AnswerStore(Protocol):
    """Remembers for a day what was answered to requests that must be made once."""

    def claim(self, claim: RequestClaim, now: datetime) -> Answer | None:
        """Begins a request, or gives the answer that it has got already.

        Raises:
            RequestInProgressError: The same request is being answered.
            IdempotencyKeyReusedError: The caller used the key for another request.
        """
        ...

    def keep(self, claim: RequestClaim, answer: Answer, now: datetime) -> None:
        """Stores the answer; nothing happens where another try took over."""
        ...

    def release(self, claim: RequestClaim) -> None:
        """The request came to nothing, so it may be made again."""
        ...


class RateLimiter(Protocol):
    """Counts requests, right however many come at once."""

    def take(self, subject: RateSubject, policy: RatePolicy, now: datetime) -> RateDecision:
        """Counts a request if it is allowed."""
        ...


class PlanMemory(Protocol):
    """Plans of workspaces, as last seen in the relational store, which may sleep."""

    def recall(self, workspace_id: str, now: datetime) -> WorkspacePlan | None:
        """What the workspace paid for when somebody last looked; None where nobody did."""
        ...

    def remember(self, workspace_id: str, plan: WorkspacePlan) -> None:
        """Somebody looked."""
        ...


class RequestPorts(Protocol):
    """All of the above."""

    @property
    def answers(self) -> AnswerStore:
        """Answers of requests that must be made once."""
        ...

    @property
    def rate_limits(self) -> RateLimiter:
        """Counts requests."""
        ...

    @property
    def plans(self) -> PlanMemory:
        """Plans."""
        ...
