"""Checks of single values that do not fit in with their column, though nothing says what was meant."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections.abc import Callable
from dataclasses import replace

from datainsight.checks.evidence import agree, counted, plural
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.checks.trimmed import trimmed
from datainsight.checks.validity import is_named_code
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile
from datainsight.models.selector import ValuesIn
from datainsight.models.suspects import Oddity
from datainsight.repairs.map_values import MapValues


@column_check(Dimension.VALIDITY, harm=0.6, goals={Goal.MIGRATION: 1.4})
def odd_shapes(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few codes are built otherwise than all others: a character too many, too few, or another kind.

    In a report: {column} holds {rows} ({share}) that are built otherwise than all its other values.

    Why it matters: Such a code matches nothing in other tables, and programs that take codes apart fail.

    How it decides: Values are reduced to their shapes, with and without kinds of characters and lengths.
    Where one shape of codes is the rule, a value of a shape that hardly another value has is odd.

    Repair: None; what was meant has to be looked up.

    Source: Raman and Hellerstein, "Potter's Wheel", VLDB 2001; Huang and He, "Auto-Detect", SIGMOD 2018.
    """
    return _finding(
        column,
        "odd_shape",
        thresholds,
        lambda count: f"{plural(count, 'value')} {agree(count, 'is', 'are')} built otherwise than all others",
    )


