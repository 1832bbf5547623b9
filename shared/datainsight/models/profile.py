"""The facts about a table: counted and computed, never judged."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from pydantic import Field, JsonValue

from datainsight.models.base import Frozen
from datainsight.models.dataset import Dialect, LineProblem
from datainsight.models.relations import (
    Anonymity,
    Correlation,
    Dependency,
    DerivedColumn,
    Key,
    MissingTogether,
    NearDuplicateExample,
    NearDuplicates,
    NullCorrelation,
    NullPattern,
    Reference,
    RelationSearch,
    SimilarPair,
    SimilarRows,
)
from datainsight.models.statistics import (
    BenfordFacts,
    CharacterClass,
    DateFacts,
    DateGap,
    Histogram,
    OutlierFacts,
    QuantityFacts,
    TextFacts,
    ValueCount,
)
from datainsight.models.suspects import ContradictedValue, Contradiction, SuspectValue
from datainsight.models.writing import ContactFacts, GarbledFacts, PartFacts

__all__ = [
    "Anonymity", "BenfordFacts", "CaseVariants", "CharacterClass", "ColumnProfile", "ContradictedValue",
    "Contradiction", "Correlation", "DataType", "DatasetFacts", "DateFacts", "DateGap", "Dependency",
    "DerivedColumn", "DigitWidth", "Histogram", "JsonObject", "Key", "MissingTogether",
    "NearDuplicateExample", "NearDuplicates", "NotationCount", "NullCorrelation", "NullPattern",
    "OutlierFacts", "Pattern", "QuantityFacts", "RelationSearch", "Role", "Scalar", "SimilarPair",
    "SimilarRows", "SuspectValue",
    "TableProfile", "TextFacts", "TypeCount", "ValueCount",
]  # fmt: skip

Scalar = int | float | str | bool
"""A value as the profile shows it: numbers as numbers, dates and times as ISO 8601 text."""


class DataType(StrEnum):
    """What a column's values say it is."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    TEXT = "text"
    LIST = "list"
    OBJECT = "object"
    EMPTY = "empty"


NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL})
MOMENTS = frozenset({DataType.DATE, DataType.DATETIME})


class Role(StrEnum):
    """What a column is good for in an analysis (the nine SortingHat classes, with three reasons named)."""

    NUMERIC = "numeric"
    CATEGORICAL = "categorical"
    DATETIME = "datetime"
    TEXT = "text"
    URL = "url"
    QUANTITY = "quantity"
    LIST = "list"
    IDENTIFIER = "identifier"
    CONSTANT = "constant"
    EMPTY = "empty"
    OTHER = "other"


MEASURED = frozenset({Role.NUMERIC, Role.QUANTITY})
"""What is an amount, not a name, a code or a kind."""


class DatasetFacts(Frozen):
    """The table as a whole.

    Attributes:
        name: Of the file or table, without its folder.
        format: "csv", "xlsx", "parquet", …, or the kind of database.
        size_bytes: As stored, compressed or not.
        encoding: Python codec name of text; None for binary formats.
        dialect: Of delimited text, else None.
        sheet: The part of the file that was read, where it has several: a sheet, a member of an archive, or
            the key of the records.
        sheets: The first 100 parts that could be read instead.
        assumptions: What was assumed in reading, one sentence each; of delimited text the dialect tells.
        row_count: Data rows: no header, no notes.
        column_count: Columns.
        duplicate_row_count: Rows that equal an earlier one in all cells, as text.
        missing_cell_count: The sum of the columns' `null_count`.
        fingerprint: Hash of size and content samples, equal for equal files.
        is_exact: Whether `duplicate_row_count` was counted rather than estimated.
        relative_error: Standard error of the number of distinct rows, relative; 0 where exact.
        line_problem_count: Records that could not be read as the header promises.
        line_problems: The first 100 of them, by line; `datainsight convert --json` lists all.
    """

    name: str
    format: str
    size_bytes: int
    encoding: str | None = None
    dialect: Dialect | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    row_count: int
    column_count: int
    duplicate_row_count: int
    missing_cell_count: int
    fingerprint: str
    is_exact: bool = True
    relative_error: float = 0.0
    line_problem_count: int = 0
    line_problems: tuple[LineProblem, ...] = ()


class Pattern(Frozen):
    r"""A generalised shape of values, e.g. `999-99` with the regular expression `\\d{3}-\\d{2}`.

    Attributes:
        pattern: 9 for a digit, A and a for ASCII letters, x for other letters.
        regex: The same as a regular expression.
        count: Values of that shape.
        examples: A few of them.
    """

    pattern: str
    regex: str
    count: int
    examples: tuple[str, ...] = ()


