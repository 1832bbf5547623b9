"""A forgotten password is replaced by way of a mail; answer and work are the same for every address."""

import uuid

from datainsight.errors import UnauthenticatedError
from datainsight.models.account import MailPurpose, MailToken
from datainsight.services import attempt_policies, mails, secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.password_rules import check_password, normalised
from datainsight.services.register_account import RESET_LIFETIME, normal_email


def request_reset(email: str, *, address: str, ports: AccountPorts) -> None:
    """Sends a mail that leads on.

    Raises:
        TooManyAttemptsError: Too many mails to this address, or from that machine.
    """
    email, now = normal_email(email), ports.now()
    attempt_policies.count_mail(email, address, attempts=ports.attempts, now=now)
    found = ports.accounts.credential(email)
    token = secret_tokens.make(secret_tokens.MAIL, str(uuid.uuid4()), str(uuid.uuid4()))
    stored = MailToken(
        purpose=MailPurpose.PASSWORD_RESET,
        email=email,
        expires_at=now + RESET_LIFETIME,
        user_id=found.user.user_id if found else None,
    )
    # Stored for an unknown address too, only to take as long; it opens nothing.
    ports.mail_tokens.put(token.digest, stored)
    write = mails.password_reset if found else mails.no_account
    ports.mailer.send(write(email, token.text, ports.site_url))


def reset_password(token: str, password: str, *, ports: AccountPorts) -> None:
    """Replaces the password, ends all sessions, and tells the owner.

    Raises:
        UnauthenticatedError: The token is not good (any more).
        UsageError: The password is not taken; the token stays good.
    """
    digest = secret_tokens.digest(token)
    found = ports.mail_tokens.find(digest, MailPurpose.PASSWORD_RESET, ports.now())
    if found is None or found.user_id is None:
        raise _refused()
    check_password(password, email=found.email, display_name="", passwords=ports.passwords)
    if not ports.mail_tokens.take(digest):
        raise _refused()
    ports.accounts.replace_password(found.user_id, ports.passwords.hash(normalised(password)))
    ports.sessions.close_all(found.user_id)
    ports.attempts.forget(attempt_policies.SIGN_IN, found.email)
    ports.mailer.send(mails.password_changed(found.email))


def _refused() -> UnauthenticatedError:
    return UnauthenticatedError("The token is not good, or has expired.", remedy="Ask for another mail.")
