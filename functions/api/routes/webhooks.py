"""Webhooks: addresses that are told what happens in a workspace."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic.config import JsonDict

from datainsight.models.webhook import (
    Delivery,
    DeliveryAttempt,
    DeliveryReference,
    DeliveryStatus,
    WebhookEndpoint,
    WebhookEvent,
)
from datainsight.services import manage_webhooks
from functions.api.dependencies import AccountWorld, Owner, WebhookWorld
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE
from functions.api.problems import problem_responses

router = APIRouter(prefix="/webhooks", tags=["webhooks"], route_class=DirectRoute)

EndpointId = Annotated[UUID, Path(description="From the list of webhooks.")]
DeliveryId = Annotated[
    str, Path(pattern=r"^\d{8}T\d{12}-[0-9a-f-]{36}$", description="From the list of deliveries.")
]

_EXAMPLE: JsonDict = {
    "webhook_id": "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "url": "https://hooks.acme.example/datainsight",
    "events": ["analysis.completed", "analysis.failed"],
    "description": "nightly import",
    "created_by": "7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "created_at": "2026-11-23T21:10:00Z",
}


class WebhookRequest(BaseModel):
    """An endpoint to come."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "url": "https://hooks.acme.example/datainsight",
                "events": ["analysis.completed", "analysis.failed"],
                "description": "nightly import",
            }
        },
    )

    url: str = Field(
        min_length=1, max_length=2000, description="https, on the public internet, without credentials."
    )
    events: list[WebhookEvent] = Field(min_length=1, max_length=20)
    description: str = Field(default="", max_length=200, description="For people.")


class Webhook(BaseModel):
    """An endpoint."""

    model_config = ConfigDict(json_schema_extra={"example": {**_EXAMPLE}})

    webhook_id: str
    url: str
    events: list[WebhookEvent]
    description: str
    created_by: str | None
    created_at: datetime


class NewWebhook(Webhook):
    """The only reply that holds the secret."""

    model_config = ConfigDict(
        json_schema_extra={"example": {**_EXAMPLE, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…"}}
    )

    secret: str = Field(description="To check signatures with; it is not shown again.")


class WebhookList(BaseModel):
    """The workspace's endpoints, oldest first."""

    webhooks: list[Webhook]


class WebhookDelivery(BaseModel):
    """A message on its way, or at its end."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "delivery_id": "20261123T211004000000-8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "message_id": "8c1f0c4e-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "type": "analysis.completed",
                "status": "delivered",
                "data": {"analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d"},
                "created_at": "2026-11-23T21:10:04Z",
                "attempts": [{"at": "2026-11-23T21:10:05Z", "status_code": 204, "error": None}],
            }
        }
    )

    delivery_id: str
    message_id: str = Field(description="The header `webhook-id`.")
    type: WebhookEvent
    status: DeliveryStatus
    data: dict[str, JsonValue]
    created_at: datetime
    attempts: list[DeliveryAttempt]

    @classmethod
    def of(cls, delivery: Delivery) -> "WebhookDelivery":
        """What is shown of a delivery."""
        told = delivery.announcement
        return cls(
            delivery_id=delivery.reference.delivery_id,
            message_id=told.announcement_id,
            type=told.type,
            status=delivery.status,
            data=told.data,
            created_at=told.at,
            attempts=list(delivery.attempts),
        )


class DeliveryList(BaseModel):
    """The endpoint's deliveries of the last 30 days, newest first."""

    deliveries: list[WebhookDelivery]


@router.post(
    "",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Add a webhook",
    responses=problem_responses(400, 401, 403, 404, 409, 422, 503),
)
def create_webhook(
    body: WebhookRequest, principal: Owner, world: WebhookWorld, accounts: AccountWorld
) -> NewWebhook:
    """For owners. Messages have the form of [Standard Webhooks](https://www.standardwebhooks.com).

    The reply holds the secret they are signed with, once.
    """
    request = manage_webhooks.EndpointRequest.model_validate(body.model_dump())
    endpoint, secret = manage_webhooks.create_endpoint(
        request, principal=principal, ports=world, accounts=accounts
    )
    return NewWebhook.model_validate({**_shown(endpoint), "secret": secret})


@router.get("", summary="List webhooks", responses=problem_responses(401, 403, 404, 422, 503))
def list_webhooks(principal: Owner, world: WebhookWorld) -> WebhookList:
    """For owners: all endpoints of the workspace."""
    found = world.webhooks.endpoints(principal.workspace_id)
    return WebhookList(webhooks=[Webhook.model_validate(_shown(each)) for each in found])


@router.delete(
    "/{webhook_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete a webhook",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def delete_webhook(
    webhook_id: EndpointId, principal: Owner, world: WebhookWorld, accounts: AccountWorld
) -> Response:
    """For owners. Nothing more is sent there, and its deliveries are forgotten."""
    manage_webhooks.delete_endpoint(str(webhook_id), principal=principal, ports=world, accounts=accounts)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get(
    "/{webhook_id}/deliveries",
    summary="List deliveries",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def list_webhook_deliveries(
    webhook_id: EndpointId,
    principal: Owner,
    world: WebhookWorld,
    limit: Annotated[int, Query(ge=1, le=100, description="As many of the newest.")] = 25,
) -> DeliveryList:
    """For owners: what was sent, what each try came to, what is still being tried."""
    found = manage_webhooks.list_deliveries(
        str(webhook_id), limit, workspace_id=principal.workspace_id, ports=world
    )
    return DeliveryList(deliveries=[WebhookDelivery.of(each) for each in found])


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/replay",
    dependencies=ONCE,
    status_code=status.HTTP_202_ACCEPTED,
    summary="Send a delivery again",
    responses=problem_responses(401, 403, 404, 409, 422, 503),
)
def replay_webhook_delivery(
    webhook_id: EndpointId, delivery_id: DeliveryId, principal: Owner, world: WebhookWorld
) -> WebhookDelivery:
    """For owners: the same message with the same id, in another round of tries."""
    reference = DeliveryReference(
        workspace_id=principal.workspace_id, endpoint_id=str(webhook_id), delivery_id=delivery_id
    )
    return WebhookDelivery.of(manage_webhooks.replay(reference, ports=world))


def _shown(endpoint: WebhookEndpoint) -> dict[str, object]:
    fields = endpoint.model_dump(exclude={"workspace_id", "endpoint_id"})
    return {**fields, "webhook_id": endpoint.endpoint_id}
