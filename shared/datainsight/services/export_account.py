"""Everything that is kept of a person, for that person (GDPR, articles 15 and 20)."""

from datetime import datetime

from datainsight.errors import UnauthenticatedError
from datainsight.models.account import ApiKey, AuditEntry, Membership, Principal, Role, User
from datainsight.models.base import Frozen
from datainsight.models.choices import Preferences
from datainsight.services import object_keys
from datainsight.services.account_ports import AccountPorts
from datainsight.services.cleaning_status import Download, downloads
from datainsight.services.connection_ports import ConnectionPorts
from datainsight.services.exported_settings import (
    ExportedConnection,
    ExportedMute,
    ExportedWebhook,
    connections_of,
    mutes_of,
    webhooks_of,
)
from datainsight.services.ports import Ports
from datainsight.services.webhook_ports import WebhookPorts
from datainsight.services.workspace_members import person

LINK_SECONDS = 3600
_PAGE = 100
_LINES = 1000


class ExportedAnalysis(Frozen):
    """An analysis.

    Attributes:
        analysis_id: Its id.
        profile_url: Where to fetch what was found; None where it has no results.
    """

    analysis_id: str
    profile_url: str | None


class ExportedCleaning(Frozen):
    """A repaired file.

    Attributes:
        cleaning_id: Its id.
        analysis_id: Whose repairs were made.
        downloads: The cleaned file and what goes with it; none where the cleaning did not end well.
    """

    cleaning_id: str
    analysis_id: str
    downloads: tuple[Download, ...]


class ExportedDataset(Frozen):
    """A file.

    Attributes:
        dataset_id: Its id.
        workspace_id: Where it is.
        name: File name.
        created_at: When it was announced.
        file_url: Where to fetch it; None where it never came.
        analyses: All of it.
        cleanings: Files that were repaired.
    """

    dataset_id: str
    workspace_id: str
    name: str
    created_at: datetime
    file_url: str | None
    analyses: tuple[ExportedAnalysis, ...]
    cleanings: tuple[ExportedCleaning, ...] = ()


class ExportedKey(Frozen):
    """An API key that the person made; never the key itself."""

    key_id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> "ExportedKey":
        """What is told of a key."""
        return cls.model_validate(key.model_dump(include=set(cls.model_fields)))


class AccountExport(Frozen):
    """What is kept of a person.

    Attributes:
        user: The account.
        memberships: Workspaces.
        keys: API keys that the person made.
        datasets: Of the workspaces that the person owns, with links that are good for an hour.
        preferences: How the person likes the product; null where nothing was said.
        connections: Those that the person added.
        webhooks: Those that the person added.
        mutes: Muted issues of the workspaces that the person owns.
        actions: The person's lines of the audit logs, the newest thousand of each workspace.
    """

    user: User
    memberships: tuple[Membership, ...]
    keys: tuple[ExportedKey, ...]
    datasets: tuple[ExportedDataset, ...]
    preferences: Preferences | None
    connections: tuple[ExportedConnection, ...]
    webhooks: tuple[ExportedWebhook, ...]
    mutes: tuple[ExportedMute, ...]
    actions: tuple[AuditEntry, ...]


def export_account(
    *,
    principal: Principal,
    ports: Ports,
    accounts: AccountPorts,
    connections: ConnectionPorts,
    webhooks: WebhookPorts,
) -> AccountExport:
    """Gathers it.

    Raises:
        UnauthenticatedError: The caller is no person, or the account is gone.
    """
    user_id = person(principal)
    profile = accounts.sessions.profile(user_id)
    if profile is None:
        raise UnauthenticatedError("This account is gone.", remedy="Register again.")
    memberships = accounts.accounts.memberships(user_id)
    places = [each.workspace_id for each in memberships]
    owned = [each.workspace_id for each in memberships if each.role is Role.OWNER]
    return AccountExport(
        user=profile[0],
        memberships=memberships,
        keys=tuple(
            ExportedKey.of(key)
            for place in places
            for key in accounts.api_keys.keys(place)
            if key.created_by == user_id
        ),
        datasets=tuple(exported for place in owned for exported in _datasets(place, ports=ports)),
        preferences=ports.choices.preferences(principal.workspace_id, user_id),
        connections=connections_of(user_id, places, ports=connections),
        webhooks=webhooks_of(user_id, places, ports=webhooks),
        mutes=mutes_of(owned, choices=ports.choices),
        actions=tuple(
            line
            for place in places
            for line in accounts.workspaces.audit_log(place, _LINES)
            if line.user_id == user_id
        ),
    )


def _datasets(workspace_id: str, *, ports: Ports) -> list[ExportedDataset]:
    found: list[ExportedDataset] = []
    cursor = None
    while True:
        page = ports.catalog.datasets(workspace_id, limit=_PAGE, cursor=cursor)
        for each in page.datasets:
            analyses = ports.catalog.analysis_ids(workspace_id, each.dataset_id)
            found.append(
                ExportedDataset(
                    dataset_id=each.dataset_id,
                    workspace_id=workspace_id,
                    name=each.name,
                    created_at=each.created_at,
                    file_url=_link(each.object_key, "application/octet-stream", ports=ports),
                    analyses=tuple(
                        ExportedAnalysis(
                            analysis_id=analysis_id,
                            profile_url=_link(
                                object_keys.profile_key(workspace_id, analysis_id),
                                "application/json",
                                ports=ports,
                            ),
                        )
                        for analysis_id in analyses
                    ),
                    cleanings=tuple(
                        ExportedCleaning(
                            cleaning_id=job.cleaning_id,
                            analysis_id=job.analysis_id,
                            downloads=tuple(downloads(job, each.name, ports=ports)),
                        )
                        for job in ports.cleanings.of_dataset(workspace_id, each.dataset_id)
                    ),
                )
            )
        cursor = page.next_cursor
        if cursor is None:
            return found


def _link(key: str, content_type: str, *, ports: Ports) -> str | None:
    if ports.objects.find(key) is None:
        return None
    return ports.objects.download_url(key, content_type=content_type, seconds=LINK_SECONDS)
