"""How often passwords, mails and codes may be tried, for each address of a person and of a machine."""

import ipaddress
from datetime import datetime, timedelta

from datainsight.services.account_ports import AttemptCounter, AttemptPolicy

_DAY = timedelta(days=1)

SIGN_IN = AttemptPolicy("sign_in", 5, timedelta(seconds=15), timedelta(minutes=15), _DAY)
"""Wrong passwords of one e-mail address, whether it has an account or not."""

SIGN_IN_MACHINE = AttemptPolicy("sign_in_machine", 50, timedelta(seconds=5), timedelta(minutes=15), _DAY)
"""Wrong passwords from one network address: many people may share one."""

MAIL = AttemptPolicy("mail", 3, timedelta(minutes=1), timedelta(hours=6), _DAY)
"""Mails to one address that somebody asked for who need not be its owner."""

MAIL_MACHINE = AttemptPolicy("mail_machine", 20, timedelta(seconds=30), timedelta(hours=1), _DAY)
"""Mails asked for from one network address."""


def machine(address: str) -> str:
    """What stands for one machine: an IPv4 address, or the /64 network that one IPv6 customer has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


def count_mail(email: str, address: str, *, attempts: AttemptCounter, now: datetime) -> None:
    """Counts a mail that somebody asks for.

    Raises:
        TooManyAttemptsError: It may not be sent now.
    """
    attempts.count(MAIL_MACHINE, machine(address), now)
    attempts.count(MAIL, email, now)
