"""Webhooks are addressed, signed and sent in the form of Standard Webhooks.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta

from datainsight.errors import RefusedError, UnreadableError
from datainsight.models.webhook import (
    AddressRequest,
    AddressResult,
    Announcement,
    DeliverRequest,
    DeliverResult,
    Delivery,
    DeliveryAttempt,
    DeliveryReference,
    DeliveryStatus,
)
from datainsight.services.webhook_ports import WebhookPorts

PAUSES = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Seconds before the second, third, … attempt, as Standard Webhooks proposes; three days in all."""

KEPT = timedelta(days=30)
"""How long deliveries can be looked at and replayed."""

GONE = 410
"""With it an endpoint says that it does not want to be told any more."""


def address(request: AddressRequest, *, ports: WebhookPorts) -> AddressResult:
    """Makes one delivery for each endpoint that wants to hear; what was made before is delivered once."""
    announcement = request.announcement
    if announcement is None:
        return AddressResult(deliveries=request.deliveries)
    made = []
    for endpoint in ports.webhooks.endpoints(announcement.workspace_id):
        if announcement.type in endpoint.events:
            reference = DeliveryReference(
                workspace_id=announcement.workspace_id,
                endpoint_id=endpoint.endpoint_id,
                delivery_id=delivery_id(announcement),
            )
            if ports.webhooks.add_delivery(Delivery(reference=reference, announcement=announcement)):
                made.append(reference)
    return AddressResult(deliveries=tuple(made))


def delivery_id(announcement: Announcement) -> str:
    """Sorts by time, and is the same for the same announcement."""
    return f"{announcement.at:%Y%m%dT%H%M%S%f}-{announcement.announcement_id}"


def deliver(request: DeliverRequest, *, ports: WebhookPorts) -> DeliverResult:
    """Tries a delivery once and stores how it went; a delivery that has ended stays as it is."""
    reference = request.delivery
    delivery = ports.webhooks.delivery(reference)
    endpoint = ports.webhooks.endpoint(reference.workspace_id, reference.endpoint_id)
    if delivery is None or endpoint is None or delivery.status is not DeliveryStatus.PENDING:
        return DeliverResult(delivery=reference, is_pending=False, wait_seconds=0)
    attempt, is_final = _attempt(delivery, endpoint.url, ports=ports)
    tried = len(delivery.attempts) - delivery.round_start
    is_pending = attempt.error is not None and not is_final and tried < len(PAUSES)
    ports.webhooks.save_delivery(
        delivery.model_copy(
            update={
                "attempts": (*delivery.attempts, attempt),
                "status": _status(attempt, is_pending=is_pending),
            }
        )
    )
    return DeliverResult(
        delivery=reference, is_pending=is_pending, wait_seconds=PAUSES[tried] if is_pending else 0
    )


def _status(attempt: DeliveryAttempt, *, is_pending: bool) -> DeliveryStatus:
    if is_pending:
        return DeliveryStatus.PENDING
    return DeliveryStatus.FAILED if attempt.error else DeliveryStatus.DELIVERED


def _attempt(delivery: Delivery, url: str, *, ports: WebhookPorts) -> tuple[DeliveryAttempt, bool]:
    """How one try went, and whether trying again is of no use."""
    at, body = ports.now(), payload(delivery.announcement)
    secret = ports.webhook_secrets.secret_of(delivery.reference.endpoint_id)
    headers = signed_headers(secret, delivery.announcement.announcement_id, at, body)
    try:
        status = ports.webhook_sender.send(url, headers, body)
    except RefusedError as error:
        return DeliveryAttempt(at=at, error=error.what), True
    except UnreadableError as error:
        return DeliveryAttempt(at=at, error=error.what), False
    if 200 <= status < 300:
        return DeliveryAttempt(at=at, status_code=status), True
    said = f"The endpoint answered {status}."
    if 300 <= status < 400:
        said += " Redirects are not followed."
    if status == GONE:
        said += " That ends its deliveries of this message."
    return DeliveryAttempt(at=at, status_code=status, error=said), status == GONE


def payload(announcement: Announcement) -> bytes:
    """The body: what happened, when, and to what."""
    told = announcement.model_dump(mode="json")
    body = {"type": told["type"], "timestamp": told["at"], "data": told["data"]}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def signed_headers(secret: bytes, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """What proves to a receiver who sent a body, and when.

    Args:
        secret: Shared with the receiver.
        message_id: The same for every try, so that receivers can drop what they have already.
        at: The moment of this try.
        body: Exactly what is sent.
    """
    moment = str(int(at.timestamp()))
    signed = b".".join((message_id.encode(), moment.encode(), body))
    signature = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature}",
    }
