"""What accounts need of the outside world; `services.ports` has the rest."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from datainsight.models.account import (
    Access,
    AccessClaims,
    ApiKey,
    AuditEntry,
    Credential,
    Identity,
    Invitation,
    Mail,
    MailPurpose,
    MailToken,
    Member,
    Membership,
    PendingSignIn,
    Provider,
    Role,
    Session,
    User,
)
from datainsight.services.ports import Clock


class Passwords(Protocol):
    """A slow hash, and how easily a password is guessed."""

    @property
    def decoy(self) -> str:
        """A hash of nothing anybody knows, as costly to verify as any: for addresses without an account."""
        ...

    def hash(self, password: str) -> str:
        """A salted hash."""
        ...

    def verify(self, password: str, password_hash: str) -> bool:
        """Whether the password is the one that was hashed."""
        ...

    def is_easy_to_guess(self, password: str, known: tuple[str, ...]) -> bool:
        """Whether lists of common passwords, patterns, or what is known of the user lead to it."""
        ...


class AccessTokens(Protocol):
    """Signs and verifies access tokens."""

    def sign(self, claims: AccessClaims) -> str:
        """The token."""
        ...

    def verify(self, token: str, now: datetime) -> AccessClaims:
        """What it says.

        Raises:
            UnauthenticatedError: It is not ours, was changed, or has expired.
        """
        ...


class AccountStore(Protocol):
    """Users and memberships in the relational store."""

    def credential(self, email: str) -> Credential | None:
        """The account of an address, None where there is none."""
        ...

    def add_user(self, user: User, password_hash: str, workspace: Membership) -> bool:
        """Stores a user with a workspace of their own; False where the address has an account already."""
        ...

    def replace_password(self, user_id: str, password_hash: str) -> None:
        """Stores another password."""
        ...

    def memberships(self, user_id: str) -> tuple[Membership, ...]:
        """The workspaces of a user, oldest membership first."""
        ...

    def delete(self, user_id: str, workspace_ids: tuple[str, ...]) -> None:
        """Deletes a user and the workspaces named, with all their rows, or nothing at all."""
        ...


class SessionStore(Protocol):
    """Sessions, and what every request asks about: a sleeping database is not seen there."""

    def open(self, session: Session, user: User, memberships: tuple[Membership, ...]) -> None:
        """Stores a session, and the user's name and memberships as they are now."""
        ...

    def rotate(
        self, session: Session, new_digest: str, expires_at: datetime, now: datetime, grace: timedelta
    ) -> bool:
        """Replaces the newest refresh token, if it is `session.token_digest` or was that within `grace`.

        Returns:
            Whether it was replaced; if not, the session has ended: somebody came with a token of the past.
        """
        ...

    def find(self, user_id: str, session_id: str) -> Session | None:
        """A session that has not ended."""
        ...

    def close(self, user_id: str, session_id: str) -> None:
        """Ends a session."""
        ...

    def close_all(self, user_id: str) -> None:
        """Ends all sessions of a user."""
        ...

    def access(self, user_id: str, session_id: str, workspace_id: str, now: datetime) -> Access:
        """Whether the session is open, and the membership in a workspace: one round trip."""
        ...

    def profile(self, user_id: str) -> "tuple[User, tuple[Membership, ...]] | None":
        """The user and their memberships as last stored here."""
        ...

    def put_membership(self, user_id: str, membership: Membership) -> None:
        """Stores a membership that began or changed; it counts from the next request on."""
        ...

    def drop_membership(self, user_id: str, workspace_id: str) -> None:
        """Ends a membership; that counts from the next request on."""
        ...


class WorkspaceStore(Protocol):
    """Workspaces in the relational store; each change is stored together with its line in the audit log."""

    def create(self, user_id: str, workspace: Membership, entry: AuditEntry) -> None:
        """Stores a workspace and its first member."""
        ...

    def members(self, workspace_id: str) -> tuple[Member, ...]:
        """Everybody who belongs to it, longest first."""
        ...

    def change_role(self, workspace_id: str, user_id: str, role: Role, entry: AuditEntry) -> Membership:
        """Stores another role; returns the membership as it is then.

        Raises:
            NotFoundError: No such member.
            ConflictError: Nobody would own the workspace any more.
        """
        ...

    def remove_member(self, workspace_id: str, user_id: str, entry: AuditEntry) -> None:
        """Ends a membership.

        Raises:
            NotFoundError: No such member.
            ConflictError: Nobody would own the workspace any more.
        """
        ...

    def invite(self, invitation: Invitation, token_digest: str, entry: AuditEntry) -> None:
        """Stores an invitation; an open one of the same address is replaced."""
        ...

    def invitations(self, workspace_id: str, now: datetime) -> tuple[Invitation, ...]:
        """Those that can still be accepted, newest first."""
        ...

    def withdraw(self, workspace_id: str, invitation_id: str, entry: AuditEntry) -> bool:
        """Removes one; False where there is no such invitation."""
        ...

    def accept(
        self, workspace_id: str, invitation_id: str, token_digest: str, user: User, entry: AuditEntry
    ) -> Membership | None:
        """Uses an invitation up; None where it is not good for that user at `entry.at`."""
        ...

    def record(self, entry: AuditEntry) -> None:
        """Adds a line to the audit log for what is stored elsewhere."""
        ...

    def audit_log(self, workspace_id: str, limit: int) -> tuple[AuditEntry, ...]:
        """Newest first."""
        ...


