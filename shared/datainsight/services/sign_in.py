"""E-mail and password become a session: a short-lived access token, and a refresh token that is good once.

An unknown address costs the same work as a known one, and gets the same answer.
"""

import uuid
from datetime import datetime, timedelta

from datainsight.errors import UnauthenticatedError
from datainsight.models.account import AccessClaims, Membership, Session, User
from datainsight.models.base import Frozen
from datainsight.services import attempt_policies, secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.password_rules import normalised

ACCESS_LIFETIME = timedelta(minutes=10)
REFRESH_LIFETIME = timedelta(days=30)
"""Without a refresh for so long, a session has ended."""


class SignedIn(Frozen):
    """What a client holds.

    Attributes:
        access_token: Goes with each request.
        expires_in: Seconds that it is good for.
        refresh_token: Gets the next pair, once.
    """

    access_token: str
    expires_in: int
    refresh_token: str


def sign_in(email: str, password: str, *, address: str, ports: AccountPorts) -> SignedIn:
    """Begins a session.

    Args:
        email: As registered; letters' cases make no difference.
        password: As typed.
        address: Network address of the caller.
        ports: The outside world.

    Raises:
        UnauthenticatedError: There is no such account, or it has another password.
        TooManyAttemptsError: Too many wrong passwords for this e-mail, or from that machine.
    """
    email, now, machine = email.strip().lower(), ports.now(), attempt_policies.machine(address)
    # Counted before the password is looked at, so that attempts at once cannot outrun the counter.
    ports.attempts.count(attempt_policies.SIGN_IN_MACHINE, machine, now)
    ports.attempts.count(attempt_policies.SIGN_IN, email, now)
    found = ports.accounts.credential(email)
    known_hash = found.password_hash if found else ports.passwords.decoy
    if not ports.passwords.verify(normalised(password), known_hash) or found is None:
        raise UnauthenticatedError(
            "The e-mail or the password is wrong, or the e-mail was not verified.",
            remedy="Open the mail that came after the registration, or ask for another password.",
        )
    ports.attempts.forget(attempt_policies.SIGN_IN, email)
    ports.attempts.forgive(attempt_policies.SIGN_IN_MACHINE, machine)
    memberships = ports.accounts.memberships(found.user.user_id)
    return begin_session(found.user, memberships, ports=ports)


def begin_session(user: User, memberships: tuple[Membership, ...], *, ports: AccountPorts) -> SignedIn:
    """A session of a user whose identity is proved.

    Raises:
        UnauthenticatedError: The user belongs to no workspace.
    """
    if not memberships:
        raise UnauthenticatedError("This account belongs to no workspace.", remedy="Ask for an invitation.")
    now = ports.now()
    token = secret_tokens.make(secret_tokens.REFRESH, user.user_id, str(uuid.uuid4()))
    session = Session(
        user_id=user.user_id,
        session_id=token.item,
        token_digest=token.digest,
        created_at=now,
        expires_at=now + REFRESH_LIFETIME,
    )
    ports.sessions.open(session, user, memberships)
    return signed_in(session, memberships[0].workspace_id, token.text, now=now, ports=ports)


def signed_in(
    session: Session, workspace_id: str, refresh_token: str, *, now: datetime, ports: AccountPorts
) -> SignedIn:
    """A new access token beside a refresh token."""
    issued_at = now.replace(microsecond=0)
    claims = AccessClaims(
        user_id=session.user_id,
        session_id=session.session_id,
        workspace_id=workspace_id,
        issued_at=issued_at,
        expires_at=issued_at + ACCESS_LIFETIME,
    )
    return SignedIn(
        access_token=ports.access_tokens.sign(claims),
        expires_in=int(ACCESS_LIFETIME.total_seconds()),
        refresh_token=refresh_token,
    )
