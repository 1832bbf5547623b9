"""Dates in many notations become ISO 8601, or stay as they are."""

import calendar
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.repairs.date_shapes import shapes_of
from datainsight.repairs.parse_dates import ParseDates
from tests.unit.repairs.tables import repaired, steady

DATE_FORMATS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%b %d, %Y",
    "%d %B %Y",
    "%d%b%Y",
    "%Y%m%d",
    "%a %d %b %Y",
)
CLOCKS = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S%p", "%H:%M:%S.%f")


@pytest.mark.parametrize("date_format", DATE_FORMATS)
@steady
@given(day=st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_is_read(date_format: str, day: date) -> None:
    text = day.strftime(date_format.replace("%Y", f"{day.year:04}"))
    assert repaired(ParseDates(column="first", formats=(date_format,)), text) == [day.isoformat()]


@pytest.mark.parametrize("clock", CLOCKS)
@steady
@given(moment=st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)))  # noqa: DTZ001 - local times
def test_every_time_is_read(clock: str, moment: datetime) -> None:
    if "%f" not in clock:
        moment = moment.replace(microsecond=0)
    if "%S" not in clock:
        moment = moment.replace(second=0)
    date_format = f"%d/%m/%Y {clock}"
    text = moment.strftime(date_format.replace("%Y", f"{moment.year:04}"))
    repair = ParseDates(column="first", formats=(date_format,), target="datetime")
    expected = moment.isoformat(timespec="microseconds" if "%f" in clock else "seconds")
    assert repaired(repair, text) == [expected]


@steady
@given(day=st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_years_of_two_digits(day: date) -> None:
    repair = ParseDates(column="first", formats=("%d.%m.%y",))
    assert repaired(repair, day.strftime("%d.%m.%y")) == [day.isoformat()]


@steady
@given(year=st.integers(1000, 2999), month=st.integers(1, 12), number=st.integers(1, 31))
def test_days_that_are_not_in_the_calendar_stay(year: int, month: int, number: int) -> None:
    text = f"{number}/{month}/{year}"
    exists = number <= calendar.monthrange(year, month)[1]
    assert repaired(ParseDates(column="first", formats=("%d/%m/%Y",)), text) == [
        f"{year}-{month:02}-{number:02}" if exists else text
    ]


@pytest.mark.parametrize(
    ("formats", "before", "after"),
    [
        (("%d/%m/%Y", "%m/%d/%Y"), "3/4/2024", "2024-04-03"),
        (("%m/%d/%Y", "%d/%m/%Y"), "3/4/2024", "2024-03-04"),
        (("%m/%d/%Y", "%d/%m/%Y"), "31/4/2024", "31/4/2024"),
        (("%m/%d/%Y", "%d/%m/%Y"), "30/4/2024", "2024-04-30"),
        (("%Y-%d-%m",), "2024-03-04", "2024-03-04"),
        (("%Y-%d-%m",), "2024-13-04", "2024-04-13"),
        (("%b %d, %Y",), "SEPT. 3,  2020", "2020-09-03"),
        (("%b %d, %Y",), "Sox 3, 2020", "Sox 3, 2020"),
        (("%d/%m/%Y %H:%M",), "3/4/2024 00:00", "2024-04-03"),
        (("%d/%m/%Y %H:%M",), "3/4/2024 10:00", "3/4/2024 10:00"),
        (("%d/%m/%Y %I:%M %p",), "3/4/2024 12:00 AM", "2024-04-03"),
        (("%Y%m%d%H%M",), "202404030000", "2024-04-03"),
        (("%Y%m%d%H%M",), "202404031000", "202404031000"),
        (("%d/%m/%Y",), " 3/4/2024 ", "2024-04-03"),
        (("%d/%m/%Y",), "3/4/2024 x", "3/4/2024 x"),
        (("%d/%m/%Y",), "٣/4/2024", "٣/4/2024"),
        (("%Y-%m-%dT%H:%M:%SZ",), "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"),
    ],
)
def test_dates(formats: tuple[str, ...], before: str, after: str) -> None:
    assert repaired(ParseDates(column="first", formats=formats), before) == [after]


@pytest.mark.parametrize(
    ("date_format", "before", "after"),
    [
        ("%d/%m/%Y", "3/4/2024", "2024-04-03T00:00:00"),
        ("%d/%m/%Y %H:%M", "3/4/2024 1:05", "2024-04-03T01:05:00"),
        ("%Y-%m-%d %H:%M:%S", "2024-04-03 24:00:00", "2024-04-03 24:00:00"),
        ("%Y-%m-%dT%H:%M:%S%.f", "2024-04-03T01:02:03", "2024-04-03T01:02:03"),
        ("%Y-%m-%dT%H:%M:%S%.f%z", "2024-04-03T01:02:03.120-0530", "2024-04-03T01:02:03.120-05:30"),
        ("%Y-%m-%dT%H:%M:%S%z", "2024-04-03T01:02:03Z", "2024-04-03T01:02:03Z"),
        ("%Y/%m/%d %H:%M%#z", "2024/4/3 1:02+05", "2024-04-03T01:02:00+05:00"),
        ("%Y-%m-%d %H:%M UTC", "2024-04-03 01:02 UTC", "2024-04-03T01:02:00Z"),
        ("%a, %d %b %Y %H:%M:%S %z", "Wed, 03 Apr 2024 01:02:03 +0000", "2024-04-03T01:02:03+00:00"),
        ("%m/%d/%Y %I:%M %p", "4/3/2024 11:05 p.m.", "2024-04-03T23:05:00"),
        ("%m/%d/%Y %I:%M %p", "4/3/2024 13:05 PM", "4/3/2024 13:05 PM"),
    ],
)
def test_datetimes(date_format: str, before: str, after: str) -> None:
    repair = ParseDates(column="first", formats=(date_format,), target="datetime")
    assert repaired(repair, before) == [after]


@pytest.mark.parametrize(
    "date_format",
    ["%Y-%m", "%H:%M", "%Q", "%Y-%m-%d %m", "%d/%m/%Y %H", "%d/%m/%Y %I:%M", "%s", "", "%", "text"],
)
def test_formats_that_are_not_understood_change_nothing(date_format: str) -> None:
    assert shapes_of(date_format, "datetime") == ()
    repair = ParseDates(column="first", formats=(date_format,), target="datetime")
    assert repaired(repair, "3/4/2024", date_format or None) == ["3/4/2024", date_format or None]
