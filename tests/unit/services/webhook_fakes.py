"""The outside world of webhooks in memory."""

from dataclasses import dataclass, field

from datainsight.errors import DataInsightError, RefusedError
from datainsight.models.webhook import Delivery, DeliveryReference, WebhookEndpoint


@dataclass
class MemoryWebhooks:
    """Endpoints and deliveries in dictionaries."""

    kept: dict[tuple[str, str], WebhookEndpoint] = field(default_factory=dict)
    sent: dict[DeliveryReference, Delivery] = field(default_factory=dict)

    def add_endpoint(self, endpoint: WebhookEndpoint) -> None:
        self.kept[endpoint.workspace_id, endpoint.endpoint_id] = endpoint

    def endpoints(self, workspace_id: str) -> tuple[WebhookEndpoint, ...]:
        found = [each for each in self.kept.values() if each.workspace_id == workspace_id]
        return tuple(sorted(found, key=lambda each: (each.created_at, each.endpoint_id)))

    def endpoint(self, workspace_id: str, endpoint_id: str) -> WebhookEndpoint | None:
        return self.kept.get((workspace_id, endpoint_id))

    def delete_endpoint(self, workspace_id: str, endpoint_id: str) -> bool:
        place = (workspace_id, endpoint_id)
        self.sent = {
            each: delivery
            for each, delivery in self.sent.items()
            if (each.workspace_id, each.endpoint_id) != place
        }
        return self.kept.pop(place, None) is not None

    def add_delivery(self, delivery: Delivery) -> bool:
        if delivery.reference in self.sent:
            return False
        self.sent[delivery.reference] = delivery
        return True

    def save_delivery(self, delivery: Delivery) -> None:
        if delivery.reference in self.sent:
            self.sent[delivery.reference] = delivery

    def delivery(self, reference: DeliveryReference) -> Delivery | None:
        return self.sent.get(reference)

    def deliveries(self, workspace_id: str, endpoint_id: str, limit: int) -> tuple[Delivery, ...]:
        place = (workspace_id, endpoint_id)
        found = [each for each in self.sent if (each.workspace_id, each.endpoint_id) == place]
        newest = sorted(found, key=lambda each: each.delivery_id, reverse=True)[:limit]
        return tuple(self.sent[each] for each in newest)


class PlainWebhookSecrets:
    """Secrets that anybody could guess."""

    def secret_of(self, endpoint_id: str) -> bytes:
        return endpoint_id.encode()[:32].ljust(32, b"-")


@dataclass
class MemorySender:
    """Remembers what was posted; answers with what a test has put in."""

    posted: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int | DataInsightError] = field(default_factory=list)

    def judge(self, url: str) -> None:
        if not url.startswith("https://"):
            raise RefusedError("webhooks are delivered over https only.", where=url)

    def send(self, url: str, headers: dict[str, str], body: bytes) -> int:
        self.posted.append((url, headers, body))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, DataInsightError):
            raise answer
        return answer


@dataclass
class MemoryDeliveries:
    """Remembers what is to be delivered again."""

    replayed: list[tuple[DeliveryReference, int]] = field(default_factory=list)

    def replay(self, reference: DeliveryReference, round_start: int) -> None:
        self.replayed.append((reference, round_start))
