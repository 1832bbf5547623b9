"""What is recommended for a table that was cleaned as recommended: nothing."""

import random
from typing import Any

import polars as pl
import pytest

from datainsight.codegen.plan import plan
from datainsight.codegen.verify import verify
from datainsight.recommending.assess import assess
from tests.unit.checks.tables import batch, frame, profile

TOWNS = ("Bellevue Hill", "Blacktown", "Wagga Wagga", "Adelaide", "Parramatta")


def cleaned(text: pl.DataFrame) -> pl.DataFrame:
    """As the default repairs that hold make it."""
    document = verify(assess(profile(text)), lambda: [batch(text)])
    lazy = text.lazy()
    for step in plan(document):
        lazy = step.repair.apply(lazy)
    return lazy.collect()


def slips(seed: int, count: int) -> list[str]:
    """Towns, each many times, and a few slips of them."""
    source = random.Random(seed)  # noqa: S311
    found = [source.choice(TOWNS) for _ in range(count)]
    for place in source.sample(range(count), count // 12):
        text = found[place]
        at = source.randrange(1, len(text) - 1)
        found[place] = text[:at] + source.choice(("", text[at] * 2, "x")) + text[at + 1 :]
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("pad", ["", " "])
def test_cleaning_twice_is_cleaning_once(seed: int, pad: str) -> None:
    towns = slips(seed, 150)
    states = [{"B": "NSW", "W": "NSW", "A": "SA", "P": "NSW"}[town[0]] for town in towns]
    states[7] = "QLD"
    text = pl.DataFrame(
        {
            "id": [str(number) for number in range(150)],
            "town": [pad + town for town in towns],
            "state": [pad + state for state in states],
            "seen": ["N/A" if number % 9 == 0 else f"{number % 28 + 1:02}/12/2023" for number in range(150)],
        }
    )
    once = cleaned(text)
    assert once.height == text.height
    assert not once["town"].str.contains("^ ").any()
    assert cleaned(once).equals(once)


def test_a_slip_in_a_padded_column_gets_no_blanks_back() -> None:
    table: dict[str, list[Any]] = {"town": [[" Adelaide", 40], [" Blacktown", 30], " Blackown", " Adelaidde"]}
    assert set(cleaned(frame(table))["town"]) == {"Adelaide", "Blacktown"}
