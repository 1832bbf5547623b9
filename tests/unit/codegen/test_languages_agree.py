"""All languages make the same table of the same input: the one that `apply` makes."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.registry import CATALOGUE
from tests.unit.codegen.documents import document_with, planned
from tests.unit.codegen.languages import run_everywhere
from tests.unit.repairs.tables import COLUMNS, EXAMPLES, ODD_TEXTS, REPAIRS, applied, steady, tables


def assert_agreement(table: pl.DataFrame, *repairs: Repair) -> None:
    expected = applied(planned(table.columns, repairs), table)
    for language, made in run_everywhere(document_with(table.columns, repairs), table).items():
        assert made.columns == expected.columns, language
        assert made.rows() == expected.rows(), language


@pytest.mark.parametrize("operation", REPAIRS)
@steady
@given(data=st.data(), table=tables())
def test_every_repair(operation: str, data: st.DataObject, table: pl.DataFrame) -> None:
    assert_agreement(table, data.draw(REPAIRS[operation]))


@pytest.mark.parametrize("operation", REPAIRS)
@settings(steady, max_examples=8)
@given(data=st.data())
def test_every_repair_on_every_odd_text(operation: str, data: st.DataObject) -> None:
    column = [*ODD_TEXTS, None, *ODD_TEXTS]
    table = pl.DataFrame(dict.fromkeys(COLUMNS, column), schema=dict.fromkeys(COLUMNS, pl.String))
    assert_agreement(table, data.draw(REPAIRS[operation]))


@steady
@given(data=st.data(), table=tables())
def test_whole_plans(data: st.DataObject, table: pl.DataFrame) -> None:
    cells = [name for name in REPAIRS if CATALOGUE[name].effect is not Effect.COLUMNS]
    operations = data.draw(st.lists(st.sampled_from(cells), unique=True, max_size=len(cells)))
    drawn = [data.draw(REPAIRS[operation]) for operation in operations]
    moved = [
        repair.model_copy(update={"column": data.draw(st.sampled_from(COLUMNS))})
        if "column" in type(repair).model_fields and not {"by", "order_by"} & type(repair).model_fields.keys()
        else repair
        for repair in drawn
    ]
    assert_agreement(table, *sorted(moved, key=lambda repair: repair.phase))


@pytest.mark.parametrize("operation", EXAMPLES)
@pytest.mark.parametrize("rows", [[], [(None, None, None)], [("1", None, "x")]])
def test_empty_and_short_tables(operation: str, rows: list[tuple[str | None, ...]]) -> None:
    assert_agreement(
        pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row"), EXAMPLES[operation]
    )


def test_no_repair_at_all() -> None:
    assert_agreement(pl.DataFrame({"a": ["1", None]}))
