"""How often somebody may ask: one table by plan."""

import hashlib

from datainsight.models.account import Principal
from datainsight.models.requests import RateDecision, RatePolicy, RateSubject
from datainsight.models.upload import WorkspacePlan
from datainsight.services.ports import Clock
from datainsight.services.request_ports import RequestPorts

POLICIES: dict[WorkspacePlan, RatePolicy] = {
    WorkspacePlan.FREE: RatePolicy(name="free", per_minute=120, burst=60),
    WorkspacePlan.PRO: RatePolicy(name="pro", per_minute=600, burst=200),
    WorkspacePlan.ENTERPRISE: RatePolicy(name="enterprise", per_minute=3000, burst=1000),
}
"""For each API key, and for each user in a workspace."""

ADDRESS = RatePolicy(name="address", per_minute=60, burst=30)
"""For each network address that asks without a good token: to sign in, or with a wrong one."""

LOCAL = RatePolicy(name="local", per_minute=60_000, burst=20_000)
"""On a local stack, for everybody."""


def count_caller(principal: Principal, *, is_local: bool, ports: RequestPorts, now: Clock) -> RateDecision:
    """Counts a request of somebody who is known, where it is allowed."""
    name = f"KEY#{principal.key_id}" if principal.key_id else f"USER#{principal.user_id}"
    at = now()
    plan = None if is_local else ports.plans.recall(principal.workspace_id, at)
    policy = LOCAL if is_local else POLICIES[plan or WorkspacePlan.FREE]
    subject = RateSubject(workspace_id=principal.workspace_id, name=name)
    return ports.rate_limits.take(subject, policy, at)


def count_address(address: str, *, is_local: bool, ports: RequestPorts, now: Clock) -> RateDecision:
    """Counts a request of somebody who is not known, where it is allowed."""
    # A digest, so that no addresses lie around.
    digest = hashlib.sha256(address.encode()).hexdigest()
    subject = RateSubject(workspace_id=None, name=f"ADDRESS#{digest}")
    return ports.rate_limits.take(subject, LOCAL if is_local else ADDRESS, now())
