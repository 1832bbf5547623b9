"""Counts on all rows what a sample cannot tell: whether dependencies hold, how large groups of people are.

For each dependency the different pairs of determinant and dependent are counted batch by batch, which takes
memory for the pairs and not for the rows. Errors are those of `approximate`: g3 and mu+.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from datainsight.kernel import operations
from datainsight.models.issue import Goal
from datainsight.models.profile import Dependency, TableProfile
from datainsight.profiling.examples import Hashes
from datainsight.profiling.relations.anonymity import GroupCount
from datainsight.profiling.relations.approximate import LARGEST_ERROR, LEAST_SCORES, mu_plus
from datainsight.semantics.quasi_identifiers import lacks_groups, quasi_identifiers

if TYPE_CHECKING:
    from datainsight.reading.cell_batches import CellBatch

MOST_VERIFIED = 64
"""Dependencies that are counted; each takes about a tenth of a second for a million rows."""

_MOST_PAIRS = 1 << 20
"""Different pairs of one dependency that are remembered."""

_EMPTY = np.uint64(0x9E3779B97F4A7C15)
_FIRST_FACTOR = np.uint64(0xBF58476D1CE4E5B9)
_SECOND_FACTOR = np.uint64(0x94D049BB133111EB)
_HIGH, _MIDDLE, _LOW = np.uint64(31), np.uint64(30), np.uint64(27)

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The different pairs of some rows: their hashes ascending, both sides of each, and its rows."""

    hashes: Hashes
    determinants: Hashes
    dependents: Hashes
    counts: Counts

    @classmethod
    def of(cls, determinants: Hashes, dependents: Hashes) -> "_Pairs":
        hashes, rows, counts = operations.group_hashes(_mixed(determinants, dependents))
        return cls(hashes, determinants[rows], dependents[rows], counts)

    def merge(self, other: "_Pairs") -> "_Pairs":
        """Both together."""
        both = np.concatenate((self.hashes, other.hashes))
        hashes, first, places = np.unique(both, return_index=True, return_inverse=True)
        counts = np.zeros(hashes.size, np.int64)
        np.add.at(counts, places, np.concatenate((self.counts, other.counts)))
        determinants = np.concatenate((self.determinants, other.determinants))[first]
        return _Pairs(
            hashes, determinants, np.concatenate((self.dependents, other.dependents))[first], counts
        )

    def measured(self, dependency: Dependency) -> Dependency:
        """The dependency with the error that all rows give it."""
        groups, group_of = np.unique(self.determinants, return_inverse=True)
        most, sums = np.zeros(groups.size, np.int64), np.zeros(groups.size, np.int64)
        np.maximum.at(most, group_of, self.counts)
        np.add.at(sums, group_of, self.counts)
        total = int(self.counts.sum())
        violating = total - int(most.sum())
        squares = self.counts.astype(np.float64) ** 2
        within = float((squares / sums[group_of]).sum()) / total
        values, value_of = np.unique(self.dependents, return_inverse=True)
        before = float((np.bincount(value_of, self.counts, values.size) ** 2).sum()) / total**2
        score = mu_plus(within, before, total, groups.size) if violating else None
        return dependency.model_copy(
            update={
                "error": violating / total,
                "violating_row_count": violating,
                "score": score,
                "is_exact": True,
            }
        )


