"""A contract holds on the very table it was made of; where the tool can be had here, it is really run."""

import csv
import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
import yaml

from datainsight.cli import main
from datainsight.commands.grammar import CONTRACT_FORMATS
from datainsight.models.profile import DataType
from datainsight.reporting.contracts import CONTRACTS
from datainsight.reporting.contracts.promises import ColumnPromise, Promises
from tests.unit.sample_document import flawless_document, hostile_document

HOSTILE = "it's {{ 7 }} ${x}; -- #"
HEADER = [
    "id",
    "amount",
    "day",
    "code",
    "state",
    "age",
    "score",
    "e-mail",
    HOSTILE,
    "flag",
]


def rows() -> Iterator[list[str]]:
    for number in range(120):
        yield [
            str(1_000 + number),
            "" if number % 9 == 0 else f"{number * 1.25 - 20}",
            f"2024-03-{number % 28 + 1:02d}",
            f"{number:05d}",
            ("open", "closed", "it's done", 'said "no"')[number % 4],
            "NA" if number % 10 == 0 else str(20 + number % 50),
            f"{number * 30:,}" if number % 2 else str(number),
            f"person{number}@example.com",
            ("a{{b}}", "${c}", "d'e")[number % 3],
            ("true", "false")[number % 2],
        ]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "messy.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(rows())
    return path


@pytest.fixture(scope="module")
def contracts(table: Path) -> dict[str, Path]:
    made = {}
    for name in CONTRACTS:
        made[name] = table.with_name(f"{name}.contract")
        assert main(["contract", str(table), "--format", name, "--output", str(made[name])]) == 0
    return made


def test_every_format_of_the_command_line_is_there() -> None:
    assert set(CONTRACTS) == set(CONTRACT_FORMATS)


def test_duckdb_takes_every_row_and_refuses_what_breaks_the_contract(
    contracts: dict[str, Path],
) -> None:
    connection = duckdb.connect()
    connection.execute(contracts["sql-ddl"].read_text("utf-8"))
    load = f"INSERT INTO dataset VALUES ({', '.join('?' * len(HEADER))})"
    values = [[cell or None for cell in row] for row in rows()]
    connection.executemany(load, values)

    assert connection.execute("SELECT count(*) FROM dataset").fetchone() == (120,)
    described = connection.execute("DESCRIBE dataset").fetchall()
    types = {name: kind for name, kind, *_ in described}
    assert types["id"] == "BIGINT"
    assert types["amount"] == "DOUBLE"
    assert types["day"] == "DATE"
    assert {types[name] for name in ("code", "age", "score", "state")} == {"VARCHAR"}
    with pytest.raises(duckdb.ConstraintException):
        connection.execute(load, values[0])
    for wrong in ("id = 5000", "state = 'lost'", "day = NULL", "amount = 1e9"):
        with pytest.raises(duckdb.ConstraintException):
            connection.execute(f"UPDATE dataset SET {wrong}")


