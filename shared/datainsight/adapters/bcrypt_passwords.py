"""Passwords hashed with bcrypt, and judged by zxcvbn.

bcrypt reads 72 bytes at most, so a password is first brought to a fixed length by HMAC-SHA-256 in base64.
The constant key keeps plain SHA-256 digests that leaked elsewhere from being tried here.
"""

import base64
import hashlib
import hmac
from functools import cached_property

import bcrypt

ROUNDS = 12
"""2**12 rounds: about a quarter of a second of one processor."""

_KEY = b"datainsight password, version 1"

_LONGEST_JUDGED = 72
"""zxcvbn takes no more characters; what is that long and easy to guess is so from its beginning."""

_FEWEST_GUESSES = 10**8
"""zxcvbn's score of 3 begins here: "safely unguessable: moderate protection from offline attack"."""


class BcryptPasswords:
    """Implements `services.account_ports.Passwords`.

    Args:
        rounds: Binary logarithm of the cost.
    """

    def __init__(self, rounds: int = ROUNDS) -> None:
        self._rounds = rounds

    @cached_property
    def decoy(self) -> str:
        """Of the same cost as every other hash; no password leads to it."""
        salt = bcrypt.gensalt(self._rounds).decode()
        return salt + "." * 31

    def hash(self, password: str) -> str:
        """A salted hash."""
        return bcrypt.hashpw(_fixed_length(password), bcrypt.gensalt(self._rounds)).decode()

    def verify(self, password: str, password_hash: str) -> bool:
        """Whether the password is the one that was hashed."""
        return bcrypt.checkpw(_fixed_length(password), password_hash.encode())

    def is_easy_to_guess(self, password: str, known: tuple[str, ...]) -> bool:
        """Whether fewer than a hundred million guesses lead to it."""
        from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists are of use to those who choose a password only

        judged = zxcvbn(password[:_LONGEST_JUDGED], user_inputs=[each.lower() for each in known])
        return bool(judged["guesses"] < _FEWEST_GUESSES)


def _fixed_length(password: str) -> bytes:
    return base64.b64encode(
        hmac.new(_KEY, password.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    )
