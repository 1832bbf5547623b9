"""Signing in with a real OpenID provider, and with a server in the shape of GitHub."""

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest

from datainsight.adapters.identity_providers import (
    GitHubProvider,
    OidcProvider,
    identity_providers,
)
from datainsight.errors import UnauthenticatedError, UnavailableError
from datainsight.models.account import Identity, Provider
from tests.listening import QuietHandler, listening

CALLBACK = "https://insight.acme.example/api/v1/auth/providers/google/callback"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
        url = f"http://localhost:{server.server_port}"
        for sub, is_verified in (("ada", True), ("eve", False)):
            claims = {"email": f"{sub}@example.com", "email_verified": is_verified, "name": sub.title()}
            httpx.put(f"{url}/users/{sub}", json=claims).raise_for_status()
        yield url


def code_of(google: OidcProvider, sub: str, nonce: str = "n" * 32) -> str:
    """What a browser brings back after its user agreed."""
    url = google.authorization_url(state="s", nonce=nonce, code_verifier=VERIFIER, redirect_uri=CALLBACK)
    query = parse_qs(urlsplit(url).query)
    assert query["code_challenge"] == [CHALLENGE]
    assert query["code_challenge_method"] == ["S256"]
    assert (query["state"], query["nonce"]) == (["s"], [nonce])
    reply = httpx.post(url, data={"sub": sub})
    return parse_qs(urlsplit(reply.headers["location"]).query)["code"][0]


def identity(google: OidcProvider, code: str, nonce: str = "n" * 32) -> Identity:
    return google.identity(code=code, nonce=nonce, code_verifier=VERIFIER, redirect_uri=CALLBACK)


def test_a_verified_address_is_an_identity(issuer: str) -> None:
    google = OidcProvider(issuer, "client", "secret")
    found = identity(google, code_of(google, "ada"))
    assert found == Identity(verified_email="ada@example.com", name="Ada")


def test_an_address_that_nobody_verified_is_none(issuer: str) -> None:
    google = OidcProvider(issuer, "client", "secret")
    assert identity(google, code_of(google, "eve")).verified_email is None


def test_a_code_is_good_once(issuer: str) -> None:
    google = OidcProvider(issuer, "client", "secret")
    code = code_of(google, "ada")
    identity(google, code)
    with pytest.raises(UnauthenticatedError):
        identity(google, code)


def test_a_token_for_another_sign_in_is_refused(issuer: str) -> None:
    google = OidcProvider(issuer, "client", "secret")
    with pytest.raises(UnauthenticatedError):
        identity(google, code_of(google, "ada"), nonce="m" * 32)


def test_a_token_for_another_client_is_refused(issuer: str) -> None:
    theirs, ours = OidcProvider(issuer, "theirs", "secret"), OidcProvider(issuer, "ours", "secret")
    with pytest.raises(UnauthenticatedError):
        identity(ours, code_of(theirs, "ada"))


def test_a_provider_that_names_another_issuer_is_refused(issuer: str) -> None:
    other = OidcProvider(issuer.replace("localhost", "LOCALHOST"), "client", "secret")
    with pytest.raises(UnauthenticatedError):
        other.authorization_url(state="s", nonce="n", code_verifier=VERIFIER, redirect_uri=CALLBACK)


def test_a_provider_that_is_away_is_worth_another_try() -> None:
    nobody = OidcProvider("http://127.0.0.1:9", "client", "secret")
    with pytest.raises(UnavailableError):
        nobody.authorization_url(state="s", nonce="n", code_verifier=VERIFIER, redirect_uri=CALLBACK)


class GitHub(QuietHandler):
    """Answers as GitHub documents it: errors of the token endpoint come with status 200."""

    emails: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[dict[str, list[str]]] = {}

    def do_POST(self) -> None:
        GitHub.asked = parse_qs(self.body().decode())
        if GitHub.asked["code"] == ["good"] and GitHub.asked["code_verifier"] == [VERIFIER]:
            self._send({"access_token": "gho_x", "token_type": "bearer", "scope": "read:user,user:email"})
        else:
            self._send({"error": "bad_verification_code", "error_description": "The code is incorrect."})

    def do_GET(self) -> None:
        if self.headers["authorization"] != "Bearer gho_x":
            self._send({"message": "Bad credentials"}, 401)
        elif self.path == "/user":
            self._send({"id": 1, "login": "ada", "name": None})
        else:
            self._send(self.emails)

    def _send(self, body: Any, status: int = 200) -> None:
        self.answer(status, json.dumps(body).encode(), {"content-type": "application/json"})


@pytest.fixture
def github() -> Iterator[GitHubProvider]:
    GitHub.emails = [
        {"email": "other@example.com", "primary": False, "verified": True},
        {"email": "ada@example.com", "primary": True, "verified": True},
    ]
    with listening(GitHub) as url:
        yield GitHubProvider("client", "secret", url, url)


def ask(github: GitHubProvider, code: str, verifier: str = VERIFIER) -> Identity:
    return github.identity(code=code, nonce="", code_verifier=verifier, redirect_uri=CALLBACK)


def test_github_tells_the_primary_verified_address(github: GitHubProvider) -> None:
    url = github.authorization_url(state="s", nonce="n", code_verifier=VERIFIER, redirect_uri=CALLBACK)
    query = parse_qs(urlsplit(url).query)
    assert (query["code_challenge"], query["scope"]) == ([CHALLENGE], ["read:user user:email"])
    assert ask(github, "good") == Identity(verified_email="ada@example.com", name="ada")
    assert GitHub.asked["redirect_uri"] == [CALLBACK]


def test_github_s_unverified_address_is_none(github: GitHubProvider) -> None:
    GitHub.emails = [{"email": "ada@example.com", "primary": True, "verified": False}]
    assert ask(github, "good").verified_email is None


@pytest.mark.parametrize(("code", "verifier"), [("bad", VERIFIER), ("good", "w" * 64)])
def test_github_refuses_what_is_not_its_own(github: GitHubProvider, code: str, verifier: str) -> None:
    with pytest.raises(UnauthenticatedError):
        ask(github, code, verifier)


def test_only_providers_with_a_client_are_offered() -> None:
    client = {"client_id": "c", "client_secret": "s"}
    assert identity_providers({}).keys() == set()
    assert identity_providers({"github": client}).keys() == {Provider.GITHUB}
    assert identity_providers({"google": client, "github": client}).keys() == set(Provider)
