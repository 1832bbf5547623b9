"""A refresh token becomes the next pair of tokens; one that comes again later ends its session.

Whoever stole a token and its owner cannot both come first: the second one shows that there are two, and as
nobody can tell which is the owner, both are signed out (RFC 9700, section 4.14.2).

For some seconds a token that was replaced is still taken, because the answer that carried its successor may
never have arrived: a browser that goes to another page drops the answers under way, cookies included. The
successor is replaced then, so if somebody did get it, the session ends when they use it.
"""

from datetime import timedelta

from datainsight.errors import UnauthenticatedError
from datainsight.services import secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.secret_tokens import SecretToken
from datainsight.services.sign_in import REFRESH_LIFETIME, SignedIn, signed_in

GRACE = timedelta(seconds=10)
"""How long a replaced token is still taken: longer than an answer takes, too short for a thief to rely on."""


def refresh(token: str, *, ports: AccountPorts) -> SignedIn:
    """The next pair.

    Raises:
        UnauthenticatedError: The token is not good, or was used before `GRACE`.
    """
    presented, now = _parsed(token), ports.now()
    session = ports.sessions.find(presented.owner, presented.item)
    profile = ports.sessions.profile(presented.owner)
    if session is None or profile is None or session.expires_at <= now or not profile[1]:
        raise _refused()
    following = secret_tokens.make(secret_tokens.REFRESH, presented.owner, presented.item)
    expected = session.model_copy(update={"token_digest": presented.digest})
    if not ports.sessions.rotate(expected, following.digest, now + REFRESH_LIFETIME, now, GRACE):
        raise _refused()
    return signed_in(session, profile[1][0].workspace_id, following.text, now=now, ports=ports)


def sign_out(token: str, *, ports: AccountPorts) -> None:
    """Ends the session of a refresh token; a token that is not good any more changes nothing."""
    presented = secret_tokens.parse(secret_tokens.REFRESH, token)
    if presented is None:
        return
    session = ports.sessions.find(presented.owner, presented.item)
    if session is not None and session.token_digest == presented.digest:
        ports.sessions.close(presented.owner, presented.item)


def _parsed(token: str) -> SecretToken:
    presented = secret_tokens.parse(secret_tokens.REFRESH, token)
    if presented is None:
        raise _refused()
    return presented


def _refused() -> UnauthenticatedError:
    return UnauthenticatedError(
        "The refresh token is not good, was used before, or has expired.", remedy="Sign in again."
    )
