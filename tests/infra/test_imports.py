"""The machine that brings tables over."""

import json
from pathlib import Path

import pytest

from datainsight.services.request_import import LONGEST
from infra_cdk.function_plans import API, DELIVER, FETCH, FunctionPlan
from layers.stage_code import stage_code
from tests.infra.lambda_process import run_with_layers
from tests.infra.template import Template


def test_what_breaks_off_is_recorded(template: Template) -> None:
    document = json.dumps(template.machine("Imports")["DefinitionString"])
    assert "RecordFailure" in document
    assert "$.failure.Cause" in document
    assert "JSONata" not in document


def test_no_import_is_taken_for_lost_while_the_machine_may_still_work(template: Template) -> None:
    document = json.dumps(template.machine("Imports")["DefinitionString"])
    assert f'\\"TimeoutSeconds\\":{int(LONGEST.total_seconds())},' in document


def test_the_machine_may_only_invoke_its_function(template: Template) -> None:
    role = template.machine("Imports")["RoleArn"]["Fn::GetAtt"][0]
    granted = {action: each.resources for each in template.statements(role) for action in each.actions}
    (invoked,) = granted["lambda:InvokeFunction"]
    assert invoked.startswith("<FunctionsFetch")


def test_there_is_room_for_what_is_fetched(template: Template) -> None:
    assert template.functions()[FETCH.name]["EphemeralStorage"] == {"Size": 10_240}


_LATER = {
    DELIVER: ("datainsight.connectors.webhooks", "datainsight.connectors.pinned_transport"),
    API: (
        "datainsight.connectors.pinned_transport",
        *(f"datainsight.connectors.browsing.{name}" for name in ("postgres", "mongodb", "s3", "web")),
        *("psycopg", "pymongo", "httpx", "certifi"),
    ),
    FETCH: (
        "datainsight.connectors.fetching",
        *(f"datainsight.connectors.{name}" for name in ("postgres", "mongodb", "s3", "pinned_transport")),
        *("psycopg", "pymongo", "httpx", "certifi", "datainsight.reading.frames", "thrift", "flatbuffers"),
    ),
}


@pytest.mark.parametrize("plan", _LATER, ids=lambda plan: plan.name)
def test_what_is_imported_at_the_first_use_is_in_the_layers(plan: FunctionPlan, tmp_path: Path) -> None:
    run_with_layers(plan, stage_code(tmp_path), "".join(f"import {each}\n" for each in _LATER[plan]))
