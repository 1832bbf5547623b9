"""What the distinct texts of columns are: the plainest by the kernel, all others by `classify`."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise, product

import numpy as np
import polars as pl

from datainsight.kernel import operations
from datainsight.kernel.words import Code, Words
from datainsight.profiling.classify import Classified, Group, classify
from datainsight.profiling.grouping import Grouping
from datainsight.profiling.notations import BOOLEAN_SPELLINGS, NULL_SPELLINGS, Notation
from datainsight.profiling.texts import Indices, Texts

_NOTATIONS: dict[int, str] = {
    Code.NULL: Notation.NULL,
    Code.TEXT: Notation.TEXT,
    Code.BOOLEAN: Notation.BOOLEAN,
    Code.INTEGER: Notation.INTEGER,
    Code.ZERO_PADDED: Notation.ZERO_PADDED,
    Code.LONG_DIGITS: Notation.LONG_DIGITS,
    Code.DECIMAL: Notation.DECIMAL,
    Code.POINT_GROUP: Notation.POINT_GROUP,
    Code.CURRENCY: Notation.CURRENCY,
    Code.PERCENT: Notation.PERCENT,
    Code.ISO_DATE: "%Y-%m-%d",
    **{
        Code.ISO_MOMENT + place: f"%Y-%m-%d{separator}%H:%M:%S{fraction}{zone}"
        for place, (separator, fraction, zone) in enumerate(
            (separator, fraction, zone)
            for separator in "T "
            for fraction in ("", "%.f")
            for zone in ("", "Z")
        )
    },
    **{
        Code.ISO_OFFSET + place: f"%Y-%m-%d{separator}%H:%M:%S{fraction}%z"
        for place, (separator, fraction) in enumerate(product("T ", ("", "%.f")))
    },
}
_SEPARATORS = (b"\n", b"\x1e", b"\x00", b"\x1f")
"""What is put between texts that are handed over together; one that none of them holds."""
_FEW_TEXTS = 1_000
"""With fewer, joining costs more than it saves."""
_WORDS = frozenset({Code.NULL, Code.TEXT, Code.BOOLEAN})
_REALS = frozenset({Code.LONG_DIGITS, Code.DECIMAL, Code.POINT_GROUP, Code.CURRENCY, Code.PERCENT})


@cache
def _known_words() -> Words:
    return Words.of({Code.NULL: NULL_SPELLINGS, Code.BOOLEAN: BOOLEAN_SPELLINGS - NULL_SPELLINGS})


@dataclass(frozen=True, slots=True)
class Decided:
    """What is certain of a column's texts at a glance, and where it is not."""

    grouping: Grouping
    groups: tuple[Group, ...]
    lengths: Indices
    undecided: Indices


def glance(grouping: Grouping) -> Decided:
    """What the kernel knows of a column's distinct texts; nothing where there is none."""
    seen = operations.look_at(grouping.cells, grouping.cell_hashes, grouping.rows, _known_words())
    if seen is None:
        return Decided(grouping, (), np.zeros(grouping.rows.size, np.int64), np.arange(grouping.rows.size))
    codes, numbers, lengths = seen
    groups = []
    for code in np.flatnonzero(np.bincount(codes, minlength=1)).tolist():
        if code == Code.UNDECIDED:
            continue
        rows = np.flatnonzero(codes == code)
        own = None if code in _WORDS else numbers if rows.size == numbers.size else numbers[rows]
        if own is not None and code in _REALS:
            own = own.view(np.float64)
        groups.append(Group(_NOTATIONS[code], rows, own))
    return Decided(grouping, tuple(groups), lengths.astype(np.int64), np.flatnonzero(codes == 0))


def look_closely(decided: Sequence[Decided]) -> list[Classified]:
    """All texts of some columns by notation; what was undecided is looked at together."""
    texts = [each.grouping.texts(each.undecided) for each in decided]
    packed = Texts.join(texts)
    classified = classify(as_series(packed), packed)
    borders = pairwise(accumulate((len(each) for each in texts), initial=0))
    return [
        _together(each, classified.part(start, end) if end > start else None)
        for each, (start, end) in zip(decided, borders, strict=True)
    ]


def as_series(texts: Texts) -> pl.Series:
    """Texts as polars has them.

    They are joined and split again: both are done at once for all, while the interpreter does something else.
    """
    count = len(texts)
    content = texts.content.tobytes() if count >= _FEW_TEXTS else b""
    separator = next((each for each in _SEPARATORS if content and each not in content), None)
    if separator is None:
        return pl.Series("", texts.to_list(), dtype=pl.String)
    joined = np.full(texts.content.size + count - 1, ord(separator), np.uint8)
    is_text = np.ones(joined.size, np.bool_)
    is_text[texts.ends[:-1] + np.arange(count - 1)] = False
    joined[is_text] = texts.content
    return pl.Series("", [joined.tobytes().decode()]).str.split(separator.decode()).explode()


def _together(decided: Decided, rest: Classified | None) -> Classified:
    size, places = decided.lengths.size, decided.undecided
    if rest is not None and places.size == size:
        return dataclasses.replace(rest, groups=tuple(_joined(rest.groups)))
    flags = [np.zeros(size, np.bool_) for _ in range(3)]
    if rest is None:
        return Classified(decided.groups, decided.lengths, *flags)
    lengths = decided.lengths
    lengths[places] = rest.lengths
    for flag, own in zip(flags, (rest.is_blank, rest.is_padded, rest.has_invisible), strict=True):
        flag[places] = own
    others = (Group(each.notation, places[each.rows], each.numbers, each.written) for each in rest.groups)
    return Classified(tuple(_joined([*decided.groups, *others])), lengths, *flags)


def _joined(groups: Sequence[Group]) -> Iterator[Group]:
    """Groups of one notation as one, in the order of their texts: sums then do not depend on who saw what."""
    by_notation: dict[str, list[Group]] = defaultdict(list)
    for each in groups:
        by_notation[each.notation].append(each)
    for notation, parts in by_notation.items():
        if len(parts) == 1:
            yield parts[0]
            continue
        rows = np.concatenate([each.rows for each in parts])
        order = np.argsort(rows)
        numbers = [each.numbers for each in parts if each.numbers is not None]
        yield Group(notation, rows[order], np.concatenate(numbers)[order] if numbers else None)
