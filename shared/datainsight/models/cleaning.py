"""What cleaning a table changed."""

from datainsight.models.base import Frozen
from datainsight.models.recommendation import Verification


class RepairOutcome(Frozen):
    """One repair, as it was made on the whole table after the repairs before it.

    Attributes:
        recommendation_id: Which recommendation it is.
        operation: Name in the catalogue of repairs.
        columns: The columns it may change; none where it takes rows away.
        cells_changed: Cells that differ afterwards.
        rows_removed: Rows that are gone afterwards.
        verification: What trying it alone on the data had shown.
    """

    recommendation_id: str
    operation: str
    columns: tuple[str, ...]
    cells_changed: int
    rows_removed: int
    verification: Verification


class CleaningReport(Frozen):
    """What `clean` did, in the order in which it was done.

    Attributes:
        name: The source.
        row_count_before: Rows read.
        row_count_after: Rows written.
        columns_removed: Columns that are gone.
        repairs: What each repair changed.
        quarantined_row_count: Rows written to the quarantine file; None where none was asked for.
        withheld_recommendation_ids: Repairs left out because their code would spell out personal data.
    """

    schema_version: str = "1.0"
    name: str
    row_count_before: int
    row_count_after: int
    columns_removed: tuple[str, ...]
    repairs: tuple[RepairOutcome, ...]
    quarantined_row_count: int | None = None
    withheld_recommendation_ids: tuple[str, ...] = ()
