"""Usage, budgets and estimates over HTTP, with memory behind."""

import csv
import io
from decimal import Decimal
from typing import Literal

import pytest
from starlette.testclient import TestClient

from datainsight.errors import BudgetExceededError
from datainsight.models.account import ApiKey, KeyMode, Scope
from datainsight.models.analysis import AnalysisReference
from datainsight.models.events import FailureRequest
from datainsight.models.insight import CallOutcome, ModelCall
from datainsight.services.metering import settle_analysis
from datainsight.services.record_failure import record_failure
from tests.unit.functions.test_api_analysis import API, finish, start
from tests.unit.sample_document import sample_document
from tests.unit.services.arranging import DATASET, plan, request_for, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

KEY = "7b6c3b1e-54cb-4b38-9a7d-3f9d2b8e7a10"


@pytest.fixture(autouse=True)
def dataset(world: MemoryPorts) -> None:
    uploaded(world)


def usage(client: TestClient) -> tuple[str, str]:
    body = client.get(f"{API}/usage").json()
    return body["committed"], body["spent"]


def settle(world: MemoryPorts, analysis_id: str) -> None:
    finish(world, analysis_id)
    reference: AnalysisReference = world.catalog.outcomes[analysis_id].analysis
    for _ in range(2):
        settle_analysis(reference, sample_document(), shard_count=3, ledger=world.usage, now=world.now)


def test_an_analysis_is_set_aside_then_spent_once(client: TestClient, world: MemoryPorts) -> None:
    assert usage(client) == ("0.000000", "0.000000")
    analysis_id = start(client)
    plan(world, request_for(world, f"execution:{analysis_id}", trigger="api"))
    assert usage(client) == ("0.001000", "0.000000")
    settle(world, analysis_id)
    assert usage(client) == ("0.001000", "0.001000")
    quantities = client.get(f"{API}/usage").json()["quantities"]
    assert quantities["rows_profiled"] == sample_document().dataset.row_count
    assert (quantities["analyses"], quantities["shards"]) == (1, 3)


def test_what_is_cancelled_fails_or_is_deleted_is_free(client: TestClient, world: MemoryPorts) -> None:
    client.post(f"{API}/analysis/{start(client)}/cancel")
    assert usage(client) == ("0.000000", "0.000000")
    start(client)
    execution_id = list(world.workflow.started)[-1]
    failed = FailureRequest(
        execution_id=execution_id, execution_input=world.workflow.started[execution_id], error="TIMED_OUT"
    )
    assert record_failure(failed, ports=world) is not None
    assert usage(client) == ("0.000000", "0.000000")
    start(client, goal="privacy")
    assert usage(client) == ("0.001000", "0.000000")
    client.delete(f"{API}/datasets/{DATASET}")
    assert usage(client) == ("0.000000", "0.000000")


def test_a_used_up_budget_stops_before_anything_begins(client: TestClient, world: MemoryPorts) -> None:
    reply = client.put(f"{API}/usage/budget", json={"dollars": 0.0015})
    assert reply.json() == {"budget": "0.001500", "spent": "0.000000", "committed": "0.000000"}
    start(client)
    refused = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET, "goal": "privacy"})
    assert (refused.status_code, refused.json()["code"]) == (402, "budget_exceeded")
    assert len(world.workflow.started) == 1
    client.put(f"{API}/usage/budget", json={"dollars": None})
    start(client, goal="privacy")


def test_an_upload_is_stopped_by_the_plan_stage_where_the_key_s_budget_is_used_up(world: MemoryPorts) -> None:
    world.usage.set_payer(WORKSPACE, DATASET, KEY)
    world.usage.set_budget(WORKSPACE, 0, KEY)
    with pytest.raises(BudgetExceededError):
        plan(world, request_for(world))


def test_the_daily_quota_says_when_to_come_back(client: TestClient, world: MemoryPorts) -> None:
    limit = client.get(f"{API}/usage").json()["daily_bytes"]
    world.usage.used[WORKSPACE, world.now().date().isoformat()] = limit
    refused = client.post(f"{API}/analysis/start", json={"dataset_id": DATASET})
    assert (refused.status_code, refused.json()["code"]) == (429, "quota_exceeded")
    assert int(refused.headers["retry-after"]) > 0


def test_a_key_has_a_budget_of_its_own(client: TestClient, world: MemoryPorts) -> None:
    path = f"{API}/usage/budget/keys/{KEY}"
    assert client.put(path, json={"dollars": 1}).status_code == 404
    world.api_keys.add(
        ApiKey(
            key_id=KEY,
            workspace_id=WORKSPACE,
            name="n",
            mode=KeyMode.LIVE,
            scopes=(Scope.WRITE,),
            hint="h",
            digest="d",
            created_at=world.now(),
            expires_at=world.now(),
        )
    )
    assert client.put(path, json={"dollars": 1}).json()["budget"] == "1.000000"
    assert world.usage.budget(WORKSPACE, KEY) == 10**6
    assert client.put(path, json={"dollars": -1}).status_code == 422


