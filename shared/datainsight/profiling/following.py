"""Follows the cells of a column from row to row."""

from typing import Any

import numpy as np
import numpy.typing as npt

from datainsight.profiling.classify import Classified
from datainsight.profiling.grouping import Grouping
from datainsight.profiling.notations import AMBIGUOUS, is_temporal
from datainsight.profiling.order import DAY_FIRST, INSTANTS, NEITHER, NUMBERS, Order, Orders
from datainsight.profiling.swapping import day_first

Array = npt.NDArray[Any]

_FIRST_ROWS = 256
_GROWTH = 8


def orders_of(grouping: Grouping, classified: Classified) -> Orders:
    """How the cells of a column follow each other, by what they are."""
    size = classified.lengths.size
    found: dict[str, tuple[Array, Array]] = {}
    for group in classified.groups:
        if group.numbers is None:
            continue
        is_ambiguous = group.notation.startswith(AMBIGUOUS)
        names = [INSTANTS, DAY_FIRST] if is_temporal(group.notation) else [NUMBERS]
        for name in names:
            values = day_first(group.numbers) if is_ambiguous and name == DAY_FIRST else group.numbers
            known = found.get(name)
            found[name] = _placed(known, size, group.rows, values)
    if not any(group.notation.startswith(AMBIGUOUS) for group in classified.groups):
        found.pop(DAY_FIRST, None)
    orders = ((name, _followed(grouping, *found[name])) for name in sorted(found))
    return {name: order for name, order in orders if order is not None}


def _placed(known: tuple[Array, Array] | None, size: int, rows: Array, values: Array) -> tuple[Array, Array]:
    """The values of the distinct texts, and which texts have one."""
    if known is None and rows.size == size:
        return values, np.ones(size, np.bool_)
    numbers, has_number = known or (np.zeros(size, values.dtype), np.zeros(size, np.bool_))
    if numbers.dtype != values.dtype:
        numbers = numbers.astype(np.float64)
    numbers[rows] = values
    has_number[rows] = True
    return numbers, has_number


def _followed(grouping: Grouping, numbers: Array, has_number: Array) -> Order | None:
    """The cells one after the other, until it is clear that they rise and fall, which mostly is soon."""
    order: Order | None = None
    start, step = 0, _FIRST_ROWS
    while start < grouping.cell_hashes.size:
        hashes = grouping.cell_hashes[start : start + step]
        places = np.searchsorted(grouping.hashes, hashes[hashes != 0])
        values = numbers[places[has_number[places]]]
        if values.size:
            part = _compared(values)
            order = order.then(part) if order else part
            if order == NEITHER:
                return order
        start, step = start + step, step * _GROWTH
    return order


def _compared(values: Array) -> Order:
    before, after = values[:-1], values[1:]
    return Order(
        values[0].item(),
        values[-1].item(),
        rises=bool((after > before).any()),
        falls=bool((after < before).any()),
        repeats=bool((after == before).any()),
    ).settled()
