"""Endpoints of webhooks: made, listed, deleted; their deliveries looked at and replayed."""

import base64
import uuid

from datainsight.errors import ConflictError, NotFoundError, RefusedError, UsageError
from datainsight.models.account import Principal
from datainsight.models.base import Frozen
from datainsight.models.webhook import (
    Delivery,
    DeliveryReference,
    DeliveryStatus,
    WebhookEndpoint,
    WebhookEvent,
)
from datainsight.services.account_ports import AccountPorts
from datainsight.services.audit import entry_of
from datainsight.services.webhook_ports import WebhookPorts

MOST_ENDPOINTS = 20
SECRET_PREFIX = "whsec_"  # noqa: S105 - the prefix that Standard Webhooks gives secrets


class EndpointRequest(Frozen):
    """What an endpoint is to be.

    Attributes:
        url: Where to deliver.
        events: What of.
        description: For people.
    """

    url: str
    events: tuple[WebhookEvent, ...]
    description: str = ""


def create_endpoint(
    request: EndpointRequest, *, principal: Principal, ports: WebhookPorts, accounts: AccountPorts
) -> tuple[WebhookEndpoint, str]:
    """Makes an endpoint; returns it and the secret that its deliveries are signed with.

    Raises:
        UsageError: The address cannot be delivered to.
        ConflictError: The workspace has as many endpoints as it may.
    """
    try:
        ports.webhook_sender.judge(request.url)
    except RefusedError as error:
        raise UsageError(error.what, where="#/url", remedy=error.remedy) from error
    if len(ports.webhooks.endpoints(principal.workspace_id)) >= MOST_ENDPOINTS:
        raise ConflictError(f"A workspace has at most {MOST_ENDPOINTS} endpoints.", remedy="Delete one.")
    endpoint = WebhookEndpoint(
        endpoint_id=str(uuid.uuid4()),
        workspace_id=principal.workspace_id,
        url=request.url,
        events=tuple(dict.fromkeys(request.events)),
        description=request.description,
        created_by=principal.user_id,
        created_at=ports.now(),
    )
    accounts.workspaces.record(entry_of(principal, "webhook.created", endpoint.endpoint_id, now=ports.now))
    ports.webhooks.add_endpoint(endpoint)
    secret = base64.b64encode(ports.webhook_secrets.secret_of(endpoint.endpoint_id)).decode()
    return endpoint, SECRET_PREFIX + secret


def delete_endpoint(
    endpoint_id: str, *, principal: Principal, ports: WebhookPorts, accounts: AccountPorts
) -> None:
    """Removes an endpoint and forgets its deliveries.

    Raises:
        NotFoundError: The workspace has no such endpoint.
    """
    if not ports.webhooks.delete_endpoint(principal.workspace_id, endpoint_id):
        raise _no_endpoint(endpoint_id)
    accounts.workspaces.record(entry_of(principal, "webhook.deleted", endpoint_id, now=ports.now))


def list_deliveries(
    endpoint_id: str, limit: int, *, workspace_id: str, ports: WebhookPorts
) -> tuple[Delivery, ...]:
    """The newest deliveries of an endpoint.

    Raises:
        NotFoundError: The workspace has no such endpoint.
    """
    if ports.webhooks.endpoint(workspace_id, endpoint_id) is None:
        raise _no_endpoint(endpoint_id)
    return ports.webhooks.deliveries(workspace_id, endpoint_id, limit)


def replay(reference: DeliveryReference, *, ports: WebhookPorts) -> Delivery:
    """Begins another round of attempts of a delivery that has ended.

    Raises:
        NotFoundError: The workspace has no such delivery.
        ConflictError: It is still being tried.
    """
    delivery = ports.webhooks.delivery(reference)
    if delivery is None:
        raise NotFoundError("There is no such delivery.", where=reference.delivery_id)
    if delivery.status is DeliveryStatus.PENDING:
        raise ConflictError("This delivery is still being tried.", remedy="Look at its attempts again later.")
    again = delivery.model_copy(
        update={"status": DeliveryStatus.PENDING, "round_start": len(delivery.attempts)}
    )
    ports.webhooks.save_delivery(again)
    ports.delivery_workflow.replay(reference, again.round_start)
    return again


def _no_endpoint(endpoint_id: str) -> NotFoundError:
    return NotFoundError("There is no such webhook endpoint.", where=endpoint_id)
