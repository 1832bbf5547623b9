"""Tables to measure, and a description to conclude with."""

from collections.abc import Sequence

import polars as pl

from datainsight.models.dataset import Dialect, SourceDescription
from datainsight.models.profile import ColumnProfile, TableProfile
from datainsight.profiling.conclude import conclude
from datainsight.profiling.limits import DEFAULT, ProfilingLimits
from datainsight.profiling.measure import measure
from datainsight.profiling.partial import Partial
from datainsight.reading.frames import TextBatch

Row = tuple[str | None, ...]

TINY = ProfilingLimits(
    distinct=12,
    texts=5,
    text_bytes=200,
    numbers=6,
    sample_rows=8,
    sample_cells=64,
    sample_text=12,
    whole_rows=10,
    examples=3,
    heavy_share=0.2,
    problems=3,
)
"""Limits that even small tables pass, so that every sketch is at work."""


def batch(columns: Sequence[str], rows: Sequence[Row]) -> TextBatch:
    """A batch of text cells."""
    schema = dict.fromkeys(columns, pl.String)
    return TextBatch(pl.DataFrame(list(rows), schema=schema, orient="row"))


def described(columns: Sequence[str]) -> SourceDescription:
    """How a table was read."""
    return SourceDescription(
        name="table.csv",
        size_bytes=1,
        columns=tuple(columns),
        fingerprint="f",
        dialect=Dialect(),
        lines_before_data=1,
    )


def profiled(partial: Partial) -> TableProfile:
    """What is concluded from a measurement."""
    return conclude(partial, described(partial.columns))


def column_profile(
    values: Sequence[str | None], name: str = "value", limits: ProfilingLimits = DEFAULT
) -> ColumnProfile:
    """The profile of a table of one column."""
    return profiled(measure(batch([name], [(value,) for value in values]), limits)).columns[0]