class NotationCount(Frozen):
    """How many values are written in one notation.

    Attributes:
        data_type: What the notation expresses.
        notation: Its name: "plain", "thousands_comma", "decimal_comma", "currency", "percent",
            a strptime format for dates and times, "true/false" for booleans, ….
        count: Rows.
        examples: Up to five values.
    """

    data_type: DataType
    notation: str
    count: int
    examples: tuple[str, ...] = ()


class TypeCount(Frozen):
    """How many values read as one type, whatever the column's type is.

    Attributes:
        data_type: What the values say by themselves.
        count: Rows.
        examples: Up to five of them.
    """

    data_type: DataType
    count: int
    examples: tuple[str, ...] = ()


class DigitWidth(Frozen):
    """How many values are exactly `width` digits (0-9), nothing else, and how many of them begin with 0.

    Attributes:
        width: Digits.
        count: Values of so many digits.
        leading_zero_count: Of these, the ones that begin with 0.
    """

    width: int
    count: int
    leading_zero_count: int = 0


class CaseVariants(Frozen):
    """Spellings that differ only in case or outer white space, most frequent first.

    Attributes:
        spellings: With their counts.
    """

    spellings: tuple[ValueCount, ...]


class ColumnProfile(Frozen):
    """All facts of one column. Counts are rows; `is_exact` and `relative_error` speak of `distinct_count`.

    Attributes:
        name: Unique in the table; empty and repeated names are replaced.
        position: 0-based.
        data_type: What at least 90 % of the values are.
        role: What the column is good for in an analysis.
        semantic_type: What the values mean, e.g. "email"; None where nothing is told.
        semantic_confidence: How sure that is, 0..1.
        is_pii: Whether the values are personal data.
        null_count: Rows without a value, in any of `null_spellings`.
        distinct_count: Different values, as text, without nulls.
        is_exact: Whether `distinct_count` was counted.
        relative_error: Its standard error, relative: 1 / sqrt(k - 2) of a KMV sketch of k hashes
            (Bar-Yossef et al. 2002); 0 where exact.
        sampling_error: Where not all numbers or texts could be kept: how far ranks of quantiles, and shares
            in histograms, outliers, lengths, characters and patterns, may be from those of all values with
            99 % confidence, as a share of the values (Massart 1990); 0 where they are exact.
        minimum: The smallest number, date or time; None for other types.
        maximum: The largest.
        mean: Arithmetic mean of numbers.
        histogram: Of numbers; of dates and times in seconds since 1970.
        top_values: The most frequent values, as they stand in the file.
        patterns: Generalised shapes of text, most frequent first, up to 20.
        text: Lengths, white space and characters.
        outliers: By quartiles (Tukey 1977).
        negative_count: Numbers below 0.
        notations: How the values are written, most frequent first.
    """

    name: str
    position: int
    data_type: DataType
    role: Role
    semantic_type: str | None = None
    semantic_confidence: float = 0.0
    is_pii: bool = False
    null_count: int
    null_spellings: dict[str, int] = Field(default_factory=dict)
    """Each text that means "no value" and how often it occurs; "" is the empty cell."""
    distinct_count: int
    is_exact: bool = True
    relative_error: float = 0.0
    sampling_error: float = 0.0
    minimum: Scalar | None = None
    maximum: Scalar | None = None
    mean: float | None = None
    standard_deviation: float | None = None
    """Sample standard deviation (n - 1)."""
    quantiles: dict[str, Scalar] = Field(default_factory=dict)
    """At "0.05", "0.25", "0.5", "0.75", "0.95"; linear interpolation for numbers."""
    histogram: Histogram | None = None
    usual_histogram: Histogram | None = None
    """Of the values within three interquartile ranges of the quartiles, where the others lie so far out that
    `histogram` holds nearly everything in few bins; None elsewhere."""
    top_values: tuple[ValueCount, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    text: TextFacts | None = None
    outliers: OutlierFacts | None = None
    median_absolute_deviation: float | None = None
    """Median distance from the median, not scaled."""
    interquartile_range: float | None = None
    """Third quartile minus first."""
    skewness: float | None = None
    """Adjusted Fisher-Pearson coefficient G1 (Joanes & Gill 1998); None for constants or fewer than 3."""
    kurtosis: float | None = None
    """Excess kurtosis G2 without bias (Joanes & Gill 1998): 0 for a normal distribution."""
    zero_count: int | None = None
    """Numbers equal to 0; None where the column has no numbers. So are the two that follow."""
    negative_count: int | None = None
    infinity_count: int | None = None
    """Infinities in any spelling; they are no part of the other statistics."""
    type_share: float = 1.0
    """Share of the non-null values that are of `data_type`."""
    notations: tuple[NotationCount, ...] = ()
    type_offenders: tuple[ValueCount, ...] = ()
    """Values that are not of `data_type`, most frequent first; up to 20."""
    case_variants: tuple[CaseVariants, ...] = ()
    """Up to 50 groups."""
    repeated_values: tuple[ValueCount, ...] = ()
    """For nearly unique columns: the values that occur more than once, up to 20."""
    is_day_first: bool | None = None
    """For ambiguous numeric dates: what the evidence of the column says."""
    digit_widths: tuple[DigitWidth, ...] = ()
    """Most frequent first, up to 20 widths; empty where no value is made of digits alone."""
    smallest_values: tuple[ValueCount, ...] = ()
    """Of numbers, dates and datetimes: the five smallest distinct values, ascending, as canonical text."""
    largest_values: tuple[ValueCount, ...] = ()
    """The same, the five largest, descending."""
    type_counts: tuple[TypeCount, ...] = ()
    """Of columns whose values read as several types, most frequent first."""
    entropy: float | None = None
    """Shannon entropy of the values in bits; exact where `is_exact` is. None where there is no value."""
    robust_outliers: OutlierFacts | None = None
    """By robust z-scores, where `outliers` are by quartiles."""
    benford: BenfordFacts | None = None
    """Of positive measured numbers over two orders of magnitude, at least 300 of them."""
    dates: DateFacts | None = None
    """Of dates and datetimes."""
    quantity: QuantityFacts | None = None
    """Of text that is numbers with units, or durations."""
    suspects: tuple[SuspectValue, ...] = ()
    """Values that were probably meant to be others, most probable first, up to 500."""
    monotonicity: str | None = None
    """How numbers, dates and times follow each other down the rows, missing values left out:
    "strictly_increasing", "increasing", "strictly_decreasing", "decreasing", "constant" or "none". None for
    other columns, and where there are fewer than two values."""
    declared_type: str | None = None
    """What the database that the table was read from says: "numeric(10,2)"; for documents all types found."""
    garbled: GarbledFacts | None = None
    """Of text: values that were read in the wrong encoding."""
    contacts: ContactFacts | None = None
    """Of text that is e-mail addresses, web addresses or telephone numbers not all written in one way."""
    parts: PartFacts | None = None
    """Of text in which nearly every value has the same separators."""
    presence: float | None = None
    """Of collections: the share of documents that have the field at all."""


class TableProfile(Frozen):
    """What `conclude` makes of a measurement.

    Attributes:
        schema_version: Within a version fields are added, never renamed or removed.
        dataset: The table as a whole.
        columns: In the order of the file.
        correlations: Associations of two columns.
        keys: Minimal sets of columns that identify a row.
        dependencies: Columns that others decide.
        relation_search: How keys and dependencies were searched for.
        missing_together: Gaps in the same rows.
        derived_columns: Columns that follow from others.
        near_duplicates: Rows that repeat others in another notation.
    """

    schema_version: str = "1.0"
    dataset: DatasetFacts
    columns: tuple[ColumnProfile, ...]
    correlations: tuple[Correlation, ...] = ()
    keys: tuple[Key, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    relation_search: RelationSearch | None = None
    missing_together: MissingTogether | None = None
    derived_columns: tuple[DerivedColumn, ...] = ()
    near_duplicates: NearDuplicates | None = None
    similar_rows: SimilarRows | None = None
    """Rows that seem to speak of the same thing as another one; where all rows are kept whole."""
    contradictions: tuple[Contradiction, ...] = ()
    """Values that most rows with the same determinant contradict; of a sample where rows are too many."""
    references: tuple[Reference, ...] = ()
    """Foreign keys that the database declares, where the table comes from one."""
    anonymity: Anonymity | None = None
    """Of tables with columns that outsiders may know; of long tables for privacy alone."""
    personal_values: tuple[str, ...] = ()
    """Values of columns with personal data, by which they are found where other columns quote them; up to
    20,000. Empty in what is shown to those who did not ask for personal values."""

    def column(self, name: str) -> ColumnProfile:
        """The column of that name.

        Raises:
            KeyError: There is none.
        """
        return self._by_name[name]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other values, which does not remember the columns it had before.

        Args:
            update: New values of fields.
            deep: Whether the values that stay are copied too.
        """
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("_by_name", None)
        return copy

    @cached_property
    def _by_name(self) -> dict[str, ColumnProfile]:
        return {column.name: column for column in self.columns}


JsonObject = dict[str, JsonValue]
