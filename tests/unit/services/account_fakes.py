"""Accounts in memory: the contract tests hold these to the same promises as the adapters."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from datainsight.errors import ConflictError, NotFoundError, TooManyAttemptsError, UnauthenticatedError
from datainsight.models.account import (
    Access,
    AccessClaims,
    ApiKey,
    AuditEntry,
    Credential,
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
from datainsight.services.account_ports import AttemptPolicy, IdentityProvider


@dataclass
class QuickPasswords:
    """A hash that costs nothing, and counts how often it was asked to be slow."""

    work: int = 0
    decoy: str = "decoy"

    def hash(self, password: str) -> str:
        self.work += 1
        return "hash:" + hashlib.sha256(password.encode()).hexdigest()

    def verify(self, password: str, password_hash: str) -> bool:
        return self.hash(password) == password_hash

    def is_easy_to_guess(self, password: str, known: tuple[str, ...]) -> bool:
        return any(len(each) > 3 and each in password.lower() for each in known)


class PlainAccessTokens:
    """Tokens that anybody could write."""

    def sign(self, claims: AccessClaims) -> str:
        return base64.urlsafe_b64encode(claims.model_dump_json().encode()).decode()

    def verify(self, token: str, now: datetime) -> AccessClaims:
        try:
            claims = AccessClaims.model_validate_json(base64.urlsafe_b64decode(token))
        except ValueError as error:
            raise UnauthenticatedError("The access token is not good.") from error
        if now >= claims.expires_at:
            raise UnauthenticatedError("The access token has expired.")
        return claims


@dataclass
class MemoryAccounts:
    """Users in a dictionary by address."""

    credentials: dict[str, Credential] = field(default_factory=dict)
    members: dict[str, list[Membership]] = field(default_factory=dict)
    lookups: int = 0

    def credential(self, email: str) -> Credential | None:
        self.lookups += 1
        return self.credentials.get(email)

    def add_user(self, user: User, password_hash: str, workspace: Membership) -> bool:
        if user.email in self.credentials:
            return False
        self.credentials[user.email] = Credential(user=user, password_hash=password_hash)
        self.members[user.user_id] = [workspace]
        return True

    def replace_password(self, user_id: str, password_hash: str) -> None:
        for email, found in self.credentials.items():
            if found.user.user_id == user_id:
                self.credentials[email] = found.model_copy(update={"password_hash": password_hash})

    def memberships(self, user_id: str) -> tuple[Membership, ...]:
        return tuple(self.members.get(user_id, ()))

    def delete(self, user_id: str, workspace_ids: tuple[str, ...]) -> None:
        self.credentials = {
            email: each for email, each in self.credentials.items() if each.user.user_id != user_id
        }
        self.members.pop(user_id, None)


@dataclass
class MemorySessions:
    """Sessions in dictionaries."""

    items: dict[tuple[str, str], Session] = field(default_factory=dict)
    profiles: dict[str, tuple[User, tuple[Membership, ...]]] = field(default_factory=dict)
    replaced: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)

    def open(self, session: Session, user: User, memberships: tuple[Membership, ...]) -> None:
        self.items[session.user_id, session.session_id] = session
        self.profiles[user.user_id] = (user, memberships)

    def rotate(
        self, session: Session, new_digest: str, expires_at: datetime, now: datetime, grace: timedelta
    ) -> bool:
        key = (session.user_id, session.session_id)
        stored = self.items.get(key)
        replaced, replaced_at = self.replaced.get(key, ("", datetime.min.replace(tzinfo=UTC)))
        is_newest = stored is not None and stored.token_digest == session.token_digest
        is_recent = replaced == session.token_digest and now - replaced_at < grace
        if stored is None or not (is_newest or is_recent) or stored.expires_at <= now:
            self.items.pop(key, None)
            return False
        self.items[key] = stored.model_copy(update={"token_digest": new_digest, "expires_at": expires_at})
        if is_newest:
            self.replaced[key] = (session.token_digest, now)
        return True

    def find(self, user_id: str, session_id: str) -> Session | None:
        return self.items.get((user_id, session_id))

    def close(self, user_id: str, session_id: str) -> None:
        self.items.pop((user_id, session_id), None)

    def close_all(self, user_id: str) -> None:
        for key in [key for key in self.items if key[0] == user_id]:
            del self.items[key]

    def access(self, user_id: str, session_id: str, workspace_id: str, now: datetime) -> Access:
        session = self.find(user_id, session_id)
        _, members = self.profiles.get(user_id, (None, ()))
        return Access(
            is_signed_in=session is not None and session.expires_at > now,
            membership=next((each for each in members if each.workspace_id == workspace_id), None),
        )

    def profile(self, user_id: str) -> tuple[User, tuple[Membership, ...]] | None:
        return self.profiles.get(user_id)

    def put_membership(self, user_id: str, membership: Membership) -> None:
        if user_id not in self.profiles:
            return
        user, members = self.profiles[user_id]
        ids = [each.workspace_id for each in members]
        if membership.workspace_id in ids:
            at = ids.index(membership.workspace_id)
            changed = (*members[:at], membership, *members[at + 1 :])
        else:
            changed = (*members, membership)
        self.profiles[user_id] = (user, changed)

    def drop_membership(self, user_id: str, workspace_id: str) -> None:
        if user_id in self.profiles:
            user, members = self.profiles[user_id]
            left = tuple(each for each in members if each.workspace_id != workspace_id)
            self.profiles[user_id] = (user, left)


@dataclass
class MemoryWorkspaces:
    """Memberships of the accounts beside it, invitations and lines in lists."""

    accounts: MemoryAccounts
    offers: dict[str, tuple[Invitation, str]] = field(default_factory=dict)
    lines: list[AuditEntry] = field(default_factory=list)

    def create(self, user_id: str, workspace: Membership, entry: AuditEntry) -> None:
        self.accounts.members.setdefault(user_id, []).append(workspace)
        self.record(entry)

    def members(self, workspace_id: str) -> tuple[Member, ...]:
        return tuple(
            Member(
                **found.user.model_dump(exclude={"created_at"}), role=each.role, since=found.user.created_at
            )
            for found in self.accounts.credentials.values()
            for each in self.accounts.memberships(found.user.user_id)
            if each.workspace_id == workspace_id
        )

    def change_role(self, workspace_id: str, user_id: str, role: Role, entry: AuditEntry) -> Membership:
        mine = self._checked(workspace_id, user_id, role)
        changed = mine.model_copy(update={"role": role})
        members = self.accounts.members[user_id]
        members[members.index(mine)] = changed
        self.record(entry)
        return changed

    def remove_member(self, workspace_id: str, user_id: str, entry: AuditEntry) -> None:
        self.accounts.members[user_id].remove(self._checked(workspace_id, user_id, None))
        self.record(entry)

    def _checked(self, workspace_id: str, user_id: str, role: Role | None) -> Membership:
        roles = {each.user_id: each.role for each in self.members(workspace_id)}
        if user_id not in roles:
            raise NotFoundError("There is no such member.", where=user_id)
        if role is not Role.OWNER and Role.OWNER not in [r for u, r in roles.items() if u != user_id]:
            raise ConflictError("Nobody would own the workspace any more.")
        return next(e for e in self.accounts.members[user_id] if e.workspace_id == workspace_id)

    def invite(self, invitation: Invitation, token_digest: str, entry: AuditEntry) -> None:
        place = (invitation.workspace_id, invitation.email)
        for key, (each, _) in list(self.offers.items()):
            if (each.workspace_id, each.email) == place:
                del self.offers[key]
        self.offers[invitation.invitation_id] = (invitation, token_digest)
        self.record(entry)

    def invitations(self, workspace_id: str, now: datetime) -> tuple[Invitation, ...]:
        found = [e for e, _ in self.offers.values() if e.workspace_id == workspace_id and e.expires_at > now]
        return tuple(reversed(found))

    def withdraw(self, workspace_id: str, invitation_id: str, entry: AuditEntry) -> bool:
        found = self.offers.get(invitation_id)
        if found is None or found[0].workspace_id != workspace_id:
            return False
        del self.offers[invitation_id]
        self.record(entry)
        return True

    def accept(
        self, workspace_id: str, invitation_id: str, token_digest: str, user: User, entry: AuditEntry
    ) -> Membership | None:
        offer, digest = self.offers.get(invitation_id, (None, ""))
        if offer is None or (offer.workspace_id, digest) != (workspace_id, token_digest):
            return None
        if offer.email != user.email or offer.expires_at <= entry.at:
            return None
        del self.offers[invitation_id]
        self.record(entry)
        for each in self.accounts.memberships(user.user_id):
            if each.workspace_id == workspace_id:
                return each
        joined = Membership(workspace_id=workspace_id, name=self._name(workspace_id), role=offer.role)
        self.accounts.members.setdefault(user.user_id, []).append(joined)
        return joined

    def _name(self, workspace_id: str) -> str:
        everybody = [each for members in self.accounts.members.values() for each in members]
        return next(each.name for each in everybody if each.workspace_id == workspace_id)

    def record(self, entry: AuditEntry) -> None:
        self.lines.append(entry)

    def audit_log(self, workspace_id: str, limit: int) -> tuple[AuditEntry, ...]:
        found = [each for each in self.lines if each.workspace_id == workspace_id]
        return tuple(sorted(found, key=lambda each: each.at, reverse=True)[:limit])


@dataclass
class MemoryApiKeys:
    """Keys in a dictionary."""

    items: dict[tuple[str, str], ApiKey] = field(default_factory=dict)

    def add(self, key: ApiKey) -> None:
        self.items[key.workspace_id, key.key_id] = key

    def find(self, workspace_id: str, key_id: str) -> ApiKey | None:
        return self.items.get((workspace_id, key_id))

    def keys(self, workspace_id: str) -> tuple[ApiKey, ...]:
        found = [each for each in self.items.values() if each.workspace_id == workspace_id]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.key_id)))

    def note_use(self, workspace_id: str, key_id: str, at: datetime) -> None:
        found = self.find(workspace_id, key_id)
        if found is not None:
            self.add(found.model_copy(update={"last_used_at": at}))

    def revoke(self, workspace_id: str, key_id: str) -> bool:
        return self.items.pop((workspace_id, key_id), None) is not None


@dataclass
class MemoryMailTokens:
    """Tokens in a dictionary."""

    items: dict[str, MailToken] = field(default_factory=dict)

    def put(self, digest: str, token: MailToken) -> None:
        self.items[digest] = token

    def find(self, digest: str, purpose: MailPurpose, now: datetime) -> MailToken | None:
        found = self.items.get(digest)
        return found if found and found.purpose is purpose and found.expires_at > now else None

    def take(self, digest: str) -> bool:
        return self.items.pop(digest, None) is not None


@dataclass
class MemoryAttempts:
    """Counters in dictionaries."""

    made: dict[tuple[str, str], int] = field(default_factory=dict)
    open_at: dict[tuple[str, str], float] = field(default_factory=dict)

    def count(self, policy: AttemptPolicy, subject: str, now: datetime) -> None:
        key, seconds = (policy.name, subject), now.timestamp()
        made = self.made.get(key, 0) + 1
        if made > policy.free:
            if self.open_at.get(key, 0) > seconds:
                wait = max(1, round(self.open_at[key] - seconds))
                raise TooManyAttemptsError("This was tried too often.", retry_after_seconds=wait)
            doubled = policy.pause.total_seconds() * 2.0 ** (made - policy.free - 1)
            self.open_at[key] = seconds + min(policy.longest_pause.total_seconds(), doubled)
        self.made[key] = made

    def forgive(self, policy: AttemptPolicy, subject: str) -> None:
        key = (policy.name, subject)
        if self.made.get(key, 0) > 0:
            self.made[key] -= 1

    def forget(self, policy: AttemptPolicy, subject: str) -> None:
        self.made.pop((policy.name, subject), None)
        self.open_at.pop((policy.name, subject), None)


@dataclass
class MemoryMailer:
    """Mails in a list."""

    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.sent.append(mail)

    def forget(self, recipient: str) -> None:
        self.sent = [each for each in self.sent if each.recipient != recipient]


@dataclass
class MemoryTraces:
    """Remembers what was erased, and erases sessions."""

    sessions: MemorySessions
    erased: list[str] = field(default_factory=list)

    def erase_workspace(self, workspace_id: str) -> None:
        self.erased.append(workspace_id)

    def erase_user(self, user_id: str) -> None:
        self.erased.append(user_id)
        self.sessions.close_all(user_id)
        self.sessions.profiles.pop(user_id, None)


@dataclass
class MemoryPendingSignIns:
    """Sign-ins in a dictionary."""

    items: dict[str, PendingSignIn] = field(default_factory=dict)

    def put(self, digest: str, pending: PendingSignIn) -> None:
        self.items[digest] = pending

    def take(self, digest: str, now: datetime) -> PendingSignIn | None:
        found = self.items.pop(digest, None)
        return found if found is not None and found.expires_at > now else None


@dataclass
class MemoryAccountPorts:
    """Implements `services.account_ports.AccountPorts`, but for the clock."""

    accounts: MemoryAccounts = field(default_factory=MemoryAccounts)
    workspaces: MemoryWorkspaces = field(init=False)
    traces: MemoryTraces = field(init=False)
    api_keys: MemoryApiKeys = field(default_factory=MemoryApiKeys)
    sessions: MemorySessions = field(default_factory=MemorySessions)
    mail_tokens: MemoryMailTokens = field(default_factory=MemoryMailTokens)
    attempts: MemoryAttempts = field(default_factory=MemoryAttempts)
    passwords: QuickPasswords = field(default_factory=QuickPasswords)
    access_tokens: PlainAccessTokens = field(default_factory=PlainAccessTokens)
    mailer: MemoryMailer = field(default_factory=MemoryMailer)
    pending_sign_ins: MemoryPendingSignIns = field(default_factory=MemoryPendingSignIns)
    identity_providers: dict[Provider, IdentityProvider] = field(default_factory=dict)
    site_url: str = "https://insight.acme.example"
    origin_key: str = "key-of-cloudfront"

    def __post_init__(self) -> None:
        self.workspaces = MemoryWorkspaces(self.accounts)
        self.traces = MemoryTraces(self.sessions)
