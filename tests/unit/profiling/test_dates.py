from datetime import UTC, datetime

import pytest

from datainsight.profiling.dates import shape_of
from datainsight.profiling.notations import CLOCK_SHAPES, DATE_SHAPES, MONTH_SHAPES, WHOLE_SHAPES, ZONE_SHAPES

MOMENTS = (datetime(2021, 5, 4, 3, 2, 1, tzinfo=UTC), datetime(1999, 11, 30, 23, 59, 58, 7, tzinfo=UTC))
SHAPES = (*DATE_SHAPES, *MONTH_SHAPES, *WHOLE_SHAPES)
DAYS = sorted({format_ for shape in SHAPES for format_ in shape.formats})
CLOCKS = [clock for _, clock in CLOCK_SHAPES]


def written(moment: datetime, format_: str) -> str:
    """In a format of polars, which has some that Python does not."""
    return moment.strftime(format_.replace("%.f", ".%f").replace("%#z", "+02"))


@pytest.mark.parametrize("format_", [*DAYS, *CLOCKS])
def test_a_text_has_the_shape_of_its_format(format_: str) -> None:
    # Of May the long name is the short one.
    texts = [written(moment, format_) for moment in (MOMENTS[1:] if "%B" in format_ else MOMENTS)]
    assert all((shape := shape_of(text)) and format_ in shape.formats for text in texts)


@pytest.mark.parametrize("day", ["%Y-%m-%d", "%d%b%Y", "%d. %b %Y", "%B %d, %y"])
def test_a_day_may_have_a_time_behind_it(day: str) -> None:
    for format_ in (f"{day}T{clock}{zone}" for clock in CLOCKS for _, zone in ZONE_SHAPES):
        shape = shape_of(written(MOMENTS[1], format_))
        assert shape is not None
        assert format_ in shape.formats


@pytest.mark.parametrize("text", ["", "a", "12", "1,234.5", "555-123-4567", "2020-01-02x", "7 Ma\u0130 2020"])
def test_other_texts_have_none(text: str) -> None:
    assert shape_of(text) is None
