"""Columns: one line each, and for most of them the facts behind it."""

from dataclasses import dataclass

from datainsight.models.document import ProfileDocument
from datainsight.models.profile import ColumnProfile
from datainsight.phrasing import number_text, percent_text, shorten, visible
from datainsight.reporting.column_facts import column_facts, scalar_text
from datainsight.reporting.pictures import bars_path, bars_width
from datainsight.reporting.sparkline import bar_heights

MINIATURE_BARS = 16
PICTURE_BARS = 40
MAXIMUM_VALUES = 8


@dataclass(frozen=True)
class Share:
    """A text with its count and its part of the rows in percent."""

    text: str
    count: str
    share: float
    share_text: str


@dataclass(frozen=True)
class Picture:
    """A picture as SVG path data, `width` units wide and 100 high, and what it shows in words."""

    path: str
    width: int
    label: str


@dataclass(frozen=True)
class ColumnDetail:
    """What opens below a column's line."""

    facts: tuple[tuple[str, str], ...]
    picture: Picture | None
    spread: tuple[float, ...]
    """Where the quantiles lie between minimum and maximum, in percent; empty where there are none."""
    lowest: str
    highest: str
    top_values: tuple[Share, ...]
    null_spellings: tuple[Share, ...]
    notations: tuple[Share, ...]
    patterns: tuple[Share, ...]


@dataclass(frozen=True)
class ColumnView:
    """A column's line; `detail` is None where the table has too many columns for more."""

    position: int
    name: str
    data_type: str
    role: str
    semantic_type: str
    is_personal: bool
    missing: float
    missing_text: str
    distinct: str
    picture: Picture | None
    is_ordered: bool
    issue_count: int
    detail: ColumnDetail | None


def view_columns(document: ProfileDocument, *, full: int, compact: int) -> tuple[ColumnView, ...]:
    """Columns in the order of the table; those with issues are the first to get their details.

    Args:
        document: The profile.
        full: How many columns get all their facts.
        compact: How many more get a line.
    """
    issue_counts: dict[str, int] = {}
    for issue in document.issues:
        for name in issue.columns:
            issue_counts[name] = issue_counts.get(name, 0) + 1
    by_need = sorted(
        document.columns, key=lambda column: (-issue_counts.get(column.name, 0), column.position)
    )
    detailed = {column.position for column in by_need[:full]}
    shown = {column.position for column in by_need[: full + compact]}
    rows = document.dataset.row_count
    return tuple(
        _column(column, rows, issue_counts.get(column.name, 0), is_detailed=column.position in detailed)
        for column in document.columns
        if column.position in shown
    )


def _column(column: ColumnProfile, rows: int, issue_count: int, *, is_detailed: bool) -> ColumnView:
    missing = 100 * column.null_count / rows if rows else 0.0
    return ColumnView(
        position=column.position + 1,
        name=shorten(column.name) or "(unnamed)",
        data_type=column.data_type.value,
        role=column.role.value,
        semantic_type=shorten((column.semantic_type or "").replace("_", " ")),
        is_personal=column.is_pii,
        missing=round(missing, 1),
        missing_text=percent_text(missing),
        distinct=("" if column.is_exact else "≈ ") + number_text(column.distinct_count),
        picture=_picture(column, MINIATURE_BARS),
        is_ordered=column.histogram is not None,
        issue_count=issue_count,
        detail=_detail(column, rows) if is_detailed else None,
    )


def _picture(column: ColumnProfile, bars: int) -> Picture | None:
    heights = bar_heights(column, bars)
    return Picture(bars_path(heights), bars_width(heights), _describe_picture(column)) if heights else None


def _describe_picture(column: ColumnProfile) -> str:
    """What the picture shows, for those who do not see it."""
    if column.histogram is not None and column.minimum is not None:
        return f"Distribution from {scalar_text(column.minimum)} to {scalar_text(column.maximum)}"
    if column.top_values:
        return f"Counts of the {len(column.top_values)} most frequent values"
    return "No distribution"


def _detail(column: ColumnProfile, rows: int) -> ColumnDetail:
    has_bars = column.histogram is not None
    return ColumnDetail(
        facts=tuple(column_facts(column, rows)),
        picture=_picture(column, PICTURE_BARS) if has_bars else None,
        spread=_spread(column) if has_bars else (),
        lowest=scalar_text(column.minimum),
        highest=scalar_text(column.maximum),
        top_values=tuple(_share(v.value, v.count, rows) for v in column.top_values[:MAXIMUM_VALUES]),
        null_spellings=tuple(
            _share(text, count, rows)
            for text, count in sorted(column.null_spellings.items(), key=lambda pair: (-pair[1], pair[0]))[:6]
        ),
        notations=tuple(
            _share(f"{each.data_type.value}, {each.notation}", each.count, rows)
            for each in column.notations[:6]
        ),
        patterns=tuple(_share(each.pattern, each.count, rows) for each in column.patterns[:6]),
    )


def _spread(column: ColumnProfile) -> tuple[float, ...]:
    """Five quantiles as places on the histogram's axis; only numbers have places."""
    low, high = column.minimum, column.maximum
    values = [column.quantiles.get(key) for key in ("0.05", "0.25", "0.5", "0.75", "0.95")]
    numbers = [value for value in values if isinstance(value, int | float)]
    if (
        not isinstance(low, int | float)
        or not isinstance(high, int | float)
        or high <= low
        or len(numbers) < 5
    ):
        return ()
    return tuple(round(100 * min(max((value - low) / (high - low), 0.0), 1.0), 2) for value in numbers)


def _share(text: str, count: int, rows: int) -> Share:
    share = min(100 * count / rows, 100.0) if rows else 0.0
    return Share(visible(text, 60), number_text(count), round(share, 2), percent_text(share))
