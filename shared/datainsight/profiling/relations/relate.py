"""All relations of a table, from its merged measurement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datainsight.models.profile import (
    ColumnProfile,
    Correlation,
    Dependency,
    DerivedColumn,
    Key,
    MissingTogether,
    NearDuplicates,
    RelationSearch,
)
from datainsight.profiling.counted import Counts
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.members import Resolved
from datainsight.profiling.relations import approximate
from datainsight.profiling.relations.agree import Columns
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.correlations import correlations
from datainsight.profiling.relations.derived import derived_columns
from datainsight.profiling.relations.features import features_of
from datainsight.profiling.relations.lattice import Found, Search
from datainsight.profiling.relations.missing import missing_together
from datainsight.profiling.relations.near_duplicates import near_duplicates
from datainsight.profiling.relations.partitions import Partitions

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

DEFAULT_LONGEST = 2
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How much is too much: work in cells touched, and dependencies in the profile."""

    work: int
    listed: int


_USUAL = _Bounds(work=50_000_000, listed=2_000)
_ASKED = _Bounds(work=10_000_000_000, listed=20_000)
"""For left sides longer than usual, or more rows, the user is ready to wait, a minute or two."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What a profile says about columns together."""

    correlations: tuple[Correlation, ...]
    keys: tuple[Key, ...]
    dependencies: tuple[Dependency, ...]
    relation_search: RelationSearch
    missing_together: MissingTogether | None
    derived_columns: tuple[DerivedColumn, ...]
    near_duplicates: NearDuplicates | None


def relate(
    partial: "Partial",
    profiles: Sequence[ColumnProfile],
    resolved: Sequence[Resolved],
    row_counts: Counts,
    longest: int = DEFAULT_LONGEST,
) -> Relations:
    """Finds all relations.

    Args:
        partial: The measurement of all rows.
        profiles: What was concluded of each column.
        resolved: The type of each column.
        row_counts: How often each sampled row occurs.
        longest: Most columns in a key or on the left side of a dependency.
    """
    cut = partial.limits.sample_text
    features = features_of(
        profiles, resolved, partial.sample, row_counts, row_count=partial.row_count, cut=cut
    )
    pairs, pairs_left_out = correlations(features)
    keys, dependencies, search = _dependencies(partial, profiles, longest)
    return Relations(
        correlations=pairs,
        keys=keys,
        dependencies=dependencies,
        relation_search=search.model_copy(update={"correlations_left_out": pairs_left_out}),
        missing_together=missing_together(features),
        derived_columns=derived_columns(features),
        near_duplicates=near_duplicates(features) if partial.row_count else None,
    )


def _dependencies(
    partial: "Partial", profiles: Sequence[ColumnProfile], longest: int
) -> tuple[tuple[Key, ...], tuple[Dependency, ...], RelationSearch]:
    table = CodedTable.of_partial(partial)
    search = RelationSearch(
        status="not_computed",
        row_count=partial.row_count,
        rows_examined=int(table.weights.sum()),
        longest_determinant=longest,
    )
    if table.height < _FEWEST_ROWS or not table.width:
        return (), (), search.model_copy(update={"reason": "There are fewer than two different rows."})
    partitions = Partitions(table)
    is_usual = longest <= DEFAULT_LONGEST and table.height <= DEFAULT.whole_rows
    bounds = _USUAL if is_usual else _ASKED
    found = Search(table, partitions, bounds.work).run(longest)
    listed = found.listed(bounds.listed)
    nearly, is_all_looked_at = approximate.search(table, partitions, listed, longest)
    names = [profile.name for profile in profiles]

    def named(columns: Columns) -> tuple[str, ...]:
        return tuple(names[column] for column in columns)

    is_exact = table.is_complete
    keys = tuple(
        Key(columns=named(key), is_exact=is_exact or len(key) == 1)
        for key in found.keys
        if is_exact or _can_be_key(key, partial, profiles)
    )
    dependencies = [
        Dependency(determinant=named(columns), dependent=names[dependent], error=0.0, is_exact=is_exact)
        for columns, dependent in listed
    ]
    dependencies.extend(
        Dependency(
            determinant=named(each.determinant),
            dependent=names[each.dependent],
            error=each.error,
            is_exact=is_exact,
            violating_row_count=round(each.error * partial.row_count),
            score=each.score,
        )
        for each in nearly
    )
    notes = _notes(found, table, longest, bounds.listed, is_all_looked_at=is_all_looked_at)
    status = "complete" if not notes else "limited" if is_exact else "estimated"
    return (
        keys,
        tuple(dependencies),
        search.model_copy(update={"status": status, "reason": " ".join(notes) or None}),
    )


def _can_be_key(key: Columns, partial: "Partial", profiles: Sequence[ColumnProfile]) -> bool:
    """Whether what was counted of all rows allows a sampled key of one column."""
    if len(key) > 1:
        return True
    measured = partial.measured[key[0]]
    values = measured.hashes
    is_one_each = not values.repeated.size and measured.empty <= 1
    return is_one_each and profiles[key[0]].is_exact


def _notes(found: Found, table: CodedTable, longest: int, most: int, *, is_all_looked_at: bool) -> list[str]:
    notes = []
    if not table.is_complete:
        notes.append(
            f"The table has too many rows to compare them all: keys and dependencies are those of a "
            f"sample of {table.height} distinct rows."
        )
    if found.is_limited:
        notes.append(
            f"Left sides of up to {max(found.searched, 0)} of {longest} columns were searched completely, "
            "longer ones in part, as the search became too much work."
        )
    if found.count > most:
        notes.append(f"Of {found.count} dependencies {most} are listed; those of keys are left out first.")
    if not is_all_looked_at:
        notes.append("Approximate dependencies were searched in part.")
    return notes
