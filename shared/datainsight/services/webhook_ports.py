"""What webhooks need of the outside world."""

from typing import Protocol

from datainsight.models.webhook import (
    Delivery,
    DeliveryReference,
    WebhookEndpoint,
)
from datainsight.services.ports import Clock


class WebhookStore(Protocol):
    """Endpoints and deliveries; deliveries are forgotten after `deliver_webhooks.KEPT`."""

    def add_endpoint(self, endpoint: WebhookEndpoint) -> None:
        """Stores one."""
        ...

    def endpoints(self, workspace_id: str) -> tuple[WebhookEndpoint, ...]:
        """All of a workspace, oldest first."""
        ...

    def endpoint(self, workspace_id: str, endpoint_id: str) -> WebhookEndpoint | None:
        """One of a workspace."""
        ...

    def delete_endpoint(self, workspace_id: str, endpoint_id: str) -> bool:
        """Removes one with its deliveries; False where there is none."""
        ...

    def add_delivery(self, delivery: Delivery) -> bool:
        """Stores a new one; False where it is there already."""
        ...

    def save_delivery(self, delivery: Delivery) -> None:
        """Replaces one; nothing happens where its endpoint was deleted meanwhile."""
        ...

    def delivery(self, reference: DeliveryReference) -> Delivery | None:
        """One."""
        ...

    def deliveries(self, workspace_id: str, endpoint_id: str, limit: int) -> tuple[Delivery, ...]:
        """The newest ones first."""
        ...


class WebhookSecrets(Protocol):
    """What deliveries are signed with."""

    def secret_of(self, endpoint_id: str) -> bytes:
        """32 bytes, the same ones each time; nobody else's."""
        ...


class WebhookSender(Protocol):
    """Sends over HTTP, to the public internet only."""

    def send(self, url: str, headers: dict[str, str], body: bytes) -> int:
        """Posts once, follows no redirect, and returns the status of the answer.

        Raises:
            RefusedError: The host may not be connected to.
            UnreadableError: There is no answer.
        """
        ...

    def judge(self, url: str) -> None:
        """Looks at an address before it is stored.

        Raises:
            RefusedError: It is plain HTTP, or names a host that may not be connected to.
        """
        ...


class DeliveryWorkflow(Protocol):
    """The machine that delivers and waits in between."""

    def replay(self, reference: DeliveryReference, round_start: int) -> None:
        """Begins another round of attempts, once for each round."""
        ...


class WebhookPorts(Protocol):
    """All of the above, as one argument for those who pass it on."""

    @property
    def webhooks(self) -> WebhookStore:
        """Endpoints and deliveries."""
        ...

    @property
    def webhook_secrets(self) -> WebhookSecrets:
        """What is signed with."""
        ...

    @property
    def webhook_sender(self) -> WebhookSender:
        """Sends."""
        ...

    @property
    def delivery_workflow(self) -> DeliveryWorkflow:
        """Delivers again."""
        ...

    @property
    def now(self) -> Clock:
        """The time."""
        ...
