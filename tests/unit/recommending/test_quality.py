"""The promises of docs/QUALITY.md, for all lists of issues."""

import math
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.checks import registered_checks
from datainsight.checks.impact import DIMENSION_WEIGHTS, impact, severity
from datainsight.models.issue import Goal, Issue, Severity
from datainsight.models.profile import ColumnProfile, DatasetFacts, DataType, Role, TableProfile
from datainsight.models.selector import DuplicateRows
from datainsight.recommending.quality import apportion, score

ROWS, COLUMNS = 1000, 4


def table() -> TableProfile:
    facts = DatasetFacts(
        name="table.csv",
        format="csv",
        size_bytes=1,
        row_count=ROWS,
        column_count=COLUMNS,
        duplicate_row_count=0,
        missing_cell_count=0,
        fingerprint="f",
    )
    columns = tuple(
        ColumnProfile(
            name=f"c{position}",
            position=position,
            data_type=DataType.TEXT,
            role=Role.TEXT,
            null_count=0,
            distinct_count=1,
        )
        for position in range(COLUMNS)
    )
    return TableProfile(dataset=facts, columns=columns)


def issue(number: int, kind: str, columns: int, affected: int) -> Issue:
    check = registered_checks()[kind]
    return Issue(
        id=f"{kind}:{number}",
        kind=kind,
        dimension=check.dimension,
        columns=tuple(f"c{position}" for position in range(columns)),
        severity=Severity.LOW,
        affected_row_count=affected,
        message=".",
        selector=DuplicateRows(),
    )


issue_lists = st.lists(
    st.tuples(st.sampled_from(sorted(registered_checks())), st.integers(0, COLUMNS), st.integers(0, ROWS)),
    max_size=25,
).map(lambda rows: [issue(number, *row) for number, row in enumerate(rows)])
goals = st.sampled_from(Goal)


@given(issue_lists, goals)
def test_deductions_sum_exactly_to_what_is_missing(issues: list[Issue], goal: Goal) -> None:
    quality = score(issues, table(), goal)

    deducted = sum((Decimal(str(each.points)) for each in quality.deductions), Decimal(0))
    assert deducted == 100 - Decimal(str(quality.score))
    assert all(Decimal(str(each.points)).as_tuple().exponent >= -2 for each in quality.deductions)  # type: ignore[operator]
    assert 0 <= quality.score <= 100


@given(issue_lists.filter(bool), goals, st.data())
def test_removing_an_issue_never_lowers_the_score(
    issues: list[Issue], goal: Goal, data: st.DataObject
) -> None:
    removed = data.draw(st.integers(0, len(issues) - 1))

    fewer = score(issues[:removed] + issues[removed + 1 :], table(), goal)

    assert fewer.score >= score(issues, table(), goal).score


@given(issue_lists.filter(bool), goals)
def test_fewer_bad_rows_never_lower_the_score(issues: list[Issue], goal: Goal) -> None:
    halved = issues[0].model_copy(update={"affected_row_count": issues[0].affected_row_count // 2})

    assert score([halved, *issues[1:]], table(), goal).score >= score(issues, table(), goal).score


@given(issue_lists, goals, st.randoms(use_true_random=False))
def test_the_order_of_issues_does_not_matter(issues: list[Issue], goal: Goal, random: object) -> None:
    shuffled = list(issues)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert score(shuffled, table(), goal).score == score(issues, table(), goal).score


@given(issue_lists, goals)
def test_dimensions_share_the_deductions(issues: list[Issue], goal: Goal) -> None:
    quality = score(issues, table(), goal)

    missing = sum((100 - Decimal(str(value)) for value in quality.dimensions.values()), Decimal(0))
    assert missing == 100 - Decimal(str(quality.score))


@given(
    st.integers(0, 10_000), st.lists(st.floats(0, 1e6), min_size=1).filter(lambda weights: sum(weights) > 0)
)
def test_parts_sum_to_the_whole_and_follow_the_weights(total: int, weights: list[float]) -> None:
    parts = apportion(total, weights)

    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / math.fsum(weights)) < 1 + 1e-6


def test_a_table_without_issues_has_the_full_score() -> None:
    quality = score([], table())

    assert (quality.score, quality.deductions) == (100.0, ())
    assert set(quality.dimensions.values()) == {100.0}


def test_the_goal_changes_the_score() -> None:
    issues = [issue(0, "duplicate_keys", 1, 10)]

    assert score(issues, table(), Goal.MIGRATION).score < score(issues, table(), Goal.PRIVACY).score


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (0.6, Severity.CRITICAL),
        (0.59, Severity.HIGH),
        (0.12, Severity.MEDIUM),
        (0.02, Severity.LOW),
        (0.0, Severity.INFO),
    ],
)
def test_severity_follows_the_impact(size: float, name: Severity) -> None:
    assert severity(size) is name


def test_a_quarter_of_the_rows_does_half_the_harm() -> None:
    check = registered_checks()["missing_values"]

    assert impact(check, Goal.GENERAL_AUDIT, 0.25) == pytest.approx(check.harm / 2)


def test_the_page_shows_the_weights_in_use() -> None:
    page = (Path(__file__).parents[3] / "docs" / "QUALITY.md").read_text("utf-8")

    for goal, weights in DIMENSION_WEIGHTS.items():
        assert f"| {goal.value} | " + " | ".join(f"{weight:g}" for weight in weights.values()) + " |" in page
