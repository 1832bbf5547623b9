"""What is written can be read again."""

from pathlib import Path

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from datainsight.models.dataset import Dialect
from datainsight.reading.frames import write_csv

from .sources import table
from .test_round_trip import CELLS, description_of


@given(st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=6)))
def test_written_tables_read_the_same(tmp_path_factory: object, cells: list[tuple[str, ...]]) -> None:
    rows = [tuple(cell or None for cell in row) for row in cells]
    frame = pl.DataFrame(rows, schema=[f"c{n}" for n in range(len(rows[0]))], orient="row").cast(pl.String)
    path = tmp_path_factory.mktemp("out") / "table.csv"  # type: ignore[attr-defined]
    assert write_csv([frame[:2], frame[2:]], path) == len(rows)
    data = path.read_bytes()
    description = description_of(Dialect(line_terminator="\r\n"), len(rows[0]), len(data))
    read, problems = table(data, description.model_copy(update={"data_start": data.index(b"\r\n") + 2}))
    assert read.rows() == rows
    assert problems == []


def test_names_of_the_file_may_be_written_in_place_of_the_columns_own(tmp_path: Path) -> None:
    frame = pl.DataFrame({"x": ["1"], "x_2": [None]}, schema={"x": pl.String, "x_2": pl.String})
    write_csv([frame], tmp_path / "t.csv", header=["x", "x"])
    assert (tmp_path / "t.csv").read_bytes() == b"x,x\r\n1,\r\n"
