"""Without mail nobody can prove an address, so nobody could sign in: such a deployment does not start."""

from datainsight.settings import Settings, SettingsError


def require_mail(settings: Settings) -> None:
    """Refuses to start without a sender of mails, except on the local stack, which has an outbox.

    Raises:
        SettingsError: There is neither a sender nor a local workspace.
    """
    if not settings.mail_sender and settings.local_workspace is None:
        raise SettingsError(
            "This API cannot send mail, so nobody could open an account; it does not start.",
            remedy="Set the team's mail_sender, or run the local stack with `make run`.",
        )
