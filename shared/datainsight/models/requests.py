"""What is kept of a request beside its answer: so that it is made once, and not too often."""

from pydantic import SecretStr

from datainsight.models.base import Frozen


class Answer(Frozen):
    """A reply that may be given again."""

    status_code: int
    headers: dict[str, str]
    body: bytes


class RequestClaim(Frozen):
    """Somebody makes a request that must be made once.

    Attributes:
        workspace_id: The tenant.
        caller: Who asks: a user, an API key, or whoever sits before a local stack.
        key: What the caller calls the request.
        fingerprint: Of method, path and body.
        claim_id: Of this very try.
    """

    workspace_id: str
    caller: str
    key: SecretStr
    fingerprint: str
    claim_id: str


class RatePolicy(Frozen):
    """How often somebody may ask.

    Attributes:
        name: For the headers.
        per_minute: In the long run.
        burst: At once, after a pause.
    """

    name: str
    per_minute: int
    burst: int

    @property
    def interval(self) -> int:
        """Microseconds between requests in the long run."""
        return 60_000_000 // self.per_minute

    @property
    def window_seconds(self) -> int:
        """After so long a pause a whole burst is allowed again."""
        return max(1, round(self.burst * 60 / self.per_minute))


class RateSubject(Frozen):
    """Whose requests are counted together; without a workspace it is an address."""

    workspace_id: str | None
    name: str


class RateDecision(Frozen):
    """Whether a request may be made.

    Attributes:
        policy: What was decided by.
        is_allowed: The answer.
        remaining: How many more may follow at once.
        reset_seconds: After that a whole burst is allowed again.
        retry_after_seconds: After that the next one is allowed; 0 where this one is.
    """

    policy: RatePolicy
    is_allowed: bool
    remaining: int
    reset_seconds: int
    retry_after_seconds: int = 0
