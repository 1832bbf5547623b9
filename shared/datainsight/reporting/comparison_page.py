"""What changed between two tables as one self-contained HTML page: no script, no request to anywhere."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from datainsight.models.comparison import ColumnDrift, Comparison, Distributions, DriftBasis, DriftStatus
from datainsight.phrasing import number_text, percent_text, rows_text, shorten, visible
from datainsight.reporting.comparison_report import (
    drift_lines,
    key_line,
    overlap_line,
    records_line,
    schema_line,
)
from datainsight.reporting.html_report import TEMPLATES, TURNING_MARKS, environment
from datainsight.reporting.pictures import bars_path, bars_width
from datainsight.version import VERSION

MOST_VALUES = 8
"""Values that are drawn of a column."""
_PLAIN = {DriftBasis.BINS, DriftBasis.VALUES}
_DRIFTED = {DriftStatus.MODERATE, DriftStatus.MAJOR}
"""Of these the first line says all."""


def comparison_to_html(comparison: Comparison) -> str:
    """The page for a comparison of masked documents."""
    style = (TEMPLATES / "report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    page = (
        environment()
        .get_template("comparison.html.jinja")
        .render(
            title=f"{shorten(comparison.old_name)} → {shorten(comparison.new_name)}",
            rows=f"{rows_text(comparison.old_row_count)} → {rows_text(comparison.new_row_count)}",
            overlaps=_overlaps(comparison),
            schema=[*map(schema_line, comparison.schema_changes), *map(key_line, comparison.broken_keys)],
            columns=[_row(drift) for drift in comparison.drifts],
            style=style,
            style_hash=f"sha256-{digest}",
            version=VERSION,
        )
    )
    return TURNING_MARKS.sub("\N{REPLACEMENT CHARACTER}", page).encode("utf-8", "replace").decode("utf-8")


def _overlaps(comparison: Comparison) -> list[str]:
    keys, rows = comparison.key_overlap, comparison.row_overlap
    return [*([overlap_line(keys)] if keys else []), *([records_line(rows)] if rows else [])]


@dataclass(frozen=True)
class Picture:
    """Two distributions over each other; `old` and `new` are paths of the same bars."""

    label: str
    width: int
    old: str
    new: str
    ends: tuple[str, str]


@dataclass(frozen=True)
class ValueShares:
    """A value and its shares in both tables, as lengths of bars and in words."""

    label: str
    old: str
    new: str
    change: str


@dataclass(frozen=True)
class Row:
    """A column of both tables."""

    name: str
    status: str
    reason: str
    lines: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    picture: Picture | None
    values: tuple[ValueShares, ...]


def _row(drift: ColumnDrift) -> Row:
    drawn = drift.distributions
    return Row(
        name=shorten(drift.column),
        status=drift.status.value.replace("_", " "),
        reason="" if drift.basis in _PLAIN and drift.status in _DRIFTED else drift.reason,
        lines=tuple(drift_lines(drift)),
        figures=tuple(_figures(drift)),
        picture=_picture(drawn, "old and new values of " + shorten(drift.column)) if drawn else None,
        values=_values(drawn) if drawn else (),
    )


def _figures(drift: ColumnDrift) -> Iterator[tuple[str, str]]:
    for name, value in (
        ("PSI", drift.population_stability_index),
        ("JS", drift.jensen_shannon_distance),
        ("KS", drift.kolmogorov_smirnov),
        ("Cramér’s V", drift.cramers_v),
        ("Cohen’s d", drift.mean_difference),
    ):
        if value is not None:
            yield name, number_text(round(value, 3))


def _picture(distributions: Distributions, label: str) -> Picture | None:
    """Numbers and moments, in their order."""
    if not distributions.is_binned or not distributions.labels:
        return None
    highest = max(*distributions.old_shares, *distributions.new_shares) or 1.0
    old, new = (
        [share / highest for share in shares]
        for shares in (distributions.old_shares, distributions.new_shares)
    )
    ends = (visible(distributions.labels[0], 16), visible(distributions.labels[-1], 16))
    return Picture(label, bars_width(old), bars_path(old), bars_path(new), ends)


def _values(distributions: Distributions) -> tuple[ValueShares, ...]:
    """Those values whose shares changed most, the frequent ones first."""
    if distributions.is_binned:
        return ()
    triples = list(zip(distributions.labels, distributions.old_shares, distributions.new_shares, strict=True))
    most = sorted(triples, key=lambda each: -abs(each[1] - each[2]))[:MOST_VALUES]
    highest = max((share for _, *shares in most for share in shares), default=0.0) or 1.0
    return tuple(
        ValueShares(
            label=visible(label, 24),
            old=f"{100 * old / highest:.1f}",
            new=f"{100 * new / highest:.1f}",
            change=f"{percent_text(100 * old)} → {percent_text(100 * new)}",
        )
        for label, old, new in triples
        if (label, old, new) in most
    )
