"""Which values are shown: the most frequent, repeated and variant ones, and those that do not fit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from datainsight.models.profile import CaseVariants, DataType, NotationCount, TypeCount, ValueCount
from datainsight.profiling.column import ColumnPartial, NotationPartial, TextLayout
from datainsight.profiling.members import Resolved
from datainsight.profiling.notations import Notation
from datainsight.profiling.resolve import data_type_of
from datainsight.profiling.values import Pairs, Values

TOP = 20
_OFFENDERS = 20
_EXAMPLES = 5
_GROUPS = 50
_SPELLINGS = 10
_NEARLY_UNIQUE = 0.95


def value_counts(pairs: Iterable[tuple[str, int]], limit: int) -> tuple[ValueCount, ...]:
    """The first pairs as models."""
    return tuple(ValueCount(value=value, count=count) for value, count in list(pairs)[:limit])


def repeated_values(column: ColumnPartial, values: Values) -> tuple[ValueCount, ...]:
    """Of a nearly unique column, the values that occur more than once (as far as their text is known)."""
    if not column.hashes.repeated.size or values.distinct.count < _NEARLY_UNIQUE * values.count:
        return ()
    found = {value: count for value, count in values.shown if count > 1}
    whole = column.notations.get(Notation.INTEGER)
    if whole is not None and whole.numbers is not None and column.texts is None:
        # A plain whole number is its own text (but for a sign or blanks, which its count would not survive).
        numbers = whole.numbers
        most = np.argsort(-numbers.extra, kind="stable")[:TOP]
        for number, extra in zip(numbers.repeated[most].tolist(), numbers.extra[most].tolist(), strict=True):
            found.setdefault(str(number), extra + 1)
    return value_counts(sorted(found.items(), key=_by_count), TOP)


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
    return value_counts(sorted(found, key=_by_count), _OFFENDERS)


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
            examples=tuple(text for text, _ in sorted(examples[name], key=_by_count)[:_EXAMPLES]),
        )
        for name in sorted(counts, key=lambda name: (-counts[name], name))
    )


def type_counts(notations: Mapping[str, NotationPartial]) -> tuple[TypeCount, ...]:
    """What the values read as by themselves, most frequent first; nothing where all read as one type."""
    counts: dict[DataType, int] = defaultdict(int)
    examples: dict[DataType, Pairs] = defaultdict(list)
    for name, part in notations.items():
        kind = data_type_of(name)
        counts[kind] += part.count
        examples[kind] += part.examples.pairs()[:_EXAMPLES]
    if len(counts) < 2:
        return ()
    return tuple(
        TypeCount(
            data_type=kind,
            count=counts[kind],
            examples=tuple(text for text, _ in sorted(examples[kind], key=_by_count)[:_EXAMPLES]),
        )
        for kind in sorted(counts, key=lambda kind: (-counts[kind], kind))
    )


def case_variants(values: Values, layout: TextLayout) -> tuple[CaseVariants, ...]:
    """Groups of texts that differ only in case or white space; the groups with the most rows first."""
    texts = values.typical.texts.to_list()
    keys = [" ".join(text.split()) for text in texts] if layout.padded else texts
    keys = _folded(keys)
    if keys is texts or len(set(keys)) == len(keys):  # texts themselves are all different
        return ()
    often = {key for key, count in Counter(keys).items() if count > 1 and key}
    groups: dict[str, Pairs] = defaultdict(list)
    for key, text, count in zip(keys, texts, values.typical.counted.counts().tolist(), strict=True):
        if key in often:
            groups[key].append((text, round(count * values.scale)))
    several = [sorted(group, key=_by_count) for group in groups.values()]
    several.sort(key=lambda group: (-sum(count for _, count in group), group[0]))
    return tuple(CaseVariants(spellings=value_counts(group, _SPELLINGS)) for group in several[:_GROUPS])


def _folded(texts: list[str]) -> list[str]:
    """The texts in one case, folded together; the same list where that changes none."""
    together = "\n".join(texts)
    folded = together.casefold()
    if folded == together:
        return texts
    found = folded.split("\n")
    return found if len(found) == len(texts) else [text.casefold() for text in texts]


def _by_count(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
