"""The facts of a column as pairs of a label and a text."""

from collections.abc import Iterator

from datainsight.models.profile import ColumnProfile, DataType, DateFacts, QuantityFacts, Scalar
from datainsight.phrasing import number_text, percent_text, shorten

ORDERED = (DataType.INTEGER, DataType.DECIMAL, DataType.DATE, DataType.DATETIME, DataType.TIME)
_CONFORMITY = {"close": "follow it closely", "acceptable": "follow it", "marginal": "follow it roughly"}
_MOST_UNITS = 3
_DOWN_THE_ROWS = {
    "strictly_increasing": "always rises",
    "increasing": "never falls",
    "strictly_decreasing": "always falls",
    "decreasing": "never rises",
}

Fact = tuple[str, str]


def column_facts(column: ColumnProfile, rows: int) -> Iterator[Fact]:
    """What is worth reading of a column; counts of nothing are left out."""
    yield "Role", column.role.value
    yield "Missing", f"{number_text(column.null_count)} of {number_text(rows)}"
    exactness = "" if column.is_exact else f" ± {percent_text(100 * column.relative_error)}"
    yield "Different values", number_text(column.distinct_count) + exactness
    if column.type_share < 1:
        yield f"Of type {column.data_type.value}", percent_text(100 * column.type_share)
    if column.data_type is DataType.TEXT and column.type_counts:
        kinds = (f"{each.data_type.value} {number_text(each.count)}" for each in column.type_counts)
        yield "Read one by one", ", ".join(kinds)
    yield from _order(column)
    yield from _shape(column)
    if column.dates is not None:
        yield from _dates(column.dates)
    if column.quantity is not None:
        yield from _quantity(column.quantity)
    if column.text is not None:
        lengths = f"{number_text(column.text.minimum_length)} to {number_text(column.text.maximum_length)}"
        yield "Characters", f"{lengths}, {number_text(round(column.text.mean_length, 1))} on average"
    if column.entropy is not None and column.data_type not in ORDERED:
        yield "Entropy", f"{number_text(round(column.entropy, 2))} bits"


def scalar_text(value: Scalar | None) -> str:
    """A value as it stands in a fact."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return shorten(str(value), 40)
    return number_text(value)


def _order(column: ColumnProfile) -> Iterator[Fact]:
    if column.minimum is not None and column.data_type in ORDERED:
        yield "Minimum", scalar_text(column.minimum)
    for key, label in (("0.25", "Lower quartile"), ("0.5", "Median"), ("0.75", "Upper quartile")):
        if key in column.quantiles:
            yield label, scalar_text(column.quantiles[key])
    if column.maximum is not None and column.data_type in ORDERED:
        yield "Maximum", scalar_text(column.maximum)


def _shape(column: ColumnProfile) -> Iterator[Fact]:
    if column.sampling_error:
        yield "From sampled rows", f"ranks and shares ± {percent_text(100 * column.sampling_error)}"
    if column.monotonicity in _DOWN_THE_ROWS:
        yield "Down the rows", _DOWN_THE_ROWS[column.monotonicity]
    for label, number in (
        ("Mean", column.mean),
        ("Standard deviation", column.standard_deviation),
        ("Skewness", column.skewness),
        ("Excess kurtosis", column.kurtosis),
    ):
        if number is not None:
            yield label, number_text(number)
    for label, count in (
        ("Zeros", column.zero_count),
        ("Negative", column.negative_count),
        ("Infinite", column.infinity_count),
    ):
        if count:
            yield label, number_text(count)
    if column.outliers is not None:
        fences = f"{number_text(column.outliers.lower)} to {number_text(column.outliers.upper)}"
        yield f"Outside {fences}", number_text(column.outliers.count)
    if column.robust_outliers is not None and column.robust_outliers.count:
        yield "Robust |z| above 3.5", number_text(column.robust_outliers.count)
    if column.benford is not None:
        yield "First digits (Benford)", _CONFORMITY.get(column.benford.conformity, "do not follow it")


def _dates(dates: DateFacts) -> Iterator[Fact]:
    yield "Whole in", f"{dates.granularity}s"
    if dates.step is not None and dates.regular_share is not None and dates.gap_count is not None:
        unit = dates.granularity if dates.step == 1 else f"{number_text(dates.step)} {dates.granularity}s"
        yield (
            f"One {unit} apart" if dates.step == 1 else f"{unit} apart",
            percent_text(100 * dates.regular_share),
        )
        yield "Gaps", number_text(dates.gap_count)
    if dates.longest_gap is not None:
        yield "Longest gap", f"{dates.longest_gap.after} to {dates.longest_gap.before}"
    if len(dates.time_zones) > 1:
        zones = list(dates.time_zones.items())[:_MOST_UNITS]
        yield "Time zones", ", ".join(f"{zone} {number_text(count)}" for zone, count in zones)


def _quantity(quantity: QuantityFacts) -> Iterator[Fact]:
    if quantity.units:
        units = quantity.units[:_MOST_UNITS]
        yield "Units", ", ".join(f"{shorten(each.value, 20)} {number_text(each.count)}" for each in units)
    if quantity.minimum is not None and quantity.maximum is not None:
        unit = " s" if quantity.kind == "duration" else ""
        yield "Range", f"{number_text(quantity.minimum)}{unit} to {number_text(quantity.maximum)}{unit}"
