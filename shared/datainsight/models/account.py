"""Who uses the service: people, the workspaces they belong to, and what they may do there."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from datainsight.models.base import Frozen


class Role(StrEnum):
    """What a member may do in a workspace; each includes what stands below it."""

    OWNER = "owner"
    EDITOR = "editor"
    VIEWER = "viewer"

    def includes(self, other: "Role") -> bool:
        """Whether who has this role may do all that the other one may."""
        order = (Role.VIEWER, Role.EDITOR, Role.OWNER)
        return order.index(self) >= order.index(other)


class User(Frozen):
    """A person whose e-mail address was verified."""

    user_id: str
    email: str
    display_name: str
    created_at: datetime


class Credential(Frozen):
    """What a sign-in is checked against."""

    user: User
    password_hash: str


class Membership(Frozen):
    """A workspace that a user belongs to."""

    workspace_id: str
    name: str
    role: Role


class Member(Frozen):
    """Somebody who belongs to a workspace, as fellow members see them."""

    user_id: str
    email: str
    display_name: str
    role: Role
    since: datetime


class Invitation(Frozen):
    """An offer to join a workspace; its token is known to whoever gets the mail."""

    invitation_id: str
    workspace_id: str
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


class AuditEntry(Frozen):
    """What somebody did that others may have to know of later.

    Attributes:
        entry_id: UUID.
        workspace_id: Where.
        at: When.
        user_id: Who; None for an API key and for whoever sits before a local stack.
        key_id: The API key, if it was one.
        action: What, as "member.removed".
        subject: Id of what it was done to.
        details: More, without secrets.
    """

    entry_id: str
    workspace_id: str
    at: datetime
    user_id: str | None
    key_id: str | None
    action: str
    subject: str
    details: dict[str, str] = Field(default_factory=dict)


class Scope(StrEnum):
    """What an API key is for."""

    READ = "read"
    WRITE = "write"


class KeyMode(StrEnum):
    """Whether a key is for production or for trying things out."""

    LIVE = "live"
    TEST = "test"


class ApiKey(Frozen):
    """What is kept of an API key; the key itself is shown once and never stored.

    Attributes:
        key_id: UUID.
        workspace_id: The only workspace that it opens.
        name: For people.
        mode: Also in the key's text.
        scopes: Writing includes reading.
        hint: The last characters of the key, to tell one from another.
        digest: SHA-256 of the key.
        created_by: Who made it.
        created_at: When.
        expires_at: After that it opens nothing.
        last_used_at: To the minute; None before its first use.
    """

    key_id: str
    workspace_id: str
    name: str
    mode: KeyMode
    scopes: tuple[Scope, ...]
    hint: str
    digest: str
    created_by: str | None = None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None

    @property
    def role(self) -> Role:
        """A key edits or views; it never owns, so it cannot make keys or invite people."""
        return Role.EDITOR if Scope.WRITE in self.scopes else Role.VIEWER


class Session(Frozen):
    """A signed-in device: one family of refresh tokens, of which the newest alone is good.

    Attributes:
        user_id: Whose.
        session_id: Names the family.
        token_digest: SHA-256 of the newest refresh token.
        created_at: When the user signed in.
        expires_at: Moves on with each refresh.
    """

    user_id: str
    session_id: str
    token_digest: str
    created_at: datetime
    expires_at: datetime


class AccessClaims(Frozen):
    """What an access token says.

    Attributes:
        user_id: Who.
        session_id: From which sign-in; ending that ends the token.
        workspace_id: Where the user acts unless a request says otherwise.
        issued_at: Whole seconds.
        expires_at: Whole seconds.
    """

    user_id: str
    session_id: str
    workspace_id: str
    issued_at: datetime
    expires_at: datetime


class Access(Frozen):
    """What is known of a token's bearer at this moment.

    Attributes:
        is_signed_in: Whether the session is still open.
        membership: In the workspace that was asked for; None where there is none.
    """

    is_signed_in: bool
    membership: Membership | None


class Principal(Frozen):
    """Who a request comes from, and where it acts.

    Attributes:
        workspace_id: The tenant.
        role: What the caller may do there.
        user_id: None for whoever sits before a local stack.
        session_id: None unless it came with an access token.
        key_id: None unless it came with an API key.
    """

    workspace_id: str
    role: Role
    user_id: str | None = None
    session_id: str | None = None
    key_id: str | None = None


class Provider(StrEnum):
    """Who can prove an identity."""

    GOOGLE = "google"
    GITHUB = "github"


class Identity(Frozen):
    """What a provider proved.

    Attributes:
        verified_email: An address that the provider has verified; None where it has not.
        name: For people; may be empty.
    """

    verified_email: str | None
    name: str


class PendingSignIn(Frozen):
    """A browser that is at a provider.

    Attributes:
        provider: Which one.
        browser_digest: SHA-256 of what that browser keeps.
        nonce: What an ID token must repeat.
        code_verifier: What the code is exchanged with (PKCE).
        return_to: Path of the web app to come back to.
        expires_at: After that it is too late.
    """

    provider: Provider
    browser_digest: str
    nonce: str
    code_verifier: str
    return_to: str
    expires_at: datetime


class MailPurpose(StrEnum):
    """What a token that was sent by mail is good for."""

    VERIFICATION = "verification"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a purpose


class MailToken(Frozen):
    """What is kept of a token that was sent by mail; its digest is the key.

    Attributes:
        purpose: What it is good for.
        email: Where it was sent.
        expires_at: After that it is good for nothing.
        display_name: Of an account to come.
        password_hash: Of an account to come.
        user_id: Of an existing account.
    """

    purpose: MailPurpose
    email: str
    expires_at: datetime
    display_name: str = ""
    password_hash: str = ""
    user_id: str | None = None


class Mail(Frozen):
    """A message of plain text."""

    recipient: str
    subject: str
    text: str
