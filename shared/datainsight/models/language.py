"""Languages in which cleaning scripts are written."""

from enum import StrEnum


class Language(StrEnum):
    """What `code --lang` takes."""

    POLARS = "polars"
    PANDAS = "pandas"
    SQL = "sql"
    R = "r"


class SqlDialect(StrEnum):
    """What `code --dialect` takes."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SNOWFLAKE = "snowflake"
    BIGQUERY = "bigquery"
