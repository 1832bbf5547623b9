"""Borders found from the middle of the data are those that the rule gives from the beginning."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.models.dataset import Dialect
from datainsight.reading import split as splitting
from datainsight.reading.borders import local_borders
from datainsight.reading.describe import describe
from datainsight.reading.limits import ReadingLimits
from datainsight.reading.records import RecordFinder
from tests.unit.reading.sources import MemorySource, table

LIMITS = ReadingLimits(longest_quoted_bytes=40)
DIALECTS = (
    Dialect(),
    Dialect(escape="\\"),
    Dialect(delimiter="||"),
    Dialect(delimiter=", "),
    Dialect(quote=None),
    Dialect(quote="'", delimiter=";", line_terminator="\r"),
)
PARTS = [
    "a",
    "bc",
    " ",
    '"',
    '""',
    "'",
    ",",
    ", ",
    ";",
    "||",
    "|",
    "\n",
    "\r\n",
    "\r",
    "\\",
    '",',
    ',"',
    '"\n',
]


def borders(data: bytes, dialect: Dialect, target_bytes: int) -> list[int]:
    finder = RecordFinder(dialect, limits=LIMITS)
    found = local_borders(MemorySource(data), finder, range(len(data)), target_bytes, first_look=8)
    return list(found)


@given(
    st.lists(st.sampled_from(PARTS), max_size=200).map("".join),
    st.sampled_from(DIALECTS),
    st.integers(1, 60),
)
def test_every_border_is_the_end_of_a_record(text: str, dialect: Dialect, target_bytes: int) -> None:
    data = text.encode()
    ends = {record.end for record in RecordFinder(dialect, limits=LIMITS).records(data)}
    found = borders(data, dialect, target_bytes)
    assert set(found) <= ends
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    "line",
    [
        'a,"b\nb, ""c"" b",d\n',
        "plain,without,quotes\n",
        'stray " quote,in,text\n',
        '"x","y\n\n\n,","z"\n',
    ],
)
def test_borders_are_found_near_every_position(line: str) -> None:
    data = (line * 400).encode()
    found = borders(data, Dialect(), 500)
    assert len(found) >= len(data) // 500 - 3
    assert all(end % len(line) == 0 for end in found)


def test_no_border_is_better_than_a_wrong_one() -> None:
    """A cell of nothing but quotes: from within, nobody can tell which of them opens."""
    assert borders(b'"' * 4000, Dialect(), 500) == []


def test_a_very_large_file_is_cut_by_looking_around_the_borders(monkeypatch: pytest.MonkeyPatch) -> None:
    data = "id,note\n" + "".join(f'{number},"first\nsecond, ""{number}"""\n' for number in range(40_000))
    whole, problems = table(data)
    assert problems == []
    monkeypatch.setattr(splitting, "LOOKED_THROUGH_BYTES", 1000)
    asked: list[int] = []

    def watched(source: MemorySource, finder: RecordFinder, data: range, target_bytes: int) -> list[int]:
        found = list(local_borders(source, finder, data, target_bytes))
        asked.append(len(found))
        return found

    monkeypatch.setattr(splitting, "local_borders", watched)
    cut, problems = table(data, target_bytes=400_000)
    assert asked[0] >= 2
    assert problems == []
    assert cut.equals(whole)


def test_what_cannot_be_told_from_around_is_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LOOKED_THROUGH_BYTES", 1000)
    monkeypatch.setattr(splitting, "local_borders", lambda *_: iter(()))
    source = MemorySource(b"a,b\n" + b"1,2\n" * 5000)
    shards = splitting.split(source, describe(source), 1000)
    assert len(shards) >= 15
    assert all(first.end == second.start for first, second in pairwise(shards))
