"""Answers, rates and plans in memory: the contract tests hold them to the promises of the adapters."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from datainsight.errors import IdempotencyKeyReusedError, RequestInProgressError
from datainsight.models.requests import Answer, RateDecision, RatePolicy, RateSubject, RequestClaim
from datainsight.models.upload import WorkspacePlan


@dataclass
class _Kept:
    claim: RequestClaim
    at: datetime
    answer: Answer | None = None


@dataclass
class MemoryAnswers:
    """Answers in a dictionary."""

    kept: dict[tuple[str, str, str], _Kept] = field(default_factory=dict)

    def claim(self, claim: RequestClaim, now: datetime) -> Answer | None:
        found = self.kept.get(_place(claim))
        if found is None or now - found.at >= timedelta(days=1):
            self.kept[_place(claim)] = _Kept(claim, now)
            return None
        if found.claim.fingerprint != claim.fingerprint:
            raise IdempotencyKeyReusedError("This Idempotency-Key was used for another request.")
        if found.answer is None:
            if now - found.at < timedelta(seconds=60):
                raise RequestInProgressError("The same request is being answered.")
            self.kept[_place(claim)] = _Kept(claim, now)
            return None
        return found.answer

    def keep(self, claim: RequestClaim, answer: Answer, now: datetime) -> None:
        found = self.kept.get(_place(claim))
        if found is not None and found.claim.claim_id == claim.claim_id:
            found.answer = answer

    def release(self, claim: RequestClaim) -> None:
        found = self.kept.get(_place(claim))
        if found is not None and found.claim.claim_id == claim.claim_id and found.answer is None:
            del self.kept[_place(claim)]


def _place(claim: RequestClaim) -> tuple[str, str, str]:
    return claim.workspace_id, claim.caller, claim.key.get_secret_value()


@dataclass
class MemoryRateLimits:
    """Buckets in a dictionary."""

    reached: dict[RateSubject, float] = field(default_factory=dict)

    def take(self, subject: RateSubject, policy: RatePolicy, now: datetime) -> RateDecision:
        at, interval = now.timestamp(), policy.interval / 1e6
        before = max(at, self.reached.get(subject, 0))
        latest = at + interval * (policy.burst - 1)
        if before > latest:
            wait = max(1, -int(-(before - latest) // 1))
            return RateDecision(
                policy=policy,
                is_allowed=False,
                remaining=0,
                reset_seconds=-int(-(before - at) // 1),
                retry_after_seconds=wait,
            )
        self.reached[subject] = before + interval
        ahead = before + interval - at
        return RateDecision(
            policy=policy,
            is_allowed=True,
            remaining=max(0, policy.burst - round(ahead / interval)),
            reset_seconds=-int(-ahead // 1),
        )


@dataclass
class MemoryPlans:
    """Plans in a dictionary."""

    seen: dict[str, WorkspacePlan] = field(default_factory=dict)

    def recall(self, workspace_id: str, now: datetime) -> WorkspacePlan | None:
        return self.seen.get(workspace_id)

    def remember(self, workspace_id: str, plan: WorkspacePlan) -> None:
        self.seen[workspace_id] = plan
