"""Writes a table of the benchmark: `python -m tests.benchmarks.table PATH ROWS [COLUMNS]`.

The ending of the path says how: `.csv`, or `.parquet` with the types polars finds in the CSV file beside it.
With a number of columns the table is wide: numbers, words and days in turn.
"""

import sys
from pathlib import Path

import numpy as np
import polars as pl

from datainsight.services.generated_table import ensure_table

_ROWS_FOR_TYPES = 100_000
WORDS = np.array(["north", "south", "east", "west", "centre", ""])


def write_wide(path: Path, rows: int, columns: int) -> None:
    """A table of many columns; the same bytes at every run."""
    random = np.random.default_rng(20261128)
    days = pl.Series(np.datetime64("2020-01-01", "D") + np.arange(2000))
    kinds = (
        lambda: pl.Series(random.integers(0, 100_000, rows)),
        lambda: pl.Series(random.normal(50, 12, rows)).round(3),
        lambda: pl.Series(WORDS[random.integers(0, WORDS.size, rows)]),
        lambda: days.gather(random.integers(0, 2000, rows)),
    )
    pl.DataFrame([kinds[at % len(kinds)]().alias(f"column_{at}") for at in range(columns)]).write_csv(path)


def main(path: Path, rows: int, columns: int | None) -> None:
    """Writes the table where it is not there yet."""
    if path.suffix == ".parquet":
        main(path.with_suffix(".csv"), rows, columns)
        if not path.exists():
            # Types are the same as by all rows, which takes a quarter of an hour for 10,000,000.
            source = path.with_suffix(".csv")
            table = pl.scan_csv(source, try_parse_dates=True, infer_schema_length=_ROWS_FOR_TYPES)
            table.sink_parquet(path)
    elif columns is None:
        ensure_table(path, rows)
    elif not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_wide(path, rows, columns)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
