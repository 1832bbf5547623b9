"""The profile as JSON: strict, stable, and as its published schema says."""

import json
from pathlib import Path

import jsonschema
import pytest

from datainsight.models.document import ProfileDocument
from datainsight.models.profile import ValueCount
from datainsight.reporting.json_report import issues_to_json, to_json
from datainsight.reporting.schema import profile_schema
from tests.unit.sample_document import flawless_document, sample_document

PUBLISHED = Path(__file__).parents[3] / "docs" / "profile.schema.json"


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize("document", [sample_document(), flawless_document(), flawless_document(0)])
def test_is_strict_json_that_the_published_schema_accepts(document: ProfileDocument) -> None:
    profile = json.loads(to_json(document), parse_constant=refuse)

    jsonschema.Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8"))).validate(profile)


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_text("utf-8") == profile_schema(), (
        "run: python -m datainsight.reporting.schema docs/profile.schema.json"
    )


def test_reads_back_as_the_same_document() -> None:
    assert ProfileDocument.model_validate_json(to_json(sample_document())) == sample_document()


def test_same_document_same_bytes() -> None:
    assert to_json(sample_document()) == to_json(sample_document())


def test_has_the_keys_that_scorers_read() -> None:
    profile = json.loads(to_json(sample_document()))

    assert {"dataset", "columns", "keys", "dependencies", "issues", "quality"} <= profile.keys()
    assert {"row_count", "column_count"} <= profile["dataset"].keys()
    wanted = {"name", "position", "data_type", "role", "semantic_type", "is_pii", "null_count", "mean"}
    assert wanted | {"distinct_count", "standard_deviation"} <= profile["columns"][0].keys()


def test_text_that_utf8_cannot_hold_is_replaced() -> None:
    document = flawless_document(names=("a\ud800b",))

    assert json.loads(to_json(document).encode("utf-8"))["columns"][0]["name"] == "a?b"


def test_names_stay_readable() -> None:
    column = (
        sample_document()
        .columns[3]
        .model_copy(update={"top_values": (ValueCount(value="Österreich", count=1),)})
    )

    assert "Österreich" in to_json(sample_document().model_copy(update={"columns": (column,)}))


def test_issues_alone_have_what_judges_and_nothing_more() -> None:
    judged = json.loads(issues_to_json(sample_document()))

    assert judged.keys() == {
        "schema_version",
        "goal",
        "issues",
        "muted_issue_count",
        "recommendations",
        "quality",
    }
    assert len(judged["issues"]) == 10
