"""Numbers that repairs compute have the same digits in every language, and so have fields of JSON."""

import json
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from datainsight.repairs.extract_json_field import ExtractJsonField
from datainsight.repairs.extract_pattern import ExtractPattern
from datainsight.repairs.interpolate import Interpolate
from datainsight.repairs.log_scale import LogScale
from tests.unit.codegen.test_languages_agree import assert_agreement
from tests.unit.repairs.tables import applied, repaired, steady

measures = st.decimals(-999_999_999, 999_999_999, places=6).map(lambda number: f"{number:f}")
small = st.decimals(-3, 3, places=3).map(lambda number: f"{number:f}")
cells = st.one_of(
    st.none(), st.none(), measures, small, st.sampled_from(("-0", "0.0000001", "x", "1e5", "-0.000001"))
)
groups = st.sampled_from(("a", "b", None))


@steady
@given(rows=st.lists(st.tuples(cells, groups), max_size=12), by=st.sampled_from(((), ("group",))))
def test_lines_between_numbers(rows: list[tuple[str | None, str | None]], by: tuple[str, ...]) -> None:
    table = pl.DataFrame(rows, schema={"value": pl.String, "group": pl.String}, orient="row")
    assert_agreement(table, Interpolate(column="value", by=by))


def test_what_lies_between_is_written_plainly() -> None:
    made = repaired(
        Interpolate(column="first"), None, "1.5", None, None, "3", None, "-1", "x", None, "-1.25", None
    )
    assert made == [None, "1.5", "2", "2.5", "3", "1", "-1", "x", "-1.166667", "-1.25", None]


moments = st.one_of(
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str),
    st.sampled_from(("2024-01-01", "2024-01-02", "2024-01-01T12:00:00", "2024-01-03T00:00:01", "1969-12-31")),
    st.sampled_from((None, "2024-02-30", "2024-01-01T24:00:00", "0999-01-01", "1/2/2024", "2024-01-02\n")),
)


@steady
@given(rows=st.lists(st.tuples(cells, groups, moments), max_size=12), by=st.sampled_from(((), ("group",))))
def test_lines_along_times(rows: list[tuple[str | None, ...]], by: tuple[str, ...]) -> None:
    schema = dict.fromkeys(("value", "group", "^time$"), pl.String)
    table = pl.DataFrame(rows, schema=schema, orient="row")
    assert_agreement(table, Interpolate(column="value", by=by, along="^time$"))


def test_times_and_not_rows_tell_how_far_a_value_lies_between() -> None:
    table = pl.DataFrame(
        {
            "day": ["2024-01-11", "2024-01-01", "2024-01-02", "2024-01-05T12:00:00", None, "2024-02-30"],
            "level": ["3.5", "1.5", None, None, None, "9"],
        }
    )
    made = applied((Interpolate(column="level", along="day"),), table)["level"].to_list()
    assert made == ["3.5", "1.5", "1.7", "2.4", None, "9"]


@steady
@given(
    amounts=st.lists(
        st.one_of(st.none(), measures, st.sampled_from(("0", "1e20", "9" * 30, "-1", "x"))), max_size=9
    )
)
def test_logarithms(amounts: list[str | None]) -> None:
    table = pl.DataFrame({"value": amounts}, schema={"value": pl.String})
    assert_agreement(table, LogScale(column="value", into="log"))


def test_a_logarithm_has_six_decimals() -> None:
    table = pl.DataFrame({"value": ["0", "1", "250000", "-5", None, "0.0000001"]})
    made = applied((LogScale(column="value", into="log"),), table)["log"].to_list()
    assert made == ["0.000000", "0.693147", "12.429220", None, None, "0.000000"]


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-99, 99),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=4),
)
objects = st.dictionaries(
    st.sampled_from(("a", "b", "a.b", 'q"', "A")),
    st.one_of(scalars, st.lists(scalars, max_size=2)),
    max_size=4,
)
documents = st.one_of(
    st.none(),
    objects.map(json.dumps),
    objects.map(lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))),
    st.sampled_from(
        (
            '{"a": 1',
            '{"a": "x", "a": 2}',
            '{"b": ",", "a": "{"}',
            "{}",
            '{"a": ""}',
            ' {"a":-1.5e3 } ',
            '[{"a": 1}]',
        )
    ),
)


@steady
@given(texts=st.lists(documents, max_size=6), field=st.sampled_from(("a", "b", "a.b")))
def test_fields_of_json(texts: list[str | None], field: str) -> None:
    table = pl.DataFrame({"data": texts}, schema={"data": pl.String})
    repair = ExtractJsonField(column="data", into="told", field=field)
    assert_agreement(table, repair)
    for text, told in zip(texts, applied((repair,), table)["told"].to_list(), strict=True):
        if told is not None:
            found = json.loads(str(text))[field]
            assert told == (found if isinstance(found, str) else told)
            assert isinstance(found, str) or json.loads(told) == found


@pytest.mark.parametrize(
    "pattern", ["(a)", "a|b", "a*b", "a+b", "[a", "\\d", ".", "a{3}+", "(?i)a", "^", "[z-a]", "a{2,1}"]
)
def test_an_expression_that_engines_read_differently_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        ExtractPattern(column="a", into="b", pattern=pattern)


@pytest.mark.parametrize(
    "pattern", ["[0-9]{5}", "^[A-Z]{2}-[0-9]+", "[^,]+$", "a{2,}", "[.]", "1\\.[0-9]{2,4}"]
)
def test_an_expression_that_all_engines_read_alike_is_taken(pattern: str) -> None:
    assert ExtractPattern(column="a", into="b", pattern=pattern).pattern == pattern
