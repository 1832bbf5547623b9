"""Columns that repeat or follow from others: equal, in other notation, a part, linear, a sum or a product."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import numpy as np

from datainsight.models.profile import DerivedColumn
from datainsight.profiling.relations.arithmetic import Formula
from datainsight.profiling.relations.features import Feature, Features, Numbers
from datainsight.profiling.relations.normal import normal_hashes

_LOOKED_AT = 64
_MOST_COMPARED = 60
_MOST_LISTED = 200
_FEWEST_DISTINCT = 3
_FEWEST_ROWS = 8
_TOLERANCE = 1e-9


def derived_columns(features: Features, formulas: Sequence[Formula]) -> tuple[DerivedColumn, ...]:
    """What every row (of the sample) confirms; the column that stands further right is the derived one."""
    columns = [column for column in features.columns if column.profile.distinct_count > 1]
    if features.weights.size < 2:
        return ()
    found: dict[str, DerivedColumn] = {}
    with np.errstate(all="ignore"):
        uncut = [column for column in columns if not (column.texts.sizes >= features.cut).any()]
        candidates = (
            *_same(columns),
            *_notations(uncut),
            *_linear(columns),
            *_of_two(formulas),
            *_parts(uncut),
        )
    for each in candidates:
        # Of two columns that follow from each other one is enough.
        if each.column not in found and not any(
            _follows(found, source, each.column) for source in each.sources
        ):
            found[each.column] = each.model_copy(update={"is_exact": features.is_complete})
    places = {column.name: place for place, column in enumerate(features.columns)}
    return tuple(sorted(found.values(), key=lambda each: places[each.column])[:_MOST_LISTED])


def _follows(found: dict[str, DerivedColumn], column: str, source: str) -> bool:
    return column in found and source in found[column].sources


def _same(columns: list[Feature]) -> Iterator[DerivedColumn]:
    """Equal cells."""
    seen: dict[bytes, str] = {}
    for column in columns:
        key = column.sampled.hashes.tobytes()
        if key in seen:
            yield DerivedColumn(column=column.name, kind="equal", sources=(seen[key],))
        seen.setdefault(key, column.name)


def _notations(columns: list[Feature]) -> Iterator[DerivedColumn]:
    """Cells that are equal but for case, white space and punctuation."""
    alike: dict[bytes, list[Feature]] = {}
    for column in columns:
        start = normal_hashes(column.texts.part(0, min(len(column.texts), _LOOKED_AT)))
        alike.setdefault(start.tobytes(), []).append(column)
    for group in alike.values():
        seen: dict[bytes, str] = {}
        for column in group if len(group) > 1 else ():
            key = normal_hashes(column.texts).tobytes()
            if key in seen:
                yield DerivedColumn(column=column.name, kind="equal_but_notation", sources=(seen[key],))
            seen.setdefault(key, column.name)


def _parts(columns: list[Feature]) -> Iterator[DerivedColumn]:
    """Texts that are the beginning, the end or a part of another column's in every row."""
    texts = [
        (column, column.texts.part(0, min(len(column.texts), _LOOKED_AT)).to_list())
        for column in columns[:_MOST_COMPARED]
        if column.profile.distinct_count >= _FEWEST_DISTINCT
    ]
    for (source, large), (column, small) in permutations(texts, 2):
        if not all(each in other for other, each in zip(large, small, strict=True)):
            continue
        # A part is missing where the other text is; sizes tell that without a look at any text.
        if np.array_equal(source.texts.sizes > 0, column.texts.sizes > 0):
            kind = _kind_of_part(source.texts.to_list(), column.texts.to_list())
            if kind is not None:
                yield DerivedColumn(column=column.name, kind=kind, sources=(source.name,))


def _kind_of_part(whole: list[str], part: list[str]) -> str | None:
    """What part of the other text each text is, not always all of it; both are missing in the same rows."""
    pairs = [(large, small) for large, small in zip(whole, part, strict=True) if large]
    if len(pairs) < _FEWEST_ROWS or all(large == small for large, small in pairs):
        return None
    for kind, holds in (("prefix", str.startswith), ("suffix", str.endswith), ("part", str.__contains__)):
        if all(holds(large, small) for large, small in pairs):
            return kind
    return None


def _linear(columns: list[Feature]) -> Iterator[DerivedColumn]:
    """Numbers that are a * x + b."""
    numeric = _numeric(columns)[:_MOST_COMPARED]
    for (source, x), (column, y) in combinations(numeric, 2):
        both = np.isfinite(x) & np.isfinite(y)
        if not np.array_equal(np.isfinite(x), np.isfinite(y)) or both.sum() < _FEWEST_ROWS:
            continue
        first, second = x[both], y[both]
        low, high = int(first.argmin()), int(first.argmax())
        slope = (second[high] - second[low]) / (first[high] - first[low])
        intercept = second[low] - slope * first[low]
        if np.isfinite(slope) and slope != 0 and _equal(slope * first + intercept, second):
            yield DerivedColumn(
                column=column.name,
                kind="linear",
                sources=(source.name,),
                slope=float(f"{slope:.12g}"),
                intercept=float(f"{intercept:.12g}")
                if abs(intercept) > _TOLERANCE * np.abs(second).max()
                else 0.0,
            )


def _of_two(formulas: Sequence[Formula]) -> Iterator[DerivedColumn]:
    """Numbers that are the sum or the product of two other columns', but for what was rounded."""
    for formula in formulas:
        if formula.is_judged.sum() >= _FEWEST_ROWS and np.array_equal(formula.is_kept, formula.is_judged):
            sources = (formula.first.feature.name, formula.second.feature.name)
            yield DerivedColumn(column=formula.result.feature.name, kind=formula.operation, sources=sources)


def _numeric(columns: list[Feature]) -> list[tuple[Feature, Numbers]]:
    return [
        (column, column.numbers)
        for column in columns
        if column.numbers is not None and column.profile.distinct_count >= _FEWEST_DISTINCT
    ]


def _equal(expected: Numbers, numbers: Numbers) -> bool:
    largest = max(float(np.abs(expected).max()), float(np.abs(numbers).max()))
    return bool(np.all(np.abs(expected - numbers) <= _TOLERANCE * largest))
