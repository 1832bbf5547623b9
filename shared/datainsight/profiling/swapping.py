"""Dates that were read month first, read day first instead."""

from typing import Any

import numpy as np
import numpy.typing as npt

MICROSECONDS_A_DAY = 86_400_000_000
_DAYS = "datetime64[D]"


def day_first(instants: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Microseconds since 1970 with the month and the day (up to 12) of each exchanged."""
    whole = instants.astype(np.int64)
    days = (whole // MICROSECONDS_A_DAY).astype(_DAYS)
    months, years = days.astype("datetime64[M]"), days.astype("datetime64[Y]")
    month = (months - years.astype("datetime64[M]")).astype(np.int64)
    day = (days - months.astype(_DAYS)).astype(np.int64)
    swapped = (years.astype("datetime64[M]") + day).astype(_DAYS) + month
    return np.asarray(swapped.astype(np.int64) * MICROSECONDS_A_DAY + whole % MICROSECONDS_A_DAY)
