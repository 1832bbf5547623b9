"""Lines of the audit log: who did what to what, when. They are only ever added."""

import uuid

from datainsight.models.account import AuditEntry, Principal
from datainsight.services.account_ports import AccountPorts
from datainsight.services.ports import Clock


def entry_of(principal: Principal, action: str, subject: str, *, now: Clock, **details: str) -> AuditEntry:
    """A line about what the caller does in their workspace.

    Args:
        principal: Who and where.
        action: What, as "member.removed".
        subject: Id of what it is done to.
        now: The clock.
        details: More, without secrets.
    """
    return AuditEntry(
        entry_id=str(uuid.uuid4()),
        workspace_id=principal.workspace_id,
        at=now(),
        user_id=principal.user_id,
        key_id=principal.key_id,
        action=action,
        subject=subject,
        details=details,
    )


def read_audit_log(limit: int, *, principal: Principal, ports: AccountPorts) -> tuple[AuditEntry, ...]:
    """The newest lines of the workspace."""
    return ports.workspaces.audit_log(principal.workspace_id, limit)
