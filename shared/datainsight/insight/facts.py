"""The fact table: every number and name that text about a profile may mention."""

from collections.abc import Iterable, Iterator, Mapping

from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Fact
from datainsight.models.issue import Issue, Severity
from datainsight.models.profile import ColumnProfile

MAXIMUM_ISSUES = 100
MAXIMUM_COLUMNS = 100
"""The table of facts stays small for wide tables: columns with issues come first."""

_Draft = tuple[str, str, int | float | str, str, bool]
"""scope, metric, value, unit, is_exact."""


def build_facts(document: ProfileDocument) -> tuple[Fact, ...]:
    """All facts of a document, numbered "f1", "f2", … in a fixed order.

    No fact holds a value of the table: names, counts, shares and points only.
    """
    drafts = [*_dataset(document), *_quality(document)]
    groups = document.issue_groups()[:MAXIMUM_ISSUES]
    points = document.quality.points_by_issue()
    for group in groups:
        drafts.extend(_issue(group[0], document, points))
        if len(group) > 1:
            drafts.extend(_alike(group, points))
    for column in _columns_worth_facts(document, [group[0] for group in groups]):
        drafts.extend(_column(column, document.dataset.row_count))
    return tuple(
        Fact(id=f"f{number}", scope=scope, metric=metric, value=value, unit=unit, is_exact=is_exact)
        for number, (scope, metric, value, unit, is_exact) in enumerate(drafts, start=1)
    )


def percentage(part: float, whole: float) -> float:
    """`part` of `whole` in percent; 0 of nothing."""
    return 100.0 * part / whole if whole else 0.0


def _dataset(document: ProfileDocument) -> Iterator[_Draft]:
    dataset = document.dataset
    cells = dataset.row_count * dataset.column_count
    scope, exact = "dataset", dataset.is_exact
    yield scope, "name", dataset.name, "", True
    yield scope, "row_count", dataset.row_count, "rows", True
    yield scope, "column_count", dataset.column_count, "columns", True
    yield scope, "missing_cell_count", dataset.missing_cell_count, "cells", True
    yield scope, "missing_cell_share", percentage(dataset.missing_cell_count, cells), "percent", True
    yield scope, "duplicate_row_count", dataset.duplicate_row_count, "rows", exact
    yield (
        scope,
        "duplicate_row_share",
        percentage(dataset.duplicate_row_count, dataset.row_count),
        "percent",
        exact,
    )
    yield scope, "line_problem_count", dataset.line_problem_count, "rows", True
    yield scope, "personal_column_count", sum(column.is_pii for column in document.columns), "columns", True


def _quality(document: ProfileDocument) -> Iterator[_Draft]:
    recommendations = document.recommendations
    severe = (Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL)
    concerned = {name for issue in document.issues for name in issue.columns}
    yield "quality", "score", document.quality.score, "", True
    yield "quality", "perfect_score", 100, "", True
    yield "quality", "lost_points", sum(each.points for each in document.quality.deductions), "points", True
    yield "quality", "issue_count", len(document.issues), "issues", True
    yield (
        "quality",
        "severe_issue_count",
        sum(issue.severity in severe for issue in document.issues),
        "issues",
        True,
    )
    yield "quality", "columns_with_issues", len(concerned), "columns", True
    yield "quality", "recommendation_count", len(recommendations), "repairs", True
    yield "quality", "default_repair_count", sum(each.is_default for each in recommendations), "", True


def _issue(issue: Issue, document: ProfileDocument, points: Mapping[str, float]) -> Iterator[_Draft]:
    scope = f"issue:{issue.id}"
    rows = document.dataset.row_count
    exact = document.dataset.is_exact
    yield scope, "affected_row_count", issue.affected_row_count, "rows", exact
    yield scope, "affected_row_share", percentage(issue.affected_row_count, rows), "percent", exact
    yield scope, "points", points.get(issue.id, 0.0), "", True
    yield scope, "column_count", len(issue.columns), "columns", True


def _alike(group: tuple[Issue, ...], points: Mapping[str, float]) -> Iterator[_Draft]:
    """The same issue in many columns, told with the first of them."""
    scope = f"issue:{group[0].id}"
    yield scope, "alike_column_count", len(group), "columns", True
    yield scope, "alike_points", sum(points.get(issue.id, 0.0) for issue in group), "", True


def _column(column: ColumnProfile, rows: int) -> Iterator[_Draft]:
    scope = f"column:{column.position}"
    yield scope, "name", column.name, "", True
    yield scope, "null_count", column.null_count, "rows", True
    yield scope, "null_share", percentage(column.null_count, rows), "percent", True
    yield scope, "distinct_count", column.distinct_count, "values", column.is_exact
    yield scope, "null_spelling_count", len(column.null_spellings), "spellings", True
    yield scope, "notation_count", len(column.notations), "notations", True
    yield scope, "type_share", 100.0 * column.type_share, "percent", True


def _columns_worth_facts(document: ProfileDocument, issues: Iterable[Issue]) -> list[ColumnProfile]:
    """Columns that issues name, then the others, up to a limit, in the order of the table."""
    wanted = dict.fromkeys(_first_columns(issues))
    named = [column for column in document.columns if column.name in wanted]
    others = [column for column in document.columns if column.name not in wanted]
    chosen = (named + others)[: max(MAXIMUM_COLUMNS, len(named))]
    return sorted(chosen, key=lambda column: column.position)


def _first_columns(issues: Iterable[Issue]) -> Iterator[str]:
    """The column each finding speaks of: an issue may name hundreds."""
    for issue in issues:
        yield from issue.columns[:1]
