"""Every field of a profile document is explained."""

from pathlib import Path

import pytest

from datainsight.models.base import Frozen
from datainsight.reporting.field_reference import descriptions, models, with_reference

PUBLISHED = Path(__file__).parents[3] / "docs" / "PROFILE.md"


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_a_model_says_what_each_of_its_fields_is(model: type[Frozen]) -> None:
    said = descriptions(model)
    assert [name for name in model.model_fields if len(said.get(name, "")) < 5] == []


def test_the_published_reference_is_current() -> None:
    text = PUBLISHED.read_text("utf-8")
    assert with_reference(text) == text, (
        "run: python -m datainsight.reporting.field_reference docs/PROFILE.md"
    )


def test_each_fact_of_a_column_is_in_the_reference() -> None:
    text = PUBLISHED.read_text("utf-8")
    for model in models():
        section = text.partition(f"### {model.__name__}\n")[2].partition("\n### ")[0]
        assert [name for name in model.model_fields if f"| `{name}` |" not in section] == []
