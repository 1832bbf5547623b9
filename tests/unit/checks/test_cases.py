"""Every check on every case of its file: it fires, it stays quiet, and it is quiet after its repair."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from datainsight.checks import registered_checks
from datainsight.checks.cells import suspicious_cells
from datainsight.checks.run import FoundIssue, find_issues
from datainsight.models.issue import Goal
from datainsight.recommending.assess import assess
from tests.unit.checks.tables import batch, frame, profile

CASES = Path(__file__).parent / "cases"


def load(kind: str) -> dict[str, Any]:
    return json.loads((CASES / f"{kind}.json").read_text("utf-8"))  # type: ignore[no-any-return]


def cases(outcome: str) -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{case['name']}")
        for kind in registered_checks()
        for case in (load(kind)[outcome] if (CASES / f"{kind}.json").exists() else ())
    ]


def goal_of(kind: str) -> tuple[Goal, str | None]:
    """The goal that the check speaks to, and the column to predict where the cases name one."""
    about = load(kind)
    return Goal(about.get("goal", Goal.GENERAL_AUDIT)), about.get("target")


def issues_of(kind: str, table: Any, references: Sequence[Any] = ()) -> list[FoundIssue]:
    goal, target = goal_of(kind)
    found = find_issues(profile(table, references), goal, target=target)
    return [each for each in found if each.issue.kind == kind]


@pytest.mark.parametrize(("kind", "case"), cases("fires"))
def test_fires(kind: str, case: dict[str, Any]) -> None:
    text = frame(case["table"])

    (found,) = issues_of(kind, text, case.get("references", ()))

    assert list(found.issue.columns) == case["columns"]
    assert found.issue.affected_row_count == case["affected"]
    goal, target = goal_of(kind)
    document = assess(profile(text, case.get("references", ())), goal, target=target)
    offered = {each.id: each for each in document.recommendations}
    (issue,) = (each for each in document.issues if each.kind == kind)
    best = offered[issue.recommendation_ids[0]] if issue.recommendation_ids else None
    assert (best and best.repair.operation) == case["repair"]
    assert (best is not None and best.is_default) == case["default"]
    # Listed in every case: the repair on offer may be one that proposes no value.
    listed = [cell for cell in suspicious_cells(document, [batch(text)]) if cell.column in issue.columns]
    assert len(listed) == case.get("cells", len(listed))


@pytest.mark.parametrize(("kind", "case"), cases("fires"))
def test_is_quiet_after_its_repair(kind: str, case: dict[str, Any]) -> None:
    if not case.get("quiet_after_repair", True):
        pytest.skip("the repair leaves part of the problem to others")
    text = frame(case["table"])
    (found,) = issues_of(kind, text)

    repaired = found.repairs[0].apply(text.lazy()).collect()

    assert issues_of(kind, repaired) == []


@pytest.mark.parametrize(("kind", "case"), cases("quiet"))
def test_stays_quiet(kind: str, case: dict[str, Any]) -> None:
    assert issues_of(kind, frame(case["table"]), case.get("references", ())) == []
