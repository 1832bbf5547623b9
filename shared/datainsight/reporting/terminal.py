"""A readable summary for the terminal: what the table is, a line per column, the issues, what to do next."""

import shutil
import textwrap
import unicodedata
from collections.abc import Sequence

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.profile import ColumnProfile
from datainsight.phrasing import (
    bytes_text,
    kind_words,
    muted_text,
    number_text,
    percent_text,
    rows_text,
    shorten,
)
from datainsight.reporting.sparkline import sparkline

MAXIMUM_COLUMNS = 60
MAXIMUM_ISSUES = 20
MAXIMUM_WIDTH = 120
SCORE_BAR_WIDTH = 20


def to_terminal(document: ProfileDocument, width: int | None = None) -> str:
    """The whole summary, `width` characters wide (the terminal's by default)."""
    line_width = _line_width(width)
    blocks = [_head(document), _story(document, line_width), _columns(document, line_width)]
    blocks += [_most_costly(document, line_width), muted_text(document.muted_issue_count)]
    blocks.append("More: --html FILE for a page with pictures, --json FILE for everything.")
    return "\n\n".join(block for block in blocks if block) + "\n"


def issues_to_terminal(document: ProfileDocument, width: int | None = None) -> str:
    """Score and issues only, none left out."""
    line_width = _line_width(width)
    every = [(issue,) for issue in document.ranked_issues()]
    issues = _issues(document, line_width, every) or "No issues were found."
    blocks = [_head(document), issues, muted_text(document.muted_issue_count)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _line_width(width: int | None) -> int:
    return min(width or shutil.get_terminal_size((100, 24)).columns, MAXIMUM_WIDTH)


def _head(document: ProfileDocument) -> str:
    dataset = document.dataset
    facts = [
        dataset.format.upper(),
        *([dataset.encoding.upper()] if dataset.encoding else []),
        bytes_text(dataset.size_bytes),
        f"{rows_text(dataset.row_count)} × {number_text(dataset.column_count)} columns",
    ]
    score = document.quality.score
    filled = round(SCORE_BAR_WIDTH * score / 100)
    bar = "█" * filled + "░" * (SCORE_BAR_WIDTH - filled)
    return f"{shorten(dataset.name)}  ·  {'  ·  '.join(facts)}\nQuality {bar} {number_text(score)} of 100"


def _story(document: ProfileDocument, width: int) -> str:
    if document.insight is None:
        return ""
    return textwrap.fill(" ".join(sentence.text for sentence in document.insight.story), width)


def _columns(document: ProfileDocument, width: int) -> str:
    shown = document.columns[:MAXIMUM_COLUMNS]
    rows: list[tuple[str, ...]] = [("COLUMN", "TYPE", "MISSING", "DISTINCT", "SHAPE", "VALUES")]
    rows += [_column_row(column, document.dataset.row_count) for column in shown]
    text = aligned(rows, right=(2, 3), width=width)
    left_out = len(document.columns) - len(shown)
    return text + (f"\n… and {number_text(left_out)} more columns" if left_out > 0 else "")


def _column_row(column: ColumnProfile, row_count: int) -> tuple[str, ...]:
    missing = percent_text(100 * column.null_count / row_count) if row_count else ""
    distinct = ("" if column.is_exact else "~") + number_text(column.distinct_count)
    return (
        shorten(column.name, 28),
        column.data_type.value,
        missing,
        distinct,
        sparkline(column),
        _values(column, row_count),
    )


def _values(column: ColumnProfile, row_count: int) -> str:
    """The range of ordered values, the most frequent ones of others."""
    if column.is_pii and column.minimum is None and not column.top_values:
        return "(personal data, not shown)"
    if column.histogram is not None and column.minimum is not None and column.maximum is not None:
        return f"{_scalar(column.minimum)} … {_scalar(column.maximum)}"
    top = [value for value in column.top_values[:3] if value.count > 1 or len(column.top_values) < 4]
    if not top or not row_count:
        return ""
    return ", ".join(
        f"{shorten(value.value, 18)} {percent_text(100 * value.count / row_count)}" for value in top
    )


def _scalar(value: float | str) -> str:
    return number_text(value) if isinstance(value, int | float) else shorten(value, 20)


def _most_costly(document: ProfileDocument, width: int) -> str:
    """The issues that cost most; the same one of many columns on one line."""
    groups = document.issue_groups()
    shown = groups[:MAXIMUM_ISSUES]
    left_out = len(document.issues) - len(shown)
    rest = f"\n… and {number_text(left_out)} more: datainsight issues FILE" if left_out else ""
    return _issues(document, width, shown) + rest


def _issues(document: ProfileDocument, width: int, groups: Sequence[tuple[Issue, ...]]) -> str:
    if not groups:
        return ""
    points = document.quality.points_by_issue()
    rows: list[tuple[str, ...]] = [("SEVERITY", "POINTS", "ISSUE", "COLUMN", "EVIDENCE")]
    rows += [_issue_row(group, sum(points.get(issue.id, 0.0) for issue in group)) for group in groups]
    return aligned(rows, right=(1,), width=width)


def _issue_row(group: tuple[Issue, ...], points: float) -> tuple[str, ...]:
    """An issue, or the first of many that are alike."""
    first = group[0]
    lost = f"-{number_text(round(points, 2))}" if points else ""
    columns = [name for issue in group for name in issue.columns]
    others = f" +{len(columns) - 1}" if len(columns) > 1 else ""
    where = shorten(columns[0], 24) + others if columns else ""
    return first.severity.value, lost, kind_words(first.kind), where, shorten(first.message, 200)


def aligned(rows: Sequence[tuple[str, ...]], *, right: tuple[int, ...], width: int) -> str:
    """Cells in columns two blanks apart; the last column takes, and is cut to, what is left of the width."""
    widths = [max(display_width(row[index]) for row in rows) for index in range(len(rows[0]))]
    widths[-1] = max(width - sum(widths[:-1]) - 2 * (len(widths) - 1), 12)
    lines = []
    for row in rows:
        cells = [
            _pad(_cut(cell, cell_width), cell_width, to_the_right=index in right)
            for index, (cell, cell_width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def display_width(text: str) -> int:
    """Terminal cells that a text takes: wide East Asian characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _cut(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if display_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _pad(text: str, width: int, *, to_the_right: bool) -> str:
    blanks = " " * (width - display_width(text))
    return blanks + text if to_the_right else text + blanks
