"""What columns are: cases as data. Each is a list of values, its type, and what else should be found."""

from typing import Any

import pytest

from datainsight.models.profile import DataType, Role
from tests.unit.profiling.tables import column_profile

COLUMNS: list[tuple[str, list[str | None], DataType, dict[str, Any]]] = [
    ("whole numbers", ["1", "-2", "+3", "0"], DataType.INTEGER, {"minimum": -2, "maximum": 3}),
    ("a decimal among them", ["1", "2", "4.5"], DataType.DECIMAL, {"mean": 2.5}),
    ("point zero", ["1.0", "2.0"], DataType.DECIMAL, {}),
    ("exponents", ["1e3", "2.5E-1"], DataType.DECIMAL, {"maximum": 1000.0}),
    ("thousands", ["1,234", "12,345", "7"], DataType.INTEGER, {"maximum": 12_345}),
    ("thousands and cents", ["1,234.50", "99.00"], DataType.DECIMAL, {"maximum": 1234.5}),
    ("indian groups", ["12,34,567", "1,00,000"], DataType.INTEGER, {"maximum": 1_234_567}),
    ("decimal commas", ["3,14", "2,71", "1,234"], DataType.DECIMAL, {"minimum": 1.234, "maximum": 3.14}),
    ("european money", ["1.234,56", "7,50", "1.234"], DataType.DECIMAL, {"minimum": 7.5, "maximum": 1234.56}),
    ("blanks as marks", ["12 345", "1 000 000", "17"], DataType.INTEGER, {"maximum": 1_000_000}),
    ("telephone blocks", ["555 123 456", "555 987 654"], DataType.TEXT, {}),
    ("currency", ["$1,234.50", "$7", "-$3.25"], DataType.DECIMAL, {"minimum": -3.25, "role": Role.QUANTITY}),
    ("currency behind", ["5 €", "7,50 €"], DataType.DECIMAL, {"maximum": 7.5}),
    ("percent", ["7.8%", "12 %"], DataType.DECIMAL, {"maximum": 12.0}),
    ("parentheses", ["(12)", "30", "(7.5)"], DataType.DECIMAL, {"minimum": -12.0}),
    ("leading zeros", ["02134", "10001", "94105"], DataType.TEXT, {}),
    ("sixteen digits", ["4111111111111111", "5500005555555559"], DataType.TEXT, {}),
    (
        "larger than int64",
        ["5", "7", "9", "123456789012345678901234567890"],
        DataType.DECIMAL,
        {"minimum": 5.0},
    ),
    ("version numbers", ["1.2.3", "1.10.0"], DataType.TEXT, {}),
    ("addresses of machines", ["192.168.100.101", "212.123.145.167"], DataType.TEXT, {}),
    ("words for yes", ["Yes", "no", "YES"], DataType.BOOLEAN, {"role": Role.CATEGORICAL}),
    ("letters for yes", ["Y", "N", "Y"], DataType.BOOLEAN, {}),
    ("words of other languages", ["oui", "non", "Oui"], DataType.BOOLEAN, {}),
    ("flags among words", ["TRUE", "FALSE", "TRUE", "1", "0"], DataType.BOOLEAN, {"type_share": 1.0}),
    ("numbers among words", ["TRUE", "FALSE", "TRUE", "1", "7"], DataType.TEXT, {}),
    (
        "yes, no, and between",
        ["Yes", "No", "Not sure", "Not sure", "don't know"],
        DataType.BOOLEAN,
        {"role": Role.CATEGORICAL, "null_count": 0, "type_offenders": ()},
    ),
    ("yes, no, and reasons", ["Yes", "No", "Not sure", "because of rain"], DataType.TEXT, {}),
    ("one letter only", ["N", "N"], DataType.TEXT, {"role": Role.CONSTANT}),
    ("letters of a scale", ["T", "F", "S", "M"], DataType.TEXT, {}),
    ("iso days", ["2020-01-31", "2021-12-01"], DataType.DATE, {"minimum": "2020-01-31"}),
    (
        "day first",
        ["31/01/2020", "01/02/2020"],
        DataType.DATE,
        {"is_day_first": True, "maximum": "2020-02-01"},
    ),
    (
        "month first",
        ["01/31/2020", "01/02/2020"],
        DataType.DATE,
        {"is_day_first": False, "minimum": "2020-01-02"},
    ),
    (
        "no evidence",
        ["01/02/2020", "03/04/2020"],
        DataType.DATE,
        {"is_day_first": None, "minimum": "2020-01-02"},
    ),
    ("points are day first", ["01.02.2020", "03.04.2020"], DataType.DATE, {"minimum": "2020-02-01"}),
    ("month names", ["1 May 2020", "12 January 2021"], DataType.DATE, {"maximum": "2021-01-12"}),
    ("months", ["2020-01", "2020-02"], DataType.DATE, {"maximum": "2020-02-01"}),
    ("digits only", ["20200131", "20201224", "20210101"], DataType.DATE, {"maximum": "2021-01-01"}),
    ("numbers like days", ["20200131", "20209924", "20210101"], DataType.INTEGER, {}),
    (
        "with times",
        ["2020-01-31 10:00", "2020-02-01T11:12:13Z"],
        DataType.DATETIME,
        {"minimum": "2020-01-31T10:00:00"},
    ),
    ("with zones", ["2020-01-31T10:00:00+02:00"] * 2, DataType.DATETIME, {"minimum": "2020-01-31T08:00:00"}),
    (
        "fractions of seconds",
        ["2020-01-31T10:00:00.25Z"] * 2,
        DataType.DATETIME,
        {"minimum": "2020-01-31T10:00:00.25"},
    ),
    (
        "times",
        ["13:05", "07:15:30", "1:05 pm"],
        DataType.TIME,
        {"minimum": "07:15:30", "maximum": "13:05:00"},
    ),
    ("compact moments", ["20200131T101112Z"], DataType.DATETIME, {"minimum": "2020-01-31T10:11:12"}),
    ("lines of a log", ["05/Jan/2020:10:00:00 +0200"], DataType.DATETIME, {"minimum": "2020-01-05T08:00:00"}),
    ("year and month name first", ["2020-Jan-05", "2020 May 7"], DataType.DATE, {"maximum": "2020-05-07"}),
    ("month of a year", ["01/2020", "12/2019"], DataType.DATE, {"minimum": "2019-12-01"}),
    ("no months", ["13/2020", "14/2020"], DataType.TEXT, {}),
    (
        "infinities are numbers among numbers",
        ["1", "2", "inf", "-Infinity", "∞"],
        DataType.DECIMAL,
        {"infinity_count": 3, "mean": 1.5, "maximum": 2.0, "type_share": 1.0},
    ),
    ("infinities among words", ["inf", "sup", "max"], DataType.TEXT, {}),
    ("impossible days", ["2020-13-01", "2020-02-30"], DataType.TEXT, {}),
    ("json arrays", ["[1, 2]", "[]"], DataType.LIST, {"role": Role.LIST}),
    ("json objects", ['{"a": 1}', "{}"], DataType.OBJECT, {}),
    (
        "nothing",
        [None, "NA", "  "],
        DataType.EMPTY,
        {"role": Role.EMPTY, "null_count": 3, "distinct_count": 0},
    ),
    ("constant", ["x", "x", None], DataType.TEXT, {"role": Role.CONSTANT, "distinct_count": 1}),
]


