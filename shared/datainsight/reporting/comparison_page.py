"""What changed between two tables as one self-contained HTML page: no script, no request to anywhere."""

import base64
import hashlib
from dataclasses import dataclass

from datainsight.models.comparison import ColumnDrift, Comparison, Distributions
from datainsight.phrasing import number_text, rows_text, shorten, visible
from datainsight.reporting.comparison_report import drift_lines, key_line, overlap_line, schema_line
from datainsight.reporting.html_report import TEMPLATES, TURNING_MARKS, environment
from datainsight.reporting.pictures import bars_path, bars_width
from datainsight.version import VERSION


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
            overlap=overlap_line(comparison.key_overlap) if comparison.key_overlap else "",
            schema=[*map(schema_line, comparison.schema_changes), *map(key_line, comparison.broken_keys)],
            columns=[
                (
                    shorten(drift.column),
                    drift.status.value.replace("_", " "),
                    drift.reason,
                    [_figure(value) for value in _figures(drift)],
                    list(drift_lines(drift)),
                    _picture(drift.distributions, "old and new values of " + shorten(drift.column)),
                )
                for drift in comparison.drifts
            ],
            style=style,
            style_hash=f"sha256-{digest}",
            version=VERSION,
        )
    )
    return TURNING_MARKS.sub("\N{REPLACEMENT CHARACTER}", page).encode("utf-8", "replace").decode("utf-8")


def _figures(drift: ColumnDrift) -> tuple[float | None, ...]:
    return (
        drift.population_stability_index,
        drift.jensen_shannon_distance,
        drift.kolmogorov_smirnov,
        drift.cramers_v,
        drift.mean_difference,
    )


@dataclass(frozen=True)
class Picture:
    """Two distributions over each other; `old` and `new` are paths of the same bars."""

    label: str
    width: int
    old: str
    new: str
    ends: tuple[str, str]


def _picture(distributions: Distributions | None, label: str) -> Picture | None:
    if distributions is None or not distributions.labels:
        return None
    highest = max(*distributions.old_shares, *distributions.new_shares) or 1.0
    old, new = (
        [share / highest for share in shares]
        for shares in (distributions.old_shares, distributions.new_shares)
    )
    ends = (visible(distributions.labels[0], 16), visible(distributions.labels[-1], 16))
    return Picture(label, bars_width(old), bars_path(old), bars_path(new), ends)


def _figure(value: float | None) -> str:
    return "–" if value is None else number_text(round(value, 4))
