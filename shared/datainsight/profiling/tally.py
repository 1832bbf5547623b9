"""From texts sorted by notation to the measurement of a column: numpy alone."""

import math
from dataclasses import dataclass

import numpy as np

from datainsight.profiling import distinct
from datainsight.profiling.classify import Classified, Group, Rows, exact_deviations
from datainsight.profiling.column import ColumnPartial, NotationPartial, TextLayout, fitting, heavy_values
from datainsight.profiling.counted import CountedSet, Counts
from datainsight.profiling.examples import Examples, Hashes
from datainsight.profiling.grouping import Grouping
from datainsight.profiling.limits import ProfilingLimits
from datainsight.profiling.moments import Moments
from datainsight.profiling.notations import INTEGERS, Notation, is_temporal
from datainsight.profiling.sample import notation_code
from datainsight.profiling.texts import Texts

_PRECISE_SPREAD = 1e3
"""From |mean| / standard deviation on, floating point loses digits that the text still has."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The texts of a column that were looked at.

    Attributes:
        grouping: Which they are.
        classified: What they are.
        texts: The texts themselves.
    """

    grouping: Grouping
    classified: Classified
    texts: Texts


def tally(looked: Looked, limits: ProfilingLimits) -> ColumnPartial:
    """The measurement of a column."""
    grouping, classified = looked.grouping, looked.classified
    counted = grouping.counted
    is_distinct = grouping.weights is not None
    kept = looked.texts if is_distinct and fitting(looked.texts, limits) else None
    return ColumnPartial(
        empty=grouping.cells.size - grouping.filled,
        blank=_weigh(classified.is_blank, grouping.weights),
        filled=grouping.filled,
        hashes=distinct.keep(counted, limits.distinct),
        texts=kept,
        heavy=_heavy(looked, limits) if kept is None else Examples.empty(),
        layout=_layout(classified, grouping.weights),
        notations=_notations(looked, limits),
    )


def sampled_magnitudes(
    looked: Looked, chosen: Rows
) -> tuple[Counts, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Notation codes and numbers of the cells in some rows; 0 and NaN for empty cells."""
    grouping = looked.grouping
    hashes = grouping.cells[chosen]
    is_filled = hashes != 0
    if grouping.weights is not None:
        places = np.searchsorted(grouping.counted.values, hashes[is_filled])
    else:
        places = np.searchsorted(grouping.rows, chosen[is_filled])
    size = looked.classified.lengths.size
    code_of_text = np.zeros(size, np.int64)
    number_of_text = np.full(size, np.nan)
    for group in looked.classified.groups:
        code_of_text[group.rows] = notation_code(group.notation)
        if group.numbers is not None:
            number_of_text[group.rows] = group.numbers
    codes = np.zeros(chosen.size, np.int64)
    codes[is_filled] = code_of_text[places]
    numbers = np.full(chosen.size, np.nan)
    numbers[is_filled] = number_of_text[places]
    return codes, numbers


def smallest(hashes: Hashes, wanted: int) -> Rows:
    """Places of (at least) all occurrences of the `wanted` smallest distinct hashes."""
    if hashes.size <= 16 * wanted:
        return np.arange(hashes.size)
    # Hashes are spread evenly: this bound lets about four times the wanted number through.
    bound = np.uint64(min(int(4 * wanted / hashes.size * 2**64), 2**64 - 1))
    near = np.flatnonzero(hashes <= bound)
    if np.unique(hashes[near]).size >= wanted:
        return near
    last = np.unique(hashes)[:wanted][-1]
    return np.flatnonzero(hashes <= last)


def _weigh(mask: np.ndarray[tuple[int], np.dtype[np.bool_]], weights: Counts | None) -> int:
    return int(np.count_nonzero(mask) if weights is None else weights[mask].sum())


def _heavy(looked: Looked, limits: ProfilingLimits) -> Examples:
    counted = looked.grouping.counted
    if counted.size > limits.distinct:
        return Examples.empty()
    least = limits.heavy_share * counted.total
    wanted = counted.repeated[counted.extra + 1 >= least] if least > 1 else counted.values
    places = np.flatnonzero(np.isin(looked.grouping.hashes, wanted))
    found, first = np.unique(looked.grouping.hashes[places], return_index=True)
    candidates = Examples(
        CountedSet.of_distinct(found, counted.count_of(found)), looked.texts.take(places[first])
    )
    return heavy_values(candidates, counted, counted.total, limits)


def _layout(classified: Classified, weights: Counts | None) -> TextLayout:
    is_value = np.ones(classified.lengths.size, np.bool_)
    for group in classified.groups:
        if group.notation == Notation.NULL:
            is_value[group.rows] = False
    is_all = bool(is_value.all())
    lengths = (classified.lengths if is_all else classified.lengths[is_value]).astype(np.int64)
    if not lengths.size:
        return TextLayout()
    chosen = weights if weights is None or is_all else weights[is_value]
    return TextLayout(
        count=int(lengths.size if chosen is None else chosen.sum()),
        shortest=int(lengths.min()),
        longest=int(lengths.max()),
        characters=int(lengths.sum() if chosen is None else lengths @ chosen),
        padded=_weigh(classified.is_padded & is_value, weights),
        invisible=_weigh(classified.has_invisible & is_value, weights),
    )


def _notations(looked: Looked, limits: ProfilingLimits) -> dict[str, NotationPartial]:
    weights = looked.grouping.weights
    found: dict[str, NotationPartial] = {}
    for group in looked.classified.groups:
        chosen = None if weights is None else weights[group.rows]
        numbers = None
        if group.numbers is not None:
            numbers = CountedSet.of(group.numbers, chosen)
            numbers = None if numbers.size > limits.numbers else numbers
        partial = NotationPartial(
            int(group.rows.size if chosen is None else chosen.sum()),
            _examples(looked, group.rows, chosen, limits),
            _moments(group, chosen),
            numbers,
        )
        known = found.get(group.notation)
        found[group.notation] = partial if known is None else known.merge(partial, limits)
    return found


def _examples(looked: Looked, rows: Rows, weights: Counts | None, limits: ProfilingLimits) -> Examples:
    """The texts with the smallest hashes among those rows, with the cells that hold them."""
    hashes = looked.grouping.hashes
    if weights is not None:
        # Grouped texts are in the order of their hashes.
        chosen = rows[: limits.examples]
        counted = CountedSet.of_distinct(hashes[chosen], weights[: limits.examples])
        return Examples(counted, looked.texts.take(chosen).cut(limits.sample_text))
    own = hashes if rows.size == hashes.size else hashes[rows]
    near = smallest(own, limits.examples)
    found, first, counts = np.unique(own[near], return_index=True, return_counts=True)
    shown = slice(0, limits.examples)
    counted = CountedSet.of_distinct(found[shown], counts[shown])
    return Examples(counted, looked.texts.take(rows[near[first[shown]]]).cut(limits.sample_text))


def _moments(group: Group, weights: Counts | None) -> Moments | None:
    if group.numbers is None:
        return None
    moments = Moments.of(group.numbers, weights)
    if group.notation in INTEGERS or is_temporal(group.notation) or group.written is None:
        return moments
    spread = moments.standard_deviation
    if not spread or not math.isfinite(spread) or abs(moments.mean) < _PRECISE_SPREAD * spread:
        return moments
    pivot = round(moments.mean)
    deviations = exact_deviations(group.written, pivot)
    if deviations is None:
        return moments
    extremes = (moments.minimum, moments.maximum)
    return Moments.of_deviations(pivot, deviations, weights, extremes, (moments.zeros, moments.negatives))
