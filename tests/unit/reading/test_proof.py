"""Phrases, ranges, times and links are one column, however alike their pieces; tables stay tables."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.reading.dialect import detect_dialect

NUMBER = st.integers(1, 2000).map(str)
TWO_DIGITS = st.integers(10, 59).map(str)
WORD = st.sampled_from(["Meadow", "harbour", "Ulm", "silver", "quiet", "Norwich", "lantern", "apple"])
TIME = st.builds("{}:{}".format, st.integers(0, 23), TWO_DIGITS)

PHRASES = {
    "a unit": st.builds("{} lbs".format, NUMBER),
    "a word before": st.builds("AM {}".format, NUMBER),
    "a range of prices": st.builds("EUR {} - EUR {}".format, NUMBER, NUMBER),
    "a range": st.builds("{} - {}".format, NUMBER, NUMBER),
    "a range without blanks": st.builds("${}-${}".format, NUMBER, NUMBER),
    "a phrase": st.builds("Prices from £{} includes booking fee.".format, NUMBER),
    "an episode": st.builds("The {} Season {} Episode {}".format, st.just("Harbour"), NUMBER, NUMBER),
    "opening hours": st.builds("Mo-Sa {}-{}".format, TIME, TIME),
    "a time with its zone": st.builds("2020-9-19T{}+5.5:00".format, TIME),
    "a grade": st.sampled_from(["$$", "$$$", "$$$$"]),
    "about": st.builds("± {} EUR".format, NUMBER),
    "a link": st.builds("https://www.example.org/{}?w={}&h={}&zc=1".format, WORD, NUMBER, NUMBER),
    "a link without scheme": st.builds("//cdn.example.org/{}-{}.png?v={}".format, WORD, WORD, NUMBER),
    "HTML": st.builds("{} &amp; {}".format, WORD, WORD),
    "an identifier": st.uuids().map(str),
    "a list in quotes": st.builds("['{}', '{}']".format, WORD, WORD),
}

DELIMITERS = [" ", ":", "#", "~", "^", "::", "=>"]


def written(cells: list[str]) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([cell] for cell in cells)
    return file.getvalue()


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_phrases_are_one_column(phrase: st.SearchStrategy[str], data: st.DataObject) -> None:
    cells = data.draw(st.lists(phrase, min_size=5, max_size=30))
    for text in (written(["value", *cells]), written(cells)):
        found = detect_dialect(text)
        delimiter = found.delimiter or "\x1f"
        pieces = csv.reader(io.StringIO(text), delimiter=delimiter[0], quotechar=found.quote or '"')
        assert found.delimiter is None or all(len(row) == 1 for row in pieces)


@pytest.mark.parametrize("delimiter", DELIMITERS)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_tables_stay_tables(delimiter: str, data: st.DataObject) -> None:
    rows = data.draw(
        st.lists(st.tuples(NUMBER, WORD, NUMBER), min_size=8, max_size=30, unique_by=lambda row: row[0])
    )
    rows += [("7", "Ulm", "8"), ("9", "Meadow", "10")]
    for lines in ([("id", "name", "size"), *rows], rows):
        assert detect_dialect("\n".join(map(delimiter.join, lines)) + "\n").delimiter == delimiter


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(WORD, NUMBER), min_size=5, max_size=30, unique_by=lambda row: row[1]))
def test_a_column_that_never_changes_is_one_below_its_header(rows: list[tuple[str, str]]) -> None:
    rows += [("Ulm", "2001"), ("Meadow", "2002")]
    text = "".join(f"{place} {size} kg\n" for place, size in [("place", "size"), *rows]).replace(
        "size kg", "size unit"
    )
    assert detect_dialect(text).delimiter == " "


def test_a_remark_above_is_no_table_of_signs() -> None:
    assert detect_dialect("# made by hand\n# twice\na;b\n1;2\n3;4\n5;6\n").delimiter == ";"
