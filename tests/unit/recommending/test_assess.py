"""From facts to a judged document: the order of repairs, what is done unasked, and what stays private."""

from typing import Any

import polars as pl
import pytest

from datainsight.models.issue import Goal, Severity
from datainsight.models.profile import TableProfile
from datainsight.recommending.assess import assess
from datainsight.repairs.registry import load
from tests.unit.checks.tables import frame, profile

ORDERS = frame(
    {
        "id": [{"range": [1, 60]}, "7", "8"],
        "city": [["Oslo", 40], ["Bergen", 16], ["OSLO ", 2], ["NA", 2], "Oslo", "Oslo"],
        "amount": [{"range": [101, 150]}, ["$1,200.50", 10], "107", "108"],
    }
)


def private(table: TableProfile, name: str) -> TableProfile:
    columns = tuple(column.model_copy(update={"is_pii": column.name == name}) for column in table.columns)
    return table.model_copy(update={"columns": columns})


def test_recommendations_come_in_the_order_of_their_phases() -> None:
    document = assess(profile(ORDERS))

    phases = [load(each.repair).phase for each in document.recommendations]
    assert len(phases) > 3
    assert phases == sorted(phases)


def test_every_recommendation_belongs_to_an_issue_that_names_it() -> None:
    document = assess(profile(ORDERS))

    named = {name for issue in document.issues for name in issue.recommendation_ids}
    assert named == {each.id for each in document.recommendations}


def test_one_issue_may_be_resolved_by_an_operation_in_two_ways() -> None:
    table: dict[str, list[Any]] = {
        "id": [{"range": [1, 200]}],
        "town": [["Lyon", 50], ["Nice", 50], ["Lens", 50], ["Metz", 50]],
        "region": [["East", 49], None, ["South", 50], ["North", 50], ["East", 50]],
    }
    document = assess(profile(frame(table)))
    (issue,) = (each for each in document.issues if each.kind == "missing_values")
    offered = {each.id: each.repair for each in document.recommendations}

    fills = [offered[name] for name in issue.recommendation_ids]
    assert [(each.operation, each.parameters.get("by")) for each in fills] == [
        ("fill_with_typical", ["town"]),
        ("fill_with_typical", []),
        ("fill_missing", None),
    ]
    assert len(offered) == len(document.recommendations)


def test_two_issues_with_the_same_repair_share_it() -> None:
    table = pl.DataFrame({"city": ["Oslo"] * 20 + ["Bergen"] * 9 + ["Oslo ", "New  York"]})

    document = assess(profile(table))

    blanks = [each for each in document.issues if each.kind.endswith("whitespace")]
    assert len(blanks) == 2
    assert len({each.recommendation_ids for each in blanks}) == 1


def test_only_safe_repairs_are_done_unasked() -> None:
    document = assess(profile(ORDERS))

    assert any(each.is_default for each in document.recommendations)
    assert all(
        each.is_safe and load(each.repair).is_safe for each in document.recommendations if each.is_default
    )


def test_values_of_private_columns_are_in_no_message_and_no_example() -> None:
    open_ = assess(profile(ORDERS))
    closed = assess(private(profile(ORDERS), "city"))

    def words(document: object) -> str:
        issues = [each for each in document.issues if "city" in each.columns]  # type: ignore[attr-defined]
        return " ".join(" ".join((each.message, *each.examples)) for each in issues)

    assert "OSLO" in words(open_)
    assert "OSLO" not in words(closed)


def test_the_goal_changes_severity() -> None:
    table = profile(frame({"id": [{"range": [1, 40]}], "country": [["Norway", 40]]}))

    def severity(goal: Goal) -> Severity:
        (issue,) = (each for each in assess(table, goal).issues if each.kind == "constant_column")
        return issue.severity

    assert severity(Goal.GENERAL_AUDIT) is Severity.LOW
    assert severity(Goal.ML_PREPARATION) is Severity.HIGH


def test_a_clean_table_has_no_issue_and_the_full_score() -> None:
    table = frame(
        {
            "id": [{"range": [1, 60]}],
            "day": [{"dates": ["2024-01-01", 60]}],
            "city": [["Oslo", 30], ["New York", 30]],
            "amount": [{"range": [101, 160], "suffix": ".25"}],
        }
    )

    document = assess(profile(table))

    assert document.issues == ()
    assert document.quality.score == 100


def test_an_empty_table_is_judged_too() -> None:
    document = assess(profile(pl.DataFrame({"a": [], "b": []}, schema={"a": pl.String, "b": pl.String})))

    assert document.quality.score == 100


@pytest.mark.parametrize(
    ("goal", "operation"),
    [
        (Goal.GENERAL_AUDIT, "unify_dates"),
        (Goal.ANALYTICS, "unify_dates"),
        (Goal.ML_PREPARATION, "parse_dates"),
        (Goal.MIGRATION, "parse_dates"),
    ],
)
def test_the_goal_says_how_dates_are_written_and_the_other_way_is_on_offer(
    goal: Goal, operation: str
) -> None:
    table = frame({"day": [["12/31/2023", 30], ["01/05/2024", 30], ["2024-03-05", 3]]})
    document = assess(profile(table), goal)
    (issue,) = (each for each in document.issues if each.kind == "mixed_date_formats")
    offered = [each for each in document.recommendations if each.id in issue.recommendation_ids]

    assert {each.repair.operation for each in offered} == {"unify_dates", "parse_dates"}
    assert [each.repair.operation for each in offered if each.is_default] == [operation]
