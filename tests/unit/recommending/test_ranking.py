"""The findings that matter come first: by what they cost the goal, then by how grave they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.recommending.assess import assess
from tests.unit.checks.tables import frame, profile


def judged(copies: int, blanks: int, goal: Goal = Goal.GENERAL_AUDIT) -> ProfileDocument:
    """Forty rows of six columns, some of them repeated, some with an empty cell in the last column."""
    rows = [
        [
            f"place {number}",
            f"{number * 37 % 101}",
            f"{number * 53 % 97}.5",
            f"code {number * 11}",
            f"n{number}",
        ]
        for number in range(40)
    ]
    cells = [[*row, None if number < blanks else f"remark {number}"] for number, row in enumerate(rows)]
    cells += cells[-copies:] if copies else []
    return assess(
        profile(
            frame({f"column {place}": list(each) for place, each in enumerate(zip(*cells, strict=True))})
        ),
        goal,
    )


def test_repeated_rows_stand_before_what_is_as_grave_for_one_column() -> None:
    document = judged(copies=4, blanks=9)
    kinds = [issue.kind for issue in document.issues]

    assert kinds.index("duplicate_rows") < kinds.index("missing_values")
    assert document.quality.deductions[0].issue_id == document.issues[0].id


@settings(max_examples=20, deadline=None)
@given(copies=st.integers(0, 12), blanks=st.integers(0, 30), goal=st.sampled_from(Goal))
def test_what_costs_more_never_stands_behind(copies: int, blanks: int, goal: Goal) -> None:
    document = judged(copies, blanks, goal)
    points = {each.issue_id: each.points for each in document.quality.deductions}
    costs = [points.get(issue.id, 0.0) for issue in document.issues]

    assert costs == pytest.approx(sorted(costs, reverse=True), abs=0.011)
    assert [points.get(issue.id, 0.0) for issue in document.ranked_issues()] == sorted(costs, reverse=True)


@settings(max_examples=30, deadline=None)
@given(affected=st.lists(st.booleans(), min_size=1, max_size=9))
def test_the_same_problem_of_four_columns_is_one_group_and_no_issue_is_lost(affected: list[bool]) -> None:
    cells = {
        f"column {place}": [None if each and row < 9 else f"{place}-{row * 37 % 101}" for row in range(40)]
        for place, each in enumerate(affected)
    }
    document = assess(profile(frame(cells)), Goal.GENERAL_AUDIT)
    groups = document.issue_groups()

    assert sorted(issue.id for group in groups for issue in group) == sorted(
        issue.id for issue in document.issues
    )
    sizes = [len(group) for group in groups if group[0].kind == "missing_values"]
    assert sizes == ([sum(affected)] if sum(affected) >= 4 else [1] * sum(affected))
