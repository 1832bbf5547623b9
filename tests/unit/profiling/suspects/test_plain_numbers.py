"""What is said of plain numbers without their texts is what their texts say."""

import random
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import DataType
from datainsight.models.suspects import SuspectValue
from datainsight.profiling.measure import measure
from datainsight.profiling.suspects import find
from datainsight.profiling.suspects.plain_numbers import may_be_odd
from datainsight.profiling.values import Values, values_of
from tests.unit.profiling.tables import batch


def values_in(texts: list[str]) -> Values:
    partial = measure(batch(["number"], [(text,) for text in texts]))
    row_counts = partial.rows.count_of(partial.sample.rows)
    return values_of(partial.measured[0], partial.sample.columns[0], row_counts, partial.limits.distinct)


def suspects(texts: list[str], *, with_texts: bool) -> tuple[SuspectValue, ...]:
    values = values_in(texts)
    with pytest.MonkeyPatch.context() as patch:
        if with_texts:
            patch.setattr(find, "may_be_odd", lambda _: True)
        return find.suspect_values(values, DataType.DECIMAL, 1.0)


KINDS = {
    "serial": lambda source: str(source.randrange(1, 60)),
    "wide": lambda source: str(source.randrange(10**6)),
    "precise": lambda source: f"{source.gauss(0, 1):.9f}",
    "measured": lambda source: f"{source.gauss(50, 12):.2f}",
    "heavy": lambda source: f"{source.lognormvariate(3, 2):.1f}",
    "residue": lambda source: str(source.randrange(100) * 0.1),
}


@settings(max_examples=120, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    kind=st.sampled_from(sorted(KINDS)),
    rows=st.integers(1, 120),
    more=st.lists(st.decimals(-(10**7), 10**7, places=3).map(str) | st.sampled_from(["1.50", "1.5", "-0"])),
)
def test_nothing_that_the_texts_tell_is_passed_over(seed: int, kind: str, rows: int, more: list[str]) -> None:
    source = random.Random(seed)  # noqa: S311
    texts = [KINDS[kind](source) for _ in range(rows)] + more

    assert suspects(texts, with_texts=False) == suspects(texts, with_texts=True)


def test_usual_numbers_are_known_to_be_in_order() -> None:
    drawn = np.random.default_rng(7).normal(50, 12, 5000)

    assert not may_be_odd(values_in([f"{number:.3f}" for number in drawn]))


@pytest.mark.parametrize(
    "texts",
    [
        [*(str(Decimal(place) / 10) for place in range(300)), "90000"],
        [*map(str, range(1000, 1060)), "1007"],
        [*(str(place) for place in range(40)), "0.30000000000000004"],
        ["1.5", "1.50", *(str(place) for place in range(40))],
    ],
    ids=["far", "serial", "residue", "one number in two notations"],
)
def test_where_something_may_be_odd_the_texts_are_looked_at(texts: list[str]) -> None:
    assert may_be_odd(values_in(texts))
