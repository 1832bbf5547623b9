"""In which order repairs can be made, where somebody wants another one than that of their phases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datainsight.repairs.base import Effect, Repair
from datainsight.repairs.registry import CATALOGUE

FILLING = CATALOGUE["fill_missing"].phase
"""Repairs of cells below this phase make plain what a cell says; those from it on change what it says."""


@dataclass(frozen=True)
class Ordered:
    """Repairs in order.

    Attributes:
        places: Places of the repairs as they were given, in the order in which they are made.
        moved: For each one that was moved ahead the place of the one it has to come before.
    """

    places: tuple[int, ...]
    moved: Mapping[int, int]


def keep_order(repairs: Sequence[Repair]) -> Ordered:
    """The given order, changed only where it contradicts itself.

    A repair is moved ahead of the first one that could not be made before it, or not as it was tried: its
    column is gone, renamed or hidden by then, or gaps are filled before the spellings of null are known.
    Whether rows are taken away before or after gaps are filled, or all rows are compared, is for whoever
    gives the order.
    """
    users: defaultdict[str, list[int]] = defaultdict(list)
    for place, repair in enumerate(repairs):
        for column in {*repair.columns_read, *repair.columns_changed}:
            users[column].append(place)
    places: dict[int, None] = {}
    moved: dict[int, int] = {}

    def put(place: int) -> None:
        repair = repairs[place]
        near = {each for column in (*repair.columns_read, *repair.columns_changed) for each in users[column]}
        for other in sorted(near, key=lambda each: (repairs[each].phase, each)):
            if other not in places and has_to_come_first(repairs[other], repair):
                # All that were given before the one whose turn it is stand already: this one is moved ahead.
                put(other)
                moved[other] = place
        places.setdefault(place)

    for place in range(len(repairs)):
        put(place)
    return Ordered(tuple(places), moved)


def has_to_come_first(first: Repair, second: Repair) -> bool:
    """Whether `second` builds on what `first` does, or takes away what it needs."""
    if first.phase >= second.phase:
        return False
    if second.effect is Effect.COLUMNS:
        own = (*first.columns_read, *first.columns_changed)
        return _share(own, second.columns_changed) or _share(first.columns_changed, second.columns_read)
    if first.effect is Effect.ROWS:
        return False
    if second.effect is Effect.ROWS:
        return first.phase < FILLING and _share(first.columns_changed, second.columns_read)
    return _share(first.columns_changed, second.columns_read) or _share(
        first.columns_read, second.columns_changed
    )


def is_by_phase(repairs: Sequence[Repair]) -> bool:
    """Whether they stand as scripts make them unasked, so that a second run finds nothing to do."""
    phases = [repair.phase for repair in repairs]
    return phases == sorted(phases)


def _share(left: Sequence[str], right: Sequence[str]) -> bool:
    return not set(left).isdisjoint(right)
