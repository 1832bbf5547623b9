"""Each stage does its work with the packages and the permissions that its function is given."""

import hashlib
import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest

from datainsight.models.analysis import DatasetStatus, StoredDataset
from infra_cdk.function_plans import (
    API,
    CLEAN,
    CLEAN_FAILURE,
    CODEGEN,
    COMBINE,
    CONCLUDE,
    CONTRACT,
    COUNT,
    FAILURE,
    INSIGHT,
    MERGE,
    PLAN,
    PROFILE,
    REPORT,
    VERIFY,
    FunctionPlan,
)
from layers.names import ROOT
from layers.stage_code import stage_code
from tests.infra.lambda_process import run_with_layers
from tests.infra.stage_scene import Scene
from tests.unit.services.fakes import WORKSPACE

_DATASET = "00000000-0000-4000-8000-00000000000d"
_IN_ORDER = (
    PLAN,
    FAILURE,
    PLAN,
    PROFILE,
    MERGE,
    COMBINE,
    COUNT,
    INSIGHT,
    CODEGEN,
    VERIFY,
    CONCLUDE,
    REPORT,
    CONTRACT,
    CLEAN,
    CLEAN_FAILURE,
    API,
)


@pytest.fixture(scope="module")
def touched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """Plays an analysis of the sample from upload to deletion; function -> what it touched."""
    folder = tmp_path_factory.mktemp("stages")
    code, state = stage_code(folder / "code"), folder / "scene"
    return {plan.name: _play(plan, code, state) for plan in _IN_ORDER}


def _play(plan: FunctionPlan, code: Path, state: Path) -> dict[str, list[str]]:
    if plan is PLAN:
        state.write_bytes(pickle.dumps(_uploaded()))
    script = "from tests.infra.stage_scene import main; main()"
    touched: dict[str, list[str]] = json.loads(run_with_layers(plan, code, script, plan.name, str(state)))
    return touched


def _uploaded() -> Scene:
    scene = Scene()
    scene.ports.objects = scene.objects
    scene.key = f"uploads/{WORKSPACE}/{_DATASET}/orders.csv"
    body = (ROOT / "tests" / "data" / "sample" / "orders.csv").read_bytes()
    scene.objects.bodies[scene.key] = body
    scene.ports.catalog.add_dataset(
        StoredDataset(
            dataset_id=_DATASET,
            workspace_id=WORKSPACE,
            name="orders.csv",
            object_key=scene.key,
            size_bytes=len(body),
            etag=hashlib.md5(body, usedforsecurity=False).hexdigest(),
            status=DatasetStatus.UPLOADED,
            created_at=datetime(2026, 11, 23, tzinfo=UTC),
        )
    )
    return scene


@pytest.mark.parametrize("plan", dict.fromkeys(_IN_ORDER), ids=lambda plan: plan.name)
@pytest.mark.parametrize("what", ["reads", "writes", "deletes"])
def test_a_stage_touches_just_the_parts_of_the_bucket_that_its_row_allows(
    touched: dict[str, dict[str, list[str]]], plan: FunctionPlan, what: str
) -> None:
    allowed = set(getattr(plan, what))
    if plan is API:
        # Uploads are written by whoever holds a URL that the API signed, and are looked at while awaited.
        assert set(touched[plan.name].get(what, [])) <= allowed
    else:
        assert set(touched[plan.name].get(what, [])) == allowed
