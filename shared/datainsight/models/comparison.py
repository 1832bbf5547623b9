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


class DriftBasis(StrEnum):
    """What of two columns was compared."""

    BINS = "bins"
    """Numbers and moments, over bins that hold a tenth of the old ones each."""
    VALUES = "values"
    """All values of at least one side."""
    FREQUENT_VALUES = "frequent_values"
    """The most frequent values of both; one that a single side lists has changed as little as it can."""
    LENGTHS = "lengths"
    """The lengths of texts that seldom recur."""


class Distributions(Frozen):
    """How a column is distributed in both tables, to be drawn over each other.

    Attributes:
        labels: Values, or the lower edges of equally wide bins.
        old_shares: Of the old table's values, for each label.
        new_shares: The same of the new one.
        is_binned: Whether the labels are edges of bins.
    """

    labels: tuple[str, ...]
    old_shares: tuple[float, ...]
    new_shares: tuple[float, ...]
    is_binned: bool


class ColumnDrift(Frozen):
    """How the values of a column changed.

    Attributes:
        column: The name in the new table.
        data_type: In the new table.
        status: The judgement.
        reason: Why it is not compared, else what decided.
        basis: What of the column was compared; None where nothing was.
        population_stability_index: PSI, None where it is not compared.
        jensen_shannon_distance: Base 2, 0..1.
        kolmogorov_smirnov: Largest distance of the distribution functions, for ordered values.
        chi_square: Pearson's statistic over the same bins or values as PSI.
        cramers_v: Its effect size, 0..1, which does not grow with the number of rows; from 0.1 small, from
            0.3 medium, from 0.5 large (Cohen 1988, for two rows).
        mean_difference: Of the means in pooled standard deviations (Cohen's d), for numbers.
        relevance: 0..1, what the drifts are ranked by: how much of the column changed, whatever changed.
        distributions: Of both tables, where they are compared.
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
    basis: DriftBasis | None = None
    population_stability_index: float | None = None
    jensen_shannon_distance: float | None = None
    kolmogorov_smirnov: float | None = None
    chi_square: float | None = None
    cramers_v: float | None = None
    mean_difference: float | None = None
    relevance: float = 0.0
    distributions: Distributions | None = None
    old_null_share: float
    new_null_share: float
    is_null_share_changed: bool
    old_mean: float | None = None
    new_mean: float | None = None
    new_categories: tuple[str, ...] = ()
    lost_categories: tuple[str, ...] = ()


class KeyOverlap(Frozen):
    """How many records both tables have, by the values of a key.

    Attributes:
        columns: The key, by its names in the new table.
        shared_count: Different keys in both.
        old_only_count: Different keys that are gone.
        new_only_count: Different keys that are new.
    """

    columns: tuple[str, ...]
    shared_count: int
    old_only_count: int
    new_only_count: int


class Comparison(Frozen):
    """Two tables side by side.

    Attributes:
        old_name: The file.
        new_name: The other file.
        old_row_count: Rows.
        new_row_count: Rows.
        schema_changes: In the order of the new table, lost columns last.
        drifts: Of all columns that both tables have, those that changed most first.
        broken_keys: Columns that identified a row in the old table and do not in the new one.
        key_overlap: Of the shortest key that both tables have; None where there is none, or where the tables
            themselves are not at hand.
        row_overlap: Of the different records by all columns that both tables have, but identifiers: what a
            model has seen already, where one table is to train it and the other to test it.
    """

    schema_version: str = "1.0"
    old_name: str
    new_name: str
    old_row_count: int
    new_row_count: int
    schema_changes: tuple[SchemaChange, ...]
    drifts: tuple[ColumnDrift, ...]
    broken_keys: tuple[tuple[str, ...], ...]
    key_overlap: KeyOverlap | None = None
    row_overlap: KeyOverlap | None = None
