"""A last row of sums is told from a row of the table."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.reading.sources import described, rows

AMOUNTS = st.lists(st.decimals(1, 99_999, places=2), min_size=4, max_size=30)


def written(
    amounts: list[Decimal], last: str, *, delimiter: str = ",", point: str = ".", end: str = "\n"
) -> str:
    lines = [f"{place}|item {place}|{amount}".replace(".", point) for place, amount in enumerate(amounts, 1)]
    return "".join(line.replace("|", delimiter) + end for line in ("id|item|amount", *lines, last))


@settings(max_examples=30, deadline=None)
@given(
    AMOUNTS, st.sampled_from(["Total", "TOTALS:", "Summe", "Итого", "合計", "Grand total"]), st.integers(0, 2)
)
def test_sums_are_none_of_the_rows(amounts: list[Decimal], word: str, blank_lines: int) -> None:
    text = written(amounts, f"{word}||{sum(amounts)}")
    text = text.replace(f"{word}|", "\n" * blank_lines + f"{word}|")
    found = described(text)
    assert found.dialect is not None
    assert rows(text) == [[str(place), f"item {place}", str(each)] for place, each in enumerate(amounts, 1)]
    assert (
        f"The row after row {len(amounts)} holds totals (sums of 'amount') and is not part of the table."
        in (found.dialect.assumptions)
    )


@settings(max_examples=30, deadline=None)
@given(AMOUNTS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_with_decimal_commas_and_rounded(amounts: list[Decimal], end: str) -> None:
    total = f"{round(sum(amounts)):,}".replace(",", ".")
    text = written(amounts, f"|Gesamt:|{total} €", delimiter=";", point=",", end=end)
    assert len(rows(text)) == len(amounts)


@pytest.mark.parametrize(
    "last",
    ["Total,,1000.01", "Total,,", "7,item 7,100.00", "Total oil,x,100.00", "Total,,10.00\n8,item 8,90.00"],
)
def test_rows_that_are_no_sums_stay(last: str) -> None:
    text = written([Decimal("10.00"), Decimal("20.00"), Decimal("30.00"), Decimal("40.00")], last)
    assert len(rows(text)) == 4 + last.count("\n") + 1


def test_cells_of_several_lines_are_left_to_the_reader() -> None:
    text = 'item,amount\n"a\nb",1\nc,2\nd,3\nTotal,6\n'
    assert len(rows(text)) == 4


def test_a_note_behind_the_totals_is_none_of_the_rows_either() -> None:
    text = (
        written([Decimal(1), Decimal(2), Decimal(3), Decimal(4)], "Total,,10") + "\nSource: the warehouse\n"
    )
    assert [row[2] for row in rows(text)] == ["1", "2", "3", "4"]
