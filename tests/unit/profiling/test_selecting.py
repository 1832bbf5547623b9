"""Selectors find the cells that the profile speaks of."""

import polars as pl
import pytest

from datainsight.errors import UsageError
from datainsight.models.profile import DataType
from datainsight.models.selector import (
    Contradicting,
    DuplicateRows,
    Matching,
    NotOfType,
    OutsideRange,
    Selector,
    ValuesIn,
    WholeColumn,
)
from datainsight.profiling.selecting import duplicate_mask, mask

CELLS = [None, "12", "$1,300", "abc", "NA", " 7 ", "2020-01-02", "true", "20200131", "13:05"]

CASES: list[tuple[Selector, list[int]]] = [
    (ValuesIn(column="x", values=("NA", "12")), [1, 4]),
    (ValuesIn(column="x", values=("",)), [0]),
    (Matching(column="x", regex=r"^\s|\s$"), [5]),
    (OutsideRange(column="x", lower=8, upper=1000), [2, 5, 8]),
    (NotOfType(column="x", data_type=DataType.DECIMAL, null_spellings=("NA",)), [3, 6, 7, 9]),
    (NotOfType(column="x", data_type=DataType.DATE, null_spellings=("NA",)), [1, 2, 3, 5, 7, 9]),
    (NotOfType(column="x", data_type=DataType.BOOLEAN), [1, 2, 3, 4, 5, 6, 8, 9]),
    (NotOfType(column="x", data_type=DataType.TIME), [1, 2, 3, 4, 5, 6, 7, 8]),
    (NotOfType(column="x", data_type=DataType.TEXT), []),
    (WholeColumn(column="x"), []),
]


@pytest.mark.parametrize(("selector", "rows"), CASES, ids=lambda value: getattr(value, "kind", None))
def test_selected_rows(selector: Selector, rows: list[int]) -> None:
    frame = pl.DataFrame({"x": CELLS}, schema={"x": pl.String})
    found = frame.lazy().select(is_meant=mask(selector, frame.columns)).collect().to_series()
    assert found.dtype == pl.Boolean
    assert found.null_count() == 0
    assert found.arg_true().to_list() == rows


@pytest.mark.parametrize(
    ("data_type", "cells", "rows"),
    [
        (DataType.BOOLEAN, ["yes", "Not sure", "1", "7", "why"], [3, 4]),
        (DataType.DECIMAL, ["1.5", " -Inf ", "∞", "why"], [3]),
        (DataType.TIME, ["1730", "0005", "5", "1075", "13:05"], [2, 3]),
    ],
)
def test_words_and_numbers_that_a_type_takes_in(
    data_type: DataType, cells: list[str], rows: list[int]
) -> None:
    frame = pl.DataFrame({"x": cells}, schema={"x": pl.String})
    selector = NotOfType(column="x", data_type=data_type)
    found = frame.select(is_meant=mask(selector, frame.columns)).to_series()
    assert found.arg_true().to_list() == rows


def test_columns_without_values() -> None:
    frame = pl.DataFrame({"x": [None, None]}, schema={"x": pl.String})
    for selector, _ in CASES:
        found = frame.select(is_meant=mask(selector, frame.columns)).to_series()
        assert found.null_count() == 0


def test_unknown_columns_and_whole_rows_are_refused() -> None:
    with pytest.raises(UsageError):
        mask(WholeColumn(column="y"), ["x"])
    with pytest.raises(UsageError):
        mask(DuplicateRows(), ["x"])


def test_later_copies_of_rows_are_duplicates() -> None:
    frame = pl.DataFrame({"a": ["1", "1", "2", "1"], "b": [None, None, "x", "y"]})
    assert duplicate_mask(frame).to_list() == [False, True, False, False]


def test_a_case_is_told_by_all_its_columns() -> None:
    table = pl.DataFrame({"zip": ["1", "1", "2", None], "city": ["A", "B", "B", None]})
    selector = Contradicting(column="city", by=("zip",), cases=(("1", "B"), ("", "")), confidences=(0.9, 0.5))

    assert table.select(mask(selector, table.columns).alias("m"))["m"].to_list() == [False, True, False, True]
