"""Who a request comes from: the token says who, the membership as it is now says what they may."""

from datainsight.errors import NotFoundError, UnauthenticatedError
from datainsight.models.account import Principal
from datainsight.services.account_ports import AccountPorts


def authenticate(bearer: str, wanted_workspace: str | None, *, ports: AccountPorts) -> Principal:
    """Checks an access token.

    Args:
        bearer: The token.
        wanted_workspace: Where the caller wants to act; None takes the token's own workspace.
        ports: The outside world.

    Raises:
        UnauthenticatedError: The token is not good, or its session has ended.
        NotFoundError: The caller does not belong to that workspace, or there is none.
    """
    now = ports.now()
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
