"""The contracts that are YAML: Open Data Contract Standard, dbt, Soda."""

import uuid

import yaml

from datainsight.checks.fresh_names import plain_name
from datainsight.models.profile import DataType
from datainsight.reporting.contracts.promises import ColumnPromise, Promises

ODCS_TYPES = {
    DataType.INTEGER: "integer",
    DataType.DECIMAL: "number",
    DataType.DATE: "date",
    DataType.TEXT: "string",
}
SQL_TYPES = {
    DataType.INTEGER: "bigint",
    DataType.DECIMAL: "double",
    DataType.DATE: "date",
    DataType.TEXT: "varchar",
}

JINJA = ("{{", "{%", "{#")
ESCAPES = ("\\", "`")
QUOTES_OF_DBT = "# dbt writes names and values into SQL as they stand, so quotes in them are doubled here."
QUOTES_OF_SODA = "# Soda writes names into SQL as they stand, so quotes in them are doubled here."

_Yaml = dict[str, object]


def odcs(promises: Promises) -> str:
    """Open Data Contract Standard 3.1, https://bitol-io.github.io/open-data-contract-standard."""
    contract = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"datainsight:{promises.name!a}")),
        "name": promises.name,
        "version": "1.0.0",
        "status": "draft",
        "schema": [
            {
                # Tools take it for the name of a table; the file's own name stands above.
                "name": plain_name(promises.name.partition(".")[0], ()),
                "logicalType": "object",
                "physicalType": "table",
                "properties": [_odcs_property(column, promises) for column in promises.columns],
            }
        ],
    }
    return _dump(contract)


def _odcs_property(column: ColumnPromise, promises: Promises) -> _Yaml:
    described: _Yaml = {"name": column.name, "logicalType": ODCS_TYPES[column.data_type]}
    described["required"] = column.is_required
    if column.is_unique:
        described["unique"] = True
    if column.name in promises.key:
        described |= {"primaryKey": True, "primaryKeyPosition": promises.key.index(column.name) + 1}
    if column.is_pii:
        described["classification"] = "restricted"
    options: _Yaml = {}
    if column.minimum is not None and column.maximum is not None:
        options |= {"minimum": column.minimum, "maximum": column.maximum}
    if column.maximum_length is not None:
        options["maxLength"] = column.maximum_length
    if options:
        described["logicalTypeOptions"] = options
    if column.allowed_values:
        described["quality"] = [
            {
                "type": "library",
                "metric": "invalidValues",
                "arguments": {"validValues": list(column.allowed_values)},
                "mustBe": 0,
            }
        ]
    return described


def dbt(promises: Promises) -> str:
    """A properties file of dbt 1.10 with its built-in tests, for a model named `dataset`.

    dbt renders Jinja in such files, and writes names and values into SQL as they stand: quotes are doubled,
    and what holds Jinja, or what only some warehouses take for an escape, is left out.
    """
    columns = [
        _dbt_column(column) for column in promises.columns if not _holds(column.name, *JINJA, *ESCAPES)
    ]
    text = _dump({"version": 2, "models": [{"name": "dataset", "columns": columns}]})
    has_quotes = any(
        '"' in column.name or any("'" in value for value in column.allowed_values)
        for column in promises.columns
    )
    return f"{QUOTES_OF_DBT}\n{text}" if has_quotes else text


def _dbt_column(column: ColumnPromise) -> _Yaml:
    tests: list[object] = []
    if column.is_required:
        tests.append("not_null")
    if column.is_unique:
        tests.append("unique")
    if column.allowed_values and not any(_holds(each, *JINJA, *ESCAPES) for each in column.allowed_values):
        values = [each.replace("'", "''") for each in column.allowed_values]
        tests.append({"accepted_values": {"arguments": {"values": values}}})
    described: _Yaml = {
        "name": _doubled(column.name),
        "quote": True,
        "data_type": SQL_TYPES[column.data_type],
    }
    return described | ({"data_tests": tests} if tests else {})


def soda(promises: Promises) -> str:
    """A contract of Soda 4; the data source before `dataset` is for its owner to fill in.

    Soda fills `${…}` in, so columns whose name holds that are left out, and such values too. It writes names
    into SQL as they stand, so quotes in them are doubled.
    """
    columns = [_soda_column(column) for column in promises.columns if not _holds(column.name, "${")]
    checks = [{"row_count": {"threshold": {"must_be_greater_than": 0}}}]
    text = _dump({"dataset": "datasource/database/schema/dataset", "columns": columns, "checks": checks})
    has_quotes = any('"' in column.name for column in promises.columns)
    return f"{QUOTES_OF_SODA}\n{text}" if has_quotes else text


def _soda_column(column: ColumnPromise) -> _Yaml:
    checks: list[object] = []
    if column.is_required:
        checks.append({"missing": None})
    if column.is_unique:
        checks.append({"duplicate": None})
    valid: _Yaml = {}
    if column.minimum is not None and column.maximum is not None:
        valid |= {"valid_min": column.minimum, "valid_max": column.maximum}
    if column.allowed_values and not any(_holds(each, "${") for each in column.allowed_values):
        valid["valid_values"] = list(column.allowed_values)
    elif column.maximum_length is not None:
        valid["valid_max_length"] = column.maximum_length
    if valid:
        checks.append({"invalid": valid})
    described: _Yaml = {"name": _doubled(column.name), "data_type": SQL_TYPES[column.data_type]}
    return described | ({"checks": checks} if checks else {})


def _doubled(name: str) -> str:
    """A name as it stands between the double quotes of SQL."""
    return name.replace('"', '""')


def _holds(text: str, *marks: str) -> bool:
    return any(mark in text for mark in marks)


def _dump(content: object) -> str:
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
    return text
