"""dbt and Soda run exported contracts in DuckDB: the table passes, a row that breaks them does not."""

import csv
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from datainsight.cli import main

ENVIRONMENT = Path(__file__).parents[2] / ".cache" / "oracles" / "warehouse" / "bin"

HEADER = ["id", "amount", 'say "no"', "it's", "order", "day", "note", "{{ name }}", "${name}"]
"""Names that would break out of quotes, words of SQL, and what the tools themselves fill in."""

pytestmark = pytest.mark.skipif(
    not (ENVIRONMENT.parents[1] / ".ready").exists(), reason="the tools are not installed: make oracles"
)


def rows() -> Iterator[list[str]]:
    for number in range(60):
        yield [
            str(number),
            f"{number * 1.25}",
            ("yes", "it's", "'); DROP TABLE dataset; --")[number % 3],
            ("a", "b")[number % 2],
            str(number % 7),
            f"2024-03-{number % 28 + 1:02d}",
            "" if number % 5 else "seen",
            ("x", "{{ y }}")[number % 2],
            ("x", "${y}")[number % 2],
        ]


BREAKING = ["7", "1000000", "who knows", "c", None, "2024-03-01", "never", "z", "z"]
"""A number that stands there already, one out of range, values that nobody knows, and a missing one."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a database that holds the table as the exported SQL makes it."""
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows()])
    for name in ("sql-ddl", "dbt", "soda"):
        assert main(["contract", str(path), "--format", name, "--output", str(tmp_path / f"{name}.yml")]) == 0
    with duckdb.connect(tmp_path / "proof.duckdb") as connection:
        connection.execute("CREATE SCHEMA raw; USE raw")
        connection.execute((tmp_path / "sql-ddl.yml").read_text("utf-8"))
        places = ", ".join("?" for _ in HEADER)
        filled = [[cell or None for cell in row] for row in rows()]
        connection.executemany(f"INSERT INTO dataset VALUES ({places})", filled)
    return tmp_path


def break_contract(folder: Path) -> None:
    """One more row, in a table without constraints."""
    with duckdb.connect(folder / "proof.duckdb") as connection:
        connection.execute("USE raw; CREATE TABLE copied AS FROM dataset; DROP TABLE dataset")
        connection.execute("ALTER TABLE copied RENAME TO dataset")
        connection.execute(f"INSERT INTO dataset VALUES ({', '.join('?' for _ in HEADER)})", BREAKING)


def tool(folder: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    private = {"HOME": str(folder), "DO_NOT_TRACK": "1", "SODA_CORE_TELEMETRY_ENABLED": "false"}
    return subprocess.run(
        [str(ENVIRONMENT / name), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | private,
    )


def dbt_project(folder: Path) -> None:
    (folder / "models").mkdir()
    (folder / "dbt.yml").rename(folder / "models" / "contract.yml")
    (folder / "models" / "dataset.sql").write_text("SELECT * FROM raw.dataset\n", encoding="utf-8")
    profile = {"target": "here", "outputs": {"here": {"type": "duckdb", "path": "proof.duckdb"}}}
    (folder / "profiles.yml").write_text(json.dumps({"proof": profile}), encoding="utf-8")
    project = {"name": "proof", "version": "1.0", "profile": "proof"}
    (folder / "dbt_project.yml").write_text(json.dumps(project), encoding="utf-8")


def outcomes_of_dbt(folder: Path) -> dict[str, str]:
    stored = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))
    return {each["unique_id"].split(".")[2]: each["status"] for each in stored["results"]}


def test_dbt(folder: Path) -> None:
    dbt_project(folder)

    built = tool(folder, "dbt", "build", "--profiles-dir", ".")
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    kinds = [name.split("_dataset_")[0] for name in outcomes_of_dbt(folder)]
    assert {"not_null", "unique", "accepted_values"} <= set(kinds)
    assert kinds.count("accepted_values") == 4, "those that hold quotes too, not the column with Jinja"

    break_contract(folder)
    assert tool(folder, "dbt", "test", "--profiles-dir", ".").returncode == 1
    failed = {
        name.split("_dataset_")[0] for name, status in outcomes_of_dbt(folder).items() if status == "fail"
    }
    assert failed == {"not_null", "unique", "accepted_values"}


def test_soda(folder: Path) -> None:
    contract = (folder / "soda.yml").read_text("utf-8")
    named = contract.replace("datasource/database/schema", "here/proof/raw")
    (folder / "soda.yml").write_text(named, encoding="utf-8")
    source = {"type": "duckdb", "name": "here", "connection": {"database": "proof.duckdb"}}
    (folder / "source.yml").write_text(json.dumps(source), encoding="utf-8")
    verify = ("contract", "verify", "--data-source", "source.yml", "--contract", "soda.yml")

    passed = tool(folder, "soda", *verify)
    assert passed.returncode == 0, passed.stdout[-2000:] + passed.stderr[-2000:]
    break_contract(folder)
    failed = tool(folder, "soda", *verify)
    assert failed.returncode == 1, failed.stdout[-2000:]
    assert all(f"{what} values" in failed.stdout for what in ("missing", "duplicate", "invalid"))
