"""Whether the numbers and instants of a column rise or fall from row to row.

This is the one fact that depends on where a row stands: parts have to be merged in the order of the table.
"""

from dataclasses import dataclass

NUMBERS, INSTANTS, DAY_FIRST = "numbers", "instants", "day first"
"""What is followed apart: numbers; dates and times; and these with ambiguous ones read day first."""

Orders = dict[str, "Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """How values follow each other; at least one.

    Attributes:
        first: The first one.
        last: The last one.
        rises: Whether any is larger than the one before.
        falls: Whether any is smaller.
        repeats: Whether any is equal.
    """

    first: int | float
    last: int | float
    rises: bool = False
    falls: bool = False
    repeats: bool = False

    def then(self, other: "Order") -> "Order":
        """The values of both, the others later."""
        return Order(
            self.first,
            other.last,
            self.rises or other.rises or other.first > self.last,
            self.falls or other.falls or other.first < self.last,
            self.repeats or other.repeats or other.first == self.last,
        ).settled()

    def settled(self) -> "Order":
        """What rises and falls does so whatever comes later: nothing else is remembered of it."""
        return NEITHER if self.rises and self.falls else self

    @property
    def monotonicity(self) -> str:
        """In the words of the profile."""
        if self.rises and self.falls:
            return "none"
        if not (self.rises or self.falls):
            return "constant"
        direction = "increasing" if self.rises else "decreasing"
        return direction if self.repeats else f"strictly_{direction}"


NEITHER = Order(0, 0, rises=True, falls=True, repeats=True)
"""What rises and falls."""


def merge_orders(first: Orders, second: Orders) -> Orders:
    """Both together, the second one later."""
    merged = {}
    for name in sorted(first.keys() | second.keys()):
        own, other = _order(first, name), _order(second, name)
        together = own.then(other) if own and other else own or other
        if together is not None:
            merged[name] = together
    return merged


def _order(orders: Orders, name: str) -> Order | None:
    """Where no date is ambiguous, reading day first changes nothing."""
    return orders.get(name) or (orders.get(INSTANTS) if name == DAY_FIRST else None)