@column_check(Dimension.VALIDITY, harm=0.7, goals={Goal.MIGRATION: 1.4})
def values_outside_domain(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Values are not what all others prove to be: no web address among web addresses, a wrong check digit.

    In a report: {column} holds {rows} ({share}) that are not what all its other values prove to be.

    Why it matters: Nothing can be sent to such an address, no book has such a number, and mostly the value
    belongs into another column.

    How it decides: Values that prove what they are (e-mail and web addresses, UUIDs, IP addresses, numbers
    with check digits) make up at least `domain_share` of the different values. The fewer lie outside, and the
    fewer of these are built alike, the surer each one is. A list of several such values counts half.

    Repair: None; what was meant has to be looked up.

    Source: semantic-domain constraints as in Auto-Test (SIGMOD 2025); check digits of python-stdnum.
    """
    return _finding(
        column,
        "outside_domain",
        thresholds,
        lambda count: f"{plural(count, 'value')} {agree(count, 'is', 'are')} not what all others prove to be",
    )


@column_check(Dimension.ACCURACY, harm=0.5, goals={Goal.ML_PREPARATION: 1.5, Goal.ANALYTICS: 1.5})
def far_numbers(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Numbers lie beyond a wide gap.

    In a report: {column} has {rows} ({share}) beyond a wide gap from all other numbers.

    Why it matters: A digit too many moves a mean by more than thousands of right values hold it.

    How it decides: A gap that is much wider than the outer quarter of the other numbers reaches parts at most
    a quarter of the values from them, and these straggle rather than form a group of their own. Of few
    numbers the gap has to be wider, since their reach is little known. Of a scale of a few grades, whose last
    one is frequent, it is three times as wide as the scale. Postal codes and other labels made of digits are
    not measured.

    Repair: None; such a number may be true, and what was meant has to be looked up.

    Source: Barnett and Lewis, "Outliers in Statistical Data", 1994; Tukey, "Exploratory Data Analysis", 1977.
    """
    if is_named_code(column):
        return None
    return _finding(
        column,
        "far_number",
        thresholds,
        lambda count: f"{plural(count, 'number')} {agree(count, 'lies', 'lie')} beyond a wide gap",
    )


@column_check(Dimension.UNIQUENESS, harm=0.3, goals={Goal.MIGRATION: 1.5})
def copied_values(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Values occur again in a column of serial or precise numbers, in which chance repeats none.

    In a report: {column} repeats values in {rows} ({share}), though hardly any should occur twice.

    Why it matters: One of each pair was copied from another row, so a join on the column finds the wrong row.

    How it decides: At least four fifths of the rows have a value of their own, and by chance no two would be
    equal (the birthday problem). Of n equal values all but one are copies; which one is not is not known.
    Two equal numbers that are not serial may be those of two things, and are not listed unasked. Digits that
    storing in single precision made (20.6000003814697 for 20.6) do not count.

    Repair: None; the right values have to be looked up.

    Source: Feller, "An Introduction to Probability Theory", chapter II, 1968.
    """
    return _finding(
        column,
        "repeated",
        thresholds,
        lambda count: (
            f"{plural(count, 'row')} {agree(count, 'shares its value', 'share their values')} with others"
        ),
    )


@column_check(Dimension.ACCURACY, harm=0.4, goals={Goal.MIGRATION: 1.3})
def truncated_texts(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Texts end where their field ended.

    In a report: {column} holds {rows} ({share}) that were cut off where their field ended.

    Why it matters: What came after is lost, and two texts that begin alike have become one.

    How it decides: Far more texts are exactly as long as the longest one than are a little shorter. One that
    ends in the piece of a word is surer to be cut than one that ends in a word; one that ends in a full stop
    or in padding is not.

    Repair: None; the rest has to be fetched from where the texts came from.

    Source: Kim et al., "A Taxonomy of Dirty Data", Data Mining and Knowledge Discovery 7, 2003; own rule for
    the pile.
    """
    return _finding(
        column,
        "cut_off",
        thresholds,
        lambda count: f"{plural(count, 'text')} {agree(count, 'ends', 'end')} where the field ended",
    )


@column_check(Dimension.CONSISTENCY, harm=0.2, goals={Goal.MIGRATION: 1.5})
def arithmetic_residues(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Numbers end in what binary arithmetic left: 0.30000000000000004 for 0.3.

    In a report: {column} shows residues of binary arithmetic in {rows} ({share}).

    Why it matters: Such a number equals no other one, so groups, joins and lookups by it fail.

    How it decides: At least thirteen digits, of which six zeros or nines in a row and one to three digits end
    the number, are no measurement.

    Repair: Writing the number without its residue is safe: it differs by less than any program can tell.

    Source: Goldberg, "What every computer scientist should know about floating-point arithmetic", 1991.
    """
    found = _finding(
        column,
        "residue",
        thresholds,
        lambda count: f"{plural(count, 'number')} {agree(count, 'ends', 'end')} in a residue of arithmetic",
    )
    return None if found is None else replace(found, repairs=_mapped(column, "residue"))


@column_check(Dimension.CONSISTENCY, harm=0.3, goals={Goal.MIGRATION: 1.3})
def stray_marks(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Values stand in brackets or quotes, or end with a separator, as hardly another one does.

    In a report: {column} carries brackets, quotes or separators around its values in {rows} ({share}).

    Why it matters: "[Lyon]" and "Lyon;" are missing from every count, join and group of "Lyon".

    How it decides: The value without its marks stands in the column as well; or at most a quarter of the
    values have such marks, quotes excepted, since titles stand in them by right.

    Repair: Writing the value without its marks is on offer; it is not done unasked, since brackets may tell
    something.

    Source: Raman and Hellerstein, "Potter's Wheel", VLDB 2001, for structures that a column's other values do
    not have.
    """
    found = _finding(
        column,
        "stray_marks",
        thresholds,
        lambda count: f"{plural(count, 'value')} {agree(count, 'carries', 'carry')} marks that others lack",
    )
    if found is None:
        return None
    return replace(found, repairs=_mapped(column, "stray_marks"), is_repair_safe=False)


def _mapped(column: ColumnProfile, oddity: Oddity) -> tuple[MapValues, ...]:
    """What was meant, where that is no suspect itself."""
    meant = {each.value: each.usual for each in column.suspects if each.oddity == oddity}
    mapping = {value: trimmed(usual, column) for value, usual in meant.items() if usual}
    pairs = tuple((value, usual) for value, usual in mapping.items() if usual not in meant)
    return (MapValues(column=column.name, mapping=pairs),) if pairs else ()


def _finding(
    column: ColumnProfile, oddity: Oddity, thresholds: Thresholds, message: Callable[[int], str]
) -> Finding | None:
    suspects = [each for each in column.suspects if each.oddity == oddity]
    if not suspects:
        return None
    affected = sum(each.count for each in suspects)
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(
            column=column.name,
            values=tuple(each.value for each in suspects),
            confidences=tuple(each.probability for each in suspects),
        ),
        affected_row_count=affected,
        confidence=max(each.probability for each in suspects),
        message=message(affected),
        evidence=counted({each.value: each.count for each in suspects}),
        examples=tuple(each.value for each in suspects)[: thresholds.example_count],
    )
