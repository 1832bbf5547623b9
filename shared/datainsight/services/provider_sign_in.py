"""Signing in with Google or GitHub: authorization code flow with PKCE, state, nonce, bound to one browser.

An account belongs to an address. Whoever proves to a provider that an address is theirs gets the account of
that address, as they would by the mail of a forgotten password; an address that the provider has not
verified opens nothing. Source: RFC 9700 (OAuth 2.0 Security Best Current Practice), sections 2.1 and 4.7.
"""

import secrets
import uuid
from datetime import timedelta
from typing import NamedTuple

from datainsight.errors import ForbiddenError, NotFoundError, UnauthenticatedError
from datainsight.models.account import Membership, PendingSignIn, Provider, Role, User
from datainsight.services import attempt_policies, secret_tokens
from datainsight.services.account_ports import AccountPorts, IdentityProvider
from datainsight.services.register_account import PERSONAL_WORKSPACE, normal_email
from datainsight.services.sign_in import SignedIn, begin_session

LIFETIME = timedelta(minutes=10)
"""As long may somebody stay at the provider."""


class Departure(NamedTuple):
    """Where a browser goes, and what it keeps meanwhile.

    Attributes:
        url: At the provider.
        browser_secret: For a cookie: only the browser that left may come back.
    """

    url: str
    browser_secret: str


class Arrival(NamedTuple):
    """What a browser comes back with.

    Attributes:
        state: As it was sent.
        code: From the provider.
        browser_secret: From the cookie.
    """

    state: str
    code: str
    browser_secret: str


def depart(provider: Provider, return_to: str, *, redirect_uri: str, ports: AccountPorts) -> Departure:
    """Sends a browser to a provider.

    Args:
        provider: Which one.
        return_to: Path of the web app to come back to.
        redirect_uri: Where the provider sends the browser.
        ports: The outside world.

    Raises:
        NotFoundError: This deployment does not offer that provider.
    """
    there = _provider(provider, ports)
    state, browser_secret = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    pending = PendingSignIn(
        provider=provider,
        browser_digest=secret_tokens.digest(browser_secret),
        nonce=secrets.token_urlsafe(32),
        code_verifier=secrets.token_urlsafe(64),
        return_to=return_to,
        expires_at=ports.now() + LIFETIME,
    )
    ports.pending_sign_ins.put(secret_tokens.digest(state), pending)
    url = there.authorization_url(
        state=state, nonce=pending.nonce, code_verifier=pending.code_verifier, redirect_uri=redirect_uri
    )
    return Departure(url, browser_secret)


def arrive(
    provider: Provider, arrival: Arrival, *, redirect_uri: str, address: str, ports: AccountPorts
) -> tuple[SignedIn, str]:
    """Takes a browser back; returns its session and where in the app it wanted to go.

    Raises:
        NotFoundError: This deployment does not offer that provider.
        UnauthenticatedError: It did not leave from here, stayed too long, or the provider knows it not.
        ForbiddenError: The provider has not verified the address.
        TooManyAttemptsError: Too many false arrivals from that machine.
    """
    there, now = _provider(provider, ports), ports.now()
    machine = attempt_policies.machine(address)
    ports.attempts.count(attempt_policies.SIGN_IN_MACHINE, machine, now)
    pending = ports.pending_sign_ins.take(secret_tokens.digest(arrival.state), now)
    if (
        pending is None
        or pending.provider is not provider
        or pending.browser_digest != secret_tokens.digest(arrival.browser_secret)
    ):
        raise UnauthenticatedError("This sign-in was not begun in this browser, or too long ago.")
    identity = there.identity(
        code=arrival.code,
        nonce=pending.nonce,
        code_verifier=pending.code_verifier,
        redirect_uri=redirect_uri,
    )
    if identity.verified_email is None:
        raise ForbiddenError("The provider has not verified an e-mail address of this account.")
    ports.attempts.forgive(attempt_policies.SIGN_IN_MACHINE, machine)
    return _session(normal_email(identity.verified_email), identity.name, ports=ports), pending.return_to


def _session(email: str, name: str, *, ports: AccountPorts) -> SignedIn:
    found = ports.accounts.credential(email)
    if found is not None:
        return begin_session(found.user, ports.accounts.memberships(found.user.user_id), ports=ports)
    user = User(user_id=str(uuid.uuid4()), email=email, display_name=name[:100], created_at=ports.now())
    workspace = Membership(workspace_id=str(uuid.uuid4()), name=PERSONAL_WORKSPACE, role=Role.OWNER)
    # A password that nobody knows; its owner can set another one by mail.
    unknown = ports.passwords.hash(secrets.token_urlsafe(32))
    if not ports.accounts.add_user(user, unknown, workspace):
        raise UnauthenticatedError("This account is just being made.", remedy="Sign in again.")
    return begin_session(user, (workspace,), ports=ports)


def _provider(provider: Provider, ports: AccountPorts) -> IdentityProvider:
    try:
        return ports.identity_providers[provider]
    except KeyError:
        raise NotFoundError("This provider is not offered here.", where=provider.value) from None
