"""How columns and rows of a table go together: associations, keys, dependencies, gaps, copies."""

from typing import Literal

from pydantic import Field

from datainsight.models.base import Frozen


class Correlation(Frozen):
    """One pair's association; `value` is None where `status` is not "ok", and `reason` says why.

    Attributes:
        left: A column: the number, where a number meets a category.
        right: The other column.
        method: "pearson", "spearman", "cramers_v" or "correlation_ratio".
        value: -1..1 or 0..1; None where it could not be computed.
        status: "ok", "constant", "too_few_rows" or "not_finite".
        reason: Why there is no value, else None.
    """

    left: str
    right: str
    method: str
    value: float | None
    status: str
    reason: str | None = None
    p_value: float | None = None
    """How likely so strong a value is where the columns have nothing to do with each other."""
    row_count: int | None = None
    """Rows that have both values, of those looked at."""
    is_exact: bool = True
    """Whether all rows of the table were looked at, rather than a sample."""


class Key(Frozen):
    """A minimal set of columns whose values identify a row; null equals null.

    Attributes:
        columns: Their names.
    """

    columns: tuple[str, ...]
    is_exact: bool = True
    """Whether all rows of the table confirm it, rather than a sample."""


class Dependency(Frozen):
    """`determinant` decides `dependent`; `error` is the least share of rows to drop for that to be exact.

    Attributes:
        determinant: The deciding columns; none where the dependent is constant.
        dependent: The decided column.
        error: g3: least share of rows to drop (Kivinen & Mannila 1995); 0 where it holds.
    """

    determinant: tuple[str, ...]
    dependent: str
    error: float
    is_exact: bool = True
    """Whether `error` was computed from all rows of the table, rather than from a sample."""
    violating_row_count: int = 0
    """Least number of rows to drop."""
    score: float | None = None
    """Of an approximate one: how much better than chance it holds (mu+), up to 1."""


class AbsentReference(Frozen):
    """A value that refers to nothing, and how many rows hold it.

    Attributes:
        values: Texts of the referring columns, in their order.
        row_count: Rows.
    """

    values: tuple[str, ...]
    row_count: int


class Reference(Frozen):
    """A foreign key that the database declares, and the rows that it does not hold for.

    Attributes:
        columns: The referring columns.
        table: What they refer to, as schema.name.
        table_columns: The columns there, in the same order.
        is_validated: Whether the database says that all rows keep it; rows loaded with triggers off need not.
        absent_row_count: Rows that refer to no row; None where that could not be counted.
        absent: Their values, most rows first; up to 1,000 of them.
        reason: Why it could not be counted, else None.
    """

    columns: tuple[str, ...]
    table: str
    table_columns: tuple[str, ...]
    is_validated: bool
    absent_row_count: int | None
    absent: tuple[AbsentReference, ...] = ()
    reason: str | None = None


class RelationSearch(Frozen):
    """How keys, dependencies and correlations were searched for.

    Attributes:
        status: "complete"; "limited" where something was left out; "estimated" where a sample was searched;
            "verified" where what the sample gave was counted on all rows; "not_computed".
        reason: What was left out, and why.
        row_count: Rows of the table.
        rows_examined: Rows that were compared.
        longest_determinant: Most columns in a key or determinant that were asked for.
        correlations_left_out: Which pairs of columns are not in `correlations`.
    """

    status: str
    reason: str | None = None
    row_count: int
    rows_examined: int
    longest_determinant: int
    correlations_left_out: str | None = None


class NullPattern(Frozen):
    """Columns that are missing in the same rows, and in how many rows these and no others are missing.

    Attributes:
        columns: Which are missing.
        row_count: In so many rows.
    """

    columns: tuple[str, ...]
    row_count: int


class NullCorrelation(Frozen):
    """How strongly two columns are missing together: the phi coefficient of their nulls.

    Attributes:
        left: A column.
        right: Another.
        value: Phi, -1..1.
    """

    left: str
    right: str
    value: float
    row_count: int
    """Rows in which both are missing."""


