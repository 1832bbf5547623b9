"""What repairs that work row by row did to some rows; the figures of several parts of a table add up."""

from pydantic import Field

from datainsight.models.base import Frozen


class RowTrial(Frozen):
    """One repair on some rows of a table.

    Attributes:
        rows: How many.
        cells_changed: Cells of its own column that differ afterwards.
        rows_removed: Rows that are gone afterwards.
        issue_count_before: Cells that its issue means before.
        issue_count_after: The same afterwards.
        fault: What it must not have done, or why it failed, as a sentence; None where all is well.
    """

    rows: int = 0
    cells_changed: int = 0
    rows_removed: int = 0
    issue_count_before: int = 0
    issue_count_after: int = 0
    fault: str | None = None

    def __add__(self, other: "RowTrial") -> "RowTrial":
        """Both parts together; of two faults the first."""
        return RowTrial(
            rows=self.rows + other.rows,
            cells_changed=self.cells_changed + other.cells_changed,
            rows_removed=self.rows_removed + other.rows_removed,
            issue_count_before=self.issue_count_before + other.issue_count_before,
            issue_count_after=self.issue_count_after + other.issue_count_after,
            fault=self.fault or other.fault,
        )


class TableTrial(Frozen):
    """All repairs that work row by row, by the ids of their recommendations.

    Attributes:
        trials: What they did.
        seconds: How long that took.
    """

    trials: dict[str, RowTrial]
    seconds: dict[str, float] = Field(default_factory=dict)

    def __add__(self, other: "TableTrial") -> "TableTrial":
        """Both parts together."""
        names = dict.fromkeys((*self.trials, *other.trials))
        nothing = RowTrial()
        return TableTrial(
            trials={each: self.trials.get(each, nothing) + other.trials.get(each, nothing) for each in names},
            seconds={each: self.seconds.get(each, 0.0) + other.seconds.get(each, 0.0) for each in names},
        )
