"""Number formats: which of them say what a number is, and how it is then written."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.reading.number_formats import number_format


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("00000", 123.0, "00123"),
        ("00000", 1234567.0, "1234567"),
        ("00000;-00000;;@", 7.0, "00007"),
        ("000-00-0000", 12345678.0, "012-34-5678"),
        (r"000\.000\.000\-00", 1234567890.0, "012.345.678-90"),
        (r"[<=9999999]###-####;\(###\)\ ###-####", 5551234.0, "555-1234"),
        (r"[<=9999999]###-####;\(###\)\ ###-####", 2125551234.0, "(212) 555-1234"),
        ('"AB-"0000', 42.0, "AB-0042"),
        ("[Red]000_)", 5.0, "005"),
    ],
)
def test_codes_of_digits_are_written_in_full(code: str, value: float, text: str) -> None:
    meaning = number_format(code)
    assert meaning is not None
    assert meaning.text(value) == text
    assert meaning.text(value + 0.5) is None
    assert meaning.text(-value) is None
    assert meaning.text("text") is None


@pytest.mark.parametrize(
    "code",
    [
        "General", "0", "00", "0.00", "#,##0", "# ##0", r"#\ ##0", r'#"."##0', "#,##0.00_);(#,##0.00)", "0%",
        "0.00E+00", "# ??/??", "$000", "@", "mmm-yy", "h:mm:ss", "[h]:mm", "", ";;;", '"000"', "x" * 300,
    ],
)  # fmt: skip
def test_formats_that_only_draw_a_number_add_nothing(code: str) -> None:
    assert number_format(code) is None


@pytest.mark.parametrize("code", ["m/d/yy h:mm", "yyyy-mm-dd hh:mm:ss", "[$-409]d/m/yy h:mm AM/PM;@"])
def test_moments_at_midnight_keep_their_time(code: str) -> None:
    meaning = number_format(code)
    assert meaning is not None
    assert meaning.text(datetime.date(2023, 3, 15)) == "2023-03-15 00:00:00"
    assert meaning.text(datetime.time(1)) is None


@given(
    st.text('0#-() \\";[]<=>9._@dhy', max_size=30),
    st.floats(allow_nan=False) | st.integers(0, 10**15).map(float),
)
def test_any_format_keeps_the_digits_of_the_number(code: str, value: float) -> None:
    meaning = number_format(code)
    text = meaning.text(value) if meaning else None
    if text is not None and "9" not in code:
        assert "".join(filter(str.isdigit, text)).lstrip("0") == str(int(value)).lstrip("0")
