"""Rows that hold a cell which nobody should guess: an issue was found in it that no repair resolves."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from datainsight.codegen.plan import Step
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Severity
from datainsight.models.selector import DuplicateRows, WholeColumn
from datainsight.profiling.selecting import mask

SEPARATOR = "; "


class Review:
    """Gives rows of the cleaned table the reasons to look at them.

    Args:
        document: Its issues.
        steps: The repairs that are made; what they resolve needs no review.
    """

    def __init__(self, document: ProfileDocument, steps: Sequence[Step]) -> None:
        made = {step.recommendation.id for step in steps}
        self._open = [
            (f"{issue.kind}:{issue.selector.column}", issue.selector)
            for issue in document.issues
            if issue.severity is not Severity.INFO
            and not isinstance(issue.selector, WholeColumn | DuplicateRows)
            and made.isdisjoint(issue.recommendation_ids)
        ]

    def reasons(self, frame: pl.DataFrame) -> pl.Series:
        """For each row its reason codes, "issue kind:column" joined by "; ", or null where there is none."""
        found = [
            frame.select(
                pl.when(mask(selector, frame.columns)).then(pl.lit(code)).otherwise(None).alias("reason")
            )["reason"]
            for code, selector in self._open
            if selector.column in frame.columns
        ]
        if not found:
            return pl.repeat(None, frame.height, dtype=pl.String, eager=True)
        table = pl.DataFrame([each.alias(str(number)) for number, each in enumerate(found)])
        joined = table.select(pl.concat_str(pl.all(), separator=SEPARATOR, ignore_nulls=True))
        return joined.to_series().replace("", None)
