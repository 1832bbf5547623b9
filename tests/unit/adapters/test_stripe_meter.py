"""Use is told to Stripe once, whatever breaks: the library and a real table against a server of its form."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qs

import boto3
import pytest

from datainsight.adapters.dynamodb_billing import DynamoDbBilling
from datainsight.adapters.dynamodb_usage import DynamoDbUsage
from datainsight.adapters.stripe_meter import StripeAccount, StripeMeter
from datainsight.errors import RefusedError, UnavailableError
from datainsight.models.billing import BillableUsage, BillingResult
from datainsight.models.usage import Meter, Reservation, SpendingLimits, UsageEvent, UsageKind
from datainsight.services.report_usage import report_usage
from tests.listening import QuietHandler, listening
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE

AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
KEY = "sk_test_4711"
Answer = tuple[int, dict[str, object]]


@dataclass
class StubStripe:
    """Customers and meter events as https://docs.stripe.com/api says; `broken` answers come first."""

    customers: list[dict[str, str]] = field(default_factory=list)
    events: dict[str, dict[str, str]] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    asked: int = 0
    loses_replies: int = 0
    address: str = ""

    def answer(self, path: str, form: dict[str, str], key: str) -> Answer:
        self.asked += 1
        if self.broken:
            return self.broken.pop(0), {"error": {"type": "api_error", "message": "An error on our side."}}
        if key not in self.answers:
            self.answers[key] = self._make(path, form)
        return self.answers[key]

    def _make(self, path: str, form: dict[str, str]) -> Answer:
        if path == "/v1/customers":
            self.customers.append(form)
            return 200, {"object": "customer", "id": f"cus_{len(self.customers)}"}
        assert path == "/v1/billing/meter_events"
        identifier = form["identifier"]
        if identifier in self.events:
            return 400, _invalid(f"An event already exists with identifier {identifier}.")
        if not form["payload[stripe_customer_id]"].startswith("cus_"):
            return 400, _invalid("No such customer.")
        self.events[identifier] = form
        return 200, {"object": "billing.meter_event", "identifier": identifier}


def _invalid(message: str) -> dict[str, object]:
    return {"error": {"type": "invalid_request_error", "message": message}}


@pytest.fixture
def stub() -> Iterator[StubStripe]:
    stripe = StubStripe()

    class Handler(QuietHandler):
        def do_POST(self) -> None:
            assert self.headers["authorization"] == f"Bearer {KEY}"
            body = self.body().decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            status, reply = stripe.answer(self.path, form, self.headers["idempotency-key"])
            if stripe.loses_replies:
                stripe.loses_replies -= 1
                self.connection.close()
                return
            self.answer(status, json.dumps(reply).encode(), {"content-type": "application/json"})

    with listening(Handler) as stripe.address:
        yield stripe


@pytest.fixture
def meter(stub: StubStripe, monkeypatch: pytest.MonkeyPatch) -> StripeMeter:
    monkeypatch.setattr("stripe._http_client.time.sleep", lambda _: None)
    return StripeMeter(StripeAccount(api_key=KEY, api_base=stub.address))


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[DynamoDbBilling]:
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbBilling(boto3.client("dynamodb"), TABLE)


def ledger(*, is_billed: bool = True) -> DynamoDbUsage:
    return DynamoDbUsage(boto3.client("dynamodb"), TABLE, is_billed=is_billed)


def used(event_id: str, microdollars: int, workspace_id: str = WORKSPACE) -> UsageEvent:
    return UsageEvent(
        event_id=event_id,
        workspace_id=workspace_id,
        kind=UsageKind.ANALYSIS,
        at=AT,
        quantities={Meter.ANALYSES: 1},
        microdollars=microdollars,
    )


def job(event_id: str, microdollars: int, *, is_billed: bool = True) -> None:
    """Set aside, and settled twice, as by a stage that is tried again."""
    set_aside = Reservation(
        job_id=event_id, workspace_id=WORKSPACE, day="2026-11-23", size_bytes=1, microdollars=microdollars
    )
    books = ledger(is_billed=is_billed)
    books.reserve(set_aside, SpendingLimits())
    for _ in range(2):
        books.settle(set_aside, used(event_id, microdollars))


