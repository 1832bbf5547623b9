"""Dates are written as most of a column are, and only where nothing is lost."""

import pytest
from pydantic import ValidationError

from datainsight.repairs.date_notation import notation_like, rewrites_of
from datainsight.repairs.unify_dates import UnifyDates
from tests.unit.repairs.tables import repaired


@pytest.mark.parametrize(
    ("notation", "written"),
    [
        ("%m/%d/%Y", "03/05/2024"),
        ("%-m/%-d/%Y", "3/5/2024"),
        ("%d.%m.%Y", "05.03.2024"),
        ("%b %d, %Y", "Mar 05, 2024"),
        ("%-d %B %Y", "5 March 2024"),
        ("%Y/%m/%d", "2024/03/05"),
    ],
)
def test_the_others_become_like_the_usual_ones(notation: str, written: str) -> None:
    repair = UnifyDates(column="first", formats=("%Y-%m-%d", "%Y%m%d"), notation=notation)
    made = repaired(repair, "2024-03-05", "20240305", "2024-02-30", "soon", None, written)
    assert made == [written, written, "2024-02-30", "soon", None, written]


def test_a_usual_date_stays_however_its_zeros_are() -> None:
    repair = UnifyDates(column="first", formats=("%d/%m/%Y", "%Y-%m-%d"), notation="%m/%d/%Y")
    assert repaired(repair, "1/5/2024", "01/05/2024", "31/12/2023") == [
        "1/5/2024",
        "01/05/2024",
        "12/31/2023",
    ]


def test_a_time_that_the_notation_cannot_say_stays() -> None:
    repair = UnifyDates(
        column="first",
        formats=("%Y-%m-%dT%H:%M:%S%#z",),
        target="datetime",
        notation="%m/%d/%Y %H:%M",
    )
    texts = (
        "2024-03-05T10:20:00",
        "2024-03-05T10:20:30",
        "2024-03-05T10:20:00+02:00",
        "2024-03-05T10:20:00Z",
    )
    assert repaired(repair, *texts) == ["03/05/2024 10:20", *texts[1:]]


@pytest.mark.parametrize(
    "notation", ["%m/%d", "%y-%m-%d", "%m/%d/%Y %I:%M %p", "%d%%%m/%Y", "%m/%m/%d/%Y", "x"]
)
def test_a_notation_that_loses_something_is_refused(notation: str) -> None:
    assert rewrites_of(notation, "date") is None
    with pytest.raises(ValidationError):
        UnifyDates(column="first", formats=("%Y-%m-%d",), notation=notation)


@pytest.mark.parametrize(
    ("usual", "examples", "notation"),
    [
        ("%m/%d/%Y", ("12/31/2023", "01/05/2024"), "%m/%d/%Y"),
        ("%m/%d/%Y", ("12/31/2023", "1/5/2024"), "%-m/%-d/%Y"),
        ("%d %B %Y", ("5 March 2024",), "%-d %B %Y"),
        ("%d-%b-%Y", ("05-Mar-2024",), "%d-%b-%Y"),
        ("%d-%b-%Y", ("05-MAR-2024",), None),
        ("%m/%d/%Y", ("01/05/2024", "1/5/2024"), None),
        ("%Y%m%d", ("20240305",), None),
        ("%m/%d/%Y", (), None),
    ],
)
def test_the_notation_in_which_all_examples_come_out_as_they_stand(
    usual: str, examples: tuple[str, ...], notation: str | None
) -> None:
    assert notation_like(usual, examples, "date") == notation
