"""Who a request comes from: the token says who, the membership as it is now says what they may."""

import hmac
from datetime import datetime, timedelta

from datainsight.errors import NotFoundError, UnauthenticatedError
from datainsight.models.account import ApiKey, Principal
from datainsight.services import secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.secret_tokens import SecretToken

_USE_IS_NOTED_EVERY = timedelta(minutes=1)


def authenticate(bearer: str, wanted_workspace: str | None, *, ports: AccountPorts) -> Principal:
    """Checks an access token, or an API key.

    Args:
        bearer: The token or key.
        wanted_workspace: Where the caller wants to act; None takes the token's own workspace.
        ports: The outside world.

    Raises:
        UnauthenticatedError: It is not good, or its session has ended.
        NotFoundError: The caller does not belong to that workspace, or there is none.
    """
    now = ports.now()
    for prefix in secret_tokens.API_KEYS.values():
        if bearer.startswith(prefix):
            key = _key(secret_tokens.parse(prefix, bearer), now=now, ports=ports)
            if wanted_workspace not in {None, key.workspace_id}:
                raise NotFoundError("There is no such workspace.", where=wanted_workspace or "")
            return Principal(workspace_id=key.workspace_id, role=key.role, key_id=key.key_id)
    claims = ports.access_tokens.verify(bearer, now)
    workspace_id = wanted_workspace or claims.workspace_id
    access = ports.sessions.access(claims.user_id, claims.session_id, workspace_id, now)
    if not access.is_signed_in:
        raise UnauthenticatedError("This session has ended.", remedy="Sign in again.")
    if access.membership is None:
        raise NotFoundError("There is no such workspace.", where=workspace_id)
    return Principal(
        workspace_id=workspace_id,
        role=access.membership.role,
        user_id=claims.user_id,
        session_id=claims.session_id,
    )


def _key(presented: SecretToken | None, *, now: datetime, ports: AccountPorts) -> ApiKey:
    key = ports.api_keys.find(presented.owner, presented.item) if presented else None
    if (
        presented is None
        or key is None
        or not hmac.compare_digest(key.digest, presented.digest)
        or now >= key.expires_at
    ):
        raise UnauthenticatedError(
            "The API key is not good, was revoked, or has expired.", remedy="Make another one."
        )
    if key.last_used_at is None or now - key.last_used_at >= _USE_IS_NOTED_EVERY:
        ports.api_keys.note_use(key.workspace_id, key.key_id, now)
    return key