class MissingTogether(Frozen):
    """Which values are missing in the same rows.

    Attributes:
        is_exact: Whether all rows were looked at, rather than a sample.
    """

    patterns: tuple[NullPattern, ...] = ()
    """The 20 most frequent ones."""
    correlations: tuple[NullCorrelation, ...] = ()
    """Of at least 0.3 either way, strongest first, up to 100."""
    is_exact: bool = True


class DerivedColumn(Frozen):
    """A column whose values follow from other columns in every row.

    Attributes:
        column: Its name.
        kind: "equal", "equal_but_notation" (case, white space, punctuation), "prefix", "suffix", "part",
            "linear" (`slope` times the source plus `intercept`), "sum" or "product" of two columns.
        sources: What it follows from.
        slope: Of a linear one.
        intercept: Of a linear one.
        is_exact: Whether all rows of the table confirm it, rather than a sample.
    """

    column: str
    kind: str
    sources: tuple[str, ...]
    slope: float | None = None
    intercept: float | None = None
    is_exact: bool = True


class NearDuplicateExample(Frozen):
    """Two rows that are equal but for notation: the columns that differ, and how each is spelled in both.

    Attributes:
        columns: That differ.
        spellings: Of the first and the second row, for each of them.
    """

    columns: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...] = ()


class NearDuplicates(Frozen):
    """Rows that repeat another one but for case, white space and punctuation. Exact repeats count once.

    Attributes:
        status: "ok", or why there are no numbers.
        reason: The same in a sentence, else None.
        row_count: Rows that repeat another one but for notation.
        group_count: Groups of such rows.
        examples: A few pairs.
    """

    status: str = "ok"
    reason: str | None = None
    row_count: int | None = None
    group_count: int | None = None
    differing_columns: dict[str, int] = Field(default_factory=dict)
    """In how many of those rows each column differs; the 20 most frequent."""
    examples: tuple[NearDuplicateExample, ...] = ()


SameRecord = Literal["renumbered", "respelled", "completed"]
"""How two rows of one thing differ: in running numbers alone; in the spelling of some values too; or in that
one of them lacks values."""


class SimilarPair(Frozen):
    """Two rows that seem to speak of one thing, though they are not equal.

    Attributes:
        kind: How they differ.
        first: The texts of the one row in the columns that tell rows apart.
        second: Those of the other row.
        columns: That differ.
        spellings: Of the first and the second row, for each of them.
    """

    kind: SameRecord
    first: tuple[str, ...]
    second: tuple[str, ...]
    columns: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()


class SimilarRows(Frozen):
    """Rows that seem to speak of the same thing as another one. Those equal but for notation are not counted.

    Attributes:
        status: "ok", or why there are no numbers.
        reason: The same in a sentence, else None.
        renumbered_row_count: Rows that repeat another one in everything but running numbers.
        similar_row_count: Rows that repeat another one but for slips, other spellings or missing cells.
        columns: Columns by whose texts the rows of `pairs` are found.
        pairs: The surest ones.
    """

    status: str = "ok"
    reason: str | None = None
    renumbered_row_count: int | None = None
    similar_row_count: int | None = None
    columns: tuple[str, ...] = ()
    pairs: tuple[SimilarPair, ...] = ()


class Anonymity(Frozen):
    """How far people disappear among others in a table.

    Attributes:
        columns: What outsiders may know of a person (quasi-identifiers), by semantic type.
        smallest_group: Rows of the smallest group that agrees in all of them: the k of k-anonymity.
        group_count: Groups.
        unique_row_count: Rows that no other agrees with.
        small_group_row_count: Rows in groups of fewer than five.
        is_exact: False where there are so many groups that a sample of them was counted.
    """

    columns: tuple[str, ...]
    smallest_group: int
    group_count: int
    unique_row_count: int
    small_group_row_count: int
    is_exact: bool = True
