"""A Python script with a pandera schema for polars: `python contract.py FILE.csv`."""

from collections.abc import Iterator

from datainsight.models.profile import DataType
from datainsight.reporting.contracts.promises import ColumnPromise, Promises

TYPES = {
    DataType.INTEGER: "pl.Int64",
    DataType.DECIMAL: "pl.Float64",
    DataType.DATE: "pl.Date",
    DataType.TEXT: "pl.String",
}

SCRIPT = '''\
"""A data contract. Needs pandera[polars]; run it as `python contract.py FILE.csv`."""

import sys

import pandera.polars as pa
import polars as pl

schema = pa.DataFrameSchema(
    {{
{columns}
    }},{strict}{unique}
)


def validate(table: pl.DataFrame) -> pl.DataFrame:
    """Text columns get the types of the contract; what breaks it is reported at once."""
    typed = table.with_columns(
        pl.col(name).str.to_date("%Y-%m-%d")
        if column.dtype.type == pl.Date
        else pl.col(name).cast(column.dtype.type)
        for name, column in schema.columns.items()
        if table.schema[name] == pl.String and column.dtype.type != pl.String
    )
    return schema.validate(typed, lazy=True)


if __name__ == "__main__":
    validate(pl.read_csv(sys.argv[1], infer_schema=False))
    print("The table keeps the contract.")
'''


def pandera(promises: Promises) -> str:
    """The script. Names and values stand in it as Python literals, so they cannot run.

    A column named "^…$" is a pattern of names to pandera and polars, so it is left out, and then others may
    be there that the contract does not know.
    """
    known = [column for column in promises.columns if not _is_pattern(column.name)]
    has_all = len(known) == len(promises.columns)
    has_key = len(promises.key) > 1 and not any(map(_is_pattern, promises.key))
    return SCRIPT.format(
        columns="\n".join(f"        {column.name!a}: {_column(column)}," for column in known),
        strict="\n    strict=True,\n    ordered=True," if has_all else "",
        unique=f"\n    unique={list(promises.key)!a}," if has_key else "",
    )


def _is_pattern(name: str) -> bool:
    return name.startswith("^") and name.endswith("$")


def _column(column: ColumnPromise) -> str:
    checks = ", ".join(_checks(column))
    options = [TYPES[column.data_type], f"nullable={not column.is_required}"]
    if column.is_unique:
        options.append("unique=True")
    if checks:
        options.append(f"checks=[{checks}]")
    return f"pa.Column({', '.join(options)})"


def _checks(column: ColumnPromise) -> Iterator[str]:
    if column.minimum is not None and column.maximum is not None:
        yield f"pa.Check.in_range({column.minimum!r}, {column.maximum!r})"
    if column.allowed_values:
        yield f"pa.Check.isin({list(column.allowed_values)!a})"
    elif column.maximum_length is not None:
        yield f"pa.Check.str_length(max_value={column.maximum_length})"
