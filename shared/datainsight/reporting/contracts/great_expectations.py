"""An expectation suite of Great Expectations 1.x."""

import json
from collections.abc import Iterator

from datainsight.reporting.contracts.promises import ColumnPromise, Promises


def great_expectations(promises: Promises) -> str:
    """The suite as JSON. Missing values concern only the expectation that there are none."""
    expectations = [
        _expectation(
            "expect_table_columns_to_match_ordered_list", column_list=[each.name for each in promises.columns]
        )
    ]
    for column in promises.columns:
        expectations.extend(_column(column))
    if len(promises.key) > 1:
        expectations.append(
            _expectation("expect_compound_columns_to_be_unique", column_list=list(promises.key))
        )
    suite = {
        "name": promises.name,
        "expectations": expectations,
        "meta": {"great_expectations_version": "1.0.0"},
    }
    return json.dumps(suite, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _column(column: ColumnPromise) -> Iterator[dict[str, object]]:
    if column.is_required:
        yield _expectation("expect_column_values_to_not_be_null", column=column.name)
    if column.is_unique:
        yield _expectation("expect_column_values_to_be_unique", column=column.name)
    if column.minimum is not None and column.maximum is not None:
        yield _expectation(
            "expect_column_values_to_be_between",
            column=column.name,
            min_value=column.minimum,
            max_value=column.maximum,
        )
    if column.allowed_values:
        yield _expectation(
            "expect_column_values_to_be_in_set", column=column.name, value_set=list(column.allowed_values)
        )
    elif column.maximum_length is not None:
        yield _expectation(
            "expect_column_value_lengths_to_be_between", column=column.name, max_value=column.maximum_length
        )


def _expectation(kind: str, **kwargs: object) -> dict[str, object]:
    return {"type": kind, "kwargs": kwargs, "meta": {}}
