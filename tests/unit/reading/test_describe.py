"""Dialect, header, layout: what is understood of small files."""

import pytest

from datainsight.reading.describe import describe
from datainsight.reading.frames import read_shard
from datainsight.reading.split import split

from .sources import MemorySource, described, rows, table


@pytest.mark.parametrize(
    ("text", "delimiter", "quote"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", ",", '"'),
        ("a;b\n1,5;2,5\n3,5;4,25\n", ";", '"'),
        ("a\tb\nx y\t2\nz w\t3\n", "\t", '"'),
        ("id|note\n1|a, b\n2|c, d\n", "|", '"'),
        ("id||note||x\n1||a||2\n2||||3\n", "||", '"'),
        ("id~|~note\n1~|~a b\n2~|~c d\n", "~|~", '"'),
        ("id::name::age\n1::Ann::3\n2::Bob::4\n", "::", '"'),
        ("id^name^age\n1^Ann^3\n2^Bob^4\n", "^", '"'),
        ("id name age\n1 Ann 3\n2 Bob 4\n3 Cid 5\n", " ", '"'),
        ("a,b\n'x, y',1\n'z, w',2\n", ",", "'"),
        ("name,note\nAnn,it's\nBob,he's\nCid,o'clock\n", ",", '"'),
    ],
)
def test_delimiter_and_quote(text: str, delimiter: str, quote: str) -> None:
    dialect = described(text).dialect
    assert dialect is not None
    assert (dialect.delimiter, dialect.quote) == (delimiter, quote)


