"""What a language model wrote is shown only if every number in it is a fact."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.errors import UngroundedTextError
from datainsight.insight.prices import LIST_PRICES, cost_in_dollars
from datainsight.insight.render import fact_text, is_digit
from datainsight.insight.reply import MAXIMUM_CHARACTERS, NUMBER_WORDS, check_reply
from datainsight.models.insight import Fact

FACTS = {
    "f1": Fact(id="f1", scope="dataset", metric="name", value="a.csv"),
    "f2": Fact(id="f2", scope="dataset", metric="row_count", value=1_234, unit="rows"),
}


def reply(headline: str = "Fine.", story: object = ("Fine.",), findings: object = ()) -> str:
    return json.dumps({"headline": headline, "story": story, "findings": findings})


def test_placeholders_are_filled() -> None:
    checked = check_reply(reply("{{f1}} has {{f2}}.", ["All of it."], ["{{f2}} are odd."]), FACTS)

    assert checked.headline.text == "“a.csv” has 1,234 rows."
    assert checked.findings[0].fact_ids == ("f2",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not the JSON object"),
        ("[]", "not the JSON object"),
        ('{"headline": "a", "story": ["b"]}', "findings"),
        ('{"headline": "a", "story": ["b"], "findings": [], "more": 1}', "more"),
        (reply(story=[]), "story"),
        (reply("It has 1,234 rows."), "which is no fact"),
        (reply("It has ١٢ rows."), "which is no fact"),
        (reply("It has Twelve rows."), "'Twelve', which is a number"),
        (reply("About half is missing."), "'half'"),
        (reply("{{f3}} is it."), "unknown fact f3"),
        (reply("{{f1}"), "broken placeholder|unknown|no fact|digit|holds"),
        (reply("See https://a.example."), "a link"),
        (reply("<b>Fine</b>"), "markup"),
        (reply("**Fine**"), "markup"),
        (reply("a" * (MAXIMUM_CHARACTERS + 1)), "too long"),
        (reply("a\nb"), "several lines"),
        (reply(findings=["Something is wrong."]), "cites no fact"),
        (reply(findings=["{{f2}}"] * 13), "findings"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UngroundedTextError, match=reason):
        check_reply(text, FACTS)


WORDS = st.sampled_from(
    ["{{f1}}", "{{f2}}", "{{f9}}", "one", "seven", "of", "7", "½", "rows", "<", "\n", "weight"]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=8)), min_size=1).map(" ".join))
def test_no_number_gets_through_that_is_no_fact(sentence: str) -> None:
    try:
        text = check_reply(reply(sentence), FACTS).headline.text
    except UngroundedTextError:
        return
    for fact in FACTS.values():
        text = text.replace(fact_text(fact), "")
    assert not any(is_digit(character) for character in text)
    assert not NUMBER_WORDS.search(text)


@pytest.mark.parametrize("words", ["no one", "weight", "often", "quarterly", "tender"])
def test_ordinary_words_are_no_numbers(words: str) -> None:
    assert check_reply(reply(f"{words}."), FACTS).headline.text == f"{words}."


def test_costs_follow_the_list_also_for_names_on_bedrock() -> None:
    assert cost_in_dollars("claude-sonnet-5-5", 1_000_000, 100_000) == 3.0
    assert cost_in_dollars("eu.anthropic.claude-haiku-5-5", 0, 2_000_000) == 1.0
    assert cost_in_dollars("somebodys-model", 1, 1) is None
    assert all(0 < read < written for read, written in LIST_PRICES.values())
