"""Data contracts that a table passes today, one function for each format."""

import json
from collections.abc import Callable, Sequence

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


COMMENTS = {"odcs": "#", "dbt": "#", "soda": "#", "pandera": "#", "dqdl": "#", "sql-ddl": "--"}
"""How a line of comment begins, in the formats that have comments."""


def to_contract(document: ProfileDocument, name: str) -> str:
    """The contract of a document that was masked already.

    Args:
        document: What may be shown.
        name: One of `CONTRACTS`.
    """
    return write_contract(promises_of(document), name)


def write_contract(promises: Promises, name: str, remarks: Sequence[str] = ()) -> str:
    """The contract with given promises.

    Args:
        promises: What to promise.
        name: One of `CONTRACTS`.
        remarks: Sentences about what is not promised: comments, and under a key of its own in JSON.
    """
    text = CONTRACTS[name](promises)
    if remarks and name in COMMENTS:
        text = "".join(f"{COMMENTS[name]} {remark}\n" for remark in remarks) + text
    elif remarks:
        key = "$comment" if name == "json-schema" else "notes"
        text = json.dumps(json.loads(text) | {key: " ".join(remarks)}, indent=2, ensure_ascii=False) + "\n"
    # Lone surrogates cannot be written as UTF-8; they become question marks, never an error.
    return text.encode("utf-8", "replace").decode("utf-8")
