"""S3's events for EventBridge in the form that S3 gives them; moto copies the one of S3 notifications.

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
"""

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from moto.s3 import notifications

from infra_cdk.local.corrections.events import EventDelivery, service_event
from infra_cdk.local.names import ACCOUNT_ID
from infra_cdk.local.patching import Patches

_LOG = logging.getLogger(__name__)
_REASONS = {
    "s3:ObjectCreated:Put": "PutObject",
    "s3:ObjectCreated:Post": "POST Object",
    "s3:ObjectCreated:Copy": "CopyObject",
    "s3:ObjectCreated:CompleteMultipartUpload": "CompleteMultipartUpload",
    "s3:ObjectRemoved:Delete": "DeleteObject",
}


class S3Events:
    """Publishes what happens to objects of buckets that have EventBridge enabled."""

    def __init__(self, delivery: EventDelivery) -> None:
        self._delivery = delivery

    def install(self, patches: Patches) -> None:
        """Takes the place of moto's function."""
        patches.replace(notifications, "_send_event_bridge_message", self._make)

    def _make(self, _original: Callable[..., None]) -> Callable[..., None]:
        def send(_account: str, bucket: Any, event_name: notifications.S3NotificationEvent, key: Any) -> None:
            try:
                self._publish(bucket, event_name, key)
            except Exception:  # noqa: BLE001 - see below
                # The object is stored all the same; as in moto, the request must not fail.
                _LOG.exception("the event %s could not be published", event_name)

        return send

    def _publish(self, bucket: Any, event_name: notifications.S3NotificationEvent, key: Any) -> None:
        name = str(event_name.value)
        content: dict[str, Any] = {"key": key.name, "sequencer": f"{time.time_ns():016X}"}
        if name.startswith("s3:ObjectCreated:"):
            content |= {"size": key.size, "etag": key.etag.strip('"')}
        detail = {
            "version": "0",
            "bucket": {"name": bucket.name},
            "object": content,
            "request-id": uuid.uuid4().hex[:16].upper(),
            "requester": ACCOUNT_ID,
            "source-ip-address": "127.0.0.1",
            "reason": _REASONS.get(name, name.rsplit(":", 1)[-1]),
        }
        if name == "s3:ObjectRemoved:Delete":
            detail["deletion-type"] = "Permanently Deleted"
        kind = notifications._detail_type(event_name)  # noqa: SLF001 - the one table of them
        self._delivery.publish(service_event("aws.s3", kind, [bucket.arn], detail))
