"""Recommendations as a script that somebody can read, run and keep."""

from collections.abc import Collection

from datainsight.codegen.plan import Step, plan
from datainsight.codegen.python_script import write_python
from datainsight.codegen.r_script import write_r
from datainsight.codegen.sql_script import write_sql
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language, SqlDialect

__all__ = ["Language", "SqlDialect", "write_script"]


def write_script(
    document: ProfileDocument,
    language: Language,
    dialect: SqlDialect = SqlDialect.DUCKDB,
    only: Collection[str] | None = None,
) -> str:
    """A cleaning script; all languages make the same table of the same input.

    Args:
        document: With its recommendations, not masked.
        language: What to write in.
        dialect: Whose SQL.
        only: Ids of the wanted recommendations; None means all that are recommended by default.

    Raises:
        UsageError: An id is unknown or refused, or the language or dialect cannot say what a repair does.
    """
    return write_steps(document, plan(document, only), language, dialect)


def write_steps(
    document: ProfileDocument, steps: tuple[Step, ...], language: Language, dialect: SqlDialect
) -> str:
    """The script of a plan.

    Args:
        document: What the plan was made for.
        steps: The plan.
        language: What to write in.
        dialect: Whose SQL.

    Raises:
        UsageError: The language or dialect cannot say what a repair does.
    """
    _refuse_unavailable(steps, dialect if language is Language.SQL else language)
    if language is Language.SQL:
        return write_sql(document, steps, dialect)
    if language is Language.R:
        return write_r(document, steps)
    return write_python(document, steps, language)


def _refuse_unavailable(steps: tuple[Step, ...], target: Language | SqlDialect) -> None:
    """A script that leaves a repair out would make another table than the others do."""
    for step in steps:
        reason = step.repair.unavailable.get(target)
        if reason is not None:
            raise UsageError(
                f"{step.repair.operation} cannot be written for {target}: {reason}",
                remedy=f"Choose another language, or leave {step.recommendation.id!r} out.",
            )
