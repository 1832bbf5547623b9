"""The deterministic insight: right words for the case, grounded numbers, no values."""

import pytest

from datainsight.checks import registered_checks
from datainsight.insight.facts import MAXIMUM_COLUMNS, build_facts
from datainsight.insight.render import PLACEHOLDER, is_digit, render
from datainsight.insight.rules import write_insight
from datainsight.insight.wording import BEFORE
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal, Severity
from datainsight.models.recommendation import Deduction
from datainsight.models.selector import WholeColumn
from tests.unit.sample_document import flawless_document, sample_document, wide_document


def sentences(document: ProfileDocument) -> list[str]:
    insight = write_insight(document)
    return [each.text for each in (insight.headline, *insight.story, *insight.findings)]


def test_headline_says_the_score_and_how_many_issues_matter() -> None:
    insight = write_insight(sample_document())

    assert insight.headline.text == (
        "“customers_2024.csv” scores 75.65 of 100: 6 issues deserve attention before anyone relies on it."
    )


@pytest.mark.parametrize("goal", Goal)
def test_every_goal_has_its_own_words(goal: Goal) -> None:
    assert BEFORE[goal] in write_insight(sample_document(goal)).headline.text
    assert len(set(BEFORE.values())) == len(Goal)


def test_every_sentence_is_what_its_template_and_facts_say() -> None:
    insight = write_insight(sample_document())
    facts = {fact.id: fact for fact in insight.facts}

    for sentence in (insight.headline, *insight.story, *insight.findings):
        assert render(sentence.template, facts) == sentence
        assert not any(is_digit(character) for character in PLACEHOLDER.sub("", sentence.template))


def test_findings_come_in_the_order_of_severity() -> None:
    document = sample_document()
    insight = write_insight(document)

    assert len(insight.findings) == len(document.issues)
    assert "signup_date" in insight.findings[0].text
    assert "source_system" in insight.findings[-1].text


def test_the_same_problem_of_many_columns_is_one_finding_with_its_sum() -> None:
    wide = wide_document(300, is_alike=True)
    other = sample_document().issues[-1].model_copy(update={"columns": (wide.columns[-1].name,)})
    points = tuple(
        Deduction(issue_id=issue.id, points=0.25, reason="its share") for issue in (*wide.issues, other)
    )
    document = wide.model_copy(
        update={
            "issues": (*wide.issues, other),
            "quality": wide.quality.model_copy(update={"deductions": points}),
        }
    )
    insight = write_insight(document)

    assert len(insight.findings) == 2
    assert insight.findings[0].text.endswith(
        "So it is in 300 columns altogether: 75 of the 75.25 points lost."
    )
    assert "mixed date formats in 300 columns: 75 of the 75.25 points" in " ".join(
        each.text for each in insight.story
    )


def test_same_document_same_insight() -> None:
    assert write_insight(sample_document()) == write_insight(sample_document())


def test_nothing_wrong_and_nothing_there_have_their_own_words() -> None:
    assert "nothing was found that needs work" in sentences(flawless_document())[0]
    assert "not a single row" in sentences(flawless_document(row_count=0))[0]


def test_one_problem_is_singular() -> None:
    document = sample_document()
    issue = document.issues[0].model_copy(update={"severity": Severity.HIGH})
    alone = document.model_copy(update={"issues": (issue,)})

    assert "1 issue deserves attention" in write_insight(alone).headline.text


def test_an_unknown_kind_with_digits_still_gives_a_grounded_finding() -> None:
    document = sample_document()
    issue = document.issues[0].model_copy(update={"kind": "utf8_damage", "columns": ("age", "plan")})
    insight = write_insight(document.model_copy(update={"issues": (issue,)}))

    assert insight.findings[0].text.startswith(
        "Utf damage in “age” and others (2 columns) concerns 2,610 rows"
    )


@pytest.mark.parametrize("kind", registered_checks())
def test_every_check_has_its_own_words_that_fit_any_issue(kind: str) -> None:
    sentence = registered_checks()[kind].sentence
    document = sample_document()
    columns = () if "{column}" not in sentence else ("age",)
    issue = document.issues[0].model_copy(
        update={"kind": kind, "columns": columns, "selector": WholeColumn(column="age")}
    )
    insight = write_insight(document.model_copy(update={"issues": (issue,)}))

    assert "{" not in insight.findings[0].text
    assert sentence.endswith(".")


def test_no_fact_holds_a_value_of_the_table() -> None:
    document = sample_document()
    values = {value.value for column in document.columns for value in column.top_values}
    texts = {fact.value for fact in build_facts(document) if isinstance(fact.value, str)}

    assert not values & texts
    assert texts == {document.dataset.name, *(column.name for column in document.columns)}


def test_facts_of_a_wide_table_are_bounded() -> None:
    facts = build_facts(flawless_document(names=tuple(f"column {index}" for index in range(5_000))))

    assert len({fact.scope for fact in facts if fact.scope.startswith("column:")}) == MAXIMUM_COLUMNS
