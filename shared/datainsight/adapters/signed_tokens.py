"""Access tokens as JSON Web Tokens, signed with Ed25519 (RFC 8037); keys come from Secrets Manager.

A version of the secret holds 64 random letters and digits; their SHA-256 is the private key, which in
Ed25519 is any 32 bytes (RFC 8032). So CloudFormation can make the first version, and rotation the next ones,
without any code of ours that handles key files. The version before the current one still verifies.
"""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import jwt
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from datainsight.adapters.client_errors import code_of
from datainsight.errors import UnauthenticatedError
from datainsight.models.account import AccessClaims

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

ALGORITHM = "EdDSA"
TYPE = "at+jwt"
AUDIENCE = "datainsight-api"

KEPT_SECONDS = 300.0
"""How long keys are used without asking whether they are still the current ones."""

_PAUSE_SECONDS = 10.0
"""Between two looks for a key that nobody knows: whoever makes key ids up must not cost us calls."""


@dataclass(frozen=True)
class SigningKey:
    """A key pair and its name (RFC 7638)."""

    key_id: str
    private: Ed25519PrivateKey
    public: Ed25519PublicKey

    @classmethod
    def of(cls, secret: str) -> "SigningKey":
        """The pair that a version of the secret stands for."""
        private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())
        public = private.public_key()
        encoded = _base64url(public.public_bytes(Encoding.Raw, PublicFormat.Raw))
        thumbprint = json.dumps(
            {"crv": "Ed25519", "kty": "OKP", "x": encoded}, separators=(",", ":"), sort_keys=True
        )
        return cls(_base64url(hashlib.sha256(thumbprint.encode()).digest()), private, public)


class SigningKeys:
    """The current and the previous version of the secret.

    Args:
        client: Of Secrets Manager.
        secret_arn: Which secret.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        client: "SecretsManagerClient",
        secret_arn: str,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._secret_arn = secret_arn
        self._clock = clock
        self._loaded_at = float("-inf")
        self._current: SigningKey | None = None
        self._by_id: Mapping[str, SigningKey] = {}

    def current(self) -> SigningKey:
        """The one that signs."""
        if self._current is None or self._clock() - self._loaded_at > KEPT_SECONDS:
            return self._load()
        return self._current

    def find(self, key_id: str) -> SigningKey | None:
        """The one of that name; asks again where it is unknown, as after a rotation."""
        good_for = KEPT_SECONDS if key_id in self._by_id else _PAUSE_SECONDS
        if self._clock() - self._loaded_at > good_for:
            self._load()
        return self._by_id.get(key_id)

    def _load(self) -> SigningKey:
        current = self._version("AWSCURRENT")
        if current is None:
            raise LookupError("the signing secret has no current version")
        previous = self._version("AWSPREVIOUS")
        self._by_id = {each.key_id: each for each in (previous, current) if each is not None}
        self._current, self._loaded_at = current, self._clock()
        return current

    def _version(self, stage: str) -> SigningKey | None:
        try:
            reply = self._client.get_secret_value(SecretId=self._secret_arn, VersionStage=stage)
        except ClientError as error:
            if stage != "AWSCURRENT" and code_of(error) == "ResourceNotFoundException":
                return None
            raise
        return SigningKey.of(reply["SecretString"])


class SignedAccessTokens:
    """Implements `services.account_ports.AccessTokens`.

    Args:
        keys: To sign and verify with.
        issuer: Whose tokens; others' are refused.
    """

    def __init__(self, keys: SigningKeys, issuer: str) -> None:
        self._keys = keys
        self._issuer = issuer

    def sign(self, claims: AccessClaims) -> str:
        """A token in the form of RFC 9068."""
        key = self._keys.current()
        payload = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": claims.user_id,
            "sid": claims.session_id,
            "wid": claims.workspace_id,
            "iat": int(claims.issued_at.timestamp()),
            "exp": int(claims.expires_at.timestamp()),
        }
        return jwt.encode(payload, key.private, ALGORITHM, {"kid": key.key_id, "typ": TYPE})

    def verify(self, token: str, now: datetime) -> AccessClaims:
        """What a token says; its times are compared here, with the caller's clock."""
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys.find(str(header.get("kid", "")))
            if key is None or header.get("typ") != TYPE:
                raise _refused()
            payload = jwt.decode(
                token,
                key.public,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self._issuer,
                options={
                    "require": ["iss", "aud", "sub", "sid", "wid", "iat", "exp"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except jwt.PyJWTError as error:
            raise _refused() from error
        claims = _claims(payload)
        if now >= claims.expires_at:
            raise UnauthenticatedError(
                "The access token has expired.", remedy="Get another one by refreshing."
            )
        return claims


def _claims(payload: Mapping[str, Any]) -> AccessClaims:
    return AccessClaims(
        user_id=payload["sub"],
        session_id=payload["sid"],
        workspace_id=payload["wid"],
        issued_at=datetime.fromtimestamp(payload["iat"], UTC),
        expires_at=datetime.fromtimestamp(payload["exp"], UTC),
    )


def _refused() -> UnauthenticatedError:
    return UnauthenticatedError("The access token is not good.", remedy="Sign in again.")


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
