"""From texts sorted by notation to the measurement of a column."""

import math
from dataclasses import dataclass

import numpy as np
import polars as pl

from datainsight.profiling import distinct
from datainsight.profiling.classify import Classified, Group, classify, exact_deviations
from datainsight.profiling.column import ColumnPartial, NotationPartial, TextLayout, fitting, heavy_values
from datainsight.profiling.counted import CountedSet, Counts
from datainsight.profiling.examples import Examples
from datainsight.profiling.following import orders_of
from datainsight.profiling.grouping import Grouping
from datainsight.profiling.limits import ProfilingLimits
from datainsight.profiling.looking import as_series
from datainsight.profiling.moments import Moments
from datainsight.profiling.notations import INTEGERS, Notation, is_temporal
from datainsight.profiling.sample import notation_code
from datainsight.profiling.texts import Indices

_PRECISE_SPREAD = 1e3
"""From |mean| / standard deviation on, floating point loses digits that the text still has."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The distinct texts of a column that were looked at.

    Attributes:
        grouping: Which they are.
        classified: What they are.
    """

    grouping: Grouping
    classified: Classified


def tally(looked: Looked, limits: ProfilingLimits) -> ColumnPartial:
    """The measurement of a column."""
    grouping, classified = looked.grouping, looked.classified
    counted = grouping.counted
    is_kept = counted.size <= limits.texts and fitting(counted.size, grouping.text_bytes, limits)
    kept = grouping.texts() if is_kept else None
    filled = grouping.filled
    return ColumnPartial(
        empty=len(grouping.cells) - filled,
        blank=_weigh(classified.is_blank, grouping.weights),
        filled=filled,
        hashes=distinct.keep(counted, limits.distinct),
        texts=kept,
        heavy=_heavy(grouping, counted, limits) if kept is None else Examples.empty(),
        layout=_layout(classified, grouping.weights),
        notations=_notations(looked, limits),
        orders=orders_of(grouping, classified),
    )


def sampled_magnitudes(
    looked: Looked, chosen: Indices
) -> tuple[Counts, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Notation codes and numbers of the cells in some rows; 0 and NaN for empty cells."""
    hashes = looked.grouping.cell_hashes[chosen]
    order = np.argsort(hashes)  # what is looked up in ascending order lies close together in memory
    order = order[np.count_nonzero(hashes == 0) :]
    places = np.searchsorted(looked.grouping.hashes, hashes[order])
    codes = np.zeros(chosen.size, np.int64)
    numbers = np.full(chosen.size, np.nan)
    for group in looked.classified.groups:
        at, cells = places, order
        if group.rows.size < looked.classified.lengths.size:
            at = np.minimum(np.searchsorted(group.rows, places), group.rows.size - 1)
            is_member = group.rows[at] == places
            at, cells = at[is_member], order[is_member]
        codes[cells] = notation_code(group.notation)
        if group.numbers is not None:
            numbers[cells] = group.numbers[at]
    return codes, numbers


def _weigh(mask: np.ndarray[tuple[int], np.dtype[np.bool_]], weights: Counts) -> int:
    return int(weights[mask].sum()) if mask.any() else 0


def _heavy(grouping: Grouping, counted: CountedSet, limits: ProfilingLimits) -> Examples:
    if counted.size > limits.distinct:
        return Examples.empty()
    places = np.flatnonzero(grouping.weights >= limits.heavy_share * grouping.filled)
    candidates = Examples(
        CountedSet.of_distinct(grouping.hashes[places], grouping.weights[places]), grouping.texts(places)
    )
    return heavy_values(candidates, counted, grouping.filled, limits)


def _layout(classified: Classified, weights: Counts) -> TextLayout:
    nulls = [group.rows for group in classified.groups if group.notation == Notation.NULL]
    lengths, is_padded, has_invisible = classified.lengths, classified.is_padded, classified.has_invisible
    if nulls:
        is_value = np.ones(lengths.size, np.bool_)
        is_value[np.concatenate(nulls)] = False
        lengths, weights = lengths[is_value], weights[is_value]
        is_padded, has_invisible = is_padded[is_value], has_invisible[is_value]
    if not lengths.size:
        return TextLayout()
    return TextLayout(
        count=int(weights.sum()),
        shortest=int(lengths.min()),
        longest=int(lengths.max()),
        characters=int(lengths @ weights),
        padded=_weigh(is_padded, weights),
        invisible=_weigh(has_invisible, weights),
    )


def _notations(looked: Looked, limits: ProfilingLimits) -> dict[str, NotationPartial]:
    found: dict[str, NotationPartial] = {}
    for group in sorted(looked.classified.groups, key=lambda each: each.notation):
        weights = looked.grouping.weights[group.rows]
        numbers = None
        if group.numbers is not None:
            numbers = CountedSet.of(group.numbers, weights)
            numbers = None if numbers.size > limits.numbers else numbers
        found[group.notation] = NotationPartial(
            int(weights.sum()),
            _examples(looked.grouping, group.rows[: limits.examples], limits),
            _moments(looked.grouping, group, weights),
            numbers,
        )
    return found


def _examples(grouping: Grouping, chosen: Indices, limits: ProfilingLimits) -> Examples:
    """Some texts with the cells that hold them; texts are in the order of their hashes."""
    counted = CountedSet.of_distinct(grouping.hashes[chosen], grouping.weights[chosen])
    return Examples(counted, grouping.texts(chosen).cut(limits.sample_text))


def _moments(grouping: Grouping, group: Group, weights: Counts) -> Moments | None:
    if group.numbers is None:
        return None
    moments = Moments.of(group.numbers, weights)
    if group.notation in INTEGERS or is_temporal(group.notation):
        return moments
    spread = moments.standard_deviation
    if not spread or not math.isfinite(spread) or abs(moments.mean) < _PRECISE_SPREAD * spread:
        return moments
    pivot = round(moments.mean)
    deviations = exact_deviations(_written(grouping, group), pivot)
    if deviations is None:
        return moments
    extremes = (moments.minimum, moments.maximum)
    return Moments.of_deviations(pivot, deviations, weights, extremes, (moments.zeros, moments.negatives))


def _written(grouping: Grouping, group: Group) -> pl.Series:
    """The plain decimal texts of a group's numbers, which only the reference knows."""
    if group.written is not None:
        return group.written
    texts = grouping.texts(group.rows)
    parts = [part for part in classify(as_series(texts), texts).groups if part.written is not None]
    rows = np.concatenate([part.rows for part in parts])
    written = pl.concat([part.written for part in parts if part.written is not None])
    return written.gather(np.argsort(rows))
