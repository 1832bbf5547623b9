"""Well-known tables, written the ways that people and programs write them, are read as what they are.

The truth is known because the files are made here. The first column is numbers, dates or codes, as
nothing but values tells a header from a row.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .sources import described, table

WORDS = ("amber", "river", "stone", "cloud", "maple", "harbor", "lantern", "meadow", "copper", "violet")
WORD = st.sampled_from(WORDS)
PLACES = ("Köln", "Genf", "Zürich", "Paris", "Oslo", "Málaga")

KINDS: dict[str, st.SearchStrategy[str]] = {
    "amount": st.decimals(0, 9999, places=2).map(str),
    "count": st.integers(0, 5000).map(str),
    "day": st.dates().map(lambda day: f"{day.year:04d}-{day.month:02d}-{day.day:02d}"),
    "moment": st.datetimes().map(lambda each: f"{each.year:04d}-{each:%m-%d %H:%M:%S}"),
    "clock": st.times().map(lambda each: f"{each:%H:%M}"),
    "code": st.tuples(st.sampled_from("ABC"), st.integers(100, 999)).map(lambda each: f"{each[0]}-{each[1]}"),
    "phone": st.tuples(st.integers(200, 999), st.integers(200, 999), st.integers(1000, 9999)).map(
        lambda each: f"({each[0]}) {each[1]}-{each[2]}"
    ),
    "mail": st.tuples(WORD, st.integers(1, 99)).map(lambda each: f"{each[0]}{each[1]}@example.org"),
    "link": WORD.map(lambda word: f"https://www.example.com/{word}"),
    "price": st.integers(1, 9999).map(lambda number: f"${number:,}.50"),
    "name": st.tuples(WORD, WORD).map(lambda each: f"{each[0].title()} {each[1].title()}"),
    "note": st.lists(WORD, min_size=3, max_size=9).map(lambda words: " ".join(words).capitalize() + "."),
    "remark": st.sampled_from(['said "no"', "fine, thanks", 'a 5" pipe', "plain", "x; y", "(new)"]),
    "lines": st.sampled_from(["one\ntwo", "single", "a\n\nb, c"]),
    "gap": st.sampled_from(["", "", "x"]),
}
SOLID = ("amount", "count", "day", "code")


@dataclass(frozen=True)
class Table:
    """A table and its names."""

    names: list[str]
    rows: list[list[str]]

    def expected(self) -> list[tuple[str | None, ...]]:
        """What reading gives."""
        return [tuple(cell or None for cell in row) for row in self.rows]


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    line_end: str = "\r\n"
    quotes_all: bool = False

    def write(self, rows: list[list[str]]) -> str:
        """The rows as text."""
        return "".join(self.delimiter.join(map(self._cell, row)) + self.line_end for row in rows)

    def _cell(self, cell: str) -> str:
        if self.quotes_all or any(mark in cell for mark in (self.delimiter, self.quote, "\n", "\r")):
            return (
                self.quote + cell.replace(self.quote, (self.escape or self.quote) + self.quote) + self.quote
            )
        return cell


@st.composite
def tables(draw: st.DrawFn, *, least_width: int = 2, without: tuple[str, ...] = ()) -> Table:
    """Six to thirty rows; the first column is numbers, dates or codes."""
    others = [kind for kind in KINDS if kind not in without]
    first = draw(st.sampled_from(SOLID))
    width = draw(st.integers(least_width - 1, 7))
    rest = [kind for kind in others if kind != first]
    names = [first, *draw(st.lists(st.sampled_from(rest), min_size=width, max_size=width, unique=True))]
    size = draw(st.integers(6, 30))
    columns = [draw(st.lists(KINDS[name], min_size=size, max_size=size)) for name in names]
    return Table(names, [list(row) for row in zip(*columns, strict=True)])


def assert_read(text: str | bytes, expected: Table, *, has_header: bool = True) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    description = described(data)
    frame, problems = table(data, description)
    assert list(description.original_columns) == (expected.names if has_header else [])
    assert frame.rows() == expected.expected()
    assert not problems


COMMON = Style()
STYLES = {
    "comma": COMMON,
    "semicolon": Style(";"),
    "tab": Style("\t"),
    "pipe": Style("|"),
    "caret": Style("^"),
    "hash": Style("#"),
    "unit separator": Style("\x1f"),
    "two pipes": Style("||"),
    "two semicolons": Style(";;"),
    "two tabs": Style("\t\t"),
    "two colons": Style("::"),
    "tilde, pipe, tilde": Style("~|~"),
    "arrow": Style("=>"),
    "all quoted": Style(quotes_all=True),
    "single quotes": Style(quote="'", quotes_all=True),
    "escaped quotes": Style(escape="\\"),
    "line feeds": Style(line_end="\n"),
    "comma and blank, quoted": Style(", ", quotes_all=True),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(max_examples=25, deadline=None)
@given(tables())
def test_delimiters_quotes_and_line_ends(style: Style, truth: Table) -> None:
    assert_read(style.write([truth.names, *truth.rows]), truth)


@settings(max_examples=25, deadline=None)
@given(tables(without=("lines",)))
def test_old_line_ends(truth: Table) -> None:
    assert_read(replace(COMMON, line_end="\r").write([truth.names, *truth.rows]), truth)


BEFORE: dict[str, Callable[[int], str]] = {
    "a title": lambda _: "Sales of all regions\r\n",
    "a title, a date and a blank line": lambda _: "Sales of all regions\r\nCreated: 2023-05-01\r\n\r\n",
    "a title with delimiters": lambda width: f"Sales{',' * (width - 1)}\r\n{',' * (width - 1)}\r\n",
    "comments": lambda _: "# exported\r\n# version 3\r\n",
    "blank lines": lambda _: "\r\n\r\n",
}
AFTER = {
    "nothing": "",
    "a note behind a blank line": "\r\nSource: own survey\r\n",
    "a sentence": "Source: own survey of all regions\r\n",
    "a count": "(12 rows affected)\r\n",
    "blank lines": "\r\n\r\n\r\n",
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER)
@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@settings(max_examples=8, deadline=None)
@given(tables(least_width=4, without=("lines", "gap")))
def test_what_stands_before_and_after(before: Callable[[int], str], after: str, truth: Table) -> None:
    text = before(len(truth.names)) + COMMON.write([truth.names, *truth.rows]) + after
    assert_read(text, truth)


@settings(max_examples=40, deadline=None)
@given(tables(least_width=3, without=("lines", "gap", "remark")))
def test_without_a_header(truth: Table) -> None:
    assert_read(COMMON.write(truth.rows), truth, has_header=False)


@settings(max_examples=25, deadline=None)
@given(tables(least_width=3))
def test_a_header_that_stands_twice(truth: Table) -> None:
    assert_read(COMMON.write([truth.names, truth.names, *truth.rows]), truth)


@settings(max_examples=25, deadline=None)
@given(tables(least_width=3, without=("lines",)), st.booleans())
def test_a_header_of_several_records(truth: Table, has_units: bool) -> None:
    names = [*truth.names, "sum", "sum"]
    rows = [[*row, str(number), str(number * 7)] for number, row in enumerate(truth.rows)]
    nothing = [""] * len(truth.names)
    periods, units = [*nothing, "2021-22", "2022-23"], [*nothing, "EUR", "USD"]
    below = [units] if has_units else []
    joined = ["2021-22 sum EUR", "2022-23 sum USD"] if has_units else ["2021-22 sum", "2022-23 sum"]
    text = "Sales of all regions\r\n" + COMMON.write([periods, names, *below, *rows])
    assert_read(text, Table([*truth.names, *joined], rows))


@settings(max_examples=25, deadline=None)
@given(tables(least_width=4, without=("gap", "lines")), st.integers(0, 29), st.integers(1, 2))
def test_short_records_are_padded_and_reported(truth: Table, place: int, missing: int) -> None:
    rows = [list(row) for row in truth.rows]
    place %= len(rows)
    cut = rows[place][:-missing]
    data = COMMON.write([truth.names, *rows[:place], cut, *rows[place + 1 :]]).encode()
    frame, problems = table(data)
    rows[place] = cut + [""] * missing
    assert [(each.line, each.kind) for each in problems] == [(place + 1, "too_few_cells")]
    assert frame.height == len(rows)
    whole = [position for position in range(len(rows)) if position != place]
    assert [frame.row(each) for each in whole] == [Table([], rows).expected()[each] for each in whole]


@pytest.mark.parametrize("kind", ["phone", "moment", "mail", "link", "price", "amount", "code"])
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_single_column(kind: str, data: st.DataObject) -> None:
    cells = data.draw(st.lists(KINDS[kind], min_size=6, max_size=30))
    truth = Table([kind], [[cell] for cell in cells])
    assert_read(replace(COMMON, line_end="\n").write([truth.names, *truth.rows]), truth)
    assert_read(replace(COMMON, line_end="\n").write(truth.rows), truth, has_header=False)


ENCODINGS = {
    "utf-8": PLACES,
    "utf-8-sig": PLACES,
    "utf-16": PLACES,
    "utf-16-le": PLACES,
    "utf-32": PLACES,
    "cp1252": PLACES,
    "iso8859-15": ("Besançon", "Genève", "forêt"),
    "cp850": ("München", "Köln", "Straße"),
    "mac-roman": ("München", "Köln", "Straße"),
    "cp1250": ("Łódź", "Kraków", "Gdańsk", "Częstochowa"),
    "iso8859-2": ("Plzeň", "Třebíč", "Ústí", "Děčín"),
    "cp1254": ("İstanbul", "Eskişehir", "Muğla", "Şırnak"),
    "cp1251": ("Москва", "Казань", "Новосибирск", "Тверь"),
    "shift_jis": ("東京です", "大阪", "名古屋", "さいたま"),
    "gb18030": ("北京", "上海", "广州", "深圳市"),
    "euc-kr": ("서울", "부산", "인천", "대구"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=8, deadline=None)
@given(tables())
def test_encodings(encoding: str, truth: Table) -> None:
    places = ENCODINGS[encoding]
    rows = [[*row, places[number % len(places)]] for number, row in enumerate(truth.rows)]
    named = Table([*truth.names, "place"], rows)
    assert_read(COMMON.write([named.names, *named.rows]).encode(encoding), named)
