"""Google (OpenID Connect) and GitHub (OAuth 2.0 and its API), through Authlib; PyJWT verifies ID tokens."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import httpx2
import jwt
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client

from datainsight.errors import UnauthenticatedError, UnavailableError
from datainsight.models.account import Identity, Provider

GOOGLE = "https://accounts.google.com"
GITHUB = "https://github.com"
GITHUB_API = "https://api.github.com"

_ALGORITHMS = ("RS256", "ES256")
"""Asymmetric ones only: with others a client's secret, or nothing at all, would sign."""

_LEEWAY_SECONDS = 60
_TIMEOUT_SECONDS = 10.0


class OidcProvider:
    """Implements `services.account_ports.IdentityProvider` by OpenID Connect.

    Args:
        issuer: Address of the provider; the rest is discovered there.
        client_id: As registered there.
        client_secret: The same.
    """

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret

    def authorization_url(self, *, state: str, nonce: str, code_verifier: str, redirect_uri: str) -> str:
        """Where to send a browser."""
        with self._client(redirect_uri, "openid email profile") as client:
            url, _ = client.create_authorization_url(
                self._metadata["authorization_endpoint"], state, code_verifier, nonce=nonce
            )
        return str(url)

    def identity(self, *, code: str, nonce: str, code_verifier: str, redirect_uri: str) -> Identity:
        """Exchanges a code, and verifies the ID token that comes for it."""
        with self._client(redirect_uri, "openid email profile") as client, _Explained():
            token = client.fetch_token(
                self._metadata["token_endpoint"],
                code=code,
                code_verifier=code_verifier,
                grant_type="authorization_code",
            )
            keys = _json(client, self._metadata["jwks_uri"])
        claims = self._claims(str(token.get("id_token", "")), keys, nonce)
        is_verified = claims.get("email_verified") is True
        return Identity(
            verified_email=str(claims["email"]) if is_verified and claims.get("email") else None,
            name=str(claims.get("name") or ""),
        )

    def _claims(self, id_token: str, keys: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        try:
            header = jwt.get_unverified_header(id_token)
            found = jwt.PyJWKSet.from_dict(dict(keys))
            # A token may name no key where there is one only (OpenID Connect Core, section 10.1).
            key = found[header["kid"]] if "kid" in header or len(found.keys) != 1 else found.keys[0]
            claims: Mapping[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=list(_ALGORITHMS),
                audience=self._client_id,
                issuer=self._metadata["issuer"],
                leeway=_LEEWAY_SECONDS,
                options={"require": ["iss", "aud", "sub", "exp", "iat"]},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise _refused() from error
        if claims.get("nonce") != nonce:
            raise _refused()
        return claims

    @cached_property
    def _metadata(self) -> Mapping[str, Any]:
        with OAuth2Client(timeout=_TIMEOUT_SECONDS) as client, _Explained():
            found: Mapping[str, Any] = _json(client, f"{self._issuer}/.well-known/openid-configuration")
        if found.get("issuer") != self._issuer:
            raise _refused()
        return found

    def _client(self, redirect_uri: str, scope: str) -> OAuth2Client:
        return _client(self._client_id, self._client_secret, redirect_uri, scope)


class GitHubProvider:
    """Implements `services.account_ports.IdentityProvider` by GitHub, which has no ID tokens.

    Args:
        client_id: As registered there.
        client_secret: The same.
        site: Where people sign in.
        api: Where programs ask.
    """

    def __init__(self, client_id: str, client_secret: str, site: str = GITHUB, api: str = GITHUB_API) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._site = site
        self._api = api

    def authorization_url(self, *, state: str, nonce: str, code_verifier: str, redirect_uri: str) -> str:  # noqa: ARG002 - OAuth has no nonce
        """Where to send a browser."""
        with self._client(redirect_uri) as client:
            url, _ = client.create_authorization_url(
                f"{self._site}/login/oauth/authorize", state, code_verifier
            )
        return str(url)

    def identity(self, *, code: str, nonce: str, code_verifier: str, redirect_uri: str) -> Identity:  # noqa: ARG002 - OAuth has no nonce
        """Exchanges a code, and asks whose it is."""
        with self._client(redirect_uri) as client, _Explained():
            client.fetch_token(
                f"{self._site}/login/oauth/access_token",
                code=code,
                code_verifier=code_verifier,
                grant_type="authorization_code",
                headers={"accept": "application/json"},
            )
            user = _json(client, f"{self._api}/user", with_token=True)
            emails = _json(client, f"{self._api}/user/emails", with_token=True)
        primary = [each for each in emails if each.get("primary") is True and each.get("verified") is True]
        return Identity(
            verified_email=str(primary[0]["email"]) if primary else None,
            name=str(user.get("name") or user.get("login") or ""),
        )

    def _client(self, redirect_uri: str) -> OAuth2Client:
        return _client(self._client_id, self._client_secret, redirect_uri, "read:user user:email")


def identity_providers(
    secret: Mapping[str, Any],
) -> dict[Provider, OidcProvider | GitHubProvider]:
    """Those that a secret has clients for.

    Args:
        secret: {"google": {"client_id": …, "client_secret": …}, "github": …}; "issuer", or "site" and "api",
            replace the public addresses, for a provider of one's own.
    """
    found: dict[Provider, OidcProvider | GitHubProvider] = {}
    if google := secret.get("google"):
        issuer = google.get("issuer", GOOGLE)
        found[Provider.GOOGLE] = OidcProvider(issuer, google["client_id"], google["client_secret"])
    if github := secret.get("github"):
        found[Provider.GITHUB] = GitHubProvider(
            github["client_id"],
            github["client_secret"],
            github.get("site", GITHUB),
            github.get("api", GITHUB_API),
        )
    return found


def _client(client_id: str, client_secret: str, redirect_uri: str, scope: str) -> OAuth2Client:
    return OAuth2Client(
        client_id,
        client_secret,
        redirect_uri=redirect_uri,
        scope=scope,
        code_challenge_method="S256",
        timeout=_TIMEOUT_SECONDS,
    )


def _json(client: OAuth2Client, url: str, *, with_token: bool = False) -> Any:
    headers = {"accept": "application/json"}
    reply = client.request("GET", url, withhold_token=not with_token, headers=headers)
    reply.raise_for_status()
    return reply.json()


class _Explained:
    """Turns errors of the libraries into ours; what a provider says is not repeated."""

    def __enter__(self) -> None:
        """Begins."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        """Ends."""
        if isinstance(error, OAuthError):
            raise _refused() from error
        if isinstance(error, httpx2.HTTPStatusError) and error.response.status_code < 500:
            raise _refused() from error
        if isinstance(error, (httpx2.HTTPError, ValueError)):
            raise UnavailableError("The provider does not answer.", remedy="Try again.") from error


def _refused() -> UnauthenticatedError:
    return UnauthenticatedError("The provider did not confirm the sign-in.", remedy="Sign in again.")
