"""Strict JSON: UTF-8, no NaN or Infinity, keys in the order of the models, ends with a line break."""

import json

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from datainsight.models.cleaning import CleaningReport
from datainsight.models.comparison import Comparison
from datainsight.models.conversion import Conversion
from datainsight.models.document import ProfileDocument

JUDGEMENT = {"schema_version", "goal", "issues", "muted_issue_count", "recommendations", "quality"}


def to_json(document: ProfileDocument) -> str:
    """The profile document as in docs/profile.schema.json."""
    return _dump(document)


def issues_to_json(document: ProfileDocument) -> str:
    """The judged part of the document: issues, recommendations and the score."""
    return _dump(document, include=JUDGEMENT)


def reading_to_json(converted: Conversion) -> str:
    """What the reader understood of a source that was converted."""
    return _dump(converted)


def cleaning_to_json(report: CleaningReport) -> str:
    """What cleaning changed and what was verified."""
    return _dump(report)


def comparison_to_json(comparison: Comparison) -> str:
    """What changed between two tables."""
    return _dump(comparison)


def _dump(model: BaseModel, *, include: set[str] | None = None) -> str:
    try:
        return model.model_dump_json(include=include, indent=2) + "\n"
    except PydanticSerializationError:
        # Lone surrogates cannot be written as UTF-8; they become question marks, never an error.
        value = model.model_dump(mode="json", include=include)
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)
        return text.encode("utf-8", "replace").decode("utf-8") + "\n"