def test_a_backslash_before_a_quote_is_an_escape() -> None:
    text = 'id,note\n1,"said \\"hi, there\\" twice"\n2,"plain, text"\n3,"a\\\\"\n'
    dialect = described(text).dialect
    assert dialect is not None
    assert dialect.escape == "\\"
    assert rows(text) == [["1", 'said "hi, there" twice'], ["2", "plain, text"], ["3", "a\\"]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends(line_end: str) -> None:
    text = line_end.join(["a,b", "1,x", "2,y", ""])
    dialect = described(text).dialect
    assert dialect is not None
    assert dialect.line_terminator == line_end
    assert rows(text) == [["1", "x"], ["2", "y"]]


@pytest.mark.parametrize(
    "text", ["one line\nof prose, here\nand more of it\n", "2020-01-01 10:00\n2020-01-02 11:30\n"]
)
def test_one_column_stays_one(text: str) -> None:
    description = described(text)
    assert len(description.columns) == 1
    assert description.dialect is not None
    assert description.dialect.delimiter not in text


def test_delimiters_that_come_later_do_not_cut_a_single_column() -> None:
    text = "name\n" + "Ann\n" * 50_000 + "x,y\n" * 3
    frame, problems = table(text, describe(MemorySource(b"name\n" + b"Ann\n" * 50)))
    assert frame.row(-1) == ("x,y",)
    assert {problem.action for problem in problems} <= {"joined"}


@pytest.mark.parametrize(
    ("text", "has_header"),
    [
        ("id,name\n1,Ann\n2,Bob\n", True),
        ("1,Ann\n2,Bob\n", False),
        ("name,city\nAnn,Ulm\nBob,Bern\n", True),
        ("Ann,Ulm\nBob,Bern\nCid,Ulm\n", False),
        ("country,2019,2020,2021\nDE,1,2,3\nFR,4,5,6\n", True),
        ("2020-01-01,5\n2020-01-02,6\n", False),
        ("a,b\nx,y\na,b\nz,w\n", True),
    ],
)
def test_header(text: str, has_header: bool) -> None:
    description = described(text)
    assert description.dialect is not None
    assert (description.dialect.header_row == 0) is has_header
    assert bool(description.original_columns) is has_header


def test_titles_before_and_notes_after_are_left_out_and_told() -> None:
    text = "Sales report\nFigures, in thousands\n\nid,name,sum\n1,Ann,5\n2,Bob,6\n\nSource: the office\n"
    description = described(text)
    assert description.dialect is not None
    assert description.dialect.skipped_lines == 3
    assert description.columns == ("id", "name", "sum")
    assert rows(text) == [["1", "Ann", "5"], ["2", "Bob", "6"]]
    told = " ".join(description.dialect.assumptions)
    assert "first 3 lines" in told
    assert "last line" in told


def test_titles_that_a_spreadsheet_filled_up() -> None:
    text = "Travel costs,,\n,,\nname,place,cost\nAnn,Ulm,5\nBob,Bern,6\n"
    assert described(text).columns == ("name", "place", "cost")
    assert rows(text) == [["Ann", "Ulm", "5"], ["Bob", "Bern", "6"]]


def test_two_header_records_are_joined() -> None:
    text = "name,travel,,total\n,air,rail,\nAnn,5,6,11\nBob,7,8,15\n"
    assert described(text).columns == ("name", "travel air", "travel rail", "total")
    assert rows(text) == [["Ann", "5", "6", "11"], ["Bob", "7", "8", "15"]]


def test_row_names_and_a_delimiter_at_the_end() -> None:
    assert described('"x","y"\n"1",5,6\n"2",7,8\n').columns == ("column_1", "x", "y")
    assert described("x;y;\n5;6;\n7;8;\n").columns == ("x", "y", "column_3")


def test_a_header_delimited_otherwise_than_the_rows() -> None:
    text = "id;name;sum\n" + "".join(f"{n},Ann,{n}.5\n" for n in range(9))
    assert described(text).columns == ("id", "name", "sum")
    assert rows(text)[0] == ["0", "Ann", "0.5"]


@pytest.mark.parametrize(
    ("line", "row", "action"),
    [
        ("7,,Ann,2020-01-07,1.5,", ["7", "Ann", "2020-01-07", "1.5", None], "realigned"),
        ("7,Ann, Maria,2020-01-07,1.5,x", ["7", "Ann, Maria", "2020-01-07", "1.5", "x"], "joined"),
        ("7;Ann;2020-01-07;1.5;x", ["7", "Ann", "2020-01-07", "1.5", "x"], "realigned"),
        ('"7,Ann,2020-01-07,1.5,"x"', ['"7', "Ann", "2020-01-07", "1.5", "x"], "kept"),
        ('7,Ann,2020-01-07,1.5,""x"', ["7", "Ann", "2020-01-07", "1.5", '"x'], "kept"),
    ],
)
def test_malformed_records_lose_nothing_where_their_kinds_tell_the_way(
    line: str, row: list[str | None], action: str
) -> None:
    good = "".join(f"{n},Name {n},2020-01-0{n},{n}.5,x\n" for n in range(1, 7))
    frame, problems = table(f"id,name,day,sum,note\n{good}{line}\n{good}")
    assert list(frame.row(6)) == row
    assert frame.height == 13
    assert [(problem.line, problem.action) for problem in problems] == [(7, action)]


def test_line_numbers_count_physical_lines() -> None:
    good = "5,6\n" * 9
    _, problems = table(f'a,b\n{good}1,"x\ny"\n2\n\n3\n{good}')
    assert [problem.line for problem in problems] == [12, 14]
    assert described(f'title\n"a\nb",c\n{good}').lines_before_data == 3


def test_equal_files_have_equal_fingerprints() -> None:
    data = b"a,b\n1,2\n"
    assert described(data).fingerprint == described(data).fingerprint
    assert described(data).fingerprint != described(b"a,b\n1,3\n").fingerprint


def test_only_a_sample_of_a_large_file_is_looked_at() -> None:
    source = MemorySource(b"a,b\n" + b"1,2\n" * 3_000_000)
    describe(source)
    assert source.largest_request <= 1 << 20


def test_the_encoding_is_also_judged_by_the_middle() -> None:
    data = b"id,name\n" + b"1,Ann\n" * 400_000 + "2,Zoë\n".encode("cp1252") * 20 + b"3,Bob\n" * 390_000
    assert described(data).encoding == "cp1252"


def test_line_numbers_of_later_batches_count_from_the_batch() -> None:
    data = b"a,b\n" + b"1,2\n" * 50 + b"3\n" + b"1,2\n" * 50 + b"4\n"
    source = MemorySource(data)
    description = describe(source)
    (shard,) = split(source, description)
    lines, before = [], description.lines_before_data
    for batch in read_shard(source, description, shard, batch_bytes=40):
        lines += [each.line + before for each in batch.problems]
        before += batch.line_count
    assert lines == [52, 103]


FIRST_OF_TWO = "id,name,price\n" + "".join(f"{number},Item {number},{number}.5\n" for number in range(1, 30))


def assumed(text: str) -> str:
    dialect = described(text).dialect
    assert dialect is not None
    return " ".join(dialect.assumptions)


def test_another_table_below_the_first_is_told_with_its_line() -> None:
    second = "city,population\n" + "".join(f"Town {number},{number}000\n" for number in range(1, 30))

    assert "Another table seems to begin at line 32" in assumed(f"{FIRST_OF_TWO}\n{second}")


def test_another_table_as_wide_as_the_first_is_told_by_its_header() -> None:
    second = "town,mayor,people\n" + "".join(f"Town {number},Ann,{number}000\n" for number in range(1, 30))

    told = assumed(f"{FIRST_OF_TWO}\n{second}")

    assert "line 32; its header and rows are read as rows of the first table. Cut" in told


@pytest.mark.parametrize(
    "below",
    [
        "",
        "\n\n",
        "\nSource: own survey\n",
        "\n31,Item,5\n32,Item,5\n33,Item,6\n",
        "\n31,Item\n32,Item,5\n",
        "\nx,Item,y\nx,Item,z\nw,Item,y\n",
    ],
    ids=["nothing", "blank lines", "a note", "more rows", "a short row", "words alone"],
)
def test_what_is_no_other_table_is_not_called_one(below: str) -> None:
    assert "Another table" not in assumed(FIRST_OF_TWO + below)