def test_json_schema_accepts_every_row_and_refuses_others(contracts: dict[str, Path]) -> None:
    schema = json.loads(contracts["json-schema"].read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    types: dict[str, Any] = {"integer": int, "number": float, "string": str}
    documents = []
    for row in rows():
        kinds = [schema["properties"][name]["type"] for name in HEADER]
        kinds = [kind[0] if isinstance(kind, list) else kind for kind in kinds]
        documents.append(
            {
                name: types[kind](value) if value else None
                for name, kind, value in zip(HEADER, kinds, row, strict=True)
            }
        )

    assert all(validator.is_valid(document) for document in documents)
    for wrong in ({"id": None}, {"id": "1"}, {"amount": 1e9}, {"state": "lost"}, {"more": 1}):
        assert not validator.is_valid(documents[1] | wrong)


def test_pandera_runs_and_accepts_the_table(table: Path, contracts: dict[str, Path], tmp_path: Path) -> None:
    import polars as pl
    from pandera.errors import SchemaErrors

    script = tmp_path / "contract.py"
    script.write_bytes(contracts["pandera"].read_bytes())
    module = runpy.run_path(str(script))
    read = pl.read_csv(table, infer_schema=False)

    assert module["validate"](read).height == 120
    assert module["schema"].columns.keys() == set(HEADER)
    for wrong in (
        pl.lit("lost").alias("state"),
        pl.lit("5000").alias("id"),
        pl.lit(None, dtype=pl.String).alias("day"),
    ):
        with pytest.raises(SchemaErrors):
            module["validate"](read.with_columns(wrong))


def test_pandera_script_says_so_on_the_command_line(
    table: Path,
    contracts: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["contract.py", str(table)])
    runpy.run_path(str(contracts["pandera"]), run_name="__main__")

    assert capsys.readouterr().out == "The table keeps the contract.\n"


def test_pandera_leaves_out_names_that_it_takes_for_patterns(tmp_path: Path) -> None:
    import polars as pl
    from pandera.errors import SchemaErrors

    path = tmp_path / "patterns.csv"
    path.write_text("id,^n.*$,name\n" + "".join(f"{number},7,a\n" for number in range(20)), encoding="utf-8")
    script = tmp_path / "contract.py"
    assert main(["contract", str(path), "--format", "pandera", "--output", str(script)]) == 0

    validate = runpy.run_path(str(script))["validate"]
    table = pl.read_csv(path, infer_schema=False)
    assert validate(table).height == 20
    with pytest.raises(SchemaErrors):
        validate(table.with_columns(name=pl.lit("b")))


def test_odcs_has_the_shape_of_its_standard(contracts: dict[str, Path]) -> None:
    contract = yaml.safe_load(contracts["odcs"].read_text("utf-8"))
    (schema,) = contract["schema"]
    properties = {each["name"]: each for each in schema["properties"]}

    assert (contract["apiVersion"], contract["kind"]) == ("v3.1.0", "DataContract")
    assert {"id", "version", "status"} <= contract.keys()
    assert list(properties) == HEADER
    assert properties["id"]["primaryKey"]
    bounds = properties["id"]["logicalTypeOptions"]
    assert 980 < bounds["minimum"] <= 1000
    assert 1119 <= bounds["maximum"] < 1140
    assert properties["state"]["quality"][0]["arguments"]["validValues"] == sorted(
        ["open", "closed", "it's done", 'said "no"']
    )
    assert not properties["age"]["required"]


def test_dbt_holds_nothing_that_dbt_would_render(contracts: dict[str, Path]) -> None:
    text = contracts["dbt"].read_text("utf-8")
    (model,) = yaml.safe_load(text)["models"]
    columns = {each["name"]: each for each in model["columns"]}

    assert "{{" not in text
    assert columns.keys() == set(HEADER) - {HOSTILE}
    assert columns["id"]["data_tests"] == ["not_null", "unique"]
    accepted = columns["state"]["data_tests"][1]["accepted_values"]["arguments"]["values"]
    assert set(accepted) == {"open", "closed", "it''s done", 'said "no"'}


@pytest.mark.parametrize("name", ["dbt", "soda"])
def test_quotes_are_doubled_where_tools_write_them_into_sql(name: str) -> None:
    columns = tuple(
        ColumnPromise(
            name=column,
            data_type=DataType.TEXT,
            is_required=True,
            is_unique=False,
            allowed_values=("it's",),
        )
        for column in ('say "no"', "plain")
    )
    text = CONTRACTS[name](Promises(name="t", columns=columns))
    stored = yaml.safe_load(text)
    described = stored["columns"] if name == "soda" else stored["models"][0]["columns"]

    assert text.startswith("# ")
    assert [each["name"] for each in described] == ['say ""no""', "plain"]


@pytest.mark.parametrize("odd", ["back\\slash", "back`tick"])
def test_dbt_holds_nothing_that_some_warehouse_takes_for_an_escape(odd: str) -> None:
    column = ColumnPromise(
        name="kind", data_type=DataType.TEXT, is_required=True, is_unique=False, allowed_values=(odd, "b")
    )
    columns = (column, column.model_copy(update={"name": odd}))
    (model,) = yaml.safe_load(CONTRACTS["dbt"](Promises(name="t", columns=columns)))["models"]

    assert [each["name"] for each in model["columns"]] == ["kind"]
    assert model["columns"][0]["data_tests"] == ["not_null"]


def test_sql_says_so_where_duckdb_refuses_the_names() -> None:
    column = ColumnPromise(name="a", data_type=DataType.TEXT, is_required=True, is_unique=False)
    columns = (column, column.model_copy(update={"name": "A"}))

    assert CONTRACTS["sql-ddl"](Promises(name="t", columns=columns)).startswith("-- For PostgreSQL only")


def test_soda_holds_nothing_that_soda_would_fill_in(contracts: dict[str, Path]) -> None:
    text = contracts["soda"].read_text("utf-8")
    columns = {each["name"]: each for each in yaml.safe_load(text)["columns"]}

    assert "${" not in text
    assert {"missing": None} in columns["id"]["checks"]
    assert columns["amount"]["checks"][0]["invalid"]["valid_max"] >= 128.75


def test_great_expectations_suite_names_its_expectations(contracts: dict[str, Path]) -> None:
    suite = json.loads(contracts["great-expectations"].read_text("utf-8"))
    found = {(each["type"], each["kwargs"].get("column")) for each in suite["expectations"]}

    assert suite["expectations"][0]["kwargs"]["column_list"] == HEADER
    assert ("expect_column_values_to_be_unique", "id") in found
    assert ("expect_column_values_to_be_in_set", "state") in found
    assert ("expect_column_values_to_not_be_null", "age") not in found


def test_dqdl_says_only_what_needs_no_escape(contracts: dict[str, Path]) -> None:
    text = contracts["dqdl"].read_text("utf-8")
    rules = [line.strip().rstrip(",") for line in text.splitlines()[1:-1]]

    assert text.startswith("Rules = [\n")
    assert f"ColumnCount = {len(HEADER)}" in rules
    assert {'IsUnique "id"', 'IsComplete "state"'} <= set(rules)
    assert any(rule.startswith('ColumnValues "id" >= ') for rule in rules)
    assert all(rule.count('"') % 2 == 0 for rule in rules)
    assert "said" not in text, "the list with a quote in it is left out"


@pytest.mark.parametrize("name", CONTRACTS)
def test_values_of_personal_columns_are_not_told(contracts: dict[str, Path], name: str) -> None:
    assert "person1@" not in contracts[name].read_text("utf-8")


@pytest.mark.parametrize("name", CONTRACTS)
@pytest.mark.parametrize(
    "text", ["#}{{ x }}", '"""\nimport os', "a'b\"c\\", "\ud800", "\0", "=1+1", "x: [", "{0}"]
)
def test_hostile_names_give_a_contract_that_can_be_read(name: str, text: str) -> None:
    from datainsight.reporting.contracts import to_contract

    contract = to_contract(hostile_document(text), name)
    if name in ("odcs", "dbt", "soda"):
        assert yaml.safe_load(contract)
    elif name in ("json-schema", "great-expectations"):
        assert json.loads(contract)
    elif name == "pandera":
        compile(contract, "contract.py", "exec")
    elif name == "sql-ddl":
        duckdb.connect().execute(contract)


@pytest.mark.parametrize("name", CONTRACTS)
def test_an_empty_table_promises_little(name: str) -> None:
    from datainsight.reporting.contracts import to_contract

    contract = to_contract(flawless_document(0), name)
    assert "NOT NULL" not in contract
    assert "unique=True" not in contract
