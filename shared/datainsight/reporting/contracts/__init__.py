"""Data contracts that a table passes today, one function for each format."""

from collections.abc import Callable

from datainsight.models.document import ProfileDocument
from datainsight.reporting.contracts.dqdl import dqdl
from datainsight.reporting.contracts.great_expectations import great_expectations
from datainsight.reporting.contracts.json_schema import json_schema
from datainsight.reporting.contracts.pandera import pandera
from datainsight.reporting.contracts.promises import Promises, promises_of
from datainsight.reporting.contracts.sql_ddl import sql_ddl
from datainsight.reporting.contracts.yaml_contracts import dbt, odcs, soda

CONTRACTS: dict[str, Callable[[Promises], str]] = {
    "odcs": odcs,
    "pandera": pandera,
    "dbt": dbt,
    "great-expectations": great_expectations,
    "soda": soda,
    "json-schema": json_schema,
    "sql-ddl": sql_ddl,
    "dqdl": dqdl,
}


def to_contract(document: ProfileDocument, name: str) -> str:
    """The contract of a document that was masked already.

    Args:
        document: What may be shown.
        name: One of `CONTRACTS`.
    """
    text = CONTRACTS[name](promises_of(document))
    # Lone surrogates cannot be written as UTF-8; they become question marks, never an error.
    return text.encode("utf-8", "replace").decode("utf-8")
