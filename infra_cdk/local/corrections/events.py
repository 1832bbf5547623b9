"""EventBridge: delivery to state machines and functions, which moto does not know, and never losing an event.

A delivery is written down before the request that caused the event is answered, and crossed out when its
target has taken it; what a kill leaves over is delivered at the next start. As in the cloud an event may
arrive twice.
"""

import contextlib
import datetime as dt
import json
import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from moto.events.models import Rule, events_backends

from infra_cdk.local.corrections.input_transformer import target_input
from infra_cdk.local.names import ACCOUNT_ID, REGION
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.store import Store, StoreClosedError

_LOG = logging.getLogger(__name__)
_ATTEMPT_DELAYS = (0.0, 0.5, 2.0, 5.0)
Event = Any
"""moto types an event as a dictionary with fixed members; those of other services have more."""
Send = Callable[[str, str, str], None]


class EventDelivery:
    """Takes events of moto's rules to their targets.

    Args:
        store: For deliveries that are under way.
        senders: AWS service of the target -> function of (target ARN, payload, id of the delivery); it raises
            when the target refuses. The id is the same when a delivery is tried again.
        dead_letter: Function of (queue ARN, payload).
    """

    def __init__(
        self, store: Store, senders: Mapping[str, Send], dead_letter: Callable[[str, str], None]
    ) -> None:
        self._store = store
        self._senders = senders
        self._dead_letter = dead_letter
        self._stopping = threading.Event()
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="event-delivery")

    def install(self, patches: Patches) -> None:
        """Rules hand their matching events to us; targets of other services stay with moto."""
        patches.replace(Rule, "send_to_targets", self._send_to_targets)

    def publish(self, event: Event) -> None:
        """Offers an event of an AWS service to all rules, as the default bus does."""
        for bus in events_backends[ACCOUNT_ID][REGION].event_buses.values():
            for rule in bus.rules.values():
                rule.send_to_targets(event)

    def deliver_leftovers(self) -> int:
        """Starts the deliveries that a kill interrupted.

        Returns:
            How many.
        """
        rows = self._store.read("SELECT id, target, payload FROM deliveries")
        for delivery_id, target, payload in rows:
            self._threads.submit(self._deliver, delivery_id, json.loads(target), payload)
        return len(rows)

    def stop(self) -> None:
        """Joins the threads; what is not delivered yet stays written down."""
        self._stopping.set()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _send_to_targets(self, original: Callable[..., None]) -> Callable[..., None]:
        def send_to_targets(rule: Rule, event: Event, transform_input: bool = True) -> None:
            if rule.state != "ENABLED" or not rule.event_pattern.matches_event(event):
                return
            ours = [target for target in rule.targets if _service(target["Arn"]) in self._senders]
            for target in ours:
                self._enqueue(target, as_delivered(event))
            others = [target for target in rule.targets if target not in ours]
            if others:
                original(_RuleView(rule, others), event, transform_input)

        return send_to_targets

    def _enqueue(self, target: Mapping[str, Any], event: Event) -> None:
        payload = target_input(target, event)
        delivery_id = f"{event['id']}_{uuid.uuid4()}"
        kept = {"Arn": target["Arn"], "DeadLetterConfig": target.get("DeadLetterConfig")}
        self._store.write("INSERT INTO deliveries VALUES (?, ?, ?)", (delivery_id, json.dumps(kept), payload))
        self._threads.submit(self._deliver, delivery_id, kept, payload)

    def _deliver(self, delivery_id: str, target: Mapping[str, Any], payload: str) -> None:
        with contextlib.suppress(StoreClosedError):
            if not self._try_to_deliver(delivery_id, target, payload):
                queue = (target.get("DeadLetterConfig") or {}).get("Arn")
                if queue:
                    self._dead_letter(queue, payload)
                _LOG.error("delivery to %s was given up", target["Arn"])
            self._store.write("DELETE FROM deliveries WHERE id = ?", (delivery_id,))

    def _try_to_deliver(self, delivery_id: str, target: Mapping[str, Any], payload: str) -> bool:
        send = self._senders[_service(target["Arn"])]
        for delay in _ATTEMPT_DELAYS:
            if self._stopping.wait(delay):
                raise StoreClosedError("stays written down for the next start")
            try:
                send(target["Arn"], payload, delivery_id)
            except Exception as error:  # noqa: BLE001 - whatever the target says, the next attempt may help
                _LOG.warning("delivery to %s failed: %s", target["Arn"], error)
            else:
                return True
        return False


class _RuleView:
    """A rule with some of its targets, for moto's own function."""

    def __init__(self, rule: Rule, targets: list[dict[str, Any]]) -> None:
        self._rule = rule
        self.targets = targets

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)


def as_delivered(event: Event) -> Event:
    """An event as targets get it; moto keeps the time of those from PutEvents as a number."""
    moment = event["time"]
    if not isinstance(moment, str):
        moment = dt.datetime.fromtimestamp(moment, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {**event, "id": str(uuid.uuid4()), "time": moment}


def service_event(source: str, detail_type: str, resources: list[str], detail: Mapping[str, Any]) -> Event:
    """An event as an AWS service publishes it."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": detail_type,
        "source": source,
        "account": ACCOUNT_ID,
        "time": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": REGION,
        "resources": resources,
        "detail": dict(detail),
    }


def _service(arn: str) -> str:
    return arn.split(":")[2]
