"""Profile a messy table, see what is wrong with it, and get cleaning code that was verified on it.

    import datainsight

    document = datainsight.profile("customers.csv")
    document.quality.score
    document.issues
    page = datainsight.html_report(document)
    printed = datainsight.pdf_report(document)
    code = datainsight.cleaning_script("customers.csv", language="polars")

Importing this package loads nothing heavy; the functions load what they need when they are called.
"""

from typing import TYPE_CHECKING

from datainsight.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from datainsight.models.document import ProfileDocument

__version__ = VERSION
__all__ = ["cleaning_script", "html_report", "pdf_report", "profile"]


def profile(path: "str | Path", *, goal: str = "general_audit", show_pii: bool = False) -> "ProfileDocument":
    """Everything that is known of a file: facts, issues, repairs that were tried on it, score and words.

    Args:
        path: A local file.
        goal: What the table is for, one of `datainsight.models.issue.Goal`; decides how severe an issue is.
        show_pii: Whether values of columns with personal data are kept.

    Raises:
        SourceNotFoundError: There is no such file.
        UnreadableError: It cannot be read as a table.
        RefusedError: It is too large or unsafe.
        ValueError: There is no such goal.
    """
    # Imported here so that `import datainsight` stays quick.
    from datainsight.models.issue import Goal  # noqa: PLC0415
    from datainsight.reading.source import LocalFile  # noqa: PLC0415
    from datainsight.reporting.privacy import mask  # noqa: PLC0415
    from datainsight.services.profile_source import analyse  # noqa: PLC0415

    return mask(analyse(LocalFile(path), Goal(goal)), show_pii=show_pii)


def html_report(document: "ProfileDocument") -> str:
    """A document of `profile` as one self-contained HTML page."""
    from datainsight.reporting.html_report import to_html  # noqa: PLC0415 - see above

    return to_html(document)


def pdf_report(document: "ProfileDocument") -> bytes:
    """A document of `profile` as a PDF to print; needs `pip install 'datainsight[pdf]'`.

    Raises:
        UsageError: Typst is not installed.
    """
    from datainsight.reporting.pdf_report import to_pdf  # noqa: PLC0415 - see above

    return to_pdf(document)


def cleaning_script(
    path: "str | Path",
    *,
    language: str = "polars",
    dialect: str = "duckdb",
    goal: str = "general_audit",
    show_pii: bool = False,
) -> str:
    """A runnable script with all repairs that are recommended for a file.

    Args:
        path: A local file.
        language: "polars", "pandas", "sql" or "r".
        dialect: For SQL: "duckdb", "postgres", "snowflake" or "bigquery".
        goal: What the table is for.
        show_pii: Whether the code may spell out values of columns with personal data.

    Raises:
        SourceNotFoundError: There is no such file.
        UnreadableError: It cannot be read as a table.
        RefusedError: It is too large or unsafe.
        ValueError: There is no such language, dialect or goal.
    """
    from datainsight.models.language import Language, SqlDialect  # noqa: PLC0415 - see above
    from datainsight.services.write_script import script_for  # noqa: PLC0415

    chosen = Language(language)
    sql = SqlDialect(dialect) if chosen is Language.SQL else None
    return script_for(profile(path, goal=goal, show_pii=True), chosen, sql, show_pii=show_pii).code
