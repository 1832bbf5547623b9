"""Values that end with what another column of the row should say: "Springfield IL" beside an empty state.

Embedded and misfielded values (Rahm & Do 2000, "Data cleaning: problems and current approaches"; Kim et al.
2003). Where a column says nothing in some rows, and another one ends, in those rows and hardly elsewhere,
with one of its values, both cells are wrong.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.suspects.rules import Flags
from datainsight.profiling.suspects.texts import CodedTexts
from datainsight.profiling.suspects.value_thresholds import VOTES

_MOST_VALUES = 2000
_PROBE = 300
_MOST_LOOKED_AT = 2000
"""Different texts of a column that are looked at beside empty cells, once one of the first few ends so."""
_LARGEST_WORK = 200_000
"""Texts that are looked at in a table; of a wide one, the first columns are compared."""

_BETWEEN_WORDS = re.compile(r"[\s,;/|(-]+")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Rows of which one cell holds what belongs into another one.

    Attributes:
        column: Where it stands.
        code: The text with it.
        rest: The text without it.
        owner: The column into which it belongs.
        empty: The code of its empty cell.
        part: What belongs there.
        count: How many rows.
        usual_count: How many rows have the part in its place.
        probability: That both cells are wrong.
    """

    column: int
    code: int
    rest: str
    owner: int
    empty: int
    part: str
    count: int
    usual_count: int
    probability: float


def misplaced_parts(
    table: CodedTable, texts: Sequence[CodedTexts], is_missing: Sequence[Flags], columns: Sequence[int]
) -> list[Misplaced]:
    """Finds them among columns of text.

    Args:
        table: The rows.
        texts: Of each column.
        is_missing: For each column which codes mean "no value".
        columns: Which are text.
    """
    found: list[Misplaced] = []
    work = 0
    for owner in columns:
        empty = is_missing[owner][table.codes[owner]]
        share = float(table.weights[empty].sum() / table.weights.sum())
        if not 0.0 < share <= VOTES.misplaced_missing:
            continue
        values = _values(table, texts[owner], owner, empty)
        work += len(values)
        for column in columns if values else ():
            work += _PROBE
            if work > _LARGEST_WORK:
                return found
            if column != owner:
                beside = empty & ~is_missing[column][table.codes[column]]
                found += _of_pair(table, texts[column], (column, owner), beside, values)
    return found


def _values(table: CodedTable, texts: CodedTexts, owner: int, empty: Flags) -> Mapping[str, int]:
    """Words that the column holds elsewhere, with their rows."""
    counts = np.bincount(table.codes[owner][~empty], table.weights[~empty], int(table.sizes[owner]))
    codes = np.flatnonzero(counts)
    if not 1 < codes.size <= _MOST_VALUES:
        return {}
    told = {texts.of(code): int(counts[code]) for code in codes.tolist()}
    return {
        text: count
        for text, count in told.items()
        if text and len(text) >= VOTES.misplaced_length and any(map(str.isalpha, text))
    }


def _of_pair(
    table: CodedTable, texts: CodedTexts, pair: tuple[int, int], empty: Flags, values: Mapping[str, int]
) -> list[Misplaced]:
    column, owner = pair
    codes = table.codes[column]
    beside_empty, beside_full = np.unique(codes[empty]), np.unique(codes[~empty])
    probed = beside_empty[:: beside_empty.size // _PROBE + 1].tolist()
    if not any(_end(texts.of(code), values) for code in probed):
        return []
    looked = beside_empty[:_MOST_LOOKED_AT].tolist()
    ends = {code: end for code in looked if (end := _end(texts.of(code), values))}
    others = [texts.of(code) for code in beside_full[:: beside_full.size // _MOST_LOOKED_AT + 1].tolist()]
    by_chance = sum(_end(text, values) is not None for text in others) / max(len(others), 1)
    ratio = by_chance * len(looked) / max(len(ends), 1)
    whole = {*others}
    if ratio > VOTES.misplaced_by_chance or (
        len(ends) < VOTES.misplaced_rows and not any(rest in whole for rest, _ in ends.values())
    ):
        return []
    counts = np.bincount(codes[empty], table.weights[empty], int(table.sizes[column]))
    places = np.flatnonzero(empty)
    found, first = np.unique(codes[places], return_index=True)
    empties = dict(zip(found.tolist(), table.codes[owner][places[first]].tolist(), strict=True))
    return [
        Misplaced(
            column,
            code,
            rest,
            owner,
            empties[code],
            part,
            int(counts[code]),
            values[part],
            (VOTES.misplaced_confidence if rest in whole else VOTES.misplaced_alone_confidence)
            * (1.0 - ratio),
        )
        for code, (rest, part) in ends.items()
    ]


def _end(text: str | None, values: Mapping[str, int]) -> tuple[str, str] | None:
    """A text that ends with one of the values, in two: the longest end of up to three words."""
    bare = (text or "").rstrip(" )")
    for found in [*_BETWEEN_WORDS.finditer(bare)][-VOTES.misplaced_words :]:
        part, rest = bare[found.end() :], bare[: found.start()]
        if part in values and rest:
            return rest, part
    return None
