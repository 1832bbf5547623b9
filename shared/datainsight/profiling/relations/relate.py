"""All relations of a table, from its merged measurement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from datainsight.models.profile import (
    Anonymity,
    ColumnProfile,
    Correlation,
    Dependency,
    DerivedColumn,
    Key,
    MissingTogether,
    NearDuplicates,
    RelationSearch,
    SimilarRows,
)
from datainsight.models.suspects import Contradiction
from datainsight.profiling.counted import Counts
from datainsight.profiling.limits import DEFAULT
from datainsight.profiling.members import Resolved
from datainsight.profiling.records.similar import similar_rows
from datainsight.profiling.relations import approximate
from datainsight.profiling.relations.agree import Columns
from datainsight.profiling.relations.anonymity import anonymity
from datainsight.profiling.relations.approximate import Violated
from datainsight.profiling.relations.arithmetic import formulas
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.correlations import correlations
from datainsight.profiling.relations.derived import derived_columns
from datainsight.profiling.relations.features import features_of
from datainsight.profiling.relations.lattice import Found, Search
from datainsight.profiling.relations.missing import missing_together
from datainsight.profiling.relations.near_duplicates import near_duplicates
from datainsight.profiling.relations.partitions import Partitions
from datainsight.profiling.suspects.between_columns import between_columns

if TYPE_CHECKING:
    from datainsight.profiling.column import ColumnPartial
    from datainsight.profiling.partial import Partial

DEFAULT_LONGEST = 2
_FEWEST_ROWS = 2
_FEWEST_REPEATED = 100


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
    similar_rows: SimilarRows | None
    anonymity: Anonymity | None
    between_columns: tuple[Contradiction, ...]


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
    kept = formulas(features)
    table = CodedTable.of_partial(partial)
    keys, dependencies, search = _dependencies(table, partial, profiles, longest)
    return Relations(
        correlations=pairs,
        keys=keys,
        dependencies=dependencies,
        relation_search=search.model_copy(update={"correlations_left_out": pairs_left_out}),
        missing_together=missing_together(features),
        derived_columns=derived_columns(features, kept),
        near_duplicates=near_duplicates(features) if partial.row_count else None,
        similar_rows=similar_rows(table, partial, profiles, keys[0].columns if keys else ()),
        anonymity=anonymity(profiles, table),
        between_columns=tuple(between_columns(partial, profiles, features, kept)),
    )


def _dependencies(
    table: CodedTable, partial: "Partial", profiles: Sequence[ColumnProfile], longest: int
) -> tuple[tuple[Key, ...], tuple[Dependency, ...], RelationSearch]:
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
    nearly, is_all_looked_at = approximate.search(table, partitions, found.listed(bounds.listed), longest)
    if not table.is_complete:
        found = _supported(found, partitions, partial, profiles)
    names = [profile.name for profile in profiles]
    keys = tuple(Key(columns=_named(key, names)) for key in found.keys)
    dependencies = (
        *_holding(found, found.listed(bounds.listed), names, is_exact=table.is_complete),
        *_broken(nearly, names, partial.row_count, is_exact=table.is_complete),
    )
    notes = _notes(found, table, longest, bounds.listed, is_all_looked_at=is_all_looked_at)
    status = "complete" if not notes else "limited" if table.is_complete else "estimated"
    search = search.model_copy(update={"status": status, "reason": " ".join(notes) or None})
    return keys, dependencies, search


def _named(columns: Columns, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[column] for column in columns)


def _holding(
    found: Found, listed: Sequence[tuple[Columns, int]], names: Sequence[str], *, is_exact: bool
) -> Iterator[Dependency]:
    """Those without a violation; what a key decides is certain wherever the key is, and so are constants."""
    keys = set(found.keys)
    for columns, dependent in listed:
        yield Dependency(
            determinant=_named(columns, names),
            dependent=names[dependent],
            error=0.0,
            is_exact=is_exact or not columns or columns in keys,
        )


def _broken(
    nearly: Sequence[Violated], names: Sequence[str], row_count: int, *, is_exact: bool
) -> Iterator[Dependency]:
    """Those that hold but for a few rows."""
    for each in nearly:
        yield Dependency(
            determinant=_named(each.determinant, names),
            dependent=names[each.dependent],
            error=each.error,
            is_exact=is_exact,
            violating_row_count=round(each.error * row_count),
            score=each.score,
        )


def _supported(
    found: Found, partitions: Partitions, partial: "Partial", profiles: Sequence[ColumnProfile]
) -> Found:
    """What a sample allows to say about the table: that nothing repeats in a sample says next to nothing.

    Keys are those of one column whose values were all counted. A dependency needs enough rows that share a
    determinant, or a key on its left. Whether a column is constant all its cells tell, which were counted.
    """
    keys: list[Columns] = [key for key in found.keys if len(key) == 1 and _is_key(key[0], partial, profiles)]
    dependencies = [
        (columns, dependent)
        for columns, dependent in found.dependencies
        if partitions.of(columns).repeated >= _FEWEST_REPEATED
        and (columns or _is_constant(partial.measured[dependent]))
    ]
    of_keys: list[tuple[Columns, int]] = [(key, decided) for key, decided in found.of_keys if key in keys]
    return replace(found, keys=keys, dependencies=dependencies, of_keys=of_keys)


def _is_constant(measured: "ColumnPartial") -> bool:
    """Whether all cells are alike; an empty one is a value like any other."""
    return measured.hashes.size + (measured.empty > 0) == 1


def _is_key(column: int, partial: "Partial", profiles: Sequence[ColumnProfile]) -> bool:
    """Whether all values of a column were counted, and none occurs twice."""
    measured = partial.measured[column]
    return profiles[column].is_exact and not measured.hashes.repeated.size and measured.empty <= 1


def _notes(found: Found, table: CodedTable, longest: int, most: int, *, is_all_looked_at: bool) -> list[str]:
    notes = []
    if not table.is_complete:
        notes.append(
            f"The table has too many rows to compare them all: keys and dependencies are those of a "
            f"sample of {table.height} distinct rows, as far as it tells."
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
