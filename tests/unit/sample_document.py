"""Profile documents as the rest of the engine would hand them to insight and reporting."""

from functools import cache
from pathlib import Path

from datainsight.insight.rules import write_insight
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DatasetFacts, DataType, Role
from datainsight.models.recommendation import Quality

CUSTOMERS = Path(__file__).parent / "reporting" / "customers.profile.json"
"""A table of customers with thirteen columns of all kinds, ten issues and seven repairs; made by hand."""


@cache
def _customers() -> ProfileDocument:
    return ProfileDocument.model_validate_json(CUSTOMERS.read_bytes())


def with_insight(document: ProfileDocument) -> ProfileDocument:
    return document.model_copy(update={"insight": write_insight(document)})


def sample_document(goal: Goal = Goal.GENERAL_AUDIT) -> ProfileDocument:
    return with_insight(_customers().model_copy(update={"goal": goal}))


def flawless_document(row_count: int = 3, names: tuple[str, ...] = ("a",)) -> ProfileDocument:
    """A table with nothing wrong, or one without any rows."""
    columns = tuple(
        ColumnProfile(
            name=name,
            position=position,
            data_type=DataType.INTEGER,
            role=Role.IDENTIFIER,
            null_count=0,
            distinct_count=row_count,
        )
        for position, name in enumerate(names)
    )
    dataset = DatasetFacts(
        name="small.csv",
        format="csv",
        size_bytes=8,
        row_count=row_count,
        column_count=len(columns),
        duplicate_row_count=0,
        missing_cell_count=0,
        fingerprint="0",
    )
    quality = Quality(score=100.0, dimensions=dict.fromkeys(Dimension, 100.0), deductions=())
    return with_insight(ProfileDocument(dataset=dataset, columns=columns, quality=quality))
