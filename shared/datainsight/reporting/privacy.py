"""Hides the values of columns with personal data. Lies below every output: nothing unmasked is shown.

What stays is what cannot name a person: counts, lengths, generalised patterns, names of columns. Free text
about such a column (messages, reasons) may quote values, so it is replaced, not searched. Values of other
columns, and what is written about them, are searched for personal values that they quote (`redaction`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import JsonValue

from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Insight, Sentence
from datainsight.models.issue import Issue
from datainsight.models.profile import ColumnProfile, DataType, DerivedColumn, NearDuplicates, Pattern
from datainsight.models.recommendation import Deduction, Quality, Recommendation, RepairRecord, ValueChange
from datainsight.models.relations import Reference, SimilarRows
from datainsight.models.selector import DuplicateRows, Selector, WholeColumn
from datainsight.phrasing import kind_words, rows_text
from datainsight.reporting.redaction import Redactor
from datainsight.semantics.quotations import HIDDEN

if TYPE_CHECKING:
    from datainsight.checks.cells import Cell

EXPLANATION = "Values are not shown because the column holds personal data."

MINIMUM_VALUES_BEHIND_A_MEAN = 10
"""A mean of fewer different values could give one of them away."""

# fmt: off
HARMLESS_NULL_SPELLINGS = frozenset({
    "", "na", "n/a", "n.a.", "#n/a", "nan", "<na>", "null", "(null)", "nil", "none", "nothing", "\\n",
    "missing", "unknown", "unspecified", "undefined", "blank", "empty", "tbd", "no data", "no value",
    "not available", "not applicable", "-", "--", "---", "?", ".", "*",
})
"""Texts that say "no value" and nothing else, in lower case."""

HARMLESS_PARAMETERS = frozenset({
    "column", "columns", "formats", "target", "decimal_mark", "thousands_mark", "width", "format", "kind",
    "by", "units", "case", "unit", "type", "country", "trunk", "least_digits", "most_digits", "keep",
    "scheme", "lower_local", "characters",
})
"""Parameters of repairs that never hold values of the table."""

HARMLESS_METRICS = frozenset({
    "name", "null_count", "null_share", "distinct_count", "null_spelling_count", "notation_count",
    "type_share", "column_count", "affected_row_count", "affected_row_share", "points",
})
"""Facts that may be told of such a column and its issues."""

HARMLESS_FIELDS = frozenset({
    "name", "position", "data_type", "role", "semantic_type", "semantic_confidence", "is_pii",
    "null_count", "distinct_count", "is_exact", "relative_error", "type_share", "text", "is_day_first",
    "declared_type", "presence", "monotonicity", "sampling_error",
})
"""Fields of a column that are shown as they are. Every other one, also a future one, is emptied or masked."""

QUOTING = (
    "issues", "recommendations", "quality", "contradictions", "references", "near_duplicates", "similar_rows",
    "insight",
)
"""Fields of the document, beside its columns, in which values of any column may be quoted."""
# fmt: on

_TEXTS = frozenset({DataType.TEXT, DataType.LIST, DataType.OBJECT})


def mask(
    document: ProfileDocument, *, show_pii: bool = False, also_known: tuple[str, ...] = ()
) -> ProfileDocument:
    """The document as it may be shown.

    Args:
        document: Everything that is known.
        show_pii: The user asked for the values; nothing is hidden then.
        also_known: Personal values of another table that is shown beside it.
    """
    if show_pii:
        return document
    return _without_quotations(_without_columns(document), Redactor(document, also_known))


def _without_quotations(document: ProfileDocument, redactor: Redactor) -> ProfileDocument:
    """Without the personal values that other columns quote, and what is said of these."""
    changed: dict[str, object] = {
        name: shown
        for name in QUOTING
        if (shown := redactor.shown(old := getattr(document, name))) is not old
    }
    columns = tuple(_without_quoted(column, redactor) for column in document.columns)
    if any(new is not old for new, old in zip(columns, document.columns, strict=True)):
        changed["columns"] = columns
    if document.personal_values:
        changed["personal_values"] = ()
    return document.model_copy(update=changed) if changed else document


def _without_quoted(column: ColumnProfile, redactor: Redactor) -> ColumnProfile:
    """Numbers and dates quote nobody: of such columns only what does not fit in is searched."""
    if column.is_pii:
        return column
    if column.data_type in _TEXTS:
        return redactor.shown(column)
    changed = {
        name: shown
        for name in ("type_offenders", "null_spellings", "type_counts")
        if (shown := redactor.shown(old := getattr(column, name))) is not old
    }
    return column.model_copy(update=changed) if changed else column


def _without_columns(document: ProfileDocument) -> ProfileDocument:
    """Without the values of the columns with personal data."""
    personal = personal_columns(document)
    if not personal:
        return document
    issues = tuple(_mask_issue(issue, personal) for issue in document.issues)
    hidden_issues = {issue.id for issue in document.issues if _tells(issue, personal)}
    recommendations = tuple(
        _mask_recommendation(each) if _is_about(each, personal, hidden_issues) else each
        for each in document.recommendations
    )
    return document.model_copy(
        update={
            "columns": tuple(
                _mask_column(column) if column.is_pii else column for column in document.columns
            ),
            "issues": issues,
            "recommendations": recommendations,
            "quality": _mask_quality(document.quality, {issue.id: issue for issue in issues}, hidden_issues),
            "derived_columns": tuple(_mask_derived(each, personal) for each in document.derived_columns),
            "contradictions": tuple(
                each
                for each in document.contradictions
                if personal.isdisjoint((each.dependent, *each.determinant))
            ),
            "references": tuple(_mask_reference(each, personal) for each in document.references),
            "near_duplicates": _mask_near_duplicates(document.near_duplicates, personal),
            "similar_rows": _mask_similar_rows(document.similar_rows, personal),
            "insight": document.insight and _mask_insight(document.insight, document, hidden_issues),
        }
    )


def _mask_reference(reference: Reference, personal: frozenset[str]) -> Reference:
    """How many rows refer to nothing stays, with what does not."""
    return (
        reference if personal.isdisjoint(reference.columns) else reference.model_copy(update={"absent": ()})
    )


def personal_columns(document: ProfileDocument) -> frozenset[str]:
    """Names of the columns that hold personal data."""
    return frozenset(column.name for column in document.columns if column.is_pii)


def mask_cells(
    cells: "Iterable[Cell]", document: ProfileDocument, *, show_pii: bool = False
) -> "Iterator[Cell]":
    """Cells without suggested values that are personal or quote such; where they are stays."""
    if show_pii:
        yield from cells
        return
    hidden = frozenset(column.position for column in document.columns if column.is_pii)
    redactor = Redactor(document)
    for cell in cells:
        is_told = cell.position in hidden or (cell.suggestion and redactor.tells(cell.suggestion))
        yield replace(cell, suggestion=None) if is_told else cell


def repairs_that_tell(document: ProfileDocument) -> frozenset[str]:
    """Ids of the recommendations whose code would spell out personal values."""
    personal = personal_columns(document)
    redactor = Redactor(document)
    return frozenset(
        each.id
        for each in document.recommendations
        if redactor.tells(each.repair.parameters)
        or (
            _columns_of(each.repair) & personal
            and _harmless(each.repair.parameters) != each.repair.parameters
        )
    )


def _mask_column(column: ColumnProfile) -> ColumnProfile:
    """Everything that is a value, or an edge or a difference of values, goes; counts stay."""
    emptied = {
        name: field.get_default(call_default_factory=True)
        for name, field in ColumnProfile.model_fields.items()
        if name not in HARMLESS_FIELDS
    }
    masked: dict[str, object] = {
        "null_spellings": _mask_spellings(column.null_spellings),
        "patterns": tuple(
            each.model_copy(update={"examples": ()}) for each in column.patterns if is_generalised(each)
        ),
        "notations": tuple(each.model_copy(update={"examples": ()}) for each in column.notations),
    }
    if column.distinct_count >= MINIMUM_VALUES_BEHIND_A_MEAN:
        masked |= {"mean": column.mean, "standard_deviation": column.standard_deviation}
    return column.model_copy(update=emptied | masked)


def _mask_spellings(spellings: dict[str, int]) -> dict[str, int]:
    """Spellings outside the harmless ones are counted together."""
    shown = {text: count for text, count in spellings.items() if _is_harmless_spelling(text)}
    rest = sum(spellings.values()) - sum(shown.values())
    return shown | ({HIDDEN: rest} if rest else {})


def _is_harmless_spelling(text: str) -> bool:
    return text.strip().lower() in HARMLESS_NULL_SPELLINGS


def is_generalised(pattern: Pattern) -> bool:
    """Whether a pattern holds no letter or digit of the values, e.g. `999-AA` with `[0-9]{3}-[A-Z]{2}`."""
    classes = re.sub(r"\\[pP]\{\w+\}|\\[a-zA-Z]|\[[^\]]*\]|\{[0-9,]+\}", "", pattern.regex)
    shape = re.sub(r"[9Aa]|\{[0-9,]+\}|[0-9]+(?=[}+*])", "", pattern.pattern)
    return not any(character.isalnum() for character in classes + shape) and not re.search(
        r"\[(?!\^?(?:[a-zA-Z0-9]-[a-zA-Z0-9]|\\.|[^\w\]])*\])", pattern.regex
    )


def _tells(issue: Issue, personal: frozenset[str]) -> bool:
    """Whether an issue's text or examples may hold personal values; a table's issue may show whole rows."""
    return bool(personal.intersection(issue.columns)) or not issue.columns


COUNTING_KINDS = frozenset({"no_key", "personal_data", "small_groups"})
"""Issues whose message has counts and the names of semantic types, never a value."""


def _mask_issue(issue: Issue, personal: frozenset[str]) -> Issue:
    if not _tells(issue, personal):
        return issue
    counts_only = isinstance(issue.selector, DuplicateRows) or issue.kind in COUNTING_KINDS
    return issue.model_copy(
        update={
            "message": issue.message if counts_only else _plain_message(issue),
            "examples": (),
            "selector": _mask_selector(issue.selector),
        }
    )


def _plain_message(issue: Issue) -> str:
    return f"{kind_words(issue.kind)}: {rows_text(issue.affected_row_count)}. {EXPLANATION}"


def _mask_selector(selector: Selector) -> Selector:
    """The column without the values, numbers or expression that pick the cells."""
    if isinstance(selector, DuplicateRows):
        return selector
    return WholeColumn(column=selector.column)


def _is_about(recommendation: Recommendation, personal: frozenset[str], issues: set[str]) -> bool:
    return recommendation.issue_id in issues or bool(_columns_of(recommendation.repair) & personal)


def _columns_of(repair: RepairRecord) -> frozenset[str]:
    """The columns a stored repair names."""
    named = [repair.parameters.get("column")]
    for name in ("columns", "by"):
        several = repair.parameters.get(name)
        named.extend(several if isinstance(several, list) else [])
    return frozenset(name for name in named if isinstance(name, str))


def _mask_recommendation(recommendation: Recommendation) -> Recommendation:
    """Why it matters is the check's own paragraph, the same for all tables; a title tells but parameters."""
    verification = recommendation.verification
    repair = recommendation.repair
    harmless = _harmless(repair.parameters)
    return recommendation.model_copy(
        update={
            "title": recommendation.title if harmless == repair.parameters else _title(repair),
            "repair": RepairRecord(operation=repair.operation, parameters=harmless),
            "verification": verification.model_copy(
                update={
                    "reason": verification.reason and "It did not hold on the data.",
                    "examples": hidden_changes(verification.examples),
                }
            ),
        }
    )


