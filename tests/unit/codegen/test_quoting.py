"""Whatever a text holds, it becomes one token of the language, and means itself."""

import ast
import io
import tokenize

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.codegen.quoting import (
    LONGEST_IN_COMMENT,
    braced_escape,
    comment,
    python_pattern,
    python_text,
    r_pattern,
    r_text,
    spelled_pattern,
    sql_name,
    sql_text,
)
from datainsight.errors import GeneratedCodeError
from tests.unit.codegen.hostile import HOSTILE_TEXTS
from tests.unit.repairs.tables import steady

any_text = st.one_of(
    st.sampled_from(HOSTILE_TEXTS),
    st.text(alphabet="\"'\\nrtux{}()-#;%$/* \n\r\t\u202e\u2028", max_size=12),
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)


@given(any_text)
def test_python_text_means_itself(text: str) -> None:
    literal = python_text(text)
    assert ast.literal_eval(literal) == text
    assert literal.isprintable()


@given(any_text)
def test_python_patterns_mean_themselves(text: str) -> None:
    assert ast.literal_eval(python_pattern(text)) == text


@steady
@given(any_text)
def test_sql_text_means_itself(text: str) -> None:
    literal = sql_text(text, "chr")
    assert literal.isprintable()
    assert duckdb.execute(f"SELECT {literal}").fetchall() == [(text,)]


@steady
@given(any_text.filter(bool))
def test_sql_names_mean_themselves(text: str) -> None:
    description = duckdb.execute(f"SELECT 1 AS {sql_name(text)}").description
    assert [column[0] for column in description] == [text]


@given(any_text)
def test_r_text_is_one_printable_ascii_literal(text: str) -> None:
    literal = r_text(text)
    assert literal.isascii()
    assert literal.isprintable()
    # R reads these escapes as Python does.
    assert ast.literal_eval(literal) == text


@given(any_text)
def test_r_patterns_end_where_they_end(text: str) -> None:
    literal = r_pattern(text)
    if literal.startswith('r"('):
        assert literal[3:-2] == text
        assert ')"' not in text
    else:
        assert ast.literal_eval(literal) == text


@given(any_text)
def test_comments_stay_on_their_line(text: str) -> None:
    shown = comment(text)
    assert shown.isprintable()
    assert len(shown) <= LONGEST_IN_COMMENT + 1
    tokens = list(tokenize.generate_tokens(io.StringIO(f"# {shown}\nx = 1\n").readline))
    assert [token.type for token in tokens[:3]] == [tokenize.COMMENT, tokenize.NL, tokenize.NAME]


@pytest.mark.parametrize("quote", [lambda text: sql_text(text, "chr"), sql_name, r_text])
def test_nul_is_refused_where_it_cannot_be_said(quote: object) -> None:
    assert callable(quote)
    with pytest.raises(GeneratedCodeError):
        quote("a\0b")


def test_patterns_end_at_the_very_end() -> None:
    spelled = spelled_pattern("^a[$\u200b]\\$$|\n$", end=r"\z", escape=braced_escape)
    assert spelled == r"^a[$\x{200B}]\$\z|\n\z"
