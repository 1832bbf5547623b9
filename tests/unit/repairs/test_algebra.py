"""What holds for every repair: it is done once for all, and touches nothing else."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.repairs.base import CellRepair, Effect
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.layout import LayoutRepair
from datainsight.repairs.registry import CATALOGUE
from tests.unit.repairs.tables import REPAIRS, applied, steady, tables


def test_every_operation_is_tried() -> None:
    assert REPAIRS.keys() == CATALOGUE.keys()


@pytest.mark.parametrize("operation", REPAIRS)
@steady
@given(data=st.data(), table=tables())
def test_applying_twice_is_applying_once(operation: str, data: st.DataObject, table: pl.DataFrame) -> None:
    repair = data.draw(REPAIRS[operation])
    if not repair.is_idempotent:
        return
    once = applied((repair,), table)
    assert applied((repair,), once).equals(once)


def entries_of(cell: str | None, separator: str) -> list[str | None]:
    """The entries of a list, or the cell as it is."""
    if cell is None or separator not in cell:
        return [cell]
    several = cell.split(separator)
    ends = (several[0].rstrip(" "), *(each.strip(" ") for each in several[1:-1]), several[-1].lstrip(" "))
    return [each for each in ends if each.strip(" ")] or [None]


@pytest.mark.parametrize("operation", REPAIRS)
@steady
@given(data=st.data(), table=tables())
def test_only_its_own_part_changes(operation: str, data: st.DataObject, table: pl.DataFrame) -> None:
    repair = data.draw(REPAIRS[operation])
    after = applied((repair,), table)
    if isinstance(repair, ExplodeList):
        entries = [entries_of(cell, repair.separator) for cell in table["first"]]
        rows = [row for row, several in zip(table.rows(), entries, strict=True) for _ in several]
        assert [row[1:] for row in after.rows()] == [row[1:] for row in rows]
        assert after["first"].to_list() == [entry for several in entries for entry in several]
    elif repair.effect is Effect.ROWS:
        left = iter(table.rows())
        assert all(row in left for row in after.rows())
        assert after.columns == table.columns
    elif isinstance(repair, LayoutRepair):
        assert after.columns == list(repair.columns_after(table.columns))
        new = set(after.columns) - set(repair.columns_changed)
        kept = [name for name in table.columns if name in new]
        assert after.select(kept).equals(table.select(kept))
    elif repair.effect is Effect.COLUMNS:
        assert after.equals(table.drop("first"))
    else:
        assert after.columns == table.columns
        assert after.drop("first").equals(table.drop("first"))


@pytest.mark.parametrize("operation", REPAIRS)
@steady
@given(data=st.data(), table=tables())
def test_a_table_of_text_stays_one(operation: str, data: st.DataObject, table: pl.DataFrame) -> None:
    after = applied((data.draw(REPAIRS[operation]),), table)
    assert set(after.dtypes) <= {pl.String}
    assert not any((after[name] == "").any() for name in after.columns)


@pytest.mark.parametrize(
    "operation",
    [name for name, each in CATALOGUE.items() if issubclass(each, CellRepair) and not each.is_whole_table],
)
@steady
@given(data=st.data(), table=tables())
def test_a_cell_is_repaired_alike_wherever_it_stands(
    operation: str, data: st.DataObject, table: pl.DataFrame
) -> None:
    repair = data.draw(REPAIRS[operation])
    whole = applied((repair,), table)
    apart = [applied((repair,), table[row : row + 1]) for row in range(table.height)]
    assert whole.equals(pl.concat([table.clear(), *apart]))
