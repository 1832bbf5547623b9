"""Measures a batch of text cells: every cell is looked at, none by Python itself."""

import os
import platform
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial as bind
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from datainsight.profiling import distinct
from datainsight.profiling.classify import Classified, Group, Rows, classify
from datainsight.profiling.column import ColumnPartial, NotationPartial, TextLayout, fitting, heavy_values
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.examples import Examples, Hashes
from datainsight.profiling.limits import DEFAULT, ProfilingLimits
from datainsight.profiling.moments import Moments
from datainsight.profiling.notations import INTEGERS, Notation, is_temporal
from datainsight.profiling.partial import Partial
from datainsight.profiling.sample import RowSample, SampledColumn, notation_code
from datainsight.profiling.texts import Texts

if TYPE_CHECKING:
    from datainsight.reading.frames import TextBatch

HASHING = f"polars {pl.__version__} {platform.machine()}"
"""Hashes are comparable only where this is the same; a partial carries it."""

SEED = 20_261_123
_PROBE = 4096
_FREQUENT = 5
_NEARLY_UNIQUE = 0.97
_PRECISE_SPREAD = 1e3
"""From |value| / standard deviation on, floating point loses digits that the text still has."""

_ROW_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_ROW_SHIFT = np.uint64(29)


def measure(batch: "TextBatch", limits: ProfilingLimits = DEFAULT) -> Partial:
    """Measures all columns and rows of a batch.

    Args:
        batch: Text cells; an empty cell is null.
        limits: What is remembered; all partials of a table must have the same.
    """
    frame = batch.frame
    columns = frame.get_columns()
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, max(len(columns), 1))) as pool:
        # polars and numpy let go of the interpreter lock, so columns are measured side by side.
        measured = list(pool.map(bind(_column, limits=limits), columns))
        rows = _row_hashes([each.hashes for each in measured], frame.height)
        found, chosen = _chosen_rows(rows, limits.rows_to_sample(len(columns)))
        sampled = pool.map(bind(_sampled, chosen=chosen, limits=limits), columns, measured)
        sample = RowSample(found, tuple(sampled))
    return Partial(
        hashing=HASHING,
        limits=limits,
        columns=tuple(frame.columns),
        row_count=frame.height,
        rows=distinct.keep(CountedSet.of(rows), limits.distinct),
        measured=tuple(each.partial for each in measured),
        sample=sample,
        line_count=batch.line_count,
        problem_count=batch.problem_count,
        problems=tuple(batch.problems[: limits.problems]),
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """A column's measurement and what the sample of rows needs of it.

    Attributes:
        partial: The measurement.
        hashes: Hash of each cell; 0 for an empty one.
        text_hashes: Hash of each text that was looked at, ascending where these are the distinct texts.
        is_grouped: Whether they are; otherwise they are the filled cells in order.
        classified: What the texts are.
    """

    partial: ColumnPartial
    hashes: Hashes
    text_hashes: Hashes
    is_grouped: bool
    classified: Classified


def _column(cells: pl.Series, limits: ProfilingLimits) -> _Measured:
    filled = cells.drop_nulls()
    hashes = filled.hash(SEED).to_numpy()
    counted, texts, weights = _distinct_texts(filled, hashes, limits)
    if len(filled) == len(cells):
        cell_hashes = hashes
    else:
        cell_hashes = np.zeros(len(cells), np.uint64)
        cell_hashes[cells.is_not_null().to_numpy()] = hashes
    classified = classify(texts)
    text_hashes = hashes if weights is None else counted.values
    packed = _pack(texts) if weights is not None else None
    kept = packed if packed is not None and fitting(packed, limits) else None
    heavy = Examples.empty()
    if kept is None:
        heavy = _heavy(texts, text_hashes, counted, limits)
    blank = int(_weigh(classified.is_blank, weights))
    partial = ColumnPartial(
        empty=len(cells) - len(filled),
        blank=blank,
        filled=len(filled),
        hashes=distinct.keep(counted, limits.distinct),
        texts=kept,
        heavy=heavy,
        layout=_layout(classified, weights),
        notations=_notations(classified, texts, text_hashes, weights, limits),
    )
    return _Measured(partial, cell_hashes, text_hashes, weights is not None, classified)


def _distinct_texts(
    filled: pl.Series, hashes: Hashes, limits: ProfilingLimits
) -> tuple[CountedSet, pl.Series, npt.NDArray[np.int64] | None]:
    """The column's hashes, and the texts to look at with their weights.

    These are the distinct texts in the order of their hashes, or, where nearly all are distinct and grouping
    would only cost time, the cells as they are (weights None).
    """
    if len(filled) > limits.texts and _is_nearly_unique(hashes[:_PROBE]):
        counted = CountedSet.of(hashes)
        if counted.size > limits.texts:
            return counted, filled, None
    grouped = (
        pl.DataFrame({"hash": hashes})
        .with_row_index("row")
        .group_by("hash")
        .agg(pl.col("row").first(), pl.len().cast(pl.Int64).alias("count"))
        .sort("hash")
    )
    weights = grouped["count"].to_numpy()
    counted = CountedSet.of_distinct(grouped["hash"].to_numpy(), weights)
    return counted, filled.gather(grouped["row"]), weights


def _is_nearly_unique(probe: Hashes) -> bool:
    """Whether grouping would leave about as much as there was, but for a few frequent values like "NA"."""
    counts = CountedSet.of(probe).counts()
    others = counts[counts < _FREQUENT]
    return bool((others == 1).sum() > _NEARLY_UNIQUE * others.sum()) and others.size > probe.size / 4


def _pack(texts: pl.Series) -> Texts:
    content = texts.str.join("").item() or ""
    sizes = texts.str.len_bytes().cast(pl.Int64).to_numpy()
    return Texts(np.frombuffer(content.encode(), np.uint8), np.cumsum(sizes))


def _heavy(texts: pl.Series, hashes: Hashes, counted: CountedSet, limits: ProfilingLimits) -> Examples:
    if counted.size > limits.distinct:
        return Examples.empty()
    candidates = counted.values[counted.counts() >= limits.heavy_share * counted.total]
    return heavy_values(_examples_of(texts, hashes, counted, candidates), counted, counted.total, limits)


def _examples_of(texts: pl.Series, hashes: Hashes, counted: CountedSet, wanted: Hashes) -> Examples:
    """The texts of the wanted hashes (ascending)."""
    rows = np.flatnonzero(np.isin(hashes, wanted))
    found, first = np.unique(hashes[rows], return_index=True)
    return Examples(CountedSet.of_distinct(found, counted.count_of(found)), _pack(texts.gather(rows[first])))


def _weigh(mask: npt.NDArray[np.bool_], weights: npt.NDArray[np.int64] | None) -> int:
    return int(mask.sum() if weights is None else weights[mask].sum())


def _layout(classified: Classified, weights: npt.NDArray[np.int64] | None) -> TextLayout:
    is_value = np.ones(classified.lengths.size, np.bool_)
    for group in classified.groups:
        if group.notation == Notation.NULL:
            is_value[group.rows] = False
    lengths = classified.lengths.astype(np.int64)
    if not is_value.all():
        lengths = lengths[is_value]
    if not lengths.size:
        return TextLayout()
    chosen = None if weights is None else weights[is_value]
    return TextLayout(
        count=int(lengths.size if chosen is None else chosen.sum()),
        shortest=int(lengths.min()),
        longest=int(lengths.max()),
        characters=int(lengths.sum() if chosen is None else lengths @ chosen),
        padded=_weigh(classified.is_padded & is_value, weights),
        invisible=_weigh(classified.has_invisible & is_value, weights),
    )


def _notations(
    classified: Classified,
    texts: pl.Series,
    hashes: Hashes,
    weights: npt.NDArray[np.int64] | None,
    limits: ProfilingLimits,
) -> dict[str, NotationPartial]:
    found: dict[str, NotationPartial] = {}
    for group in classified.groups:
        chosen = None if weights is None else weights[group.rows]
        count = int(group.rows.size if chosen is None else chosen.sum())
        examples = _examples(texts, hashes, group.rows, chosen, limits)
        numbers = None
        if group.numbers is not None:
            numbers = CountedSet.of(group.numbers, chosen)
            numbers = None if numbers.size > limits.numbers else numbers
        partial = NotationPartial(count, examples, _moments(group, chosen), numbers)
        known = found.get(group.notation)
        found[group.notation] = partial if known is None else known.merge(partial, limits)
    return found


def _examples(
    texts: pl.Series,
    hashes: Hashes,
    rows: Rows,
    weights: npt.NDArray[np.int64] | None,
    limits: ProfilingLimits,
) -> Examples:
    """The texts with the smallest hashes among those rows, with the rows that hold them."""
    own = hashes if rows.size == hashes.size else hashes[rows]
    chosen = _smallest(own, limits.examples)
    counts = np.ones(chosen.size, np.int64) if weights is None else weights[chosen]
    found, first, inverse = np.unique(own[chosen], return_index=True, return_inverse=True)
    sums = np.bincount(inverse, counts, found.size).astype(np.int64)
    shown = _pack(texts.gather(rows[chosen[first]]).str.slice(0, limits.sample_text))
    return Examples(CountedSet.of_distinct(found, sums), shown).smallest(limits.examples)


def _smallest(hashes: Hashes, wanted: int) -> Rows:
    """Positions of (at least) all occurrences of the `wanted` smallest distinct hashes."""
    if hashes.size > 16 * wanted:
        # Hashes are spread evenly: this bound lets about four times the wanted number through.
        bound = np.uint64(min(int(4 * wanted / hashes.size * 2**64), 2**64 - 1))
        near = np.flatnonzero(hashes <= bound)
        if np.unique(hashes[near]).size >= wanted:
            return near
        last = np.unique(hashes)[:wanted][-1]
        return np.flatnonzero(hashes <= last)
    return np.arange(hashes.size)


def _moments(group: Group, weights: npt.NDArray[np.int64] | None) -> Moments | None:
    if group.numbers is None:
        return None
    if group.notation in INTEGERS or is_temporal(group.notation):
        return Moments.of(group.numbers, weights)
    moments = Moments.of(group.numbers, weights)
    spread = moments.standard_deviation
    if group.written is None or not spread or abs(moments.mean) < _PRECISE_SPREAD * spread:
        return moments
    return _precise_moments(group, moments, weights)


def _precise_moments(group: Group, rough: Moments, weights: npt.NDArray[np.int64] | None) -> Moments:
    """Moments from the decimal digits as written, for numbers that lie close together far from zero."""
    pivot = round(rough.mean)
    if group.written is None or abs(pivot) >= 10**18:
        return rough
    exact = group.written.cast(pl.Decimal(38, 18), strict=False)
    if exact.null_count():
        return rough
    shift = pl.Series([str(pivot)]).cast(pl.Decimal(38, 18))
    deviations = (exact - shift).cast(pl.Float64).to_numpy()
    return Moments.of_deviations(pivot, deviations, weights, (rough.minimum, rough.maximum))


def _row_hashes(columns: list[Hashes], height: int) -> Hashes:
    """One hash for each row, from the hashes of its cells."""
    rows = np.full(height, np.uint64(len(columns)), np.uint64)
    for cells in columns:
        rows ^= cells
        rows *= _ROW_MULTIPLIER
        rows ^= rows >> _ROW_SHIFT
    return rows


def _chosen_rows(rows: Hashes, limit: int) -> tuple[Hashes, Rows]:
    """The smallest distinct row hashes, and where the first row of each is."""
    near = _smallest(rows, limit)
    found, first = np.unique(rows[near], return_index=True)
    return found[:limit], near[first[:limit]]


def _sampled(
    cells: pl.Series, measured: _Measured, *, chosen: Rows, limits: ProfilingLimits
) -> SampledColumn:
    hashes = measured.hashes[chosen]
    is_filled = hashes != 0
    if measured.is_grouped:
        looked_at = np.searchsorted(measured.text_hashes, hashes[is_filled])
    else:
        looked_at = (np.cumsum(measured.hashes != 0) - 1)[chosen[is_filled]]
    size = measured.classified.lengths.size
    codes = np.zeros(size, np.int64)
    numbers = np.full(size, np.nan)
    for group in measured.classified.groups:
        codes[group.rows] = notation_code(group.notation)
        if group.numbers is not None:
            numbers[group.rows] = group.numbers
    sampled_codes = np.zeros(chosen.size, np.int64)
    sampled_codes[is_filled] = codes[looked_at]
    sampled_numbers = np.full(chosen.size, np.nan)
    sampled_numbers[is_filled] = numbers[looked_at]
    shown = _pack(cells.gather(chosen).str.slice(0, limits.sample_text).fill_null(""))
    return SampledColumn(hashes, shown, sampled_codes, sampled_numbers)
