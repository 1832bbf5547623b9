"""The words of the mails. Nothing in them was written by whoever asked for them: no tool for spam."""

from datainsight.models.account import Mail, Role


def _link(site_url: str, path: str, token: str) -> str:
    # After a "#": browsers send that part to no server, so it is in no log.
    return (
        f"\n{site_url.rstrip('/')}/{path}#token={token}\n\nor, for programs, the token itself:"
        if site_url
        else ""
    )


def verification(email: str, token: str, site_url: str) -> Mail:
    """To whoever registered."""
    return Mail(
        recipient=email,
        subject="Confirm your e-mail address for DataInsight Pro",
        text="Somebody, hopefully you, registered at DataInsight Pro with this address. To confirm it, open "
        f"this within a day and enter the password you chose:\n"
        f"{_link(site_url, 'verify', token)}\n{token}\n\n"
        "If it was not you, do nothing; then no account is made.\n",
    )


def has_account(email: str, token: str, site_url: str) -> Mail:
    """To whoever registers an address again."""
    return Mail(
        recipient=email,
        subject="You have an account at DataInsight Pro already",
        text="Somebody, hopefully you, registered at DataInsight Pro with this address, which has an account "
        "already: sign in with it. If you forgot its password, choose another one within an hour:\n"
        f"{_link(site_url, 'reset-password', token)}\n{token}\n\n"
        "If it was not you, do nothing; nothing was changed.\n",
    )


def password_reset(email: str, token: str, site_url: str) -> Mail:
    """To whoever forgot the password."""
    return Mail(
        recipient=email,
        subject="Choose another password for DataInsight Pro",
        text="Somebody, hopefully you, asked for another password of your account. Choose it within an hour:"
        f"{_link(site_url, 'reset-password', token)}\n{token}\n\n"
        "If it was not you, do nothing; the password stays as it is.\n",
    )


def no_account(email: str, token: str, site_url: str) -> Mail:  # noqa: ARG001 - the shape of its counterpart
    """To whoever forgot the password of an account that is not there."""
    return Mail(
        recipient=email,
        subject="There is no account at DataInsight Pro for this address",
        text="Somebody, hopefully you, asked for another password for this address, which has no account. "
        "Perhaps you registered with another one.\n\nIf it was not you, do nothing.\n",
    )


def password_changed(email: str) -> Mail:
    """To the owner, afterwards."""
    return Mail(
        recipient=email,
        subject="Your password for DataInsight Pro was changed",
        text="The password of your account was changed, and all devices were signed out.\n\n"
        "If it was not you, ask for another password at once.\n",
    )


def invitation(email: str, inviter: str, role: Role, token: str, site_url: str) -> Mail:
    """To whoever is invited; it names the inviter by a proved address, and nothing that they wrote."""
    return Mail(
        recipient=email,
        subject="You are invited to a workspace of DataInsight Pro",
        text=f"{inviter} invites you to a workspace of DataInsight Pro, as {role}. To join it within a week, "
        "sign in with this address (or register it first) and accept:\n"
        f"{_link(site_url, 'invitation', token)}\n{token}\n\n"
        "If you do not know who that is, do nothing.\n",
    )
