"""Slips that are certain only once others are put right are found at once."""

from collections import Counter
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.suspects import certain_slips
from datainsight.profiling.suspects.find import settled_slips

GROUPS = {"Hispanic": 12, "Asian": 20, "White": 25, "Islander": 18, "Female": 10, "Male": 14}


def put_right(counts: Mapping[str, int]) -> dict[str, int]:
    """What cleaning leaves."""
    after = Counter(counts)
    for each in certain_slips(settled_slips(sorted(counts.items()))):
        after[str(each.usual)] += after.pop(each.value)
    return dict(after)


def test_each_slip_that_is_put_right_makes_others_certain() -> None:
    slips = {"Hisanic": 2, "Hispnic": 1, "Hisapnic": 1, "Hispaic": 1, "Hispanix": 1}
    assert put_right(GROUPS | slips).keys() == GROUPS.keys()


def test_a_slip_of_a_slip_becomes_what_was_meant_in_the_end() -> None:
    found = {
        each.value: each.usual
        for each in certain_slips(settled_slips(sorted((GROUPS | {"Hispanc": 3, "Hispnc": 1}).items())))
    }
    assert set(found.values()) <= GROUPS.keys()


@st.composite
def slipped(draw: st.DrawFn) -> dict[str, int]:
    counts = Counter(GROUPS)
    for _ in range(draw(st.integers(0, 12))):
        text = draw(st.sampled_from(sorted(GROUPS)))
        place = draw(st.integers(0, len(text) - 1))
        kind = draw(st.sampled_from(("lost", "other", "twice")))
        letter = {"lost": "", "other": draw(st.sampled_from("aeinrst")), "twice": text[place] * 2}[kind]
        counts[text[:place] + letter + text[place + 1 :]] += 1
    return dict(counts)


@settings(deadline=None, max_examples=60)
@given(counts=slipped())
def test_what_was_put_right_needs_no_second_time(counts: dict[str, int]) -> None:
    once = put_right(counts)
    assert put_right(once) == once
    assert sum(once.values()) == sum(counts.values())
