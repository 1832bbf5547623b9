"""What changed between two tables, in words: lines for the terminal and for the page."""

from collections.abc import Iterator

from datainsight.models.comparison import (
    ColumnDrift,
    Comparison,
    DriftStatus,
    KeyOverlap,
    SchemaChange,
    SchemaChangeKind,
)
from datainsight.phrasing import number_text, percent_text, rows_text, shorten, visible


def comparison_to_terminal(comparison: Comparison) -> str:
    """All that changed, one line each."""
    lines = [
        f"{shorten(comparison.old_name)} → {shorten(comparison.new_name)}",
        f"{rows_text(comparison.old_row_count)} → {rows_text(comparison.new_row_count)}",
    ]
    if comparison.key_overlap is not None:
        lines.append(overlap_line(comparison.key_overlap))
    if comparison.row_overlap is not None:
        lines.append(records_line(comparison.row_overlap))
    changed = [*map(schema_line, comparison.schema_changes), *map(key_line, comparison.broken_keys)]
    for drift in comparison.drifts:
        changed.extend(f"{shorten(drift.column)}: {line}" for line in drift_lines(drift))
    return "\n".join([*lines, "", *(changed or ["Nothing else changed."])]) + "\n"


def schema_line(change: SchemaChange) -> str:
    """E.g. "column “town” is new (text)"."""
    name = f"column “{shorten(change.column)}”"
    match change.kind:
        case SchemaChangeKind.ADDED:
            return f"{name} is new ({change.new})"
        case SchemaChangeKind.REMOVED:
            return f"{name} is gone"
        case SchemaChangeKind.RENAMED:
            return (
                f"{name} seems to be “{shorten(change.old or '')}” renamed (confidence {change.confidence})"
            )
        case SchemaChangeKind.TYPE_CHANGED:
            return f"{name} was {change.old} and is {change.new}"


def key_line(columns: tuple[str, ...]) -> str:
    """E.g. "“id” identifies a row no longer"."""
    return f"“{', '.join(shorten(name) for name in columns)}” identifies a row no longer"


def overlap_line(overlap: KeyOverlap) -> str:
    """E.g. "by “id”: 120 in both, 3 gone, 7 new"."""
    counts = overlap.shared_count, overlap.old_only_count, overlap.new_only_count
    both, gone, new = map(number_text, counts)
    return f"by “{', '.join(map(shorten, overlap.columns))}”: {both} in both, {gone} gone, {new} new"


def records_line(overlap: KeyOverlap) -> str:
    """E.g. "3 of 300 different records of the new table (1 %) stand in the old one as well, by all …"."""
    different = overlap.shared_count + overlap.new_only_count
    both = (
        f"{number_text(overlap.shared_count)} of {number_text(different)} different records of the new table"
    )
    share = percent_text(100 * overlap.shared_count / different) if different else "0 %"
    return f"{both} ({share}) stand in the old one as well, by all shared columns but identifiers"


def drift_lines(drift: ColumnDrift) -> Iterator[str]:
    """What changed in a column; nothing where nothing did."""
    if drift.status in (DriftStatus.MODERATE, DriftStatus.MAJOR):
        figures = f"PSI {number_text(drift.population_stability_index or 0.0)}"
        if drift.old_mean is not None and drift.new_mean is not None:
            figures += f", mean {number_text(drift.old_mean)} → {number_text(drift.new_mean)}"
        elif drift.cramers_v is not None:
            figures += f", Cramér's V {number_text(round(drift.cramers_v, 2))}"
        yield f"{drift.status.value} drift ({figures})"
    if drift.is_null_share_changed:
        before, after = percent_text(100 * drift.old_null_share), percent_text(100 * drift.new_null_share)
        yield f"missing {before} → {after}"
    for label, values in (("new", drift.new_categories), ("gone", drift.lost_categories)):
        if values:
            shown = ", ".join(visible(value, 40) for value in values[:5])
            yield f"{label}: {shown}{' …' if len(values) > 5 else ''}"
