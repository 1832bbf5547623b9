"""Tables written as data in cases/*.json, measured by the real engine."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from datainsight.models.dataset import SourceDescription
from datainsight.models.profile import TableProfile
from datainsight.models.relations import Reference
from datainsight.profiling.conclude import conclude
from datainsight.profiling.measure import measure
from datainsight.reading.frames import TextBatch


def cells(items: list[Any]) -> Iterator[str | None]:
    """The cells of a column: texts, nulls, [text, times], {"range"}, {"dates"} and {"powers"}."""
    for item in items:
        match item:
            case None | str():
                yield item
            case [value, times]:
                yield from [value] * times
            case {"range": [first, last]}:
                yield from (
                    f"{item.get('prefix', '')}{number}{item.get('suffix', '')}"
                    for number in range(first, last + 1)
                )
            case {"dates": [first, days]}:
                start = dt.date.fromisoformat(first)
                for day in range(days):
                    yield (start + dt.timedelta(days=day)).strftime(item.get("format", "%Y-%m-%d"))
            case {"powers": [base, count]}:
                yield from (f"{base**exponent:.4f}" for exponent in range(count))
            case _:
                raise ValueError(f"unknown item {item!r}")


def frame(table: dict[str, list[Any]]) -> pl.DataFrame:
    """The text table."""
    return pl.DataFrame(
        {name: list(cells(items)) for name, items in table.items()}, schema=dict.fromkeys(table, pl.String)
    )


def batch(text: pl.DataFrame) -> TextBatch:
    """As the reader gives it."""
    return TextBatch(frame=text, problems=())


def describe(text: pl.DataFrame, references: Sequence[Any] = ()) -> SourceDescription:
    """A description of a source that was never a file, with the foreign keys that it would declare."""
    return SourceDescription(
        name="case.csv",
        size_bytes=1,
        columns=tuple(text.columns),
        fingerprint="case",
        references=tuple(Reference.model_validate(each) for each in references),
    )


def profile(text: pl.DataFrame, references: Sequence[Any] = ()) -> TableProfile:
    """Measures a text table."""
    return conclude(measure(batch(text)), describe(text, references))
