"""Muted issues leave no trace but their number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from datainsight.checks import registered_checks
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.muting import MuteRule
from datainsight.recommending.assess import assess
from datainsight.recommending.muting import mute
from tests.unit.checks.tables import frame, profile

DOCUMENT: ProfileDocument = assess(
    profile(
        frame(
            {
                "id": [{"range": [1, 60]}, "7", "8"],
                "city": [["Oslo", 40], ["Bergen", 16], ["OSLO ", 2], ["NA", 2], "Os  lo", "Oslo"],
                "town": [["Rome", 40], ["Paris", 19], ["NA", 3]],
            }
        )
    )
)
rules = st.builds(
    MuteRule,
    kind=st.sampled_from(sorted({issue.kind for issue in DOCUMENT.issues})),
    column=st.none() | st.sampled_from(["id", "city", "town", "no such column"]),
)


def test_without_rules_nothing_changes() -> None:
    assert mute(DOCUMENT, []) is DOCUMENT
    assert mute(DOCUMENT, [MuteRule(column="no such column")]) is DOCUMENT


def test_a_kind_is_muted_in_all_columns_or_in_one() -> None:
    kind = next(issue.kind for issue in DOCUMENT.issues if issue.columns == ("town",))
    everywhere = [issue.columns for issue in DOCUMENT.issues if issue.kind == kind]
    assert len(everywhere) > 1

    assert kind not in {issue.kind for issue in mute(DOCUMENT, [MuteRule(kind=kind)]).issues}
    left = mute(DOCUMENT, [MuteRule(kind=kind, column="town")]).issues
    assert [issue.columns for issue in left if issue.kind == kind] == [
        columns for columns in everywhere if columns != ("town",)
    ]


def test_a_column_is_muted_with_all_that_concerns_it_and_nothing_else() -> None:
    muted = mute(DOCUMENT, [MuteRule(column="city")])

    assert muted.issues == tuple(issue for issue in DOCUMENT.issues if "city" not in issue.columns)
    assert muted.muted_issue_count == len(DOCUMENT.issues) - len(muted.issues) > 0


@given(st.lists(rules, max_size=4))
def test_muting_never_lowers_the_score_and_deductions_still_name_issues_that_are_shown(
    chosen: list[MuteRule],
) -> None:
    muted = mute(DOCUMENT, chosen)

    assert muted.quality.score >= DOCUMENT.quality.score
    shown = {issue.id for issue in muted.issues}
    assert {each.issue_id for each in muted.quality.deductions} <= shown
    assert len(shown) + muted.muted_issue_count == len(DOCUMENT.issues)


@given(st.lists(rules, max_size=4))
def test_repairs_are_those_that_the_issues_left_ask_for(chosen: list[MuteRule]) -> None:
    muted = mute(DOCUMENT, chosen)

    asked = {name for issue in muted.issues for name in issue.recommendation_ids}
    assert {each.id for each in muted.recommendations} == asked
    assert {each.issue_id for each in muted.recommendations} <= {issue.id for issue in muted.issues}


def test_a_shared_repair_stays_for_the_issue_that_is_left() -> None:
    shared = next(
        each
        for each in DOCUMENT.recommendations
        if sum(each.id in issue.recommendation_ids for issue in DOCUMENT.issues) == 2
    )
    first = next(issue for issue in DOCUMENT.issues if issue.id == shared.issue_id)

    muted = mute(DOCUMENT, [MuteRule(kind=first.kind, column=first.columns[0])])

    kept = next(each for each in muted.recommendations if each.id == shared.id)
    other = next(issue for issue in muted.issues if shared.id in issue.recommendation_ids)
    assert kept.issue_id == other.id
    assert kept.rationale == registered_checks()[other.kind].why
    assert kept.repair == shared.repair


def test_rules_at_once_or_one_after_the_other_are_the_same() -> None:
    first, second = MuteRule(column="city"), MuteRule(column="town")

    assert mute(mute(DOCUMENT, [first]), [second]) == mute(DOCUMENT, [first, second])


def test_a_kind_that_no_check_finds_is_refused_with_a_proposal() -> None:
    with pytest.raises(UsageError, match="Perhaps 'missing_values' is meant"):
        mute(DOCUMENT, [MuteRule(kind="missing_value")])


def test_a_rule_for_everything_is_refused() -> None:
    with pytest.raises(ValidationError, match="a kind, a column, or both"):
        MuteRule()
