"""Without accounts, whoever finds the address could read everything: such a deployment does not start."""

from datainsight.settings import Settings, SettingsError


def require_accounts(settings: Settings) -> None:
    """Refuses to start without accounts, except on the local stack.

    Raises:
        SettingsError: There are neither accounts nor a local workspace.
    """
    if settings.accounts == "none" and settings.local_workspace is None:
        raise SettingsError(
            "This API has no accounts, so anybody could read everything; it does not start.",
            remedy="Set DATAINSIGHT_ACCOUNTS=enabled, or run the local stack with `make run`.",
        )
