"""The deterministic text about a profile: same document, same words, no model and no key needed."""

from collections.abc import Sequence

from datainsight.checks import registered_checks
from datainsight.insight.facts import build_facts
from datainsight.insight.render import is_digit, render
from datainsight.insight.wording import BEFORE, COLUMN_FINDING, TABLE_FINDING, WHOLE_COLUMN_FINDING
from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Fact, Insight
from datainsight.models.issue import Issue
from datainsight.phrasing import kind_words

MAXIMUM_FINDINGS = 12


def write_insight(document: ProfileDocument) -> Insight:
    """A headline, a story of a few sentences, and the findings that matter most, in plain English.

    Every number in the text is a fact of the document; see `insight.render`.
    """
    facts = build_facts(document)
    book = _Book(facts)
    by_id = {fact.id: fact for fact in facts}
    groups = document.issue_groups()[:MAXIMUM_FINDINGS]
    findings = [_finding(group[0], document, book) + _alike(group, book) for group in groups]
    return Insight(
        headline=render(_headline(document, book), by_id),
        story=tuple(render(template, by_id) for template in _story(document, book)),
        findings=tuple(render(template, by_id) for template in findings),
        facts=facts,
    )


class _Book:
    """Facts by what they say."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = {(fact.scope, fact.metric): fact for fact in facts}

    def cite(self, scope: str, metric: str) -> str:
        """The placeholder for a fact."""
        return f"{{{{{self._facts[scope, metric].id}}}}}"

    def number(self, scope: str, metric: str) -> float:
        """A fact's value, to choose the words by."""
        value = self._facts[scope, metric].value
        return float(value) if not isinstance(value, str) else 0.0


def _headline(document: ProfileDocument, book: _Book) -> str:
    name = book.cite("dataset", "name")
    if document.dataset.row_count == 0:
        return f"{name} has {book.cite('dataset', 'column_count')} and not a single row."
    scored = f"{name} scores {book.cite('quality', 'score')} of {book.cite('quality', 'perfect_score')}"
    severe = book.number("quality", "severe_issue_count")
    if severe:
        verb = "deserves" if severe == 1 else "deserve"
        problems = book.cite("quality", "severe_issue_count")
        return f"{scored}: {problems} {verb} attention {BEFORE[document.goal]}."
    if document.issues:
        return f"{scored}: {book.cite('quality', 'issue_count')} found, none of them serious."
    return f"{scored}: nothing was found that needs work."


def _story(document: ProfileDocument, book: _Book) -> list[str]:
    if document.dataset.row_count == 0:
        return ["There is nothing to measure until the table holds data."]
    sentences = [_size_sentence(book)]
    if document.issues:
        sentences.append(_where_sentence(book))
    sentences.extend(_largest_loss(document, book))
    sentences.extend(_repairs(document, book))
    if book.number("dataset", "personal_column_count"):
        personal = book.cite("dataset", "personal_column_count")
        sentences.append(f"Personal data was found in {personal}; values from there are not shown.")
    return sentences


def _size_sentence(book: _Book) -> str:
    size = f"The table has {book.cite('dataset', 'row_count')} and {book.cite('dataset', 'column_count')}"
    if not book.number("dataset", "missing_cell_count"):
        return f"{size}, and no cell is empty."
    return f"{size}; {book.cite('dataset', 'missing_cell_share')} of its cells are empty."


def _where_sentence(book: _Book) -> str:
    found = f"In all, {book.cite('quality', 'issue_count')} came to light"
    if not book.number("quality", "columns_with_issues"):
        return f"{found}, concerning the table as a whole."
    return f"{found}, in {book.cite('quality', 'columns_with_issues')}."


def _largest_loss(document: ProfileDocument, book: _Book) -> list[str]:
    """Which problem costs most, where that is not the only one."""
    points = document.quality.points_by_issue()
    groups = document.issue_groups()[:MAXIMUM_FINDINGS]
    if len(points) < 2 or not any(group[0].id in points for group in groups):
        return []
    costly = max(groups, key=lambda group: sum(points.get(issue.id, 0.0) for issue in group))
    issue, scope = costly[0], f"issue:{costly[0].id}"
    if len(costly) > 1:
        where, cost = f" in {book.cite(scope, 'alike_column_count')}", book.cite(scope, "alike_points")
    else:
        where = f" in {_column_name(issue, document, book)}" if issue.columns else ""
        cost = book.cite(scope, "points")
    kind, lost = _kind(issue.kind).lower(), book.cite("quality", "lost_points")
    return [f"The largest loss is {kind}{where}: {cost} of the {lost} missing to a full score."]


def _repairs(document: ProfileDocument, book: _Book) -> list[str]:
    """What is on offer; whether a repair proved right is told beside it, not here."""
    if not document.recommendations:
        return []
    offered = book.cite("quality", "recommendation_count")
    safe = book.number("quality", "default_repair_count")
    if not safe:
        return [f"On offer: {offered}, to be decided one by one."]
    if safe == len(document.recommendations):
        return [f"On offer: {offered} that {'loses' if safe == 1 else 'lose'} no information."]
    chosen = book.cite("quality", "default_repair_count")
    return [f"On offer: {offered}, {chosen} of which {'loses' if safe == 1 else 'lose'} no information."]


def _finding(issue: Issue, document: ProfileDocument, book: _Book) -> str:
    scope = f"issue:{issue.id}"
    words = {
        "kind": _kind(issue.kind),
        "rows": book.cite(scope, "affected_row_count"),
        "share": book.cite(scope, "affected_row_share"),
    }
    check = registered_checks().get(issue.kind)
    own = check.sentence if check else None
    if not issue.columns:
        return (own if own and "{column}" not in own else TABLE_FINDING).format(**words)
    column = f"column:{_position(issue, document)}"
    words |= {
        "column": _column_name(issue, document, book),
        "values": book.cite(column, "distinct_count"),
        "spellings": book.cite(column, "null_spelling_count"),
        "notations": book.cite(column, "notation_count"),
    }
    generic = COLUMN_FINDING if issue.affected_row_count else WHOLE_COLUMN_FINDING
    return (own or generic).format(**words)


def _alike(group: tuple[Issue, ...], book: _Book) -> str:
    if len(group) == 1:
        return ""
    scope = f"issue:{group[0].id}"
    columns, points = book.cite(scope, "alike_column_count"), book.cite(scope, "alike_points")
    return f" So it is in {columns} altogether: {points} of the {book.cite('quality', 'lost_points')} lost."


def _column_name(issue: Issue, document: ProfileDocument, book: _Book) -> str:
    """The first column's name, and how many more there are."""
    name = book.cite(f"column:{_position(issue, document)}", "name")
    if len(issue.columns) == 1:
        return name
    return f"{name} and others ({book.cite(f'issue:{issue.id}', 'column_count')})"


def _position(issue: Issue, document: ProfileDocument) -> int:
    return document.column(issue.columns[0]).position


def _kind(kind: str) -> str:
    """The kind in words without digits, which would be no facts."""
    return (
        "".join(character for character in kind_words(kind) if not is_digit(character)).strip() or "An issue"
    )