@pytest.mark.parametrize(
    ("values", "data_type", "facts"), [case[1:] for case in COLUMNS], ids=[case[0] for case in COLUMNS]
)
def test_type_of_a_column(values: list[str | None], data_type: DataType, facts: dict[str, Any]) -> None:
    column = column_profile(values)
    assert column.data_type is data_type
    assert {name: getattr(column, name) for name in facts} == facts


CLOCKS = [f"{hour}{minute:02d}" for hour in range(1, 24) for minute in (5, 17, 40)]


def test_whole_numbers_are_times_where_name_and_values_say_so() -> None:
    column = column_profile(CLOCKS, "Start time")
    assert column.data_type is DataType.TIME
    assert (column.minimum, column.maximum) == ("01:05:00", "23:40:00")
    assert column.role is Role.DATETIME
    assert column_profile(["0930", "0005", *CLOCKS], "departureTime").minimum == "00:05:00"


@pytest.mark.parametrize(
    ("values", "name"),
    [(CLOCKS, "price"), ([*CLOCKS, "1075", "1280"], "time"), (["5", "10", "45", "130"], "time")],
    ids=["name", "minutes", "few"],
)
def test_whole_numbers_are_numbers_otherwise(values: list[str], name: str) -> None:
    assert column_profile(values, name).data_type is DataType.INTEGER


