"""Somebody registers: a mail proves the address, then the account and its first workspace are made.

Nobody learns from it whether an address has an account: both cases hash a password, look the address up,
store a token and send a mail, and the answer is the same. Nothing of an unproved address lasts: what waits
for its proof is stored with an expiry. The proof asks for the password again; else somebody could register
the address of another person, who would open the mail and so give an account with a known password away.
"""

import uuid
from datetime import timedelta

from datainsight.errors import ConflictError, UnauthenticatedError
from datainsight.models.account import MailPurpose, MailToken, Membership, Role, User
from datainsight.models.base import Frozen
from datainsight.services import attempt_policies, mails, secret_tokens
from datainsight.services.account_ports import AccountPorts
from datainsight.services.password_rules import check_password, normalised
from datainsight.services.sign_in import SignedIn, begin_session

VERIFICATION_LIFETIME = timedelta(days=1)
RESET_LIFETIME = timedelta(hours=1)

PERSONAL_WORKSPACE = "Personal"


class Registration(Frozen):
    """What somebody says who registers.

    Attributes:
        email: Of ASCII, one "@".
        password: As typed.
        display_name: For the other members of a workspace; may be empty.
    """

    email: str
    password: str
    display_name: str = ""


def register(registration: Registration, *, address: str, ports: AccountPorts) -> None:
    """Sends the mail that leads on.

    Args:
        registration: What was said.
        address: Network address of the caller.
        ports: The outside world.

    Raises:
        UsageError: The password is not taken.
        TooManyAttemptsError: Too many mails to this address, or from that machine.
    """
    email, now = normal_email(registration.email), ports.now()
    check_password(
        registration.password,
        email=email,
        display_name=registration.display_name,
        passwords=ports.passwords,
    )
    attempt_policies.count_mail(email, address, attempts=ports.attempts, now=now)
    password_hash = ports.passwords.hash(normalised(registration.password))
    existing = ports.accounts.credential(email)
    token = secret_tokens.make(secret_tokens.MAIL, str(uuid.uuid4()), str(uuid.uuid4()))
    if existing is None:
        stored = MailToken(
            purpose=MailPurpose.VERIFICATION,
            email=email,
            expires_at=now + VERIFICATION_LIFETIME,
            display_name=registration.display_name,
            password_hash=password_hash,
        )
        write = mails.verification
    else:
        stored = MailToken(
            purpose=MailPurpose.PASSWORD_RESET,
            email=email,
            expires_at=now + RESET_LIFETIME,
            user_id=existing.user.user_id,
        )
        write = mails.has_account
    ports.mail_tokens.put(token.digest, stored)
    ports.mailer.send(write(email, token.text, ports.site_url))


def verify_account(token: str, password: str, *, address: str, ports: AccountPorts) -> SignedIn:
    """Makes the account of a proved address, with a workspace of its own, and signs its owner in.

    Raises:
        UnauthenticatedError: The token is not good (any more), or the password is another one.
        ConflictError: The address got an account meanwhile.
        TooManyAttemptsError: Too many wrong passwords.
    """
    now, digest = ports.now(), secret_tokens.digest(token)
    pending = ports.mail_tokens.find(digest, MailPurpose.VERIFICATION, now)
    ports.attempts.count(attempt_policies.SIGN_IN_MACHINE, attempt_policies.machine(address), now)
    if pending is not None:
        ports.attempts.count(attempt_policies.SIGN_IN, digest, now)
    known_hash = pending.password_hash if pending else ports.passwords.decoy
    if not ports.passwords.verify(normalised(password), known_hash) or pending is None:
        raise UnauthenticatedError(
            "The token or the password is wrong, or the token has expired.", remedy="Register again."
        )
    ports.attempts.forgive(attempt_policies.SIGN_IN_MACHINE, attempt_policies.machine(address))
    user = User(
        user_id=str(uuid.uuid4()), email=pending.email, display_name=pending.display_name, created_at=now
    )
    workspace = Membership(workspace_id=str(uuid.uuid4()), name=PERSONAL_WORKSPACE, role=Role.OWNER)
    if not ports.accounts.add_user(user, pending.password_hash, workspace):
        raise ConflictError("This address has an account already.", remedy="Sign in.")
    ports.mail_tokens.take(digest)  # last: where the database fails, the token is still good
    return begin_session(user, (workspace,), ports=ports)


def normal_email(email: str) -> str:
    """One spelling for one mailbox: providers tell no letters' cases apart."""
    return email.strip().lower()
