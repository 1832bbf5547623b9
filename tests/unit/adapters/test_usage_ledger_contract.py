"""What every usage ledger promises; run on memory and on DynamoDB."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from datainsight.adapters.dynamodb_usage import DynamoDbUsage
from datainsight.errors import BudgetExceededError, QuotaExceededError
from datainsight.models.usage import Meter, ModelTokens, Reservation, SpendingLimits, UsageEvent, UsageKind
from datainsight.services.usage_ports import UsageLedger
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE
from tests.unit.services.usage_fakes import MemoryUsage

AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
MONTH = "2026-11"
KEY = "7b6c3b1e-54cb-4b38-9a7d-3f9d2b8e7a10"
FREE = SpendingLimits()


class OneCallAtATime:
    """DynamoDB makes each call whole or not at all; moto does not when threads meet, so they queue here."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._client, name)

        def one(**given: Any) -> Any:
            with self._lock:
                return call(**given)

        return call if name == "get_paginator" else one


@pytest.fixture(params=["memory", "dynamodb"])
def ledger(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[UsageLedger]:
    if request.param == "memory":
        yield MemoryUsage()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbUsage(OneCallAtATime(boto3.client("dynamodb")), TABLE)  # type: ignore[arg-type]  # a wrapper


def reservation(
    job_id: str = "job", amount: int = 100, size: int = 7, key_id: str | None = None
) -> Reservation:
    return Reservation(
        job_id=job_id,
        workspace_id=WORKSPACE,
        key_id=key_id,
        day="2026-11-23",
        size_bytes=size,
        microdollars=amount,
    )


def event(event_id: str = "job", amount: int = 100, key_id: str | None = None) -> UsageEvent:
    return UsageEvent(
        event_id=event_id,
        workspace_id=WORKSPACE,
        key_id=key_id,
        kind=UsageKind.ANALYSIS,
        at=AT,
        quantities={Meter.ANALYSES: 1, Meter.BYTES_PROFILED: 7},
        detail="claude-haiku-5-5",
        microdollars=amount,
    )


def test_what_is_set_aside_is_spent_once(ledger: UsageLedger) -> None:
    set_aside = reservation()
    for _ in range(2):
        ledger.reserve(set_aside, SpendingLimits(workspace_microdollars=100, daily_bytes=7))
    assert ledger.reservation(WORKSPACE, "job") == set_aside
    assert ledger.reservation(OTHER_WORKSPACE, "job") is None
    totals = ledger.totals(WORKSPACE, MONTH)
    assert (totals.committed_microdollars, totals.spent_microdollars) == (100, 0)
    for _ in range(2):
        ledger.settle(set_aside, event(amount=90))
    totals = ledger.totals(WORKSPACE, MONTH)
    assert (totals.committed_microdollars, totals.spent_microdollars) == (90, 90)
    assert totals.quantities == {Meter.ANALYSES: 1, Meter.BYTES_PROFILED: 7}
    assert list(ledger.events(WORKSPACE, MONTH)) == [event(amount=90)]
    assert ledger.reservation(WORKSPACE, "job") is None
    ledger.release(set_aside)
    assert ledger.totals(WORKSPACE, MONTH) == totals
    assert ledger.totals(OTHER_WORKSPACE, MONTH).spent_microdollars == 0


def test_what_is_given_back_can_be_spent_again(ledger: UsageLedger) -> None:
    limits = SpendingLimits(workspace_microdollars=100, daily_bytes=7)
    ledger.reserve(reservation(), limits)
    for _ in range(2):
        ledger.release(reservation())
    assert ledger.totals(WORKSPACE, MONTH).committed_microdollars == 0
    ledger.reserve(reservation("other"), limits)
    assert list(ledger.events(WORKSPACE, MONTH)) == []


def test_a_key_has_sums_and_a_budget_of_its_own(ledger: UsageLedger) -> None:
    ledger.reserve(reservation(key_id=KEY), SpendingLimits(key_microdollars=150))
    ledger.settle(reservation(key_id=KEY), event(key_id=KEY))
    assert ledger.totals(WORKSPACE, MONTH, KEY) == ledger.totals(WORKSPACE, MONTH)
    with pytest.raises(BudgetExceededError) as refused:
        ledger.reserve(reservation("more", key_id=KEY), SpendingLimits(key_microdollars=150))
    assert refused.value.key_id == KEY
    with pytest.raises(BudgetExceededError) as refused:
        ledger.reserve(reservation("more", key_id=KEY), SpendingLimits(workspace_microdollars=150))
    assert refused.value.key_id is None
    ledger.reserve(reservation("other"), SpendingLimits(key_microdollars=0))
    assert ledger.totals(WORKSPACE, MONTH, KEY).committed_microdollars == 100
    assert ledger.totals(WORKSPACE, MONTH).committed_microdollars == 200


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (SpendingLimits(workspace_microdollars=99), BudgetExceededError),
        (SpendingLimits(workspace_microdollars=0), BudgetExceededError),
        (SpendingLimits(daily_bytes=6), QuotaExceededError),
    ],
)
def test_what_is_refused_leaves_no_trace(
    ledger: UsageLedger, limits: SpendingLimits, error: type[Exception]
) -> None:
    with pytest.raises(error):
        ledger.reserve(reservation(), limits)
    assert ledger.reservation(WORKSPACE, "job") is None
    assert ledger.totals(WORKSPACE, MONTH).committed_microdollars == 0


