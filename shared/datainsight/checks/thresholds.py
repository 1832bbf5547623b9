"""Every number a check decides by, in one place."""

from dataclasses import dataclass

from datainsight.models.suspects import CERTAIN


@dataclass(frozen=True)
class Confidences:
    """How sure one deviating cell is to be wrong where hardly another deviates; 0..1.

    Attributes:
        blanks_at_ends: It begins or ends with blanks.
        many_blanks_at_ends: The same, of many cells, up to `padding_share` of them.
        blanks_within: It holds doubled or unusual blanks.
        invisible: It holds characters that nobody sees.
        capitals: It has other capitals than the most frequent spelling.
        date_format: Its date is written in a rare format.
        number_as_text: Its number carries marks or signs.
        unit: Its unit is spelled in a rare way.
        foreign_unit: Its unit is another one.
        type: It is not of the type of all others.
        lost_zeros: It is a digit short among codes that begin with 0.
        lost_zeros_by_name: It is a digit short in a column whose name says that it holds codes.
        sentinel_number: Its number stands for "no value".
        sentinel_date: Its date does.
        garbled: It was read in the wrong encoding.
        perhaps_garbled: It may have been.
        boolean: It spells yes or no otherwise.
        duplicate_row: Its row occurs before.
        expected_duplicate: The same, where chance explains as much.
        similar_row: Its row seems to speak of the same thing as another one; either may be the one to keep.
        duplicate_key: It shares the value of a key.
    """

    blanks_at_ends: float = 0.9
    many_blanks_at_ends: float = 0.55
    blanks_within: float = 0.35
    invisible: float = 0.7
    capitals: float = 0.9
    date_format: float = 0.8
    number_as_text: float = 0.85
    unit: float = 0.5
    foreign_unit: float = 0.8
    type: float = 0.97
    lost_zeros: float = 0.9
    lost_zeros_by_name: float = 0.75
    sentinel_number: float = 0.9
    sentinel_date: float = 0.85
    garbled: float = 0.9
    perhaps_garbled: float = 0.5
    boolean: float = 0.8
    duplicate_row: float = 0.3
    expected_duplicate: float = 0.1
    similar_row: float = 0.3
    duplicate_key: float = 0.4


@dataclass(frozen=True)
class Thresholds:
    """Where a fact becomes a problem. Shares are of rows, 0..1.

    Attributes:
        listing_confidence: Cells at or above it are listed as suspicious unasked.
        minimum_rows: Below it no statistics are trusted: no outliers, no sentinels, no key by its looks.
        mostly_missing_share: From here on a column is better dropped than filled.
        fillable_share: Up to here filling with the median is on offer.
        padding_share: From here on blanks at the ends are how the column is written (fixed width).
        usual_format_share: From this share of a column's dates on their format is the usual one.
        numeric_share: A text column is numbers in disguise when at least this share is.
        key_distinct_share: Distinct share of the non-null values from which a column looks like a key.
        expected_duplicate_share: Equal rows are no finding where chance explains this share of them.
        outlier_distance: Robust standard deviations from the median to the fence.
        outlier_gap: Width of the gap before an outlier, in reaches of the ordinary numbers beyond their
            quartile.
        outlier_share: More values than this (and than three) beyond the fence are a heavy tail.
        outlier_distinct_count: Fewer distinct numbers than this are codes or grades, not measurements.
        impossible_share: More numbers or dates than this that cannot be are meant otherwise.
        impossible_confidence: Of a number or date that cannot be.
        foreign_unit_share: Up to here a unit that is not the usual one is a slip or a stray source.
        sentinel_gap: How many times the spread of all other values a sentinel number lies away from them.
        code_width: Digit strings shorter than this are not treated as codes with leading zeros.
        code_share: Least share of digit strings that have the full width.
        leakage_correlation: Association with the target from which a column gives it away.
        rare_class_share: Classes of the target with a smaller share of the rows are rare.
        category_count: More different words than this are too many for one column each.
        skewness: Beyond it, either way, numbers crowd at one end.
        variance_inflation: Beyond it a number follows from the others.
        dominating_share: From here on one value leaves too few rows with another.
        text_length: Characters that a column of text is usually given in a database.
        group_size: People who have to share what outsiders may know of them.
        steady_share: Share of regular steps from which dates come at a steady pace.
        certain_misspelling: Probability from which a misspelled value is put right unasked.
        certain_contradiction: Probability from which a contradicted value is put right unasked.
        naming_count: Values of a key that several rows share, from which it is believed unasked: a flag or a
            grade names nothing, what it goes along with in nearly all rows need not go with it in all.
        naming_rows: Rows that have to share such a value.
        deciding_error: Share of the rows that may say otherwise where one column decides another.
        rows_a_group: Rows that share a value on average, for what most of them say to mean something.
        combined_share: Share of the texts with the same parts from which a column holds several things.
        usual_list_share: Share of the frequent texts of a list with its separator, from which it has one.
        example_count: Values shown with an issue.
        confidences: How sure single cells are, by what is wrong with them.
    """

    listing_confidence: float = 0.5
    minimum_rows: int = 20
    mostly_missing_share: float = 0.95
    fillable_share: float = 0.3
    padding_share: float = 0.9
    usual_format_share: float = 0.65
    numeric_share: float = 0.8
    key_distinct_share: float = 0.98
    expected_duplicate_share: float = 0.5
    outlier_distance: float = 5.0
    outlier_gap: float = 1.0
    outlier_share: float = 0.01
    outlier_distinct_count: int = 10
    impossible_share: float = 0.01
    impossible_confidence: float = 0.85
    foreign_unit_share: float = 0.1
    sentinel_gap: float = 1.0
    code_width: int = 4
    code_share: float = 0.6
    leakage_correlation: float = 0.98
    rare_class_share: float = 0.1
    category_count: int = 50
    skewness: float = 2.0
    variance_inflation: float = 10.0
    dominating_share: float = 0.98
    text_length: int = 255
    group_size: int = 5
    steady_share: float = 0.9
    certain_misspelling: float = CERTAIN
    certain_contradiction: float = CERTAIN
    naming_count: int = 5
    naming_rows: int = 3
    deciding_error: float = 0.02
    rows_a_group: float = 3.0
    combined_share: float = 0.98
    usual_list_share: float = 0.5
    example_count: int = 5
    confidences: Confidences = Confidences()


DEFAULT = Thresholds()
