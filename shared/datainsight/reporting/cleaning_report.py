"""What cleaning changed, for the terminal."""

from datainsight.models.cleaning import CleaningReport, RepairOutcome
from datainsight.phrasing import kind_words, number_text, rows_text, shorten


def cleaning_to_terminal(report: CleaningReport) -> str:
    """A line for the table and one for each repair."""
    lines = [f"{shorten(report.name)}: {rows_text(report.row_count_before)} → {_after(report)}"]
    lines.extend(f"  {_repair(outcome)}" for outcome in report.repairs)
    if not report.repairs:
        lines.append("  No repair is recommended; the table is written as it was read.")
    lines.extend(f"  {name}: {reason}" for name, reason in {**report.left_out, **report.moved}.items())
    if withheld := len(report.withheld_recommendation_ids):
        which = "1 repair" if withheld == 1 else f"{withheld} repairs"
        lines.append(f"  {which} left out, as code would spell out personal data; --show-pii makes them")
    if report.quarantined_row_count:
        lines.append(f"  {rows_text(report.quarantined_row_count)} in quarantine")
    return "\n".join(lines) + "\n"


def _after(report: CleaningReport) -> str:
    removed = len(report.columns_removed)
    columns = f", {removed} {'column' if removed == 1 else 'columns'} removed" if removed else ""
    return rows_text(report.row_count_after) + columns


def _repair(outcome: RepairOutcome) -> str:
    where = f" in {', '.join(shorten(name) for name in outcome.columns[:3])}" if outcome.columns else ""
    changes = []
    if outcome.cells_changed:
        cells = "cell" if outcome.cells_changed == 1 else "cells"
        changes.append(f"{number_text(outcome.cells_changed)} {cells} changed")
    if outcome.rows_removed:
        changes.append(f"{rows_text(outcome.rows_removed)} removed")
    if outcome.rows_added:
        changes.append(f"{rows_text(outcome.rows_added)} added")
    return f"{kind_words(outcome.operation)}{where}: {', '.join(changes) or 'nothing to change'}"