@pytest.mark.parametrize(
    "limits", [SpendingLimits(workspace_microdollars=1234), SpendingLimits(daily_bytes=86)]
)
def test_fifty_jobs_at_once_stop_exactly_at_the_edge(ledger: UsageLedger, limits: SpendingLimits) -> None:
    outcomes: list[str] = []

    def job(number: int) -> None:
        try:
            ledger.reserve(reservation(f"job-{number}"), limits)
            outcomes.append("done")
        except (BudgetExceededError, QuotaExceededError):
            outcomes.append("refused")

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(job, range(50)))
    assert (outcomes.count("done"), outcomes.count("refused")) == (12, 38)
    assert ledger.totals(WORKSPACE, MONTH).committed_microdollars == 1200


def test_charges_each_event_once(ledger: UsageLedger) -> None:
    limits = SpendingLimits(workspace_microdollars=150)
    for _ in range(2):
        ledger.charge(event("call", 100), limits)
    with pytest.raises(BudgetExceededError):
        ledger.charge(event("more", 100), limits)
    ledger.charge(event("free", 0), limits)
    totals = ledger.totals(WORKSPACE, MONTH)
    assert (totals.spent_microdollars, totals.quantities[Meter.ANALYSES]) == (100, 2)
    assert [each.event_id for each in ledger.events(WORKSPACE, MONTH)] == ["call", "free"]
    assert list(ledger.events(WORKSPACE, "2026-12")) == []


def test_tokens_are_summed_by_model(ledger: UsageLedger) -> None:
    """Names of models are no words: they hold dots, hyphens and colons."""
    names = ("anthropic.claude-haiku-5-5-v1:0", "gpt-6.1-terra", "gpt-6-1-terra")
    for place, name in enumerate((*names, names[0])):
        tokens = {name: ModelTokens(input_tokens=100 + place, output_tokens=10)}
        ledger.charge(event(f"job {place}").model_copy(update={"tokens_by_model": tokens}), SpendingLimits())
    both = {name: ModelTokens(input_tokens=1, output_tokens=1) for name in names[1:]}
    set_aside = reservation("both")
    ledger.reserve(set_aside, SpendingLimits())
    ledger.settle(set_aside, event("both").model_copy(update={"tokens_by_model": both}))
    assert ledger.totals(WORKSPACE, MONTH).tokens_by_model == {
        names[0]: ModelTokens(input_tokens=203, output_tokens=20),
        names[1]: ModelTokens(input_tokens=102, output_tokens=11),
        names[2]: ModelTokens(input_tokens=103, output_tokens=11),
    }
    assert ledger.totals(OTHER_WORKSPACE, MONTH).tokens_by_model == {}
    kept = {each.event_id: each.tokens_by_model for each in ledger.events(WORKSPACE, MONTH)}
    assert kept["both"] == both


def test_keeps_budgets_and_payers(ledger: UsageLedger) -> None:
    assert ledger.budget(WORKSPACE) is None
    ledger.set_budget(WORKSPACE, 0)
    ledger.set_budget(WORKSPACE, 5, KEY)
    assert (ledger.budget(WORKSPACE), ledger.budget(WORKSPACE, KEY)) == (0, 5)
    assert ledger.budget(OTHER_WORKSPACE) is None
    ledger.set_budget(WORKSPACE, None)
    assert (ledger.budget(WORKSPACE), ledger.budget(WORKSPACE, KEY)) == (None, 5)
    assert ledger.payer(WORKSPACE, "dataset") is None
    ledger.set_payer(WORKSPACE, "dataset", KEY)
    assert ledger.payer(WORKSPACE, "dataset") == KEY


def test_a_transaction_that_meets_another_one_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from botocore.exceptions import ClientError

    with empty_aws(monkeypatch):
        make_table()
        client = boto3.client("dynamodb")
        real, left = client.transact_write_items, [2]

        def busy(**given: Any) -> Any:
            if left[0]:
                left[0] -= 1
                said = {"Error": {"Code": "TransactionCanceledException", "Message": "conflict"}}
                raise ClientError(
                    {**said, "CancellationReasons": [{"Code": "TransactionConflict"}]},  # type: ignore[typeddict-item]
                    "TransactWriteItems",
                )
            return real(**given)

        monkeypatch.setattr(client, "transact_write_items", busy)
        waits: list[float] = []
        ledger = DynamoDbUsage(client, TABLE, waits.append)
        ledger.reserve(reservation(), FREE)
        assert len(waits) == 2
        assert ledger.totals(WORKSPACE, MONTH).committed_microdollars == 100
