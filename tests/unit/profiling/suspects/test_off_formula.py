"""Sums and products: found, told from chance, and which number of a row is to blame."""

import random
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from datainsight.models.profile import TableProfile
from datainsight.models.suspects import Contradiction
from tests.unit.checks.tables import profile

OFF = {"off_sum", "off_difference", "off_product", "off_quotient"}
SEEDS = st.integers(0, 2**32)
"""Of tables of random numbers: in the smallest tables everything follows from anything."""


def cents(chance: random.Random) -> list[Decimal]:
    return [Decimal(chance.randint(-99_999, 99_999)).scaleb(-2) for _ in range(60)]


def profiled(**columns: list[str]) -> TableProfile:
    return profile(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def broken(**columns: list[str]) -> list[Contradiction]:
    return [each for each in profiled(**columns).contradictions if each.reason in OFF]


def texts(numbers: list[Decimal] | list[int]) -> list[str]:
    return [str(number) for number in numbers]


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.integers(0, 59), st.integers(1, 5_000))
def test_one_slip_in_a_sum_is_found_with_what_would_fit(seed: int, row: int, slip: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    net, tax = cents(chance), cents(chance)
    gross = [left + right for left, right in zip(net, tax, strict=True)]
    right_one, gross[row] = gross[row], gross[row] + slip

    (found,) = broken(net=texts(net), tax=texts(tax), gross=texts(gross))

    assert (found.reason, found.dependent, found.determinant) == ("off_sum", "gross", ("net", "tax"))
    assert [(each.value, each.usual) for each in found.values] == [(str(gross[row]), str(right_one))]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_what_all_rows_keep_is_derived_and_no_mistake(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    quantity, price = [chance.randint(2, 999) for _ in range(60)], cents(chance)
    amount = [left * right for left, right in zip(quantity, price, strict=True)]
    told = profiled(quantity=texts(quantity), price=texts(price), amount=texts(amount))

    assert [(each.column, each.kind, each.sources) for each in told.derived_columns] == [
        ("amount", "product", ("quantity", "price"))
    ]
    assert broken(quantity=texts(quantity), price=texts(price), amount=texts(amount)) == []


def test_the_number_that_no_other_formula_confirms_is_to_blame() -> None:
    # The price of one row is mistyped: the total confirms the amount, and "heavy" the quantity.
    quantity = [place % 17 + 2 for place in range(60)]
    price = [Decimal(place * 37 % 900 + 100).scaleb(-2) for place in range(60)]
    fee = [Decimal(place * 11 % 70 + 5).scaleb(-1) for place in range(60)]
    amount = [left * right for left, right in zip(quantity, price, strict=True)]
    total = [left + right for left, right in zip(amount, fee, strict=True)]
    weight = [left * 3 + place for place, left in enumerate(quantity)]
    heavy = [left + right for left, right in zip(weight, quantity, strict=True)]
    right_one, price[20] = price[20], price[20] * 10

    (found,) = broken(
        quantity=texts(quantity), price=texts(price), fee=texts(fee), amount=texts(amount),
        total=texts(total), weight=texts(weight), heavy=texts(heavy),
    )  # fmt: skip

    assert (found.reason, found.dependent, set(found.determinant)) == (
        "off_quotient",
        "price",
        {"amount", "quantity"},
    )
    assert [each.usual for each in found.values] == [str(right_one)]


def test_factors_that_were_rounded_still_give_their_product() -> None:
    rate = [Decimal(place * 7919 % 100_000 + 100_000).scaleb(-4) for place in range(60)]
    area = [place * 31 % 400 + 20 for place in range(60)]
    yearly = [str(round(left * right)) for left, right in zip(rate, area, strict=True)]
    shown = [str(round(left, 2)) for left in rate]

    assert broken(rate=shown, area=texts(area), yearly=yearly) == []
