"""How much two records share, and whether what differs between them is explained.

Fellegi and Sunter 1969, without labels: what two records share says the more, the seldomer two others share
it. Since columns depend on each other, only the strongest one counts in full.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.models.relations import SameRecord
from datainsight.profiling.records.blocks import Pairs
from datainsight.profiling.records.columns import Bits, Flags, RecordColumn
from datainsight.profiling.suspects.thresholds import RECORDS

Rows = npt.NDArray[np.int64]

_EXCHANGED = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """Two rows that may be one record.

    Attributes:
        first: Place of the one.
        second: Place of the other.
        bits: How much more they share than chance explains.
        kind: How they differ.
        against: Places of the columns that speak against it.
    """

    first: int
    second: int
    bits: float
    kind: SameRecord
    against: tuple[int, ...]


def alike_pairs(columns: Sequence[RecordColumn], pairs: Pairs) -> Iterator[Alike]:
    """The pairs that share more than chance explains, and what speaks against each."""
    first, second = pairs
    least = least_bits(columns[0].codes.size)
    compared = _Compared.of(columns, first, second)
    naming = np.array([column.names_things for column in columns])
    for pair in compared.in_order(columns, least).tolist():
        row, other = int(first[pair]), int(second[pair])
        places = np.flatnonzero(compared.differs[:, pair]).tolist()
        shared, against = _explained(columns, places, row, other)
        if not (compared.bits[naming, pair].any() or any(naming[place] for place in shared)):
            continue  # no name in common
        bits = [*compared.bits[:, pair].tolist(), *shared.values()]
        total = float(evidence(np.array(bits))) - RECORDS.bits_against * len(against)
        if total >= least and len(against) <= most_against(columns):
            is_gap = bool(compared.is_gap[:, pair].any())
            kind: SameRecord = "respelled" if places else "completed" if is_gap else "renumbered"
            yield Alike(row, other, total - least, kind, against)


@dataclass(frozen=True, slots=True)
class _Compared:
    """Pairs of rows, column by column: what equal values say, which differ, which are missing on one side."""

    bits: Bits
    differs: Flags
    is_gap: Flags

    @classmethod
    def of(cls, columns: Sequence[RecordColumn], first: Rows, second: Rows) -> "_Compared":
        shape = (len(columns), first.size)
        made = cls(np.zeros(shape), np.zeros(shape, np.bool_), np.zeros(shape, np.bool_))
        for place, column in enumerate(columns):
            left, right = column.codes[first], column.codes[second]
            missing, gone = column.is_missing[first], column.is_missing[second]
            is_told = ~(missing | gone)
            made.bits[place] = np.where((left == right) & is_told, column.bits[left], 0.0)
            made.differs[place] = (left != right) & is_told
            made.is_gap[place] = missing ^ gone
        return made

    def in_order(self, columns: Sequence[RecordColumn], least: float) -> Rows:
        """Pairs that may share so many bits: fewest plain differences first, then those that share most."""
        is_plain = np.array([not column.may_differ for column in columns])
        against = self.differs[is_plain].sum(axis=0)
        differing = self.differs.sum(axis=0)
        most = RECORDS.differing_share * len(columns)
        is_possible = (differing <= RECORDS.most_differing) & (differing + self.is_gap.sum(axis=0) <= most)
        bits = np.maximum(self.bits, self.differs * most_bits(columns)[:, None])  # as if all were explained
        is_possible &= (evidence(bits) >= least) & (against <= most_against(columns))
        chosen = np.flatnonzero(is_possible)
        order = np.lexsort((-self.bits[:, chosen].sum(axis=0), against[chosen]))
        return np.asarray(chosen[order][: RECORDS.pairs_read])


def _explained(
    columns: Sequence[RecordColumn], places: Sequence[int], row: int, other: int
) -> tuple[dict[int, float], tuple[int, ...]]:
    """What differing columns still say for the same record, and which of them speak against it."""
    bits: dict[int, float] = {}
    against: list[int] = []
    for place in places:
        column = columns[place]
        words = column.shared_words_of(int(column.codes[row]), int(column.codes[other]))
        if words is None:
            against.append(place)
        elif words:
            bits[place] = column.bits_of_words(words)
        if len(against) > max(most_against(columns), _EXCHANGED):
            break
    if len(against) == _EXCHANGED and _are_exchanged(columns[against[0]], columns[against[1]], row, other):
        against = []
    return bits, tuple(against)


def _are_exchanged(one: RecordColumn, two: RecordColumn, row: int, other: int) -> bool:
    """Whether the second row has the values of the first one in each other's columns."""
    return (
        one.may_differ
        and two.may_differ
        and one.text_of(row) == two.text_of(other)
        and one.text_of(other) == two.text_of(row)
    )


def most_against(columns: Sequence[RecordColumn]) -> int:
    """Columns in which two rows of one thing may be plainly different."""
    return min(RECORDS.most_against, int(RECORDS.against_columns * len(columns)))


def least_bits(height: int) -> float:
    """Bits that the rows of a pair have to share, for fewer than one pair of the table to do so by chance."""
    return math.log2(math.comb(height, 2) / RECORDS.chance)


def most_bits(columns: Sequence[RecordColumn]) -> Bits:
    """What sharing its rarest value would say, column by column."""
    return np.array([column.bits.max(initial=0.0) for column in columns])


def evidence(bits: Bits) -> Bits:
    """What several columns say together: bits by column, of one pair or of many."""
    largest = bits.max(axis=0)
    return np.asarray(largest + RECORDS.dependent_weight * (bits.sum(axis=0) - largest))
