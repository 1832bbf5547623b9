"""Profile documents as the rest of the engine would hand them to insight and reporting."""

from functools import cache
from pathlib import Path

from datainsight.insight.rules import write_insight
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DatasetFacts, DataType, Histogram, Role, ValueCount
from datainsight.models.recommendation import LanguageOutcome, LanguageTrial, Quality, ValueChange

CUSTOMERS = Path(__file__).parent / "reporting" / "customers.profile.json"
"""A table of customers with thirteen columns of all kinds, ten issues and seven repairs; made by hand."""


@cache
def _customers() -> ProfileDocument:
    return ProfileDocument.model_validate_json(CUSTOMERS.read_bytes())


def with_insight(document: ProfileDocument) -> ProfileDocument:
    return document.model_copy(update={"insight": write_insight(document)})


def sample_document(goal: Goal = Goal.GENERAL_AUDIT) -> ProfileDocument:
    return with_insight(_customers().model_copy(update={"goal": goal}))


def proven_document(*changes: ValueChange) -> ProfileDocument:
    """The sample with these cells before and after each verified repair, which DuckDB made alike."""
    document = sample_document()
    trial = LanguageTrial(language="duckdb", rows=7, outcome=LanguageOutcome.SAME)
    proven = tuple(
        each.model_copy(
            update={
                "verification": each.verification.model_copy(
                    update={"examples": changes, "languages": (trial,)}
                )
            }
        )
        for each in document.recommendations
    )
    return document.model_copy(update={"recommendations": proven})


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


def hostile_document(text: str) -> ProfileDocument:
    """A document in which everything that comes from a file is `text`."""
    document = sample_document()
    column = document.columns[3].model_copy(
        update={
            "name": text,
            "top_values": (ValueCount(value=text, count=3),),
            "null_spellings": {text: 4},
            "semantic_type": text,
        }
    )
    issue = document.issues[0].model_copy(
        update={
            "columns": (text,),
            "examples": (text,),
            "message": text,
            "kind": text,
        }
    )
    recommendation = document.recommendations[0].model_copy(update={"title": text, "rationale": text})
    return document.model_copy(
        update={
            "columns": (column,),
            "issues": (issue,),
            "recommendations": (recommendation,),
            "dataset": document.dataset.model_copy(update={"name": text, "encoding": text}),
        }
    )


def wide_document(width: int, *, is_alike: bool = False) -> ProfileDocument:
    """A column after another, each with an issue of a kind of its own, or the same one in all of them."""
    sample = sample_document()
    histogram = Histogram(edges=tuple(range(41)), counts=tuple(range(40)))
    top = tuple(ValueCount(value=f"value number {index} " * 4, count=index + 2) for index in range(10))

    def column(position: int) -> ColumnProfile:
        return sample.columns[5].model_copy(
            update={
                "name": f"column {position} " * 3,
                "position": position,
                "histogram": histogram,
                "top_values": top,
            }
        )

    columns = tuple(column(position) for position in range(width))
    issues = tuple(
        sample.issues[0].model_copy(
            update={
                "id": f"k:{position}",
                "columns": (columns[position].name,),
                "kind": sample.issues[0].kind if is_alike else f"kind_{position}",
            }
        )
        for position in range(width)
    )
    return sample.model_copy(update={"columns": columns, "issues": issues})
