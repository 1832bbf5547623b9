"""What cleaning a table changed."""

from pydantic import Field

from datainsight.models.base import Frozen
from datainsight.models.recommendation import ValueChange, Verification


class RepairOutcome(Frozen):
    """One repair, as it was made on the whole table after the repairs before it.

    Attributes:
        recommendation_id: Which recommendation it is.
        operation: Name in the catalogue of repairs.
        columns: The columns it may change; none where it takes rows away.
        cells_changed: Cells that differ afterwards.
        rows_removed: Rows that are gone afterwards.
        rows_added: Rows that there are more, where entries of lists became rows.
        examples: A few different values before and after, hidden where the column holds personal data.
        rows_checked: All rows that were read.
        issue_count_before: Cells that its issue means in all rows, right before it was made; None where that
            does not follow from each row by itself, or nobody asked for a report.
        issue_count_after: The same afterwards.
        seconds: How long it took.
        verification: What trying it alone on the data had shown.
    """

    recommendation_id: str
    operation: str
    columns: tuple[str, ...]
    cells_changed: int
    rows_removed: int
    rows_added: int = 0
    examples: tuple[ValueChange, ...] = ()
    rows_checked: int = 0
    issue_count_before: int | None = None
    issue_count_after: int | None = None
    seconds: float = 0.0
    verification: Verification


class CleaningReport(Frozen):
    """What `clean` did, in the order in which it was done.

    Attributes:
        name: The source. row_count_before: Rows read. row_count_after: Rows written. columns_removed: Columns
        that are gone. repairs: What each repair changed. quarantined_row_count: Removed rows written to the
        quarantine file; None where none was asked for. review_row_count: Rows that stay in the table but are
        in the quarantine file too, as they hold something
            that no repair should guess; None where none was asked for.
        score_before: The score of the table as read.
        score_after: The score of the table as written, profiled anew; None where no report was asked for.
        issue_count_before: Issues of the table as read.
        issue_count_after: Issues of the table as written; None where no report was asked for.
        left_out: Why recommended repairs were not made, by their ids: they contradict another one.
        moved: Why repairs were made earlier than the given order says, by their ids.
        withheld_recommendation_ids: Repairs left out because their code would spell out personal data.
    """

    schema_version: str = "1.0"
    name: str
    row_count_before: int
    row_count_after: int
    columns_removed: tuple[str, ...]
    repairs: tuple[RepairOutcome, ...]
    quarantined_row_count: int | None = None
    review_row_count: int | None = None
    score_before: float | None = None
    score_after: float | None = None
    issue_count_before: int | None = None
    issue_count_after: int | None = None
    left_out: dict[str, str] = Field(default_factory=dict)
    moved: dict[str, str] = Field(default_factory=dict)
    withheld_recommendation_ids: tuple[str, ...] = ()
