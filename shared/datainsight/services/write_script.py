"""The cleaning script of an analysis in one language."""

from collections.abc import Collection, Sequence

from pydantic import Field

from datainsight.codegen.plan import arrange
from datainsight.codegen.script import write_steps
from datainsight.errors import UsageError
from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language, SqlDialect
from datainsight.reporting.privacy import repairs_that_tell

SCRIPTS: dict[Language, str] = {
    Language.POLARS: "polars.py",
    Language.PANDAS: "pandas.py",
    Language.SQL: "cleaned.sql",
    Language.R: "fix.R",
}
"""File name by language."""


class Script(Frozen):
    """A runnable script.

    Attributes:
        language: What it is written in.
        dialect: For SQL, whose.
        file_name: What to call it.
        code: The whole text.
        recommendation_ids: The repairs it makes, in order.
        withheld_recommendation_ids: Repairs that were asked for but left out, because their code would
            spell out values of a column with personal data.
        left_out: Why repairs that were asked for are not made, by their ids: they contradict another one.
        moved: Why repairs are made earlier than the given order says, by their ids.
    """

    language: Language
    dialect: SqlDialect | None
    file_name: str
    code: str
    recommendation_ids: tuple[str, ...]
    withheld_recommendation_ids: tuple[str, ...]
    left_out: dict[str, str] = Field(default_factory=dict)
    moved: dict[str, str] = Field(default_factory=dict)


def script_for(
    document: ProfileDocument,
    language: Language,
    dialect: SqlDialect | None = None,
    recommendation_ids: tuple[str, ...] | None = None,
    *,
    keeps_order: bool = False,
    show_pii: bool = False,
) -> Script:
    """The script of a document that was not masked.

    Args:
        document: Everything that is known.
        language: What to write it in.
        dialect: For SQL, whose; DuckDB's by default.
        recommendation_ids: The repairs; all recommended ones by default.
        keeps_order: Whether their order is meant, see `plan.arrange`.
        show_pii: Whether code may spell out values of columns with personal data.

    Raises:
        UsageError: There is no such recommendation, or a dialect for a language that has none.
    """
    if dialect is not None and language is not Language.SQL:
        raise UsageError(
            "Only SQL has dialects.", where="#/dialect", remedy='Leave it out, or ask for "sql".'
        )
    wanted = wanted_ids(document, recommendation_ids, keeps_order=keeps_order)
    chosen, withheld = without_telling(document, wanted, show_pii=show_pii)
    sql_dialect = dialect or SqlDialect.DUCKDB
    arranged = arrange(document, chosen, keeps_order=keeps_order)
    return Script(
        language=language,
        dialect=sql_dialect if language is Language.SQL else None,
        file_name=SCRIPTS[language],
        code=write_steps(document, arranged.steps, language, sql_dialect),
        recommendation_ids=tuple(step.recommendation.id for step in arranged.steps),
        withheld_recommendation_ids=withheld,
        left_out={each.recommendation_id: each.reason for each in arranged.left_out},
        moved={each.recommendation_id: each.reason for each in arranged.moved},
    )


def order_is_missing() -> UsageError:
    """For who wants an order to be kept and gives none."""
    return UsageError(
        "There is no order that could be kept.",
        where="#/keep_order",
        remedy="Give `recommendation_ids` in the order that is meant.",
    )


def wanted_ids(
    document: ProfileDocument, recommendation_ids: Collection[str] | None, *, keeps_order: bool = False
) -> list[str]:
    """Those that are asked for, by default those that are recommended; in the order of the document."""
    if recommendation_ids is None:
        return [each.id for each in document.recommendations if each.is_default]
    if keeps_order:
        return list(dict.fromkeys(recommendation_ids))
    known = [each.id for each in document.recommendations if each.id in recommendation_ids]
    # What is unknown stays, so that the plan refuses it.
    return known + sorted(set(recommendation_ids) - set(known))


def without_telling(
    document: ProfileDocument, wanted: Sequence[str], *, show_pii: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The wanted repairs, and those left out because their code would spell out personal data.

    Scripts and `clean` leave out the same ones, so that both always make the same table.
    """
    hidden = frozenset() if show_pii else repairs_that_tell(document)
    return tuple(each for each in wanted if each not in hidden), tuple(
        each for each in wanted if each in hidden
    )
