"""Files that tables are written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from datainsight.errors import UsageError

ENDINGS = (".csv", ".parquet")


def check_ending(output: Path) -> None:
    """Refuses endings that cannot be written.

    Raises:
        UsageError: It is neither .csv nor .parquet.
    """
    if output.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"A cleaned table is written as {' or '.join(ENDINGS)}.",
            where=str(output),
            remedy="Give the output one of these endings.",
        )


def write_parquet(frames: Iterator[pl.DataFrame], output: Path, columns: Sequence[str]) -> None:
    """Row groups as the frames come; every column is text, as a repaired cell is canonical text."""

    def scan(*_: object) -> Iterator[pl.DataFrame]:
        yield from frames

    table = register_io_source(scan, schema=dict.fromkeys(columns, pl.String), validate_schema=False)
    table.sink_parquet(output)