def test_jobs_and_calls_are_told_once_under_their_ids(
    outbox: DynamoDbBilling, meter: StripeMeter, stub: StubStripe
) -> None:
    job("job-1", 1500)
    for _ in range(2):
        ledger().charge(used("call-1", 10_000, OTHER_WORKSPACE), SpendingLimits())
    ledger().charge(used("free", 0), SpendingLimits())
    assert report_usage(outbox=outbox, meter=meter) == BillingResult(told=2, refused=0)
    assert report_usage(outbox=outbox, meter=meter) == BillingResult(told=0, refused=0)
    assert {name: form["payload[value]"] for name, form in stub.events.items()} == {
        "job-1": "1500",
        "call-1": "10000",
    }
    told = stub.events["job-1"]
    assert (told["event_name"], told["timestamp"]) == ("datainsight_usage", str(int(AT.timestamp())))
    assert told["payload[stripe_customer_id]"] == outbox.customer(WORKSPACE)
    assert outbox.customer(WORKSPACE) != outbox.customer(OTHER_WORKSPACE)
    assert {each["metadata[workspace_id]"] for each in stub.customers} == {WORKSPACE, OTHER_WORKSPACE}
    assert len(list(ledger().events(WORKSPACE, "2026-11"))) == 2


def test_nothing_is_written_down_by_default(outbox: DynamoDbBilling) -> None:
    job("job-1", 1500, is_billed=False)
    assert list(outbox.pending()) == []


def test_what_is_refused_by_a_budget_is_not_told(outbox: DynamoDbBilling) -> None:
    with pytest.raises(Exception, match="budget"):
        ledger().charge(used("call-1", 10), SpendingLimits(workspace_microdollars=9))
    assert list(outbox.pending()) == []


@pytest.mark.parametrize("broken", [[500], [503, 500], [409, 500, 500]])
def test_a_server_that_stumbles_is_asked_again(
    outbox: DynamoDbBilling, meter: StripeMeter, stub: StubStripe, broken: list[int]
) -> None:
    outbox.remember_customer(WORKSPACE, "cus_9")
    job("job-1", 1500)
    stub.broken = broken
    assert report_usage(outbox=outbox, meter=meter).told == 1
    assert len(stub.events) == 1


def test_a_reply_that_is_lost_counts_once(
    outbox: DynamoDbBilling, meter: StripeMeter, stub: StubStripe
) -> None:
    outbox.remember_customer(WORKSPACE, "cus_9")
    job("job-1", 1500)
    stub.loses_replies = 1
    assert report_usage(outbox=outbox, meter=meter).told == 1
    assert (len(stub.events), stub.asked) == (1, 2)


def test_a_round_that_broke_after_telling_is_no_second_charge(
    outbox: DynamoDbBilling, meter: StripeMeter, stub: StubStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    job("job-1", 1500)

    def breaks(usage: BillableUsage) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "done", breaks)
        with pytest.raises(RuntimeError):
            report_usage(outbox=outbox, meter=meter)
    stub.answers.clear()  # a day later Stripe knows the identifier alone
    assert report_usage(outbox=outbox, meter=meter) == BillingResult(told=1, refused=0)
    assert len(stub.events) == 1
    assert list(outbox.pending()) == []


def test_while_stripe_is_away_everything_waits(
    outbox: DynamoDbBilling, meter: StripeMeter, stub: StubStripe
) -> None:
    job("job-1", 1500)
    stub.broken = [500] * 100
    with pytest.raises(UnavailableError):
        report_usage(outbox=outbox, meter=meter)
    assert [each.event_id for each in outbox.pending()] == ["job-1"]


def test_one_that_is_not_taken_holds_up_no_other(
    outbox: DynamoDbBilling, meter: StripeMeter, stub: StubStripe
) -> None:
    outbox.remember_customer(WORKSPACE, "gone")
    job("job-1", 1500)
    ledger().charge(used("call-1", 10, OTHER_WORKSPACE), SpendingLimits())
    assert report_usage(outbox=outbox, meter=meter) == BillingResult(told=1, refused=1)
    (kept,) = outbox.pending()
    with pytest.raises(RefusedError, match="No such customer"):
        meter.report(kept, "gone")
