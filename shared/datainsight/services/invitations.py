"""Invitations: by mail, for one address, good once and for a week."""

import uuid
from datetime import timedelta

from datainsight.errors import NotFoundError
from datainsight.models.account import Invitation, Membership, Principal, Role
from datainsight.services import attempt_policies, mails, secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.audit import entry_of
from datainsight.services.register_account import normal_email
from datainsight.services.workspace_members import person

LIFETIME = timedelta(days=7)


def invite(email: str, role: Role, *, address: str, principal: Principal, ports: AccountPorts) -> Invitation:
    """Sends an invitation; one more to the same address replaces the one before.

    Args:
        email: Who is invited; only the account of this address can accept.
        role: What they may do then.
        address: Network address of the caller.
        principal: Who invites, and where to.
        ports: The outside world.

    Raises:
        UnauthenticatedError: The caller is no person.
        TooManyAttemptsError: Too many mails to this address, or from that machine.
    """
    inviter = ports.sessions.profile(person(principal))
    if inviter is None:
        raise NotFoundError("This account is gone.")
    now, email = ports.now(), normal_email(email)
    attempt_policies.count_mail(email, address, attempts=ports.attempts, now=now)
    token = secret_tokens.make(secret_tokens.INVITATION, principal.workspace_id, str(uuid.uuid4()))
    invitation = Invitation(
        invitation_id=token.item,
        workspace_id=principal.workspace_id,
        email=email,
        role=role,
        created_at=now,
        expires_at=now + LIFETIME,
    )
    entry = entry_of(principal, "invitation.sent", token.item, now=ports.now, role=role.value)
    ports.workspaces.invite(invitation, token.digest, entry)
    ports.mailer.send(mails.invitation(email, inviter[0].email, role, token.text, ports.site_url))
    return invitation


def list_invitations(*, principal: Principal, ports: AccountPorts) -> tuple[Invitation, ...]:
    """Those that can still be accepted."""
    return ports.workspaces.invitations(principal.workspace_id, ports.now())


def withdraw(invitation_id: str, *, principal: Principal, ports: AccountPorts) -> None:
    """Takes an invitation back.

    Raises:
        NotFoundError: There is none.
    """
    entry = entry_of(principal, "invitation.withdrawn", invitation_id, now=ports.now)
    if not ports.workspaces.withdraw(principal.workspace_id, invitation_id, entry):
        raise NotFoundError("There is no such invitation.", where=invitation_id)


def accept(token: str, *, principal: Principal, ports: AccountPorts) -> Membership:
    """Makes the caller a member.

    Raises:
        NotFoundError: The token is not good (any more), or was sent to another address.
        UnauthenticatedError: The caller is no person.
    """
    user_id, presented = person(principal), secret_tokens.parse(secret_tokens.INVITATION, token)
    profile = ports.sessions.profile(user_id)
    joined = None
    if presented is not None and profile is not None:
        there = principal.model_copy(update={"workspace_id": presented.owner})
        entry = entry_of(there, "invitation.accepted", presented.item, now=ports.now)
        joined = ports.workspaces.accept(presented.owner, presented.item, presented.digest, profile[0], entry)
    if joined is None:
        raise NotFoundError(
            "The invitation is not good, has expired, or was sent to another address.",
            remedy="Sign in with the address that got the mail, or ask for another invitation.",
        )
    ports.sessions.put_membership(user_id, joined)
    return joined
