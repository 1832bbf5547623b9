"""What the page shows, as text and numbers ready to be placed; there is no markup here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datainsight.models.dataset import LineProblem
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.phrasing import (
    bytes_text,
    kind_words,
    muted_text,
    number_text,
    percent_text,
    rows_text,
    shorten,
)
from datainsight.reporting.html_columns import ColumnView, view_columns
from datainsight.reporting.html_issues import IssueView, view_issues
from datainsight.reporting.html_relations import RelationsView, view_relations
from datainsight.reporting.html_score import ScoreView, view_score
from datainsight.reporting.pictures import hanging_path
from datainsight.reporting.reading_report import DELIMITERS

GOALS = {
    Goal.GENERAL_AUDIT: "General audit",
    Goal.ML_PREPARATION: "Machine learning",
    Goal.ANALYTICS: "Analytics",
    Goal.MIGRATION: "Migration",
    Goal.PRIVACY: "Privacy",
}
MAXIMUM_BARS = 400
MAXIMUM_TITLES = 200
LANGUAGES = {"polars": "Python · polars", "pandas": "Python · pandas", "sql": "SQL", "r": "R"}


@dataclass(frozen=True)
class Detail:
    """How much of a large table fits on a page.

    Attributes:
        full_columns: Columns with all their facts, those with issues first.
        compact_columns: Further columns with one line each.
        issues: Issues with their evidence.
        script_characters: Of each cleaning script.
    """

    full_columns: int
    compact_columns: int
    issues: int
    script_characters: int


@dataclass(frozen=True)
class ScriptView:
    """A cleaning script."""

    key: str
    label: str
    code: str
    is_cut: bool


@dataclass(frozen=True)
class MissingView:
    """The overview of missing values.

    Attributes:
        width: How many bars there are; more columns than `MAXIMUM_BARS` share bars with their neighbours.
        filled: Path of the bars themselves.
        empty: Path of their missing parts.
        titles: The names behind the bars, where each is a column.
        worst: Name, share as text and in percent of the columns with most missing values.
        summary: How many columns have gaps.
    """

    width: int
    filled: str
    empty: str
    titles: tuple[str, ...]
    worst: tuple[tuple[str, str, float], ...]
    summary: str


@dataclass(frozen=True)
class PageView:
    """Everything on the page."""

    title: str
    headline: str
    story: tuple[str, ...]
    tiles: tuple[tuple[str, str], ...]
    reading: tuple[tuple[str, str], ...]
    score: ScoreView
    missing: MissingView
    relations: RelationsView | None
    issues: tuple[IssueView, ...]
    issue_count: int
    issues_left_out: int
    issues_muted: str
    columns: tuple[ColumnView, ...]
    columns_left_out: int
    scripts: tuple[ScriptView, ...]
    has_personal: bool


def view_page(document: ProfileDocument, detail: Detail, scripts: Mapping[str, str]) -> PageView:
    """Chooses and words what the page shows."""
    insight = document.insight
    shown_columns = view_columns(document, full=detail.full_columns, compact=detail.compact_columns)
    issues = view_issues(document, detail.issues)
    return PageView(
        title=shorten(document.dataset.name, 80),
        headline=insight.headline.text if insight else shorten(document.dataset.name, 80),
        story=tuple(sentence.text for sentence in insight.story) if insight else (),
        tiles=_tiles(document),
        reading=_reading(document),
        score=view_score(document),
        missing=_missing(document),
        relations=view_relations(document),
        issues=issues,
        issue_count=len(document.issues),
        issues_left_out=sum(len(group) for group in document.issue_groups()[len(issues) :]),
        issues_muted=muted_text(document.muted_issue_count),
        columns=shown_columns,
        columns_left_out=len(document.columns) - len(shown_columns),
        scripts=_scripts(scripts, detail.script_characters),
        has_personal=any(column.is_pii for column in document.columns),
    )


def _tiles(document: ProfileDocument) -> tuple[tuple[str, str], ...]:
    dataset = document.dataset
    cells = dataset.row_count * dataset.column_count
    missing = percent_text(100 * dataset.missing_cell_count / cells) if cells else "–"
    return (
        ("Rows", number_text(dataset.row_count)),
        ("Columns", number_text(dataset.column_count)),
        ("Missing cells", missing),
        ("Duplicate rows", ("" if dataset.is_exact else "≈ ") + number_text(dataset.duplicate_row_count)),
        ("Issues", number_text(len(document.issues))),
        ("Size", bytes_text(dataset.size_bytes)),
    )


def _reading(document: ProfileDocument) -> tuple[tuple[str, str], ...]:
    """How the file was read: a wrong reading explains many a strange figure."""
    dataset, dialect = document.dataset, document.dataset.dialect
    facts = [("Goal", GOALS[document.goal]), ("Format", dataset.format.upper())]
    if dataset.encoding:
        facts.append(("Encoding", shorten(dataset.encoding.upper())))
    if dialect is not None:
        facts.append(("Delimiter", DELIMITERS.get(dialect.delimiter, shorten(dialect.delimiter, 10))))
        facts.append(("Quote", shorten(dialect.quote, 10) if dialect.quote else "none"))
        facts.append(("Header", "none" if dialect.header_row is None else "yes"))
        if dialect.skipped_lines:
            facts.append(("Skipped lines", number_text(dialect.skipped_lines)))
        facts.extend(("Assumed", shorten(assumption, 200)) for assumption in dialect.assumptions[:5])
    facts.extend(("Assumed", shorten(assumption, 200)) for assumption in dataset.assumptions[:5])
    if dataset.line_problem_count:
        facts.append(("Irregular lines", _problems(dataset.line_problem_count, dataset.line_problems)))
    return tuple(facts)


def _problems(count: int, problems: Sequence[LineProblem]) -> str:
    first = "; ".join(
        f"line {number_text(each.line)}: {kind_words(each.kind).lower()}, {each.action}"
        for each in problems[:3]
    )
    return f"{number_text(count)} ({first}{'; …' if count > 3 else ''})" if first else number_text(count)


def _missing(document: ProfileDocument) -> MissingView:
    rows = document.dataset.row_count
    shares = [(column.name, 100 * column.null_count / rows if rows else 0.0) for column in document.columns]
    bars = _shared_bars([share for _, share in shares])
    has_titles = len(bars) == len(shares) <= MAXIMUM_TITLES
    titles = (f"{shorten(name)}: {percent_text(share)} missing" for name, share in shares)
    worst = sorted((pair for pair in shares if pair[1] > 0), key=lambda pair: -pair[1])[:6]
    with_gaps = sum(share > 0 for _, share in shares)
    if not with_gaps:
        summary = "Every column is filled in every row." if rows else "There are no rows."
    else:
        whole = len(shares) - with_gaps
        summary = f"{number_text(with_gaps)} of {number_text(len(shares))} columns have gaps, "
        summary += f"{number_text(whole)} {'is' if whole == 1 else 'are'} complete ({rows_text(rows)})."
    return MissingView(
        width=len(bars),
        filled=hanging_path([100.0] * len(bars)),
        empty=hanging_path(bars),
        titles=tuple(titles) if has_titles else (),
        worst=tuple((shorten(name), percent_text(share), round(share, 2)) for name, share in worst),
        summary=summary,
    )


def _shared_bars(shares: list[float]) -> list[float]:
    """The shares themselves, or means of neighbours where there are too many to be seen one by one."""
    per_bar = -(-len(shares) // MAXIMUM_BARS)
    groups = (shares[start : start + per_bar] for start in range(0, len(shares), per_bar or 1))
    return [sum(group) / len(group) for group in groups]


def _scripts(scripts: Mapping[str, str], limit: int) -> tuple[ScriptView, ...]:
    return tuple(
        ScriptView(key, label, scripts[key][:limit], len(scripts[key]) > limit)
        for key, label in LANGUAGES.items()
        if key in scripts
    )
