"""Statistics of one column beyond mean and quantiles; formulas and sources are in docs/PROFILE.md."""

from pydantic import Field

from datainsight.models.base import Frozen


class Histogram(Frozen):
    """Counts between edges; `len(edges) == len(counts) + 1`. The last bin includes its upper edge.

    Attributes:
        edges: Borders of the bins, ascending.
        counts: Values in each bin.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]


class ValueCount(Frozen):
    """A value as it stands in the file, and how many rows hold it.

    Attributes:
        value: The text.
        count: Rows.
    """

    value: str
    count: int


class CharacterClass(Frozen):
    """A class of characters: uppercase, lowercase, digit, whitespace, punctuation, control or non_ascii.

    Attributes:
        name: Of the class; all but `non_ascii` are of ASCII alone.
        value_count: Values with at least one such character.
        character_count: Such characters in all values together.
    """

    name: str
    value_count: int
    character_count: int


class TextFacts(Frozen):
    """Lengths of the non-null values, in characters.

    Attributes:
        minimum_length: Of the shortest value.
        maximum_length: Of the longest.
        mean_length: All characters by all values.
        empty_after_trim_count: Values of white space only.
    """

    minimum_length: int
    maximum_length: int
    mean_length: float
    empty_after_trim_count: int = 0
    padded_count: int = 0
    """Values with white space at an end or doubled inside."""
    doubled_count: int = 0
    """Of those, the values whose ends are clean: white space is doubled inside only."""
    invisible_count: int = 0
    """Values with control or zero-width characters."""
    length_quantiles: dict[str, float] = Field(default_factory=dict)
    """Of columns of text: at "0.05", "0.25", "0.5", "0.75", "0.95"."""
    length_histogram: Histogram | None = None
    """Of columns of text with more than one length."""
    character_classes: tuple[CharacterClass, ...] = ()
    """Of columns of text: the classes that occur, most characters first."""


class OutlierFacts(Frozen):
    """Fences and how many values lie beyond them.

    Attributes:
        lower: Smaller numbers are outliers.
        upper: Larger numbers are.
        count: Values beyond the fences.
    """

    method: str
    """"tukey" (1.5 interquartile ranges) or "robust_z" (3.5 scaled median deviations)."""
    lower: float
    upper: float
    count: int


class BenfordFacts(Frozen):
    """First significant digits against Benford's law, P(d) = log10(1 + 1/d).

    Attributes:
        digit_counts: Values that begin with 1 … 9 (of the sampled rows where values were too many).
        chi_squared: Pearson's statistic with 8 degrees of freedom.
        p_value: Its upper tail.
        mean_absolute_deviation: Of the nine shares from the expected ones.
        conformity: Nigrini's (2012) reading of that: close, acceptable, marginal or none.
    """

    digit_counts: tuple[int, ...]
    chi_squared: float
    p_value: float
    mean_absolute_deviation: float
    conformity: str


class DateGap(Frozen):
    """Two neighbouring moments, in ISO 8601, and how many units of the granularity lie between them.

    Attributes:
        after: The moment before the gap.
        before: The moment after it.
        units: From one to the other.
    """

    after: str
    before: str
    units: int


class DateFacts(Frozen):
    """How dates lie in time.

    Attributes:
        granularity: The largest unit of which all values are whole: year, month, day, hour, minute, second,
            millisecond or microsecond.
        weekday_counts: Values on Monday … Sunday.
        step: Most frequent distance of neighbouring distinct values, in units of the granularity; None where
            the values were too many to know their neighbours, or are fewer than three.
        regular_share: Share of the distances that are one step.
        gap_count: Distances longer than a step; None where less than half of them are one step.
        longest_gap: The longest of them.
        time_zones: Values by their written zone: "none", "UTC" (also Z), or an offset such as "+02:00".
    """

    granularity: str
    weekday_counts: tuple[int, ...] = ()
    step: int | None = None
    regular_share: float | None = None
    gap_count: int | None = None
    longest_gap: DateGap | None = None
    time_zones: dict[str, int] = Field(default_factory=dict)


class QuantityFacts(Frozen):
    """Numbers with units, or durations.

    Attributes:
        kind: "duration" or "quantity".
        units: The units as written, most frequent first, up to 20; empty for durations.
        minimum: Smallest; seconds for durations, else in the unit. None where there are several units.
        maximum: Largest.
        mean: Arithmetic mean.
    """

    kind: str
    units: tuple[ValueCount, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    mean: float | None = None
