"""Access tokens: only what was signed here for here is taken, across rotations of the key."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from datainsight.adapters.secret_rotation import SecretRotation
from datainsight.adapters.signed_tokens import KEPT_SECONDS, SignedAccessTokens, SigningKey, SigningKeys
from datainsight.errors import UnauthenticatedError, UsageError
from datainsight.models.account import AccessClaims
from tests.unit.adapters.aws import empty_aws, make_signing_secret

NOW = datetime(2026, 11, 23, 21, 10, tzinfo=UTC)
CLAIMS = AccessClaims(
    user_id="7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    session_id="8d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    workspace_id="9d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    issued_at=NOW,
    expires_at=NOW + timedelta(minutes=10),
)


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with empty_aws(monkeypatch):
        yield make_signing_secret()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def signer(secret: str, clock: Clock, issuer: str = "datainsight:acme") -> SignedAccessTokens:
    return SignedAccessTokens(SigningKeys(boto3.client("secretsmanager"), secret, clock=clock), issuer)


def rotate(secret: str, version: str) -> None:
    rotation = SecretRotation(boto3.client("secretsmanager"))
    for step in ("createSecret", "createSecret", "setSecret", "testSecret", "finishSecret", "finishSecret"):
        rotation.run(step, secret, version)


def test_gives_back_what_was_signed(secret: str, clock: Clock) -> None:
    tokens = signer(secret, clock)
    token = tokens.sign(CLAIMS)
    assert tokens.verify(token, NOW) == CLAIMS
    header = jwt.get_unverified_header(token)
    assert (header["alg"], header["typ"]) == ("EdDSA", "at+jwt")
    assert len(token) < 600


def test_expires(secret: str, clock: Clock) -> None:
    tokens = signer(secret, clock)
    token = tokens.sign(CLAIMS)
    assert tokens.verify(token, NOW + timedelta(minutes=9, seconds=59))
    with pytest.raises(UnauthenticatedError, match="expired"):
        tokens.verify(token, NOW + timedelta(minutes=10))


def test_another_team_s_tokens_are_refused(secret: str, clock: Clock) -> None:
    token = signer(secret, clock, "datainsight:globex").sign(CLAIMS)
    with pytest.raises(UnauthenticatedError):
        signer(secret, clock).verify(token, NOW)


def changed(token: str, part: int, **values: Any) -> str:
    parts = token.split(".")
    content = json.loads(base64.urlsafe_b64decode(parts[part] + "=="))
    parts[part] = base64.urlsafe_b64encode(json.dumps({**content, **values}).encode()).rstrip(b"=").decode()
    return ".".join(parts)


@pytest.mark.parametrize(
    ("part", "values"),
    [
        (0, {"alg": "none"}),
        (0, {"alg": "HS256"}),
        (0, {"kid": "unknown"}),
        (0, {"typ": "JWT"}),
        (1, {"wid": "somewhere else"}),
        (1, {"exp": 4102444800}),
    ],
)
def test_what_was_changed_is_refused(secret: str, clock: Clock, part: int, values: dict[str, Any]) -> None:
    tokens = signer(secret, clock)
    with pytest.raises(UnauthenticatedError):
        tokens.verify(changed(tokens.sign(CLAIMS), part, **values), NOW)


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "é", "." * 10, "ey" * 5000])
def test_what_is_no_token_is_refused(secret: str, clock: Clock, token: str) -> None:
    with pytest.raises(UnauthenticatedError):
        signer(secret, clock).verify(token, NOW)


def test_a_key_of_one_s_own_is_refused(secret: str, clock: Clock) -> None:
    tokens = signer(secret, clock)
    good = tokens.sign(CLAIMS)
    payload = jwt.decode(good, options={"verify_signature": False})
    forged = jwt.encode(
        payload, Ed25519PrivateKey.generate(), "EdDSA", headers=jwt.get_unverified_header(good)
    )
    with pytest.raises(UnauthenticatedError):
        tokens.verify(forged, NOW)


def test_a_rotation_disturbs_nobody(secret: str, clock: Clock) -> None:
    warm, before = signer(secret, clock), signer(secret, clock).sign(CLAIMS)
    assert warm.verify(before, NOW)
    rotate(secret, "a" * 32)
    clock.seconds += 60
    after = signer(secret, clock).sign(CLAIMS)
    assert jwt.get_unverified_header(after)["kid"] != jwt.get_unverified_header(before)["kid"]
    assert warm.verify(after, NOW) == warm.verify(before, NOW) == CLAIMS


def test_two_rotations_later_an_old_key_is_no_good(secret: str, clock: Clock) -> None:
    before = signer(secret, clock).sign(CLAIMS)
    rotate(secret, "a" * 32)
    rotate(secret, "b" * 32)
    with pytest.raises(UnauthenticatedError):
        signer(secret, clock).verify(before, NOW)


def test_a_warm_function_signs_with_the_new_key_after_a_while(secret: str, clock: Clock) -> None:
    warm = signer(secret, clock)
    first = jwt.get_unverified_header(warm.sign(CLAIMS))["kid"]
    rotate(secret, "a" * 32)
    assert jwt.get_unverified_header(warm.sign(CLAIMS))["kid"] == first
    clock.seconds += KEPT_SECONDS + 1
    assert jwt.get_unverified_header(warm.sign(CLAIMS))["kid"] != first


def test_a_rotation_refuses_what_it_does_not_know(secret: str) -> None:
    rotation = SecretRotation(boto3.client("secretsmanager"))
    with pytest.raises(UsageError, match="no step"):
        rotation.run("danceSecret", secret, "a" * 32)
    with pytest.raises(UsageError, match="no signing secret"):
        rotation.run("testSecret", secret, "a" * 32)


def test_the_name_of_a_key_is_its_thumbprint() -> None:
    key = SigningKey.of("secret")
    encoded = base64.urlsafe_b64encode(key.public.public_bytes_raw()).rstrip(b"=").decode()
    said = f'{{"crv":"Ed25519","kty":"OKP","x":"{encoded}"}}'.encode()
    assert base64.urlsafe_b64decode(key.key_id + "=") == hashlib.sha256(said).digest()
