"""Shapes of all texts of a column at once are those of each text alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.profiling.suspects import shapes
from datainsight.profiling.suspects.shapes import _by_kind, _by_length, _by_marks

TEXTS = st.lists(st.text("abXY019 -_'.,@éÜ漢٣²ª\n\x1f", max_size=12) | st.text(max_size=8), max_size=12)


@pytest.mark.parametrize("shape", [_by_kind, _by_length, _by_marks])
@given(TEXTS)
def test_together_as_one_by_one(shape: object, texts: list[str]) -> None:
    assert callable(shape)
    assert shape(texts) == [shape([text])[0] for text in texts]


@given(st.text(max_size=12))
def test_what_characters_become(text: str) -> None:
    letters = re.sub(r"[^\W\d_a-z]", "A", re.sub("[a-z]", "a", re.sub(r"\d", "9", text)))
    joined = re.sub(r"(?<=[^\W_])[-_'](?=[^\W_])", "x", text)
    assert shapes._by_kind([text]) == [letters]
    assert shapes._by_length([text]) == [re.sub(r"[^\W_]", "x", text)]
    assert shapes._by_marks([text]) == [re.sub(r"(.)\1+", r"\1", re.sub(r"[^\W_]", "x", joined))]
