"""The table exactly as read, written as plain CSV."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from datainsight.models.conversion import Conversion
from datainsight.models.dataset import LineProblem
from datainsight.reading.frames import write_csv
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading

if TYPE_CHECKING:
    import polars

MAXIMUM_LINE_PROBLEMS = 100_000
"""So that a file of nothing but irregular lines does not fill the memory; beyond, they are counted only."""


@dataclass
class _Tally:
    lines: int
    rows: int = 0
    problem_count: int = 0
    problems: list[LineProblem] = field(default_factory=list)


def convert(reading: Reading, target: Path, *, progress: Progress = silent) -> Conversion:
    """Writes every cell as text to an RFC 4180 file with a header line; a null is an empty cell.

    Raises:
        UnreadableError: The source turns out to be no table while reading.
    """
    tally = _Tally(lines=reading.description.lines_before_data)
    names = reading.description.original_columns or None
    write_csv(_frames(reading, tally, progress), target, header=names)
    return Conversion(
        description=reading.description,
        row_count=tally.rows,
        line_problem_count=tally.problem_count,
        line_problems=tuple(tally.problems),
    )


def _frames(reading: Reading, tally: _Tally, progress: Progress) -> "Iterator[polars.DataFrame]":
    """The frames on their way to the file, counted as they pass."""
    for batch in reading.batches(progress, "Writing"):
        tally.rows += batch.frame.height
        tally.problem_count += batch.problem_count
        tally.problems.extend(
            each.model_copy(update={"line": each.line + tally.lines})
            for each in batch.problems[: MAXIMUM_LINE_PROBLEMS - len(tally.problems)]
        )
        tally.lines += batch.line_count
        yield batch.frame
