"""Workspaces and who belongs to them."""

import uuid

from datainsight.errors import ForbiddenError, UnauthenticatedError, UsageError
from datainsight.models.account import Member, Membership, Principal, Role
from datainsight.services.account_ports import AccountPorts
from datainsight.services.audit import entry_of


def create_workspace(name: str, *, principal: Principal, ports: AccountPorts) -> Membership:
    """A new workspace, owned by the caller.

    Raises:
        UsageError: The name is blank or cannot be shown.
        UnauthenticatedError: The caller is no person.
    """
    user_id, name = person(principal), name.strip()
    if not name or not name.isprintable():
        raise UsageError("The workspace needs a name that can be shown.", where="#/name")
    workspace = Membership(workspace_id=str(uuid.uuid4()), name=name, role=Role.OWNER)
    there = principal.model_copy(update={"workspace_id": workspace.workspace_id})
    entry = entry_of(there, "workspace.created", workspace.workspace_id, now=ports.now)
    ports.workspaces.create(user_id, workspace, entry)
    ports.sessions.put_membership(user_id, workspace)
    return workspace


def list_members(*, principal: Principal, ports: AccountPorts) -> tuple[Member, ...]:
    """Everybody who belongs to the workspace."""
    return ports.workspaces.members(principal.workspace_id)


def change_role(user_id: str, role: Role, *, principal: Principal, ports: AccountPorts) -> None:
    """Gives a member another role, from their next request on.

    Raises:
        NotFoundError: No such member.
        ConflictError: Nobody would own the workspace any more.
    """
    entry = entry_of(principal, "member.role_changed", user_id, now=ports.now, role=role.value)
    changed = ports.workspaces.change_role(principal.workspace_id, user_id, role, entry)
    ports.sessions.put_membership(user_id, changed)


def remove_member(user_id: str, *, principal: Principal, ports: AccountPorts) -> None:
    """Ends a membership, from their next request on; members may leave by themselves.

    Raises:
        ForbiddenError: The caller neither owns the workspace nor leaves it.
        NotFoundError: No such member.
        ConflictError: Nobody would own the workspace any more.
    """
    if principal.role is not Role.OWNER and principal.user_id != user_id:
        raise ForbiddenError("Only an owner removes other members.")
    entry = entry_of(principal, "member.removed", user_id, now=ports.now)
    ports.workspaces.remove_member(principal.workspace_id, user_id, entry)
    ports.sessions.drop_membership(user_id, principal.workspace_id)


def person(principal: Principal) -> str:
    """The id of a caller who must be a person.

    Raises:
        UnauthenticatedError: It is an API key, or nobody is signed in.
    """
    if principal.user_id is None:
        raise UnauthenticatedError("Only a person who is signed in may do that.", remedy="Sign in.")
    return principal.user_id
