"""Two profiles side by side."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from datainsight.comparing.drift import column_drift
from datainsight.models.comparison import Comparison, DriftBasis, SchemaChange, SchemaChangeKind
from datainsight.models.profile import ColumnProfile, DataType, Role, TableProfile

_FEWEST_SHARED = 2
"""Of fewer columns, equal records are no copies."""
LEAST_SIMILARITY = 0.6
"""A lost and a new column are taken for the same one from there on."""


def compare(old: TableProfile, new: TableProfile) -> Comparison:
    """What changed from the old table to the new one; both are masked already."""
    renamed = _renamed(old, new)
    pairs = _pairs(old, new, {name: source for name, (source, _) in renamed.items()})
    old_rows, new_rows = old.dataset.row_count, new.dataset.row_count
    drifts = [column_drift(before, after, old_rows, new_rows) for before, after in pairs]
    return Comparison(
        old_name=old.dataset.name,
        new_name=new.dataset.name,
        old_row_count=old_rows,
        new_row_count=new_rows,
        schema_changes=tuple(_schema_changes(old, new, renamed)),
        drifts=tuple(sorted(drifts, key=lambda drift: -drift.relevance)),
        broken_keys=_broken_keys(old, new, {source: name for name, (source, _) in renamed.items()}),
    )


def shared_key(old: TableProfile, new: TableProfile) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The shortest key of the old table of which the new one has all columns: its names in both tables."""
    names = {source: name for name, (source, _) in _renamed(old, new).items()}
    present = {column.name for column in new.columns}
    for key in sorted((key.columns for key in old.keys), key=len):
        renamed = tuple(name if name in present else names.get(name, name) for name in key)
        if present.issuperset(renamed):
            return key, renamed
    return None


def shared_columns(old: TableProfile, new: TableProfile) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The columns that both tables have, by which records can be the same: their names in both tables.

    Identifiers are left out, since a copied record often has a new one.
    """
    pairs = _pairs(old, new, {name: source for name, (source, _) in _renamed(old, new).items()})
    telling = [
        (before.name, after.name)
        for before, after in pairs
        if Role.IDENTIFIER not in (before.role, after.role) and Role.EMPTY not in (before.role, after.role)
    ]
    if len(telling) < _FEWEST_SHARED:
        return None
    return tuple(name for name, _ in telling), tuple(name for _, name in telling)


def _pairs(
    old: TableProfile, new: TableProfile, sources: dict[str, str]
) -> list[tuple[ColumnProfile, ColumnProfile]]:
    """Columns that both tables have, in the order of the new one."""
    before = {column.name: column for column in old.columns}
    found = ((before.get(sources.get(column.name, column.name)), column) for column in new.columns)
    return [(left, right) for left, right in found if left is not None]


def _renamed(old: TableProfile, new: TableProfile) -> dict[str, tuple[str, float]]:
    """New name to former name and similarity; the most similar pairs first, each column once."""
    old_names, new_names = {each.name for each in old.columns}, {each.name for each in new.columns}
    lost = [column for column in old.columns if column.name not in new_names]
    added = [column for column in new.columns if column.name not in old_names]
    scored = sorted(
        (
            (_similarity(before, after, old, new), before.name, after.name)
            for before in lost
            for after in added
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    renamed: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for similarity, source, name in scored:
        if similarity >= LEAST_SIMILARITY and source not in taken and name not in renamed:
            renamed[name] = (source, round(similarity, 2))
            taken.add(source)
    return renamed


def _similarity(before: ColumnProfile, after: ColumnProfile, old: TableProfile, new: TableProfile) -> float:
    """0 for other types; else of names, values and places, where values count most if they are known."""
    if before.data_type != after.data_type:
        return 0.0
    names = SequenceMatcher(None, before.name.casefold(), after.name.casefold(), autojunk=False).ratio()
    place = 1.0 if before.position == after.position else 0.0
    drift = column_drift(before, after, old.dataset.row_count, new.dataset.row_count)
    if drift.jensen_shannon_distance is None or drift.basis is DriftBasis.LENGTHS:
        return 0.7 * names + 0.3 * place
    return 0.3 * names + 0.5 * (1 - drift.jensen_shannon_distance) + 0.2 * place


def _schema_changes(
    old: TableProfile, new: TableProfile, renamed: dict[str, tuple[str, float]]
) -> Iterator[SchemaChange]:
    before = {column.name: column for column in old.columns}
    for column in new.columns:
        source, confidence = renamed.get(column.name, (column.name, 1.0))
        if source not in before:
            yield SchemaChange(kind=SchemaChangeKind.ADDED, column=column.name, new=column.data_type.value)
            continue
        if source != column.name:
            yield SchemaChange(
                kind=SchemaChangeKind.RENAMED,
                column=column.name,
                old=source,
                new=column.name,
                confidence=confidence,
            )
        if before[source].data_type != column.data_type:
            yield SchemaChange(
                kind=SchemaChangeKind.TYPE_CHANGED,
                column=column.name,
                old=before[source].data_type.value,
                new=column.data_type.value,
            )
    kept = {column.name for column in new.columns} | {source for source, _ in renamed.values()}
    for column in old.columns:
        if column.name not in kept:
            yield SchemaChange(kind=SchemaChangeKind.REMOVED, column=column.name, old=column.data_type.value)


def _broken_keys(old: TableProfile, new: TableProfile, names: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Keys of the old table of which no part is a key of the new one, though all columns are there.

    Where the old table has a short key, longer ones are mostly chance, and so is one with a measurement.
    """
    present = {column.name for column in new.columns}
    measured = {column.name for column in old.columns if column.data_type is DataType.DECIMAL}
    keys = [frozenset(key.columns) for key in new.keys] + [
        frozenset({column.name})
        for column in new.columns
        if column.null_count == 0 and column.distinct_count == new.dataset.row_count
    ]
    shortest = min((len(key.columns) for key in old.keys), default=0)
    broken = []
    for key in old.keys:
        columns = tuple(names.get(name, name) for name in key.columns)
        is_meant = len(columns) == shortest and measured.isdisjoint(key.columns)
        if is_meant and present.issuperset(columns) and not any(each <= set(columns) for each in keys):
            broken.append(columns)
    return tuple(broken)