def test_statement_and_invoice_add_up_to_what_was_spent(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    settle(world, analysis_id)
    for body in ({"format": "pdf"}, {"format": "html"}):
        reply = client.post(f"{API}/exports/report", json={"analysis_id": analysis_id, **body})
        assert reply.status_code == 200, reply.text
    statement = client.get(f"{API}/usage/statement")
    assert statement.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(statement.text)))
    assert [row["detail"] for row in rows] == ["", "report pdf", "report html"]
    assert rows[0]["event_id"] == analysis_id
    invoice = client.get(f"{API}/usage/invoice").json()
    total = Decimal(invoice["total"])
    assert total == Decimal("0.011") == sum(Decimal(row["dollars"]) for row in rows)
    assert total == sum(Decimal(line["amount"]) for line in invoice["lines"])
    assert client.get(f"{API}/usage/statement?month=2020-01").text.count("\n") == 1
    assert client.get(f"{API}/usage?month=2026-13").status_code == 422


def test_an_estimate_is_what_is_then_set_aside(client: TestClient, world: MemoryPorts) -> None:
    size = world.objects.find(world.catalog.rows[DATASET].object_key)
    assert size is not None
    estimated = client.post(f"{API}/estimates", json={"size_bytes": size.size_bytes}).json()
    assert estimated["is_within_budget"]
    start(client)
    assert usage(client)[0] == estimated["cost"]
    client.put(f"{API}/usage/budget", json={"dollars": 0.001})
    again = client.post(f"{API}/estimates", json={"size_bytes": size.size_bytes}).json()
    assert not again["is_within_budget"]


def test_larger_files_cost_and_take_more(client: TestClient) -> None:
    sizes = [1, 10**6, 10**8, 10**9, 10**10, 10**11, 10**12, 10**13]
    found = [client.post(f"{API}/estimates", json={"size_bytes": size}).json() for size in sizes]
    costs = [Decimal(each["cost"]) for each in found]
    seconds = [each["seconds"] for each in found]
    assert costs == sorted(costs)
    assert seconds == sorted(seconds)
    assert (costs[3], seconds[3], seconds[5]) == (Decimal("0.1"), 51, 159)
    assert [each["is_within_plan"] for each in found] == [True] * 3 + [False] * 5


def test_tokens_are_told_by_model(client: TestClient, world: MemoryPorts) -> None:
    analysis_id = start(client)
    plan(world, request_for(world, f"execution:{analysis_id}", trigger="api"))
    finish(world, analysis_id)
    told_by: tuple[tuple[Literal["anthropic", "openai"], str, int, int], ...] = (
        ("anthropic", "claude", 100, 10),
        ("openai", "gpt", 7, 3),
        ("anthropic", "claude", 20, 2),
    )
    calls = tuple(
        ModelCall(
            provider=provider,
            model=model,
            outcome=CallOutcome.ACCEPTED,
            input_tokens=read,
            output_tokens=written,
        )
        for provider, model, read, written in told_by
    )
    document = sample_document()
    assert document.insight is not None
    told = document.model_copy(update={"insight": document.insight.model_copy(update={"calls": calls})})
    reference = world.catalog.outcomes[analysis_id].analysis
    settle_analysis(reference, told, shard_count=1, ledger=world.usage, now=world.now)
    (row,) = csv.DictReader(io.StringIO(client.get(f"{API}/usage/statement").text))
    assert row["detail"] == "claude: 120 in, 12 out; gpt: 7 in, 3 out"
    assert (row["llm_input_tokens"], row["llm_output_tokens"]) == ("127", "15")
    told = client.get(f"{API}/usage").json()["tokens_by_model"]
    assert sum(each["input_tokens"] for each in told.values()) == 127
    assert sum(each["output_tokens"] for each in told.values()) == 15


def test_an_estimate_knows_the_options(client: TestClient) -> None:
    def asked(size: int, **options: object) -> tuple[str, int]:
        found = client.post(f"{API}/estimates", json={"size_bytes": size, **options}).json()
        return found["cost"], found["seconds"]

    plain = asked(10**9)
    assert asked(10**9, sheet="Orders", goal="privacy") == plain
    longer = [asked(10**9, max_lhs=number) for number in range(1, 6)]
    assert {cost for cost, _ in longer} == {plain[0]}
    assert [plain[1], *(seconds for _, seconds in longer)] == sorted(
        {plain[1], *(seconds for _, seconds in longer)}
    )
    assert asked(1000, max_lhs=5)[1] <= asked(1000)[1] + 1
    assert client.post(f"{API}/estimates", json={"size_bytes": 1, "max_lhs": 6}).status_code == 422
