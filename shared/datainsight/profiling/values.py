"""A column's values: its nulls set apart, what can be shown of the rest, and what stands for all of them."""

from dataclasses import dataclass
from operator import itemgetter

import numpy as np

from datainsight.profiling import distinct, nulls
from datainsight.profiling.column import ColumnPartial, NotationPartial
from datainsight.profiling.counted import CountedSet, Counts
from datainsight.profiling.distinct import DistinctCount
from datainsight.profiling.examples import Examples, Hashes
from datainsight.profiling.notations import Notation
from datainsight.profiling.sample import SampledColumn, sampling_error

_SHOWN = 1000

Pairs = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Values:
    """A column with its nulls set apart.

    Attributes:
        null_spellings: Each text that means "no value", "" for the empty cell, with its count.
        count: Values.
        distinct: Distinct values.
        notations: Of the values, by name.
        shown: Values whose text is known with their counts, the most frequent thousand, most frequent first.
        typical: What stands for all values: all of them, or those of the sampled rows.
        scale: What the counts of `typical` have to be multiplied with to stand for all values.
        error: Of shares of `typical`, where it is a sample, see `sampling_error`.
    """

    null_spellings: dict[str, int]
    count: int
    distinct: DistinctCount
    notations: dict[str, NotationPartial]
    shown: Pairs
    typical: Examples
    scale: float
    error: float = 0.0

    def typical_pairs(self) -> Pairs:
        """(text, count) of the typical values, in no order that means anything."""
        counts = self.typical.counted.counts().tolist()
        return list(zip(self.typical.texts.to_list(), counts, strict=True))


def values_of(
    measured: ColumnPartial, sampled: SampledColumn, row_counts: Counts, limit: int, name: str = ""
) -> Values:
    """Sets the nulls of a column apart from its values.

    Args:
        measured: The measurement.
        sampled: The column in the sampled rows.
        row_counts: How often each sampled row occurs.
        limit: Distinct hashes up to which counts are exact.
        name: Of the column.
    """
    counted = distinct.count(measured.hashes, limit, measured.filled)
    typical = measured.known if measured.texts is not None else _sampled(sampled, row_counts)
    null_part = measured.notations.get(Notation.NULL, NotationPartial(0, Examples.empty()))
    spelled = dict(null_part.examples.pairs())
    kept = _kept(spelled, typical, null_part.examples, name)
    null_spellings = {text: count for text, count in spelled.items() if text not in kept}
    words = measured.notations.get(Notation.TEXT, NotationPartial(0, Examples.empty())).examples
    meant = nulls.nulls_after_all(measured.notations, measured.filled - null_part.count)
    null_spellings |= {text: count for text, count in words.pairs() if text in meant}
    missed = null_part.count - sum(spelled.values())
    count = measured.filled - sum(null_spellings.values()) - missed
    if missed:
        # More spellings than are remembered: mostly blanks of many lengths.
        null_spellings[" "] = null_spellings.get(" ", 0) + missed
    if measured.empty:
        null_spellings = {"": measured.empty, **null_spellings}

    hidden = np.concatenate(
        (
            null_part.examples.only(null_spellings.__contains__).hashes,
            words.only(meant.__contains__).hashes,
        )
    )
    typical = _without(typical, hidden)
    known = typical if measured.texts is not None else _known(measured, sampled, row_counts, counted)
    known = _without(known, hidden)
    seen = typical.counted.total
    return Values(
        null_spellings,
        count,
        DistinctCount(
            max(counted.count - len(spelled) + len(kept) - len(meant), min(count, 1)), counted.relative_error
        ),
        _notations_of_values(measured, sum(spelled[text] for text in kept), meant),
        _most_frequent(known),
        typical,
        count / seen if seen and measured.texts is None else 1.0,
        sampling_error(row_counts[sampled.hashes != 0]) if measured.texts is None else 0.0,
    )


def _kept(spelled: dict[str, int], typical: Examples, spellings: Examples, name: str) -> frozenset[str]:
    if not spelled:
        return frozenset()
    return nulls.values_after_all(tuple(spelled), _without(typical, spellings.hashes).texts.to_list(), name)


def _notations_of_values(
    measured: ColumnPartial, kept: int, meant: frozenset[str]
) -> dict[str, NotationPartial]:
    """The notations without nulls; null spellings that are values after all are text."""
    notations = {name: part for name, part in measured.notations.items() if name != Notation.NULL}
    if not (kept or meant):
        return notations
    text = notations.pop(Notation.TEXT, NotationPartial(0, Examples.empty()))
    nothing = sum(count for each, count in text.examples.pairs() if each in meant)
    count = text.count + kept - nothing
    if count:
        others = text.examples.only(lambda each: each not in meant)
        notations[Notation.TEXT] = NotationPartial(count, others)
    return notations


def _without(examples: Examples, hashes: Hashes) -> Examples:
    if not hashes.size:
        return examples
    places = np.flatnonzero(~np.isin(examples.hashes, hashes))
    if places.size == len(examples):
        return examples
    counts = examples.counted.counts()[places]
    return Examples(CountedSet.of_distinct(examples.hashes[places], counts), examples.texts.take(places))


def _sampled(sampled: SampledColumn, row_counts: Counts) -> Examples:
    """The distinct values of the sampled rows, with the rows that hold them."""
    filled = np.flatnonzero(sampled.hashes)
    found, first, inverse = np.unique(sampled.hashes[filled], return_index=True, return_inverse=True)
    sums = np.bincount(inverse, row_counts[filled], found.size).astype(np.int64)
    return Examples(CountedSet.of_distinct(found, sums), sampled.texts.take(filled[first]))


def _known(
    measured: ColumnPartial, sampled: SampledColumn, row_counts: Counts, counted: DistinctCount
) -> Examples:
    """All values whose text is known, with counts that are exact where the column's hashes are all there."""
    drawn = _sampled(sampled, row_counts)
    values = drawn
    for part in (measured.heavy, *(each.examples for each in measured.notations.values())):
        values = values.merge(part)
    counts = measured.hashes.count_of(values.hashes)
    if not counted.is_exact:
        estimated = drawn.counted.count_of(values.hashes) * (measured.filled / max(drawn.counted.total, 1))
        counts = np.where(counts > 0, counts, np.maximum(np.rint(estimated).astype(np.int64), 1))
    return Examples(CountedSet.of_distinct(values.hashes, counts), values.texts)


def _most_frequent(known: Examples) -> Pairs:
    """(text, count), most frequent first; equally frequent ones are chosen by hash and shown by text."""
    counts = known.counted.counts()
    texts = known.texts
    if counts.size > _SHOWN:
        places = np.argsort(-counts, kind="stable")[:_SHOWN]
        texts, counts = texts.take(places), counts[places]
    by_text = sorted(zip(texts.to_list(), counts.tolist(), strict=True), key=itemgetter(0))
    return sorted(by_text, key=itemgetter(1), reverse=True)
