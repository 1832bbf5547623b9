"""Rows for people to look at: those that are taken out, and those that hold what no repair should guess."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import polars as pl
import polars.selectors as cs

from datainsight.codegen.plan import Step
from datainsight.services.cleaning_run import CleanedBatch, unlike
from datainsight.services.review import Review
from datainsight.services.spreadsheet_frames import without_formulas


class Quarantine:
    """A CSV file: number in the source, what took the row out, the reasons, and the row as it was read.

    People open it: cells that a spreadsheet would calculate are text, see `reporting.spreadsheet`.
    A row that stays in the table has nothing under "removed_by". Reasons are codes: the kind of the issue,
    and for a cell its column.

    Args:
        stream: Bytes.
        columns: Of the table as read.
        review: Finds the rows that stay and are to be looked at.
        steps: The repairs that are made.
    """

    def __init__(
        self, stream: BinaryIO, columns: Sequence[str], review: Review, steps: Sequence[Step]
    ) -> None:
        self._stream = stream
        self._review = review
        self._number, self._removed_by, self._reasons = (
            unlike(columns, name) for name in ("source_row", "removed_by", "reasons")
        )
        self._kinds = {step.repair.operation: step.issue.kind for step in steps}
        self._has_header = False
        self.removed_count = 0
        self.review_count = 0

    def add(self, original: pl.DataFrame, cleaned: CleanedBatch, first_row: int) -> None:
        """One batch."""
        reasons = self._review.reasons(cleaned.frame)
        # Of rows that were one row when they were read, the first one tells all.
        is_copy = (cleaned.origins == cleaned.origins.shift(1)).fill_null(value=False)
        wanted = reasons.is_not_null() & ~is_copy
        self.review_count += int(wanted.sum())
        self.removed_count += cleaned.removed.height
        origins = cleaned.origins.filter(wanted)
        looked_at = original[origins.to_list()].select(
            (origins + first_row).alias(self._number),
            pl.lit(None, pl.String).alias(self._removed_by),
            reasons.filter(wanted).alias(self._reasons),
            cs.all(),
        )
        kinds = cleaned.removed[self._removed_by].replace(self._kinds)
        gone = cleaned.removed.select(
            cs.by_index(0, 1), kinds.alias(self._reasons), cs.by_index(range(2, cleaned.removed.width))
        )
        both = pl.concat((gone, looked_at)).sort(cs.by_name(self._number), maintain_order=True)
        without_formulas(both).write_csv(
            self._stream, include_header=not self._has_header, line_terminator="\r\n"
        )
        self._has_header = True
