"""Somebody leaves for good: their account, their workspaces, and every file, item and row in them go away."""

from datainsight.errors import ConflictError, UnauthenticatedError, UsageError
from datainsight.models.account import Member, Principal, Role
from datainsight.services import attempt_policies, object_keys
from datainsight.services.account_ports import AccountPorts
from datainsight.services.audit import entry_of
from datainsight.services.connection_ports import ConnectionPorts
from datainsight.services.connections import forget_connections
from datainsight.services.delete_dataset import delete_dataset
from datainsight.services.password_rules import normalised
from datainsight.services.ports import Ports
from datainsight.services.workspace_members import person

_PAGE = 100


def close_account(
    email: str,
    password: str | None,
    *,
    principal: Principal,
    ports: Ports,
    accounts: AccountPorts,
    connections: ConnectionPorts,
) -> None:
    """Deletes everything of the caller's, rows last: a broken deletion can be repeated.

    Workspaces without another member go along; in others the membership ends. There the audit log keeps what
    was done, under an id that leads to nobody any more.

    Args:
        email: The account's own address, typed again.
        password: The account's; None only where it has none.
        principal: Who asks.
        ports: The outside world.
        accounts: That of accounts.
        connections: That of connections.

    Raises:
        UsageError: The address is another one.
        UnauthenticatedError: The caller is no person, or the password is wrong.
        ConflictError: Others would be left in a workspace that nobody owns.
        TooManyAttemptsError: Too many wrong passwords.
    """
    user_id = person(principal)
    _confirm(user_id, email.strip().lower(), password, accounts=accounts)
    members = {
        each.workspace_id: accounts.workspaces.members(each.workspace_id)
        for each in accounts.accounts.memberships(user_id)
    }
    own = [workspace_id for workspace_id, found in members.items() if len(found) == 1]
    shared = [workspace_id for workspace_id in members if workspace_id not in own]
    for workspace_id in shared:
        _require_another_owner(members[workspace_id], user_id)
    for workspace_id in shared:
        there = principal.model_copy(update={"workspace_id": workspace_id})
        entry = entry_of(there, "member.removed", user_id, now=accounts.now)
        accounts.workspaces.remove_member(workspace_id, user_id, entry)
    for workspace_id in own:
        forget_connections(workspace_id, ports=connections)
        _empty(workspace_id, ports=ports, accounts=accounts)
    accounts.accounts.delete(user_id, tuple(own))
    accounts.attempts.forget(attempt_policies.SIGN_IN, email.strip().lower())
    accounts.attempts.forget(attempt_policies.MAIL, email.strip().lower())
    accounts.mailer.forget(email.strip().lower())
    accounts.traces.erase_user(user_id)


def _confirm(user_id: str, email: str, password: str | None, *, accounts: AccountPorts) -> None:
    found = accounts.accounts.credential(email)
    profile = accounts.sessions.profile(user_id)
    if profile is None or profile[0].email != email:
        raise UsageError("This is not the address of the account.", where="#/email", remedy="Type it again.")
    if found is None:
        return
    accounts.attempts.count(attempt_policies.SIGN_IN, email, accounts.now())
    if not accounts.passwords.verify(normalised(password or ""), found.password_hash):
        raise UnauthenticatedError("The password is wrong.", remedy="Type it again.")


def _require_another_owner(members: tuple[Member, ...], user_id: str) -> None:
    owners = {each.user_id for each in members if each.role is Role.OWNER}
    if owners == {user_id}:
        raise ConflictError(
            "Other members would be left in a workspace that nobody owns.",
            remedy="Make one of them an owner, or remove them, then try again.",
        )


def _empty(workspace_id: str, *, ports: Ports, accounts: AccountPorts) -> None:
    """Stops what runs, and deletes objects and items; the rows go with the account."""
    while found := ports.catalog.datasets(workspace_id, limit=_PAGE, cursor=None).datasets:
        for each in found:
            delete_dataset(
                each.dataset_id,
                workspace_id=workspace_id,
                catalog=ports.catalog,
                objects=ports.objects,
                analyses=ports.analyses,
                workflow=ports.workflow,
                cleanings=ports.cleanings,
                cleaning_workflow=ports.cleaning_workflow,
                usage=ports.usage,
            )
    for prefix in (object_keys.UPLOADS, object_keys.IMPORTED, object_keys.WORK, object_keys.RESULTS):
        ports.objects.delete_below(f"{prefix}/{workspace_id}/")
    accounts.traces.erase_workspace(workspace_id)
