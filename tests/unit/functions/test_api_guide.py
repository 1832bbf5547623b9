"""The guide speaks of what there is."""

import json
import re
from pathlib import Path

from pydantic import BaseModel
from starlette.datastructures import MutableHeaders

from datainsight.client import models
from datainsight.models.requests import RateDecision
from datainsight.models.upload import WorkspacePlan
from datainsight.services import failure_causes
from datainsight.services.rate_limits import POLICIES
from functions.api.app import PREFIX
from functions.api.problems import INTERNAL, KINDS
from functions.api.reply_hooks import tell_rate
from functions.api.routes.compare import CompareRequest
from functions.api.routes.connections import ConnectionRequest
from tests.unit.functions.test_api_application import SPECIFICATION

GUIDE = (Path(__file__).parents[3] / "docs" / "API.md").read_text("utf-8")


def test_every_block_says_what_it_is_so_that_it_is_tried() -> None:
    fences = re.findall(r"^```(.*)$", GUIDE, re.MULTILINE)
    assert set(fences[::2]) == {"bash", "python", "json", "http"}, (
        "tests/e2e/test_readme.py runs the first two"
    )
    assert set(fences[1::2]) == {""}


def test_json_has_the_shape_of_the_schemas() -> None:
    shapes: list[type[BaseModel]] = [ConnectionRequest, CompareRequest, models.Problem]
    found = re.findall(r"^```json\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    for text, shape in zip(found, shapes, strict=True):
        shape.model_validate(json.loads(text))


def test_the_headers_of_limits_are_those_that_are_sent() -> None:
    (told,) = re.findall(r"^```http\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    headers = MutableHeaders()
    tell_rate(
        headers,
        RateDecision(policy=POLICIES[WorkspacePlan.PRO], is_allowed=True, remaining=187, reset_seconds=2),
    )
    assert told.lower() == "".join(f"{name}: {value}\n" for name, value in headers.items())


def test_names_every_operation() -> None:
    told = {
        re.sub(r"\{\w+\}", "{id}", path)
        for path in re.findall(r"`(?:GET|POST|PUT|PATCH|DELETE) (/[^`?\s]*)", GUIDE)
    }
    served = {re.sub(r"\{\w+\}", "{id}", path.removeprefix(PREFIX)) for path in SPECIFICATION["paths"]}
    assert told == served


def test_names_every_code() -> None:
    for code in [*(kind.code for _, kind in KINDS), INTERNAL.code]:
        assert f"`{code}`" in GUIDE


def test_names_every_cause_of_failure() -> None:
    codes = {
        failure_causes.cause_from_machine(error, "", None).code
        for error in (
            "UnreadableError",
            "SourceNotFoundError",
            "RefusedError",
            "TIMED_OUT",
            "ABORTED",
            "interrupted",
            "x",
        )
    }
    assert len(codes) == 7
    for code in codes:
        assert f"`{code}`" in GUIDE
