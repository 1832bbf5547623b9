"""The measurement of one column."""

from dataclasses import dataclass, field

import numpy as np

from datainsight.profiling import distinct
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.examples import Examples, join_texts
from datainsight.profiling.limits import ProfilingLimits
from datainsight.profiling.moments import Moments, merge_optional
from datainsight.profiling.order import Orders, merge_orders
from datainsight.profiling.texts import Texts

_LONGEST_HEAVY = 1024
"""Bytes; longer texts are not kept for being frequent."""


@dataclass(frozen=True, slots=True)
class TextLayout:
    """Lengths and white space of the values that are not nulls in any spelling.

    Attributes:
        count: How many values.
        shortest: Characters of the shortest (0 where there is none).
        longest: Characters of the longest.
        characters: Characters of all together.
        padded: Values with white space at an end or doubled inside.
        invisible: Values with control or zero-width characters.
    """

    count: int = 0
    shortest: int = 0
    longest: int = 0
    characters: int = 0
    padded: int = 0
    invisible: int = 0

    def merge(self, other: "TextLayout") -> "TextLayout":
        """Both together."""
        if not (self.count and other.count):
            return other if other.count else self
        return TextLayout(
            self.count + other.count,
            min(self.shortest, other.shortest),
            max(self.longest, other.longest),
            self.characters + other.characters,
            self.padded + other.padded,
            self.invisible + other.invisible,
        )


@dataclass(frozen=True, slots=True)
class NotationPartial:
    """The values written in one notation.

    Attributes:
        count: Rows.
        examples: Some of the texts.
        moments: Of the numbers (or microseconds); None for words.
        numbers: The numbers themselves; None for words, or where there were too many different ones.
    """

    count: int
    examples: Examples
    moments: Moments | None = None
    numbers: CountedSet | None = None

    def merge(self, other: "NotationPartial", limits: ProfilingLimits) -> "NotationPartial":
        """Both together."""
        numbers = None
        if self.numbers is not None and other.numbers is not None:
            numbers = self.numbers.merge(other.numbers)
        return NotationPartial(
            self.count + other.count,
            self.examples.merge(other.examples).smallest(limits.examples),
            merge_optional(self.moments, other.moments),
            None if numbers is None or numbers.size > limits.numbers else numbers,
        )


@dataclass(frozen=True, slots=True)
class ColumnPartial:
    """What is known of a column's cells so far.

    Attributes:
        empty: Empty cells.
        blank: Cells of white space only.
        filled: Cells that are not empty.
        hashes: Hashes of the filled cells' texts, as `distinct.keep` keeps them.
        texts: The text of each hash, or None where there are too many.
        heavy: Where `texts` is None but all hashes are known: the values that make up a notable share.
        layout: Lengths and white space.
        notations: By the name of the notation.
        orders: How numbers and instants follow each other, see `order`.
    """

    empty: int
    blank: int
    filled: int
    hashes: CountedSet
    texts: Texts | None
    heavy: Examples
    layout: TextLayout
    notations: dict[str, NotationPartial] = field(default_factory=dict)
    orders: Orders = field(default_factory=dict)

    def merge(self, other: "ColumnPartial", limits: ProfilingLimits) -> "ColumnPartial":
        """Both together; `orders` are right where `other` comes later."""
        notations = dict(self.notations)
        for name, partial in other.notations.items():
            known = notations.get(name)
            notations[name] = partial if known is None else known.merge(partial, limits)
        filled = self.filled + other.filled
        hashes = distinct.keep(self.hashes.merge(other.hashes), limits.distinct)
        texts = _merge_texts(self, other, limits)
        return ColumnPartial(
            self.empty + other.empty,
            self.blank + other.blank,
            filled,
            hashes,
            texts,
            Examples.empty() if texts is not None else _merge_heavy(self, other, hashes, filled, limits),
            self.layout.merge(other.layout),
            notations,
            merge_orders(self.orders, other.orders),
        )

    @property
    def known(self) -> Examples:
        """The values whose text is known for certain to be worth showing: all, or the heavy ones."""
        return self.heavy if self.texts is None else Examples(self.hashes, self.texts)


def fitting(count: int, text_bytes: int, limits: ProfilingLimits) -> bool:
    """Whether the texts of a column may be kept; more values never make it true again."""
    return count <= min(limits.texts, limits.distinct) and text_bytes <= limits.text_bytes


def heavy_values(candidates: Examples, hashes: CountedSet, filled: int, limits: ProfilingLimits) -> Examples:
    """The candidates that make up the heavy share of the filled cells; none where counts are not known.

    A value that is heavy in a whole is heavy in one of its parts at least (or it would fall short of the
    share everywhere and so altogether). What a merge keeps is therefore exactly the set of heavy values of
    the whole.
    """
    if hashes.size > limits.distinct:
        return Examples.empty()
    counts = hashes.count_of(candidates.hashes)
    is_short = candidates.texts.sizes <= _LONGEST_HEAVY
    chosen = np.flatnonzero((counts >= limits.heavy_share * filled) & is_short)
    counted = CountedSet.of(candidates.hashes[chosen], counts[chosen])
    return Examples(counted, candidates.texts.take(chosen))


def _merge_texts(first: ColumnPartial, second: ColumnPartial, limits: ProfilingLimits) -> Texts | None:
    if first.texts is None or second.texts is None:
        return None
    texts = join_texts(first.known, second.known)
    return texts if fitting(len(texts), texts.content.size, limits) else None


def _merge_heavy(
    first: ColumnPartial, second: ColumnPartial, hashes: CountedSet, filled: int, limits: ProfilingLimits
) -> Examples:
    return heavy_values(first.known.merge(second.known), hashes, filled, limits)
