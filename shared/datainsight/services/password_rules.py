"""Which passwords are taken.

Source: NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where a password is the only factor, at
least 64 allowed, no rules of composition, no expiry, normalised before it is hashed, and compared with what
is commonly used or expected.
"""

import unicodedata

from datainsight.errors import UsageError
from datainsight.services.account_ports import Passwords

SHORTEST = 15
LONGEST = 256
"""Characters. A longer one only costs time."""


def normalised(password: str) -> str:
    """NFKC, so that a password is the same from every keyboard."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, *, email: str, display_name: str, passwords: Passwords) -> None:
    """Refuses what is too short, too long, or easy to guess.

    Raises:
        UsageError: With what helps.
    """
    length = len(normalised(password))
    if length < SHORTEST:
        raise UsageError(
            f"The password has {length} characters; it needs at least {SHORTEST}.",
            where="#/password",
            remedy="Take four or five unrelated words.",
        )
    if length > LONGEST:
        raise UsageError(
            f"The password has more than {LONGEST} characters.", where="#/password", remedy="Shorten it."
        )
    known = (email, *email.replace("@", ".").split("."), display_name, "datainsight", "datainsight pro")
    if passwords.is_easy_to_guess(normalised(password), tuple(each for each in known if each)):
        raise UsageError(
            "The password is easy to guess.",
            where="#/password",
            remedy="Take four or five unrelated words that do not speak of you or of this service.",
        )
