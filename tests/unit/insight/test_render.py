"""Text about a profile holds no number that is not a fact."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.errors import UngroundedTextError
from datainsight.insight.render import PLACEHOLDER, fact_text, is_digit, render
from datainsight.models.insight import Fact

FACTS = {
    "f1": Fact(id="f1", scope="dataset", metric="name", value="sales_2024 {{f2}}.csv"),
    "f2": Fact(id="f2", scope="dataset", metric="row_count", value=1_234, unit="rows"),
    "f3": Fact(
        id="f3", scope="dataset", metric="missing_cell_share", value=12.5, unit="percent", is_exact=False
    ),
}


def test_fills_placeholders_and_says_which_facts_were_used() -> None:
    sentence = render("{{f1}} has {{f2}}; {{f3}} of {{f2}} are odd.", FACTS)

    assert sentence.text == "“sales_2024 {{f2}}.csv” has 1,234 rows; about 12.5 % of 1,234 rows are odd."
    assert sentence.fact_ids == ("f1", "f2", "f3")


@pytest.mark.parametrize(
    "template",
    [
        "2 rows",
        "x² rows",
        "½ of {{f2}}",
        "Ⅳ",
        "٣ rows",
        "{{f9}}",
        "{{f2",
        "f2}}",
        "{{ f2 }}",
        "{{f02}}",
        "{{{{f2}}}}",
    ],
)
def test_refuses_numbers_and_placeholders_that_are_no_facts(template: str) -> None:
    with pytest.raises(UngroundedTextError):
        render(template, FACTS)


@given(
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["{{f1}}", "{{f2}}", "{{f3}}", "{{f4}}", "{{"])))
)
def test_a_digit_in_the_text_always_comes_from_a_fact(parts: list[str]) -> None:
    template = "".join(parts)
    try:
        sentence = render(template, FACTS)
    except UngroundedTextError:
        words = PLACEHOLDER.sub("", template)
        unknown = set(PLACEHOLDER.findall(template)) - set(FACTS)
        assert unknown or "{{" in words or "}}" in words or any(map(is_digit, words))
        return
    rest = sentence.text
    for identifier in sentence.fact_ids:
        rest = rest.replace(fact_text(FACTS[identifier]), "")
    assert not any(unicodedata.category(character) in {"Nd", "Nl", "No"} for character in rest)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "rows", "1 row"),
        (0, "rows", "0 rows"),
        (1_000_000, "columns", "1,000,000 columns"),
        (12.0, "percent", "12 %"),
        (0.004, "percent", "< 0.1 %"),
        (99.99, "percent", "> 99.9 %"),
        (100.0, "percent", "100 %"),
        (78.4, "", "78.4"),
        (1.25, "points", "1.25 points"),
    ],
)
def test_writes_numbers_as_people_do(value: float, unit: str, text: str) -> None:
    assert fact_text(Fact(id="f1", scope="dataset", metric="m", value=value, unit=unit)) == text


def test_names_are_quoted_cut_and_stripped_of_marks_that_turn_text_around() -> None:
    name = "a\u202eb\n" + "x" * 10_000
    text = fact_text(Fact(id="f1", scope="column:0", metric="name", value=name))

    assert re.fullmatch(r"“a b x+…”", text)
    assert len(text) <= 62
