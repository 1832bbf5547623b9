"""Announcements of what happened in a workspace, and where they are delivered to."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue

from datainsight.models.base import Frozen


class WebhookEvent(StrEnum):
    """What can be announced."""

    ANALYSIS_COMPLETED = "analysis.completed"
    ANALYSIS_FAILED = "analysis.failed"
    DATASET_CLEANED = "dataset.cleaned"
    USAGE_BUDGET_REACHED = "usage.budget_reached"


class Announcement(Frozen):
    """Something that happened.

    Attributes:
        announcement_id: UUID; the same for the same happening, however often it is told.
        type: What.
        workspace_id: Where.
        at: When.
        data: More, without values of the user's tables.
    """

    announcement_id: str
    type: WebhookEvent
    workspace_id: str
    at: datetime
    data: dict[str, JsonValue]


class WebhookEndpoint(Frozen):
    """An address that wants to be told.

    Attributes:
        endpoint_id: UUID.
        workspace_id: Whose.
        url: Where to.
        events: What it wants to hear of.
        description: For people.
        created_by: Who made it; None for a key or a local stack.
        created_at: When.
    """

    endpoint_id: str
    workspace_id: str
    url: str
    events: tuple[WebhookEvent, ...]
    description: str
    created_by: str | None = None
    created_at: datetime


class DeliveryStatus(StrEnum):
    """How far a delivery is."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryAttempt(Frozen):
    """One try.

    Attributes:
        at: When.
        status_code: What the endpoint answered; None where it did not.
        error: Why it did not count as delivered; None where it did.
    """

    at: datetime
    status_code: int | None = None
    error: str | None = None


class DeliveryReference(Frozen):
    """Names a delivery.

    Attributes:
        workspace_id: Whose.
        endpoint_id: Where to.
        delivery_id: The moment and the announcement, so that ids sort by time.
    """

    workspace_id: str
    endpoint_id: str
    delivery_id: str


class Delivery(Frozen):
    """An announcement on its way to an endpoint.

    Attributes:
        reference: Its name.
        announcement: What is told.
        status: How far it is.
        attempts: What was tried, in order.
        round_start: How many attempts belong to earlier rounds: a replay begins another one.
    """

    reference: DeliveryReference
    announcement: Announcement
    status: DeliveryStatus = DeliveryStatus.PENDING
    attempts: tuple[DeliveryAttempt, ...] = ()
    round_start: int = 0


class AddressRequest(Frozen):
    """Input of the machine that delivers: an announcement to address, or deliveries to try again."""

    announcement: Announcement | None = None
    deliveries: tuple[DeliveryReference, ...] = ()


class AddressResult(Frozen):
    """What is to be delivered."""

    deliveries: tuple[DeliveryReference, ...]


class DeliverRequest(Frozen):
    """One delivery to be tried once."""

    delivery: DeliveryReference


class DeliverResult(Frozen):
    """What became of it.

    Attributes:
        delivery: The same one, for the next try.
        is_pending: Whether it is to be tried again.
        wait_seconds: After that long.
    """

    delivery: DeliveryReference
    is_pending: bool
    wait_seconds: int