def hidden_changes(examples: Iterable[ValueChange]) -> tuple[ValueChange, ...]:
    """That there was a value, without saying which."""
    return tuple(ValueChange(before=each.before and HIDDEN, after=each.after and HIDDEN) for each in examples)


def _title(repair: RepairRecord) -> str:
    columns = ", ".join(f"“{name}”" for name in sorted(_columns_of(repair)))
    return f"{kind_words(repair.operation)} in {columns}" if columns else kind_words(repair.operation)


def _harmless(parameters: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Parameters that hold no values; spellings of null are kept where everybody knows them."""
    shown: dict[str, JsonValue] = {}
    for name, value in parameters.items():
        if name in HARMLESS_PARAMETERS:
            shown[name] = value
        elif name == "spellings" and isinstance(value, list):
            shown[name] = [text for text in value if isinstance(text, str) and _is_harmless_spelling(text)]
        else:
            shown[name] = HIDDEN
    return shown


def _mask_quality(quality: Quality, issues: dict[str, Issue], hidden: set[str]) -> Quality:
    deductions = tuple(
        Deduction(issue_id=each.issue_id, points=each.points, reason=issues[each.issue_id].message)
        if each.issue_id in hidden
        else each
        for each in quality.deductions
    )
    return quality.model_copy(update={"deductions": deductions})


def _mask_derived(derived: DerivedColumn, personal: frozenset[str]) -> DerivedColumn:
    """Without the formula, from which the values of a personal column could be computed."""
    if personal.isdisjoint((derived.column, *derived.sources)):
        return derived
    return derived.model_copy(update={"slope": None, "intercept": None})


def _mask_near_duplicates(found: NearDuplicates | None, personal: frozenset[str]) -> NearDuplicates | None:
    """Counts stay; examples that spell a personal value go."""
    if found is None:
        return None
    shown = tuple(each for each in found.examples if personal.isdisjoint(each.columns))
    return found.model_copy(update={"examples": shown})


def _mask_similar_rows(found: SimilarRows | None, personal: frozenset[str]) -> SimilarRows | None:
    """Counts stay; pairs that spell a personal value go."""
    if found is None:
        return None
    shown = tuple(each for each in found.pairs if personal.isdisjoint((*found.columns, *each.columns)))
    return found.model_copy(update={"pairs": shown})


def _mask_insight(insight: Insight, document: ProfileDocument, issues: set[str]) -> Insight:
    """Without facts that may be values of such columns, and without the sentences that cite them."""
    scopes = {f"column:{column.position}" for column in document.columns if column.is_pii}
    scopes |= {f"issue:{issue}" for issue in issues}
    hidden = {
        fact.id for fact in insight.facts if fact.scope in scopes and fact.metric not in HARMLESS_METRICS
    }

    def clean(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in sentences if hidden.isdisjoint(sentence.fact_ids))

    silent = Sentence(template=EXPLANATION, text=EXPLANATION, fact_ids=())
    return insight.model_copy(
        update={
            "headline": (*clean([insight.headline]), silent)[0],
            "story": clean(insight.story),
            "findings": clean(insight.findings),
            "facts": tuple(fact for fact in insight.facts if fact.id not in hidden),
        }
    )
