"""Days and moments of typed columns as text, each day and each time of day written once.

Formatting a moment takes longer than all else that is done with it, and most columns have fewer days than
rows.
"""

from functools import lru_cache

import polars as pl

_DAY_FORMAT = "%Y-%m-%d"
_SECONDS = 86_400
_PER_SECOND = {"ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}
_MOST_DAYS = 100_000
"""Days between the first and the last that are written, whether the column holds them or not."""


def day_text(column: pl.Series) -> pl.Series:
    """Dates as ISO 8601."""
    days = column.to_physical()
    written = _written_days(days)
    return column.dt.to_string(_DAY_FORMAT) if written is None else written.gather(days - days.min())


def moment_text(column: pl.Series, dtype: pl.Datetime) -> pl.Series:
    """Moments as ISO 8601 with a blank between day and time, and the offset where there is a time zone.

    Args:
        column: The moments.
        dtype: Their type.
    """
    seconds = None
    if dtype.time_zone in (None, "UTC"):
        seconds = _whole_seconds(column.to_physical(), _PER_SECOND[dtype.time_unit])
    days = None if seconds is None else seconds // _SECONDS
    written = None if days is None else _written_days(days)
    if seconds is None or days is None or written is None:
        return column.dt.to_string(f"%Y-%m-%d %H:%M:%S%.f{'%:z' if dtype.time_zone else ''}")
    clocks = _written_clocks("+00:00" if dtype.time_zone else "").gather(seconds - days * _SECONDS)
    return pl.select(pl.concat_str([written.gather(days - days.min()), clocks])).to_series()


def _whole_seconds(moments: pl.Series, per_second: int) -> pl.Series | None:
    """The seconds since 1970; None where there are fractions."""
    seconds = moments // per_second
    return seconds if (seconds * per_second).equals(moments) else None


def _written_days(days: pl.Series) -> pl.Series | None:
    """The texts of all days from the first to the last; None where that is no help."""
    first, last = days.min(), days.max()
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    if last - first > min(_MOST_DAYS, len(days)):
        return None
    every = pl.int_range(first, last + 1, dtype=pl.Int32, eager=True)
    return every.cast(pl.Date).dt.to_string(_DAY_FORMAT)


@lru_cache(maxsize=2)
def _written_clocks(offset: str) -> pl.Series:
    """The texts of all seconds of a day, with the blank before them."""
    seconds = pl.int_range(_SECONDS, dtype=pl.Int64, eager=True)
    return (seconds * 1_000_000_000).cast(pl.Time).dt.to_string(f" %H:%M:%S{offset}")
