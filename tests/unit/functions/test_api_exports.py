"""Reports, contracts and comparisons over HTTP, with memory behind."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from datainsight.errors import ContractRunningError, UnavailableError
from datainsight.models.comparison import Comparison
from datainsight.models.document import ProfileDocument
from datainsight.models.events import PrintRequest
from datainsight.reporting.contracts import CONTRACTS, to_contract
from datainsight.services import export_report, object_keys, plans
from datainsight.services.export_contract import CLAIM, FILES, Contract
from datainsight.services.print_report import print_report
from functions.api import examples
from functions.api.routes.compare import CompareRequest
from functions.api.routes.exports import ContractRequest, ReportRequest
from tests.unit.functions.test_api_analysis import finish, start
from tests.unit.services.arranging import DATASET, uploaded
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryPorts

API = "/api/v1"
UNKNOWN = "9d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"


@pytest.fixture
def analysis(client: TestClient, world: MemoryPorts) -> tuple[str, ProfileDocument]:
    uploaded(world)
    analysis_id = start(client)
    return analysis_id, finish(world, analysis_id)


def post(client: TestClient, path: str, **body: object) -> Any:
    return client.post(f"{API}/{path}", json=body, follow_redirects=False)


def test_a_pdf_is_printed_once_and_kept(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument]
) -> None:
    analysis_id, _ = analysis
    replies = [post(client, "exports/report", analysis_id=analysis_id) for _ in range(2)]
    assert [each.status_code for each in replies] == [200, 200]
    assert replies[0].headers["content-type"] == "application/pdf"
    assert replies[0].headers["content-disposition"] == 'attachment; filename="report.pdf"'
    assert replies[0].content == replies[1].content == b"%PDF-1.7"
    assert world.printer.printed == [PrintRequest(workspace_id=WORKSPACE, analysis_id=analysis_id)]


def test_a_report_may_be_a_page(client: TestClient, analysis: tuple[str, ProfileDocument]) -> None:
    reply = post(client, "exports/report", analysis_id=analysis[0], format="html")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["content-disposition"] == 'attachment; filename="report.html"'
    assert reply.text == "<!doctype html>"


def test_what_is_muted_is_in_no_report(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument]
) -> None:
    analysis_id, document = analysis
    post(client, "exports/report", analysis_id=analysis_id)
    title = document.issues[0].kind
    for column in document.columns:
        post(client, "mutes", column=column.name)
    replies = [post(client, "exports/report", analysis_id=analysis_id) for _ in range(2)]
    assert [each.status_code for each in replies] == [200, 200]
    plain, muted = world.printer.printed
    assert plain.muted == "" != muted.muted
    result = print_report(muted, objects=world.objects)
    assert result.key != object_keys.printed_key(WORKSPACE, analysis_id)
    key = object_keys.muted_key(WORKSPACE, analysis_id, muted.muted, "profile.json")
    shown = ProfileDocument.model_validate_json(world.objects.get(key))
    assert len(shown.issues) < len(document.issues)
    page = post(client, "exports/report", analysis_id=analysis_id, format="html").text
    assert "<!doctype html>" in page.lower()
    assert title not in {each.kind for each in shown.issues if each.columns}


def test_a_large_pdf_is_fetched_from_storage(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument]
) -> None:
    key = object_keys.printed_key(WORKSPACE, analysis[0])
    world.objects.bodies[key] = b"x" * (export_report.LARGEST_PDF + 1)
    reply = post(client, "exports/report", analysis_id=analysis[0])
    assert (reply.status_code, reply.headers["location"]) == (303, f"memory:{key}")


def test_a_printer_that_is_away_is_worth_another_try(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument], monkeypatch: Any
) -> None:
    def refuse(request: PrintRequest) -> None:
        raise UnavailableError("The report could not be printed now.")

    monkeypatch.setattr(world.printer, "print_report", refuse)
    reply = post(client, "exports/report", analysis_id=analysis[0])
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")


def test_what_is_printed_is_the_masked_profile(
    world: MemoryPorts, analysis: tuple[str, ProfileDocument]
) -> None:
    del world.objects.bodies[object_keys.document_key(WORKSPACE, analysis[0])]
    request = PrintRequest(workspace_id=WORKSPACE, analysis_id=analysis[0])
    result = print_report(request, objects=world.objects)
    body = world.objects.bodies[result.key]
    assert result.key == object_keys.printed_key(WORKSPACE, analysis[0])
    assert body.startswith(b"%PDF-")
    assert len(body) == result.size_bytes


@pytest.mark.parametrize("kind", CONTRACTS)
def test_a_contract_is_that_of_the_command_line(
    client: TestClient, analysis: tuple[str, ProfileDocument], kind: str
) -> None:
    analysis_id, shown = analysis
    reply = post(client, "exports/contract", analysis_id=analysis_id, format=kind)
    assert reply.status_code == 200
    assert reply.json()["format"] == kind
    assert reply.json()["content"] == to_contract(shown, kind)
    assert (reply.json()["is_checked"], reply.json()["remarks"]) == (True, [])


def test_the_rules_are_run_once_on_the_version_that_was_analysed(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument]
) -> None:
    for kind in ("odcs", "dqdl"):
        assert post(client, "exports/contract", analysis_id=analysis[0], format=kind).status_code == 200
    (asked,) = world.contract_checker.asked
    stored = world.objects.find(asked.source_key)
    assert stored is not None
    assert (asked.etag, asked.size_bytes, asked.sheet) == (stored.etag, stored.size_bytes, None)
    assert not [key for key in world.objects.bodies if key.endswith("claim")]


@pytest.mark.parametrize("why", ["replaced", "larger"])
def test_a_contract_says_where_nothing_could_be_run(
    client: TestClient,
    world: MemoryPorts,
    analysis: tuple[str, ProfileDocument],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if why == "replaced":
        world.objects.put(world.catalog.rows[DATASET].object_key, b"a\n1\n", "text/csv")
    else:
        monkeypatch.setattr(plans, "LARGEST_CHECKED", 1)
    body = post(client, "exports/contract", analysis_id=analysis[0], format="odcs").json()
    assert body["is_checked"] is False
    assert why in body["remarks"][0]
    assert body["remarks"][0] in body["content"]
    assert world.contract_checker.asked == []


def test_who_asks_while_the_rules_are_run_is_told_to_wait(
    client: TestClient,
    world: MemoryPorts,
    analysis: tuple[str, ProfileDocument],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def takes_long(request: object) -> None:
        asked.append(request)
        raise ContractRunningError("The rules are still run on the data.")

    monkeypatch.setattr(world.contract_checker, "check", takes_long)
    replies = [post(client, "exports/contract", analysis_id=analysis[0], format="odcs") for _ in range(2)]
    assert {(each.status_code, each.json()["code"]) for each in replies} == {(409, "contract_running")}
    assert replies[0].headers["retry-after"] == "5"
    assert len(asked) == 1
    world.now.time += CLAIM  # the function cannot run any more
    post(client, "exports/contract", analysis_id=analysis[0], format="odcs")
    assert len(asked) == 2
    assert client.get(f"{API}/usage").json()["quantities"].get("exports") is None


def test_a_check_that_cannot_begin_leaves_no_claim(
    client: TestClient,
    world: MemoryPorts,
    analysis: tuple[str, ProfileDocument],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(request: object) -> None:
        raise UnavailableError("The rules could not be run on the data now.")

    with monkeypatch.context() as patched:
        patched.setattr(world.contract_checker, "check", away)
        assert post(client, "exports/contract", analysis_id=analysis[0], format="odcs").status_code == 503
    assert post(client, "exports/contract", analysis_id=analysis[0], format="odcs").status_code == 200


def test_every_contract_has_a_file_name() -> None:
    assert FILES.keys() == CONTRACTS.keys()
    assert len({file.name for file in FILES.values()}) == len(FILES)


@pytest.mark.parametrize("side", ["analysis_id", "dataset_id"])
def test_a_table_compared_with_itself_has_not_changed(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument], side: str
) -> None:
    stored = world.catalog.rows[DATASET]
    world.catalog.rows[DATASET] = stored.model_copy(update={"latest_analysis_id": analysis[0]})
    named = {side: analysis[0] if side == "analysis_id" else DATASET}
    reply = post(client, "compare", old=named, new=named)
    comparison = Comparison.model_validate(reply.json())
    assert comparison.schema_changes == ()
    assert [each.column for each in comparison.drifts] == [c.name for c in analysis[1].columns]


def test_a_comparison_may_be_a_page(client: TestClient, analysis: tuple[str, ProfileDocument]) -> None:
    named = {"analysis_id": analysis[0]}
    reply = post(client, "compare", old=named, new=named, format="html")
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.text.startswith("<!doctype html>")


def test_what_is_compared_is_changed_columns(
    client: TestClient, world: MemoryPorts, analysis: tuple[str, ProfileDocument]
) -> None:
    other = start(client, goal="privacy")
    finish(world, other)
    key = object_keys.document_key(WORKSPACE, other)
    changed = json.loads(world.objects.bodies[key])
    gone = changed["columns"].pop()["name"]
    world.objects.bodies[key] = json.dumps(changed).encode()
    reply = post(client, "compare", old={"analysis_id": analysis[0]}, new={"analysis_id": other})
    changes = Comparison.model_validate(reply.json()).schema_changes
    assert [(each.kind, each.column) for each in changes] == [("removed", gone)]


@pytest.mark.parametrize("named", [{}, {"analysis_id": UNKNOWN, "dataset_id": UNKNOWN}])
def test_a_side_of_a_comparison_is_one_thing(client: TestClient, named: dict[str, str]) -> None:
    assert post(client, "compare", old=named, new={"analysis_id": UNKNOWN}).status_code == 422


def test_a_dataset_without_analysis_cannot_be_compared(client: TestClient, world: MemoryPorts) -> None:
    uploaded(world)
    named = {"dataset_id": DATASET}
    reply = post(client, "compare", old=named, new=named)
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")
    assert reply.json()["errors"][0]["pointer"] == "#/old/dataset_id"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("exports/report", {"analysis_id": "{id}"}),
        ("exports/report", {"analysis_id": "{id}", "format": "html"}),
        ("exports/contract", {"analysis_id": "{id}", "format": "odcs"}),
        ("compare", {"old": {"analysis_id": "{id}"}, "new": {"analysis_id": "{id}"}}),
        ("compare", {"old": {"dataset_id": DATASET}, "new": {"dataset_id": DATASET}}),
    ],
)
def test_what_belongs_to_another_workspace_is_not_there(
    client: TestClient,
    world: MemoryPorts,
    analysis: tuple[str, ProfileDocument],
    path: str,
    body: dict[str, Any],
) -> None:
    analysis_id = analysis[0]
    world.analyses.items[OTHER_WORKSPACE, analysis_id] = world.analyses.items.pop((WORKSPACE, analysis_id))
    stored = world.catalog.rows[DATASET]
    world.catalog.rows[DATASET] = stored.model_copy(update={"workspace_id": OTHER_WORKSPACE})
    body = json.loads(json.dumps(body).replace("{id}", analysis_id))
    reply = client.post(f"{API}/{path}", json=body)
    assert (reply.status_code, reply.json()["code"]) == (404, "not_found")


def test_a_running_analysis_has_nothing_to_take_away(client: TestClient, world: MemoryPorts) -> None:
    uploaded(world)
    analysis_id = start(client)
    for kind in ("pdf", "html"):
        reply = post(client, "exports/report", analysis_id=analysis_id, format=kind)
        assert (reply.status_code, reply.json()["code"]) == (409, "analysis_running")


@pytest.mark.parametrize("model", [ReportRequest, ContractRequest, CompareRequest])
def test_examples_in_models_are_true(model: Any) -> None:
    extra = model.model_config["json_schema_extra"]
    for example in extra.get("examples") or [extra["example"]]:
        model.model_validate_json(json.dumps(example))


def test_the_example_of_a_contract_is_true() -> None:
    Contract.model_validate_json(json.dumps(examples.CONTRACT))
