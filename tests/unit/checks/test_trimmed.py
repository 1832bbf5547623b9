"""Corrections are written as the column looks once its blanks and invisible characters are gone."""

from typing import Any

import pytest

from datainsight.codegen.plan import plan
from datainsight.codegen.trial import run_polars
from datainsight.codegen.verify import verify
from datainsight.recommending.assess import assess
from tests.unit.checks.tables import batch, frame, profile

TABLES: dict[str, dict[str, list[Any]]] = {
    "blanks after residues": {"rate": [["0.25 ", 9], ["0.17", 9], ["0.30000000000000004 ", 3]]},
    "invisible characters after residues": {
        "rate": [["0.25", 9], ["0.17\u200b", 3], "0.30000000000000004\ufeff"]
    },
    "invisible characters in misspelled words": {
        "town": [["Birmingham", 30], ["Coventry", 30], "Birminghxm\u200b", "Coventrz"]
    },
}


@pytest.mark.parametrize("name", TABLES)
def test_a_second_run_changes_nothing(name: str) -> None:
    text = frame(TABLES[name])
    document = verify(assess(profile(text)), lambda: [batch(text)])
    steps = plan(document)
    once = run_polars(document, steps, text)

    assert {"trim_whitespace", "map_values"} <= {step.repair.operation for step in steps}
    assert run_polars(document, steps, once).equals(once)
