"""The function that tells Stripe: what the clock sends, and what it does with it."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from aws_lambda_powertools.utilities.typing import LambdaContext

from datainsight.models.billing import BillableUsage
from functions.bill import handler as billing
from tests.unit.adapters.test_stripe_meter import AT
from tests.unit.services.fakes import WORKSPACE

EVENT = json.loads((Path(__file__).parents[3] / "events" / "bill.json").read_text("utf-8"))


class Outbox:
    """One usage that is pending."""

    def __init__(self) -> None:
        self.left = [BillableUsage(event_id="job", workspace_id=WORKSPACE, at=AT, microdollars=5)]

    def pending(self) -> Iterator[BillableUsage]:
        yield from list(self.left)

    def done(self, usage: BillableUsage) -> None:
        self.left.remove(usage)

    def customer(self, workspace_id: str) -> str | None:
        return f"cus_{workspace_id}"


class Meter:
    """Takes all."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def report(self, usage: BillableUsage, customer_id: str) -> None:
        self.told.append((usage.event_id, customer_id))


def test_the_clock_starts_a_round(monkeypatch: pytest.MonkeyPatch) -> None:
    outbox, meter = Outbox(), Meter()
    ports = SimpleNamespace(billing_outbox=outbox, billing_meter=meter)
    monkeypatch.setattr(billing, "billing_ports", lambda: ports)
    context = LambdaContext()
    told = {"function_name": "bill", "memory_limit_in_mb": 512, "invoked_function_arn": "arn"}
    for name, value in {**told, "aws_request_id": "request"}.items():
        setattr(context, f"_{name}", value)
    assert billing.handler(EVENT, context) == {"told": 1, "refused": 0}
    assert meter.told == [("job", f"cus_{WORKSPACE}")]
    assert billing.handler(EVENT, context) == {"told": 0, "refused": 0}
