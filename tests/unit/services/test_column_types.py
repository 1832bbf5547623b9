"""Typed Parquet files lose nothing."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from datainsight.errors import UsageError
from datainsight.models.issue import Goal
from datainsight.reading.source import LocalFile
from datainsight.services.clean_table import Companions, clean
from datainsight.services.column_types import text_of, write_typed
from datainsight.services.profile_source import analyse_reading
from datainsight.services.reading import open_reading
from datainsight.services.undo_file import undo_cleaning
from tests.unit.repairs.tables import cells, steady

KINDS = (
    st.integers(-(2**63), 2**63 - 1).map(str),
    st.integers(-200, 200).map(str),
    st.decimals(-10_000, 10_000, places=2).map(lambda number: f"{number:f}"),
    st.floats(-1e6, 1e6).map(lambda number: f"{number:.4g}"),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds")),
    st.sampled_from(("true", "false", "-0", "-0.00", "007", "1.50", "1.5", "2.0", "0001-01-01")),
)


def typed(texts: list[str | None], folder: Path, name: str = "^a$") -> pl.Series:
    table = pl.DataFrame({name: texts, "a": ["x"] * len(texts)}, schema={name: pl.String, "a": pl.String})
    table.write_parquet(folder / "text.parquet")
    write_typed(folder / "text.parquet", folder / "typed.parquet")
    made = pl.read_parquet(folder / "typed.parquet")
    assert made["a"].to_list() == table["a"].to_list()
    return made.to_series(0)


@settings(steady, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), mixed=st.booleans())
def test_every_text_can_be_told_again(data: st.DataObject, mixed: bool, tmp_path: Path) -> None:
    kind = st.one_of(*KINDS, cells) if mixed else data.draw(st.sampled_from(KINDS))
    texts = data.draw(st.lists(st.one_of(st.none(), kind), max_size=8))
    assert text_of(typed(texts, tmp_path)).to_list() == texts


def test_a_typed_table_can_be_undone(tmp_path: Path) -> None:
    source, output, undo = tmp_path / "table.csv", tmp_path / "out.parquet", tmp_path / "undo"
    rows = "".join(f" {number},0{number},{number}.50,2024-01-{number}\n" for number in range(10, 31))
    source.write_text("count,code,price,day\n" + rows, encoding="utf-8", newline="")
    reading = open_reading(LocalFile(source))
    document = analyse_reading(reading, Goal.GENERAL_AUDIT)

    clean(reading, document, output, companions=Companions(undo=undo), is_typed=True)

    kinds = [pl.Int8(), pl.String(), pl.Decimal(18, 2), pl.Date()]
    assert pl.read_parquet(output).dtypes == kinds
    undo_cleaning(output, undo, tmp_path / "before.csv")
    assert (tmp_path / "before.csv").read_bytes() == source.read_bytes().replace(b"\n", b"\r\n")


def test_csv_has_no_types(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text("a\n1\n", encoding="utf-8")
    reading = open_reading(LocalFile(source))
    document = analyse_reading(reading, Goal.GENERAL_AUDIT)
    with pytest.raises(UsageError, match="Parquet"):
        clean(reading, document, tmp_path / "out.csv", is_typed=True)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1", None, "-128"], pl.Int8()),
        (["128"], pl.Int16()),
        (["40000"], pl.Int32()),
        (["3000000000"], pl.Int64()),
        (["1.50", "-20.25"], pl.Decimal(18, 2)),
        (["1.5", "2", "0.125"], pl.Float64()),
        (["true", "false", None], pl.Boolean()),
        (["2024-01-31", "1969-07-20"], pl.Date()),
        (["2024-01-31T10:20:30"], pl.Datetime("us")),
        (["007", "1"], pl.String()),
        (["1.50", "1.5"], pl.String()),
        (["-0", "1"], pl.String()),
        (["2024-02-30"], pl.String()),
        ([None, None], pl.String()),
        (["true", "1"], pl.String()),
    ],
)
def test_the_narrowest_type(texts: list[str | None], kind: pl.DataType, tmp_path: Path) -> None:
    assert typed(texts, tmp_path).dtype == kind
