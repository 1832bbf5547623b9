"""What a person set up, as they get it to take away: never credentials or secrets."""

from datetime import datetime

from datainsight.models.base import Frozen
from datainsight.models.choices import Mute
from datainsight.models.connection import Target
from datainsight.models.webhook import WebhookEvent
from datainsight.services.choice_ports import ChoiceStore
from datainsight.services.connection_ports import ConnectionPorts
from datainsight.services.webhook_ports import WebhookPorts


class ExportedConnection(Frozen):
    """A connection that the person added, without its credentials."""

    connection_id: str
    workspace_id: str
    name: str
    target: Target
    created_at: datetime


class ExportedWebhook(Frozen):
    """An endpoint that the person added, without its secret."""

    webhook_id: str
    workspace_id: str
    url: str
    events: tuple[WebhookEvent, ...]
    description: str
    created_at: datetime


class ExportedMute(Mute):
    """A rule of a workspace that the person owns."""

    workspace_id: str


def connections_of(
    user_id: str, places: list[str], *, ports: ConnectionPorts
) -> tuple[ExportedConnection, ...]:
    """In these workspaces."""
    return tuple(
        ExportedConnection.model_validate(each.model_dump(include=set(ExportedConnection.model_fields)))
        for place in places
        for each in ports.connections.list(place)
        if each.created_by == user_id
    )


def webhooks_of(user_id: str, places: list[str], *, ports: WebhookPorts) -> tuple[ExportedWebhook, ...]:
    """In these workspaces."""
    return tuple(
        ExportedWebhook(
            webhook_id=each.endpoint_id,
            workspace_id=place,
            url=each.url,
            events=each.events,
            description=each.description,
            created_at=each.created_at,
        )
        for place in places
        for each in ports.webhooks.endpoints(place)
        if each.created_by == user_id
    )


def mutes_of(places: list[str], *, choices: ChoiceStore) -> tuple[ExportedMute, ...]:
    """Of these workspaces."""
    return tuple(
        ExportedMute(workspace_id=place, **each.model_dump())
        for place in places
        for each in choices.mutes(place)
    )
