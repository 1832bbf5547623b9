"""Values that are not what all others prove to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datainsight.profiling.suspects.domains import outsiders

ADDRESSES = [f"user{number}@example.com" for number in range(40)]
PAGES = [f"https://example.com/{number}" for number in range(40)]


def found(texts: list[str], least: float = 0.5) -> list[str]:
    return [texts[each.place] for each in outsiders(texts) if each.probability >= least]


@pytest.mark.parametrize(
    ("texts", "outsider"),
    [
        (ADDRESSES, "user41example.com"),
        (ADDRESSES, "Main Street 5"),
        (PAGES, "/41"),
        (PAGES, "http//example.com/41"),
    ],
)
def test_what_is_no_such_address_is_found(texts: list[str], outsider: str) -> None:
    assert found([*texts, outsider]) == [outsider]


@pytest.mark.parametrize(
    "texts",
    [
        [*PAGES, "example.org"],
        [*ADDRESSES[:20], *PAGES[:20]],
        [*ADDRESSES[:7], "nobody"],
        [f"item {number}" for number in range(40)],
        [],
    ],
    ids=["another way to say it", "two domains", "too few to prove one", "no domain", "nothing"],
)
def test_where_others_prove_nothing_none_is_outside(texts: list[str]) -> None:
    assert found(texts, least=0.0) == []


def test_outsiders_that_are_built_alike_are_less_certain() -> None:
    texts = [*PAGES * 3, "one thing", *(f"/{number}" for number in range(4))]
    rated = {texts[each.place]: each.probability for each in outsiders(list(dict.fromkeys(texts)))}
    assert not rated  # five of forty-five are too many to be outside

    texts = [*(f"https://example.com/{number}" for number in range(400)), "one thing", "/1", "/2", "/3"]
    rated = {texts[each.place]: each.probability for each in outsiders(texts)}
    assert rated["one thing"] > rated["/1"] == rated["/3"] > 0.5


def test_a_list_of_several_counts_half() -> None:
    both = f"{ADDRESSES[0]}; {ADDRESSES[1]}"
    texts = [*ADDRESSES, both]
    (several,), (none,) = outsiders(texts), outsiders([*ADDRESSES, "nobody"])

    assert several.probability == pytest.approx(none.probability / 2)


@given(st.lists(st.text(max_size=20), max_size=60, unique=True))
def test_any_texts_are_taken(texts: list[str]) -> None:
    assert all(0 < each.probability < 1 and each.place < len(texts) for each in outsiders(texts))
