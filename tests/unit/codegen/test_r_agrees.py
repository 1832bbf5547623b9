"""R makes the same table as `apply`. One R runs many scripts, as it takes seconds to start."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from datainsight.codegen.script import Language, write_script
from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.interpolate import Interpolate
from datainsight.repairs.parse_dates import ParseDates
from tests.unit.codegen.documents import document_with, planned
from tests.unit.codegen.languages import RSCRIPT, read_plain_csv, run_program, write_plain_csv
from tests.unit.repairs.tables import (
    COLUMNS,
    EXAMPLES,
    FORMATS,
    ODD_TEXTS,
    OVER_TIME,
    REPAIRS,
    applied,
    tables,
)

pytestmark = pytest.mark.skipif(RSCRIPT is None, reason="Rscript is not installed")

DRIVER = """\
folder <- commandArgs(trailingOnly = TRUE)[1]
for (script in list.files(folder, pattern = "[.]R$", full.names = TRUE)) {
  environment <- new.env()
  paths <- c(sub("R$", "in.csv", script), sub("R$", "out.csv", script))
  assign("commandArgs", local({ files <- paths; function(...) files }), envir = environment)
  tryCatch(
    sys.source(script, envir = environment),
    error = function(problem) stop(script, ": ", conditionMessage(problem), call. = FALSE)
  )
}
"""
Case = tuple[tuple[Repair, ...], pl.DataFrame]
AVAILABLE = [name for name, repair in EXAMPLES.items() if "r" not in repair.unavailable]


def assert_agreement(cases: Sequence[Case], folder: Path) -> None:
    for number, (repairs, table) in enumerate(cases):
        script = write_script(document_with(table.columns, repairs), Language.R)
        (folder / f"{number:04}.R").write_text(script, encoding="utf-8")
        write_plain_csv(table, folder / f"{number:04}.in.csv")
    driver = folder / "driver"
    driver.write_text(DRIVER, encoding="utf-8")
    run_program([str(RSCRIPT), str(driver), str(folder)])
    for number, (repairs, table) in enumerate(cases):
        made, expected = (
            read_plain_csv(folder / f"{number:04}.out.csv"),
            applied(planned(table.columns, repairs), table),
        )
        assert made.columns == expected.columns, repairs
        assert made.rows() == expected.rows(), repairs


def table_of(rows: Sequence[tuple[str | None, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def test_every_repair_on_odd_empty_and_short_tables(tmp_path: Path) -> None:
    odd = [*ODD_TEXTS, None, *ODD_TEXTS]
    shapes = [table_of([(cell,) * 3 for cell in odd]), table_of([]), table_of([(None, "x", None)])]
    examples = [((EXAMPLES[name],), table) for name in AVAILABLE for table in shapes]
    dates = [ParseDates(column="first", formats=FORMATS, target=target) for target in ("date", "datetime")]
    assert_agreement([*examples, *(((reader,), shapes[0]) for reader in dates)], tmp_path)


@settings(
    max_examples=1,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.data_too_large,
    ],
)
@given(data=st.data())
def test_generated_repairs_of_generated_tables(data: st.DataObject, tmp_path: Path) -> None:
    cases = [((data.draw(REPAIRS[name]),), data.draw(tables())) for name in AVAILABLE for _ in range(3)]
    assert_agreement(cases, tmp_path)


def test_lines_along_times(tmp_path: Path) -> None:
    plans: list[tuple[str, ...]] = [(), ("third",)]
    lines = [Interpolate(column="first", by=by, along="second") for by in plans]
    assert_agreement([((line,), OVER_TIME) for line in lines], tmp_path)


def test_the_plan_of_all_repairs(tmp_path: Path) -> None:
    plan = sorted(
        (EXAMPLES[name] for name in AVAILABLE if EXAMPLES[name].effect is not Effect.COLUMNS),
        key=lambda repair: repair.phase,
    )
    assert_agreement([(tuple(plan), table_of([(cell, "a", cell) for cell in ODD_TEXTS]))], tmp_path)
