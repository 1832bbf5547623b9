"""What `resolve` makes of a column: its type, and the notations that express it."""

from dataclasses import dataclass, field

from datainsight.models.profile import DataType
from datainsight.profiling.column import NotationPartial

Parts = dict[str, NotationPartial]
"""Measured notations by name."""


@dataclass(frozen=True, slots=True)
class Member:
    """A notation that belongs to the column's type.

    Attributes:
        notation: As measured.
        shown: Its name in the profile.
        partial: Its values.
        factor: What its numbers have to be multiplied with.
        is_swapped: Its dates have to be read day first.
    """

    notation: str
    shown: str
    partial: NotationPartial
    factor: float = 1.0
    is_swapped: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A column's type.

    Attributes:
        data_type: The type.
        count: Values of that type.
        members: The notations that express it; empty for text.
        is_day_first: What the evidence says of ambiguous dates; None where there is none.
    """

    data_type: DataType
    count: int
    members: tuple[Member, ...] = field(default=())
    is_day_first: bool | None = None


def count_of(parts: Parts, *names: str) -> int:
    """How many values are in any of those notations."""
    return sum(parts[name].count for name in names if name in parts)
