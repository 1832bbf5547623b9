"""The guide speaks of what there is."""

import re
from pathlib import Path

from datainsight.services import failure_causes
from functions.api.app import PREFIX
from functions.api.problems import INTERNAL, KINDS
from tests.unit.functions.test_api_application import SPECIFICATION

GUIDE = (Path(__file__).parents[3] / "docs" / "API.md").read_text("utf-8")


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
