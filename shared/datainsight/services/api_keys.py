"""API keys for programs: shown once, stored as a digest, scoped, expiring, revocable."""

import uuid
from datetime import timedelta

from datainsight.errors import NotFoundError
from datainsight.models.account import ApiKey, KeyMode, Principal, Scope
from datainsight.models.base import Frozen
from datainsight.services import secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.audit import entry_of


class KeyRequest(Frozen):
    """What a key is to be.

    Attributes:
        name: For people.
        mode: Production, or trying things out.
        scopes: Writing includes reading.
        days: How long it is good.
    """

    name: str
    mode: KeyMode = KeyMode.LIVE
    scopes: tuple[Scope, ...] = (Scope.READ, Scope.WRITE)
    days: int = 90


def create_key(request: KeyRequest, *, principal: Principal, ports: AccountPorts) -> tuple[ApiKey, str]:
    """Makes a key; returns what is kept of it, and the key itself, which nobody can show again."""
    now = ports.now()
    prefix = secret_tokens.API_KEYS[request.mode]
    token = secret_tokens.make(prefix, principal.workspace_id, str(uuid.uuid4()))
    key = ApiKey(
        key_id=token.item,
        workspace_id=principal.workspace_id,
        name=request.name,
        mode=request.mode,
        scopes=tuple(sorted(set(request.scopes))),
        hint=token.text[-4:],
        digest=token.digest,
        created_by=principal.user_id,
        created_at=now,
        expires_at=(now + timedelta(days=request.days)).replace(microsecond=0),
    )
    # Logged first: a key that nobody knows of would be worse than a line about a key that was never made.
    entry = entry_of(principal, "key.created", key.key_id, now=ports.now, scopes=" ".join(key.scopes))
    ports.workspaces.record(entry)
    ports.api_keys.add(key)
    return key, token.text


def list_keys(*, principal: Principal, ports: AccountPorts) -> tuple[ApiKey, ...]:
    """The workspace's keys that have not expired."""
    now = ports.now()
    return tuple(each for each in ports.api_keys.keys(principal.workspace_id) if each.expires_at > now)


def revoke_key(key_id: str, *, principal: Principal, ports: AccountPorts) -> None:
    """Ends a key at once.

    Raises:
        NotFoundError: The workspace has no such key.
    """
    if not ports.api_keys.revoke(principal.workspace_id, key_id):
        raise NotFoundError("There is no such key.", where=key_id)
    ports.workspaces.record(entry_of(principal, "key.revoked", key_id, now=ports.now))
