"""Long-lived secrets that are handed out once: they name what they open, and are stored as a digest only.

A digest of SHA-256 without salt and without slowness is enough here, other than for passwords: the secret
part has 256 random bits, so neither guessing nor a table of digests made beforehand leads to it.
"""

import base64
import binascii
import hashlib
import secrets
import uuid
from typing import NamedTuple

from datainsight.models.account import KeyMode

REFRESH = "dir_"
MAIL = "dim_"
INVITATION = "dii_"
API_KEYS = {KeyMode.LIVE: "dip_live_", KeyMode.TEST: "dip_test_"}

_ID_BYTES = 16
_SECRET_BYTES = 32


class SecretToken(NamedTuple):
    """A secret taken apart.

    Attributes:
        owner: UUID of the user or workspace it belongs to: where it is looked up.
        item: UUID of the session or key itself.
        text: The whole, as handed out.
    """

    owner: str
    item: str
    text: str

    @property
    def digest(self) -> str:
        """What is stored: SHA-256 of the text, in hexadecimal."""
        return digest(self.text)


def digest(text: str) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def make(prefix: str, owner: str, item: str) -> SecretToken:
    """A new secret: prefix, then both ids and 32 random bytes in base64url, so that it is opaque."""
    body = uuid.UUID(owner).bytes + uuid.UUID(item).bytes + secrets.token_bytes(_SECRET_BYTES)
    return SecretToken(owner, item, prefix + base64.urlsafe_b64encode(body).rstrip(b"=").decode())


def parse(prefix: str, text: str) -> SecretToken | None:
    """Takes a secret apart; None where it has not the form of one."""
    if not text.startswith(prefix) or not text.isascii():
        return None
    encoded = text.removeprefix(prefix)
    try:
        body = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    if len(body) != 2 * _ID_BYTES + _SECRET_BYTES:
        return None
    owner, item = uuid.UUID(bytes=body[:_ID_BYTES]), uuid.UUID(bytes=body[_ID_BYTES : 2 * _ID_BYTES])
    return SecretToken(str(owner), str(item), text)
