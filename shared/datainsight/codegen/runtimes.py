"""Languages besides polars whose scripts can be run in this process, where their library is installed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import count
from typing import TYPE_CHECKING, Any

from datainsight.codegen.plan import Step
from datainsight.codegen.python_script import write_python
from datainsight.codegen.quoting import sql_name
from datainsight.codegen.sql_script import write_sql
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language, SqlDialect

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection

    Run = Callable[[ProfileDocument, tuple[Step, ...], pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True)
class Runtime:
    """A language that is run.

    Attributes:
        name: Of the library, as the user knows it.
        target: What a repair's `unavailable` calls the language or dialect.
        folds_case: Whether names that differ by case alone are one column there.
        run: What the script of some repairs makes of a table of text.
    """

    name: str
    target: Language | SqlDialect
    folds_case: bool
    run: Run

    def takes(self, columns: Collection[str], steps: Collection[Step]) -> bool:
        """Whether a table with these columns and these repairs can be had in it at all."""
        folded = {name.casefold() for name in columns}
        is_sayable = all(self.target not in step.repair.unavailable for step in steps)
        return is_sayable and not (self.folds_case and len(folded) < len(columns))


def namespace_of(script: str) -> dict[str, Any]:
    """What a script in Python defines."""
    namespace: dict[str, Any] = {"__name__": "generated"}
    # The text was written by us a line ago, and quoting.py is what keeps other people's text data.
    exec(compile(script, "<generated>", "exec"), namespace)  # noqa: S102
    return namespace


def run_duckdb(document: ProfileDocument, steps: tuple[Step, ...], table: pl.DataFrame) -> pl.DataFrame:
    """What DuckDB makes of a table, without access to files or the network."""
    with empty_database() as connection:
        cells = ", ".join(f"unnest(CAST(? AS VARCHAR[])) AS {sql_name(name)}" for name in table.columns)
        connection.execute(f"CREATE TABLE dataset AS SELECT {cells}", [each.to_list() for each in table])
        connection.execute(write_sql(document, steps, SqlDialect.DUCKDB))
        cleaned = connection.execute("SELECT * FROM cleaned")
        names = [column[0] for column in cleaned.description or ()]
        return _of_text(names, cleaned.fetchall())


@contextmanager
def empty_database() -> Iterator[DuckDBPyConnection]:
    """A database in memory, without access to files or the network, that ends with the context.

    All are one engine's, since to start one takes ten times as long.
    """
    name = f"run_{next(_RUNS)}"
    with _engine().cursor() as connection:
        connection.execute(f"ATTACH ':memory:' AS {name}; USE {name}")
        try:
            yield connection
        finally:
            connection.execute(f"USE memory; DETACH {name}")


_RUNS = count(1)


@cache
def _engine() -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415  not everybody has it

    return duckdb.connect(config={"threads": 1, "enable_external_access": "false"})


def run_pandas(document: ProfileDocument, steps: tuple[Step, ...], table: pl.DataFrame) -> pl.DataFrame:
    """What the script for pandas makes of a table."""
    import pandas as pd  # noqa: PLC0415  not everybody has it, and it takes a second to load

    frame = pd.DataFrame(
        {name: pd.Series(table[name].to_list(), dtype="str") for name in table.columns},
        columns=table.columns,
    )
    cleaned = namespace_of(write_python(document, steps, Language.PANDAS))["clean"](frame)
    rows = [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in cleaned.itertuples(index=False, name=None)
    ]
    return _of_text(list(cleaned.columns), rows)


def _of_text(columns: list[str], rows: list[Any]) -> pl.DataFrame:
    import polars as pl  # noqa: PLC0415  the module must load without polars

    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


DUCKDB = Runtime("duckdb", SqlDialect.DUCKDB, folds_case=True, run=run_duckdb)
PANDAS = Runtime("pandas", Language.PANDAS, folds_case=False, run=run_pandas)


def installed(*wanted: Runtime) -> tuple[Runtime, ...]:
    """Those of the languages that can be run here."""
    return tuple(each for each in wanted if find_spec(each.name) is not None)
