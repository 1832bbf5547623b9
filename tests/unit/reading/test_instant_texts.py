"""Days and moments written by their parts read as if each had been formatted by itself."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.reading.columnar_frames import column_text

NEAR = st.dates(date(1899, 12, 25), date(1900, 1, 20))
DAYS = st.lists(NEAR | st.none(), max_size=40) | st.lists(st.dates() | st.none(), max_size=6)
STEPS = st.sampled_from([timedelta(), timedelta(seconds=1), timedelta(milliseconds=20)])
MOMENTS = st.integers(-12 * 86_400, 9 * 86_400).map(lambda second: datetime.fromtimestamp(second, UTC))
UNITS = st.sampled_from(["ms", "us", "ns"])


@given(DAYS)
def test_days(days: list[date | None]) -> None:
    column = pl.Series("day", days, dtype=pl.Date)

    assert column_text(column).to_list() == column.dt.to_string("%Y-%m-%d").to_list()


@given(
    st.lists(MOMENTS | st.none(), max_size=40),
    STEPS,
    UNITS,
    st.sampled_from([None, "UTC", "Asia/Kolkata"]),
)
def test_moments(moments: list[datetime | None], step: timedelta, unit: str, zone: str | None) -> None:
    shifted = [each and each + step for each in moments]
    column = pl.Series("moment", shifted, dtype=pl.Datetime("us", "UTC"))
    column = column.dt.convert_time_zone(zone) if zone else column.dt.replace_time_zone(None)
    column = column.cast(pl.Datetime(unit, zone))  # type: ignore[arg-type]

    expected = column.dt.to_string(f"%Y-%m-%d %H:%M:%S%.f{'%:z' if zone else ''}")

    assert column_text(column).to_list() == expected.to_list()


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical, pl.Binary])
def test_text_without_characters_is_null(dtype: type[pl.DataType]) -> None:
    texts = pl.Series("text", ["", "a", None])

    assert column_text(texts.cast(dtype)).to_list()[::2] == [None, None]