class ApiKeyStore(Protocol):
    """API keys: asked for with each request, so a sleeping database is not seen there."""

    def add(self, key: ApiKey) -> None:
        """Stores one."""
        ...

    def find(self, workspace_id: str, key_id: str) -> ApiKey | None:
        """One of a workspace."""
        ...

    def keys(self, workspace_id: str) -> tuple[ApiKey, ...]:
        """All of a workspace, oldest first."""
        ...

    def note_use(self, workspace_id: str, key_id: str, at: datetime) -> None:
        """Remembers when it was used; nothing happens where it is gone."""
        ...

    def revoke(self, workspace_id: str, key_id: str) -> bool:
        """Removes one; False where there is none."""
        ...


class MailTokenStore(Protocol):
    """Tokens that were sent by mail; each is good once."""

    def put(self, digest: str, token: MailToken) -> None:
        """Stores one."""
        ...

    def find(self, digest: str, purpose: MailPurpose, now: datetime) -> MailToken | None:
        """One that has not expired, for that purpose."""
        ...

    def take(self, digest: str) -> bool:
        """Removes one; of two who take the same, one is told True."""
        ...


class AttemptPolicy(NamedTuple):
    """How often something may be tried.

    Attributes:
        name: Keeps the counters of different things apart.
        free: Attempts without a pause.
        pause: After the first attempt beyond those; doubles with each further one.
        longest_pause: Where doubling ends, so that nobody is locked out for good by others.
        memory: After this much quiet, everything is forgotten.
    """

    name: str
    free: int
    pause: timedelta
    longest_pause: timedelta
    memory: timedelta


class AttemptCounter(Protocol):
    """Counts attempts, correctly however many come at once."""

    def count(self, policy: AttemptPolicy, subject: str, now: datetime) -> None:
        """Counts one before it is made.

        Raises:
            TooManyAttemptsError: It may not be made now.
        """
        ...

    def forgive(self, policy: AttemptPolicy, subject: str) -> None:
        """Takes the last one back: it was no guess."""
        ...

    def forget(self, policy: AttemptPolicy, subject: str) -> None:
        """Begins anew."""
        ...


class Mailer(Protocol):
    """Sends mail."""

    def send(self, mail: Mail) -> None:
        """Hands a message over.

        Raises:
            UnavailableError: It was not taken.
        """
        ...

    def forget(self, recipient: str) -> None:
        """Deletes what is kept of mails to an address; most senders keep nothing."""
        ...


class IdentityProvider(Protocol):
    """Proves who somebody is."""

    def authorization_url(self, *, state: str, nonce: str, code_verifier: str, redirect_uri: str) -> str:
        """Where to send a browser; the challenge follows from the verifier (PKCE, S256).

        Raises:
            UnavailableError: The provider does not answer.
        """
        ...

    def identity(self, *, code: str, nonce: str, code_verifier: str, redirect_uri: str) -> Identity:
        """Whose code it is.

        Raises:
            UnauthenticatedError: It is nobody's, or what came for it is not for us.
            UnavailableError: The provider does not answer.
        """
        ...


class PendingSignIns(Protocol):
    """Browsers that are at a provider, by the digest of their state."""

    def put(self, digest: str, pending: PendingSignIn) -> None:
        """Stores one."""
        ...

    def take(self, digest: str, now: datetime) -> PendingSignIn | None:
        """Removes one; None where there is none, or it came too late."""
        ...


class TraceEraser(Protocol):
    """Empties whole parts of the store of items."""

    def erase_workspace(self, workspace_id: str) -> None:
        """Forgets everything of a workspace."""
        ...

    def erase_user(self, user_id: str) -> None:
        """Forgets everything of a user."""
        ...


class AccountPorts(Protocol):
    """All of the above, as one argument for those who pass it on."""

    @property
    def accounts(self) -> AccountStore:
        """Users and memberships."""
        ...

    @property
    def workspaces(self) -> WorkspaceStore:
        """Members, invitations, the audit log."""
        ...

    @property
    def api_keys(self) -> ApiKeyStore:
        """Keys."""
        ...

    @property
    def sessions(self) -> SessionStore:
        """Sessions."""
        ...

    @property
    def mail_tokens(self) -> MailTokenStore:
        """Tokens sent by mail."""
        ...

    @property
    def attempts(self) -> AttemptCounter:
        """Counts attempts."""
        ...

    @property
    def passwords(self) -> Passwords:
        """The slow hash."""
        ...

    @property
    def access_tokens(self) -> AccessTokens:
        """Signs tokens."""
        ...

    @property
    def identity_providers(self) -> Mapping[Provider, IdentityProvider]:
        """Those that are offered."""
        ...

    @property
    def pending_sign_ins(self) -> PendingSignIns:
        """Browsers that are at a provider."""
        ...

    @property
    def traces(self) -> TraceEraser:
        """Empties the store of items."""
        ...

    @property
    def mailer(self) -> Mailer:
        """Sends mail."""
        ...

    @property
    def origin_key(self) -> str:
        """What CloudFront proves itself with; random where there is none."""
        ...

    @property
    def site_url(self) -> str:
        """Where the web app is; empty where there is none."""
        ...

    @property
    def now(self) -> Clock:
        """The time."""
        ...
