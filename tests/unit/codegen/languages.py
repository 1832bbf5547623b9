"""Runs scripts: polars, pandas and DuckDB in this process, R as a program."""

import csv
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl

from datainsight.codegen.runtimes import empty_database
from datainsight.codegen.script import Language, SqlDialect, write_script
from datainsight.models.document import ProfileDocument

RSCRIPT = shutil.which("Rscript")


def run_polars(script: str, table: pl.DataFrame) -> pl.DataFrame:
    cleaned: pl.DataFrame = _functions(script)["clean"](table)
    return cleaned


def run_pandas(script: str, table: pl.DataFrame) -> pl.DataFrame:
    frame = pd.DataFrame(
        {name: pd.Series(table[name].to_list(), dtype="str") for name in table.columns},
        columns=table.columns,
    )
    cleaned = _functions(script)["clean"](frame)
    cells = {name: [None if pd.isna(cell) else cell for cell in cleaned[name]] for name in cleaned.columns}
    return pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String))


def run_duckdb(script: str, table: pl.DataFrame) -> pl.DataFrame:
    with empty_database() as connection:
        connection.register("source", table.to_arrow())
        connection.execute("CREATE TABLE dataset AS SELECT * FROM source")
        connection.execute(script)
        cleaned = connection.execute("SELECT * FROM cleaned")
        names = [column[0] for column in cleaned.description]
        return pl.DataFrame(cleaned.fetchall(), schema=dict.fromkeys(names, pl.String), orient="row")


IN_PROCESS: dict[Language, Callable[[str, pl.DataFrame], pl.DataFrame]] = {
    Language.POLARS: run_polars,
    Language.PANDAS: run_pandas,
    Language.SQL: run_duckdb,
}


def run_everywhere(document: ProfileDocument, table: pl.DataFrame) -> dict[Language, pl.DataFrame]:
    """What each language that runs in this process makes of a table."""
    return {
        language: run(write_script(document, language, SqlDialect.DUCKDB), table)
        for language, run in IN_PROCESS.items()
    }


def run_program(command: Sequence[str]) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def write_plain_csv(table: pl.DataFrame, path: Path) -> Path:
    """As the contract says: UTF-8, a header line, nulls empty."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows([cell or "" for cell in row] for row in table.rows())
    return path


def read_plain_csv(path: Path) -> pl.DataFrame:
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = list(csv.reader(file))
    cells = [[cell or None for cell in row or [""]] for row in rows]
    return pl.DataFrame(cells, schema=dict.fromkeys(header, pl.String), orient="row")


def _functions(script: str) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "script"}
    exec(compile(script, "fix.py", "exec"), namespace)  # noqa: S102 - running scripts is what these tests are for
    return namespace