def test_nearly_all_is_enough_and_the_others_are_named() -> None:
    column = column_profile([str(each) for each in range(18)] + ["abc", "12 kg"])
    assert column.data_type is DataType.INTEGER
    assert column.type_share == 0.9
    assert [each.value for each in column.type_offenders] == ["12 kg", "abc"]


def test_too_many_others_make_it_text() -> None:
    column = column_profile([str(each) for each in range(8)] + ["abc", "def"])
    assert column.data_type is DataType.TEXT
    assert column.type_offenders == ()


def test_notations_are_told_apart() -> None:
    column = column_profile(["2020-01-02", "31/01/2020", "01/02/2020", "Jan 5, 2020"])
    assert {(each.notation, each.count) for each in column.notations} == {
        ("%d/%m/%Y", 2), ("%Y-%m-%d", 1), ("%b %d, %Y", 1),
    }  # fmt: skip


ROLES: list[tuple[str, list[str], str, Role]] = [
    ("row numbers", [str(each) for each in range(1, 41)], "n", Role.IDENTIFIER),
    ("named keys", [str(each * 37 % 1000) for each in range(40)], "customer_id", Role.IDENTIFIER),
    ("measurements", [str(each * 37 % 1000) for each in range(40)], "depth", Role.NUMERIC),
    ("years", [str(1950 + each % 60) for each in range(200)], "year_built", Role.CATEGORICAL),
    ("recent years", [str(1990 + each % 20) for each in range(200)], "season", Role.CATEGORICAL),
    ("about as many", [str(1900 + each * 7 % 400) for each in range(400)], "visitors", Role.NUMERIC),
    ("long codes", [str(40_000_000 + each * 7919) for each in range(40)], "parcel", Role.IDENTIFIER),
    ("codes", ["1", "2", "3"] * 20, "kind", Role.CATEGORICAL),
    ("counts", [str(each % 5) for each in range(200)], "number of rooms", Role.NUMERIC),
    ("words", ["red", "green", "blue"] * 5, "shade", Role.CATEGORICAL),
    ("addresses in the web", ["https://example.com/a", "http://example.org/b?c=1"], "link", Role.URL),
    ("lists", ["a;b;c", "d;e", "f;g;h"], "tags", Role.LIST),
    ("amounts with units", ["12 oz", "3.5 kg", "7 oz"], "weight", Role.QUANTITY),
    ("durations", ["1h 30m", "2h 5m", "45 min"], "taken", Role.QUANTITY),
    ("iso durations", ["P1DT2H", "PT5M", "P2W"], "taken", Role.QUANTITY),
    ("tokens", [f"A{each * 7919:06d}" for each in range(30)], "token", Role.IDENTIFIER),
    ("sentences", [f"this is the story of my day number {each}" for each in range(20)], "story", Role.TEXT),
]


def test_a_column_that_is_all_but_empty_is_good_for_nothing() -> None:
    column = column_profile([None] * 999 + ["5"] + [None] * 200 + ["7"])
    assert (column.role, column.data_type) == (Role.EMPTY, DataType.INTEGER)


@pytest.mark.parametrize(
    ("values", "name", "role"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES]
)
def test_role_of_a_column(values: list[str], name: str, role: Role) -> None:
    assert column_profile(values, name).role is role
