"""What changed between two tables: their schema, and how their values are distributed."""

from enum import StrEnum

from datainsight.models.base import Frozen
from datainsight.models.profile import DataType


class SchemaChangeKind(StrEnum):
    """How the set of columns changed."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    TYPE_CHANGED = "type_changed"


class SchemaChange(Frozen):
    """One change of the columns.

    Attributes:
        kind: What happened.
        column: The name in the new table; in the old one where the column is gone.
        old: The former name or type, where there was one.
        new: The present name or type, where there is one.
        confidence: 0..1; below 1 where a new name was guessed.
    """

    kind: SchemaChangeKind
    column: str
    old: str | None = None
    new: str | None = None
    confidence: float = 1.0


class DriftStatus(StrEnum):
    """How much a distribution changed."""

    NONE = "none"
    MODERATE = "moderate"
    MAJOR = "major"
    NOT_COMPARED = "not_compared"


class ColumnDrift(Frozen):
    """How the values of a column changed.

    Attributes:
        column: The name in the new table.
        data_type: In the new table.
        status: The judgement.
        reason: Why it is not compared, else what decided.
        population_stability_index: PSI, None where it is not compared.
        jensen_shannon_distance: Base 2, 0..1.
        kolmogorov_smirnov: Largest distance of the distribution functions, for ordered values.
        old_null_share: Of the rows, 0..1.
        new_null_share: The same for the new table.
        is_null_share_changed: Whether that is more than chance and more than 1 % of the rows.
        old_mean: For numbers.
        new_mean: The same for the new table.
        new_categories: Values the old table did not have, where all its values are known; up to 20.
        lost_categories: Values that are gone; the same.
    """

    column: str
    data_type: DataType
    status: DriftStatus
    reason: str
    population_stability_index: float | None = None
    jensen_shannon_distance: float | None = None
    kolmogorov_smirnov: float | None = None
    old_null_share: float
    new_null_share: float
    is_null_share_changed: bool
    old_mean: float | None = None
    new_mean: float | None = None
    new_categories: tuple[str, ...] = ()
    lost_categories: tuple[str, ...] = ()


class Comparison(Frozen):
    """Two tables side by side.

    Attributes:
        old_name: The file.
        new_name: The other file.
        old_row_count: Rows.
        new_row_count: Rows.
        schema_changes: In the order of the new table, lost columns last.
        drifts: Of all columns that both tables have, in the order of the new one.
        broken_keys: Columns that identified a row in the old table and do not in the new one.
    """

    schema_version: str = "1.0"
    old_name: str
    new_name: str
    old_row_count: int
    new_row_count: int
    schema_changes: tuple[SchemaChange, ...]
    drifts: tuple[ColumnDrift, ...]
    broken_keys: tuple[tuple[str, ...], ...]
