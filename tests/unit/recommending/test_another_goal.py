"""Judging for another goal: as if it had been the first one, but for what only the data can tell."""

import pytest

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.recommendation import VerificationStatus
from datainsight.recommending.another_goal import judged_for
from datainsight.recommending.assess import assess
from tests.unit.sample_document import sample_document


@pytest.fixture(scope="module")
def audited() -> ProfileDocument:
    return sample_document()


@pytest.mark.parametrize("goal", list(Goal))
def test_judges_as_if_it_had_been_the_first_goal(audited: ProfileDocument, goal: Goal) -> None:
    again, first = judged_for(audited, goal), assess(audited, goal)
    assert (again.goal, again.quality) == (goal, first.quality)
    assert again.ranked_issues() == first.ranked_issues()
    assert [each.repair for each in again.recommendations] == [each.repair for each in first.recommendations]
    assert again.insight is None


def test_what_was_tried_is_kept_and_what_was_not_says_so(audited: ProfileDocument) -> None:
    tried = {each.repair.model_dump_json(): each for each in audited.recommendations}
    again = judged_for(audited, Goal.PRIVACY)
    assert any(each.repair.model_dump_json() in tried for each in again.recommendations)
    for each in again.recommendations:
        before = tried.get(each.repair.model_dump_json())
        expected = before.verification.status if before else VerificationStatus.NOT_RUN
        assert each.verification.status is expected
        assert not (each.is_default and each.verification.status is VerificationStatus.REFUSED)


def test_there_and_back_is_the_same_judgement(audited: ProfileDocument) -> None:
    first = assess(audited, audited.goal)
    back = judged_for(judged_for(audited, Goal.MIGRATION), audited.goal)
    assert (back.issues, back.quality) == (first.issues, first.quality)