class Verification:
    """Follows the dependencies of a profile that were found in a sample, and the groups that it split.

    Args:
        profile: What the sample gave.
        goal: What the table is for; groups of people are counted for privacy alone.
    """

    def __init__(self, profile: TableProfile, goal: Goal) -> None:
        self._profile = profile
        places = {column.name: column.position for column in profile.columns}
        open_ones = [each for each in profile.dependencies if not each.is_exact]
        # Short determinants say most; those that already fail in the sample come last.
        open_ones.sort(key=lambda each: (len(each.determinant), each.error))
        self._open = {
            each: (tuple(places[name] for name in each.determinant), places[each.dependent])
            for each in open_ones[:MOST_VERIFIED]
        }
        self._known_of_people = quasi_identifiers(profile.columns) if lacks_groups(profile, goal) else []

    @property
    def is_needed(self) -> bool:
        """Whether anything is to be counted."""
        return bool(self._open or self._known_of_people)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that are looked at."""
        return tuple(self._profile.columns[place].name for place in self._places())

    def _places(self) -> list[int]:
        needed = {place for left, right in self._open.values() for place in (*left, right)}
        return sorted(needed.union(self._known_of_people))

    def count(self, batches: "Iterable[CellBatch]") -> TableProfile:
        """The profile with what all rows say.

        Args:
            batches: The whole table, or those of its columns that are looked at.
        """
        found: dict[Dependency, _Pairs | None] = {}
        people, known = GroupCount(), self._known_of_people
        needed, asked = self._places(), self.columns
        for batch in batches:
            hashes = dict(zip(needed, _hashes(batch, asked), strict=True))
            if known:
                people.add(_together([hashes[each] for each in known], batch.height))
            for dependency, (left, right) in self._open.items():
                before = found.get(dependency)
                if dependency in found and before is None:
                    continue
                pairs = _Pairs.of(_together([hashes[each] for each in left], batch.height), hashes[right])
                together = before.merge(pairs) if before is not None else pairs
                found[dependency] = together if together.hashes.size <= _MOST_PAIRS else None
        if known:
            names = [self._profile.columns[place].name for place in known]
            self._profile = self._profile.model_copy(update={"anonymity": people.anonymity(names)})
        if not self._open:
            return self._profile
        return self._concluded({each: pairs.measured(each) for each, pairs in found.items() if pairs})

    def _concluded(self, counted: dict[Dependency, Dependency]) -> TableProfile:
        dependencies = tuple(
            measured
            for measured in (counted.get(each, each) for each in self._profile.dependencies)
            if not measured.is_exact or _holds(measured)
        )
        left = sum(not each.is_exact for each in dependencies)
        refuted = len(self._profile.dependencies) - len(dependencies)
        note = (
            f"Of its dependencies {len(counted)} were verified on all rows, which refuted {refuted} of them."
        )
        if left:
            note += f" {left} others are those of the sample alone, and marked so."
        search = self._profile.relation_search
        if search is not None:
            reason = " ".join(filter(None, (search.reason, note)))
            search = search.model_copy(
                update={"reason": reason, "status": search.status if left else "verified"}
            )
        return self._profile.model_copy(update={"dependencies": dependencies, "relation_search": search})


def _holds(dependency: Dependency) -> bool:
    if dependency.error == 0:
        return True
    least = LEAST_SCORES.get(len(dependency.determinant), max(LEAST_SCORES.values()))
    return dependency.error <= LARGEST_ERROR and (dependency.score or 0.0) >= least


def _hashes(batch: "CellBatch", names: Sequence[str]) -> list[Hashes]:
    """Hashes of the cells of some columns; an empty cell is a value like any other."""
    place_of = {name: place for place, name in enumerate(batch.names)}
    hashes, _ = operations.hash_rows([batch.columns[place_of[name]] for name in names], batch.height)
    return [np.where(each == 0, _EMPTY, each).astype(np.uint64) for each in hashes]


def _together(columns: Sequence[Hashes], height: int) -> Hashes:
    """One hash for the cells of several columns; of none, all rows are alike."""
    if not columns:
        return np.full(height, _EMPTY)
    together = columns[0]
    for column in columns[1:]:
        together = _mixed(together, column)
    return together


def _mixed(first: Hashes, second: Hashes) -> Hashes:
    """A hash of both, by the finaliser of splitmix64 (Steele, Lea & Flood 2014); never 0."""
    mixed = first * _FIRST_FACTOR ^ (second + _EMPTY)
    mixed = (mixed ^ (mixed >> _MIDDLE)) * _FIRST_FACTOR
    mixed = (mixed ^ (mixed >> _LOW)) * _SECOND_FACTOR
    mixed ^= mixed >> _HIGH
    return np.where(mixed == 0, _EMPTY, mixed).astype(np.uint64)
