"""Which values are shown: the most frequent, repeated and variant ones, and those that do not fit."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import CaseVariants, DataType, NotationCount, ValueCount
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.examples import Examples
from datainsight.profiling.notations import Notation
from datainsight.profiling.resolve import Resolved
from datainsight.profiling.sample import SampledColumn

TOP = 20
_OFFENDERS = 20
_EXAMPLES = 5
_GROUPS = 50
_SPELLINGS = 10
_NEARLY_UNIQUE = 0.95

Pairs = list[tuple[str, int]]


def known_values(
    column: ColumnPartial, sampled: SampledColumn, row_counts: npt.NDArray[np.int64], *, is_exact: bool
) -> Examples:
    """The values whose text is known with their counts: all, or the sampled and the heavy ones.

    Args:
        column: The measurement.
        sampled: The column in the sampled rows.
        row_counts: How often each sampled row occurs.
        is_exact: Whether the column's hashes are all there.
    """
    if column.texts is not None:
        return column.known
    filled = sampled.hashes != 0
    found, first, inverse = np.unique(sampled.hashes[filled], return_index=True, return_inverse=True)
    texts = sampled.texts.take(np.flatnonzero(filled)[first])
    values = Examples(CountedSet.of_distinct(found, np.ones(found.size, np.int64)), texts)
    for part in (column.heavy, *(each.examples for each in column.notations.values())):
        values = values.merge(part)
    if is_exact:
        return Examples(
            CountedSet.of_distinct(values.hashes, column.hashes.count_of(values.hashes)), values.texts
        )
    seen = np.bincount(inverse, row_counts[filled], found.size)
    estimated = np.zeros(len(values))
    estimated[np.searchsorted(values.hashes, found)] = seen * (column.filled / max(float(seen.sum()), 1.0))
    counts = np.maximum(column.hashes.count_of(values.hashes), np.rint(estimated).astype(np.int64))
    return Examples(CountedSet.of_distinct(values.hashes, np.maximum(counts, 1)), values.texts)


def value_counts(pairs: Iterable[tuple[str, int]], limit: int) -> tuple[ValueCount, ...]:
    """The first pairs as models."""
    return tuple(ValueCount(value=value, count=count) for value, count in list(pairs)[:limit])


def repeated_values(column: ColumnPartial, values: Pairs, distinct_count: int) -> tuple[ValueCount, ...]:
    """Of a nearly unique column, the values that occur more than once (as far as their text is known)."""
    if not column.hashes.repeated.size or distinct_count < _NEARLY_UNIQUE * column.filled:
        return ()
    found = {value: count for value, count in values if count > 1}
    whole = column.notations.get(Notation.INTEGER)
    if whole is not None and whole.numbers is not None and column.texts is None:
        # A plain whole number is its own text (but for a sign or blanks, which its count would not survive).
        most = np.argsort(-whole.numbers.extra, kind="stable")[:TOP]
        for number, extra in zip(
            whole.numbers.repeated[most].tolist(), whole.numbers.extra[most].tolist(), strict=True
        ):
            found.setdefault(str(number), extra + 1)
    return value_counts(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])), TOP)


def offenders(resolved: Resolved, column: ColumnPartial, nulls: frozenset[str]) -> tuple[ValueCount, ...]:
    """Values that are not of the column's type, most frequent first."""
    if not resolved.members:
        return ()
    members = {member.notation for member in resolved.members}
    found = [
        pair
        for name, part in column.notations.items()
        if name not in members
        for pair in part.examples.pairs()
        if pair[0] not in nulls
    ]
    return value_counts(sorted(found, key=lambda pair: (-pair[1], pair[0])), _OFFENDERS)


def notation_counts(resolved: Resolved) -> tuple[NotationCount, ...]:
    """How many values of the column's type are written in which notation, most frequent first."""
    counts: dict[str, int] = defaultdict(int)
    examples: dict[str, Pairs] = defaultdict(list)
    for member in resolved.members:
        counts[member.shown] += member.partial.count
        examples[member.shown] += member.partial.examples.pairs()
    return tuple(
        NotationCount(
            data_type=resolved.data_type,
            notation=name,
            count=counts[name],
            examples=tuple(
                text for text, _ in sorted(examples[name], key=lambda pair: (-pair[1], pair[0]))[:_EXAMPLES]
            ),
        )
        for name in sorted(counts, key=lambda name: (-counts[name], name))
    )


def case_variants(values: Pairs, data_type: DataType) -> tuple[CaseVariants, ...]:
    """Groups of texts that differ only in case or white space; the groups with the most rows first."""
    if data_type not in {DataType.TEXT, DataType.BOOLEAN}:
        return ()
    groups: dict[str, Pairs] = defaultdict(list)
    for value, count in values:
        groups[" ".join(value.split()).casefold()].append((value, count))
    several = [group for key, group in groups.items() if len(group) > 1 and key]
    several.sort(key=lambda group: (-sum(count for _, count in group), group[0]))
    return tuple(CaseVariants(spellings=value_counts(group, _SPELLINGS)) for group in several[:_GROUPS])
