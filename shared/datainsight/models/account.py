"""Who uses the service: people, the workspaces they belong to, and what they may do there."""

from datetime import datetime
from enum import StrEnum

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
    """

    workspace_id: str
    role: Role
    user_id: str | None = None
    session_id: str | None = None


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
