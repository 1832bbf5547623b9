"""Runs an expectation suite on a CSV file; prints the expectations that fail, one a line.

python great_expectations_check.py SUITE.json TABLE.csv, in an environment of tests/oracles/requirements.txt.
Every column is read as text, and those that the suite bounds as numbers.
"""

import json
import sys
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


def main(suite_path: str, table_path: str) -> int:
    """Prints what fails.

    Returns:
        How many expectations failed.
    """
    stored = json.loads(Path(suite_path).read_text("utf-8"))
    suite = gx.ExpectationSuite(name=stored["name"])
    for each in stored["expectations"]:
        suite.add_expectation_configuration(
            ExpectationConfiguration(type=each["type"], kwargs=each["kwargs"])
        )
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("memory").add_dataframe_asset("table")
    whole = asset.add_batch_definition_whole_dataframe("all")
    result = whole.get_batch({"dataframe": _table(table_path, stored["expectations"])}).validate(suite)
    failed = [each for each in result.results if not each.success]
    for each in failed:
        sys.stdout.write(f"{each.expectation_config.type} {each.expectation_config.kwargs}\n")
    sys.stdout.write(f"{len(result.results)} expectations, {len(failed)} failed\n")
    return len(failed)


def _table(path: str, expectations: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    for each in expectations:
        if each["type"] == "expect_column_values_to_be_between":
            name = each["kwargs"]["column"]
            table[name] = pd.to_numeric(table[name])
    return table


if __name__ == "__main__":
    sys.exit(min(main(*sys.argv[1:]), 1))
