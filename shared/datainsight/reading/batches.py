"""What all readers give: some rows of a table, every cell as text."""

from dataclasses import dataclass

import polars as pl

from datainsight.models.dataset import LineProblem
from datainsight.reading.limits import MIB

BATCH_BYTES = 64 * MIB
PROBLEMS_KEPT = 100_000


@dataclass(frozen=True)
class TextBatch:
    """Some rows of a table.

    Attributes:
        frame: All columns String; an empty cell is null.
        problems: The first records that could not be read as the header promises, at most `PROBLEMS_KEPT`.
        problem_count: How many there are.
        line_count: Physical lines that the batch stands on, to tell the line numbers of later batches by.
    """

    frame: pl.DataFrame
    problems: tuple[LineProblem, ...] = ()
    problem_count: int = 0
    line_count: int = 0
