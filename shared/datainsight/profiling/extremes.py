"""Facts that tell slips from habits: what stands at the ends of a column, and how wide its codes are."""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from datainsight.models.profile import NUMBERS, DataType, DigitWidth, ValueCount
from datainsight.profiling.column import NotationPartial
from datainsight.profiling.counted import Counts
from datainsight.profiling.magnitudes import shown_instant
from datainsight.profiling.moments import Moments
from datainsight.profiling.notations import Notation
from datainsight.profiling.spread import Spread

_ENDS = 5
_WIDTHS = 20
_POWERS = 10 ** np.arange(1, 19)
_ODD_SPACE = re.compile(r"\s\s|[^\S ]")

Ends = tuple[tuple[ValueCount, ...], tuple[ValueCount, ...]]


def ends(spread: Spread | None, moments: Moments | None, data_type: DataType) -> Ends:
    """The five smallest distinct values, ascending, and the five largest, descending, as canonical text.

    Where the spread is that of a sample, the true extremes are put before those of the sample.
    """
    if spread is None or moments is None or data_type is DataType.TIME:
        return (), ()
    first, last = slice(None, _ENDS), slice(-_ENDS, None)
    small = _counted(spread, first, np.diff(spread.below[first], prepend=0))
    before = int(spread.below[-_ENDS - 1]) if spread.below.size > _ENDS else 0
    large = _counted(spread, last, np.diff(spread.below[last], prepend=before))[::-1]
    if spread.scale != 1.0 and data_type in NUMBERS:
        small = [(moments.minimum, 1), *small][:_ENDS] if moments.minimum < small[0][0] else small
        large = [(moments.maximum, 1), *large][:_ENDS] if moments.maximum > large[0][0] else large
    return _shown(small, data_type), _shown(large, data_type)


def _counted(spread: Spread, part: slice, counts: Counts) -> list[tuple[float, int]]:
    scaled = np.rint(counts * spread.scale).astype(np.int64)
    return list(zip(spread.values[part].tolist(), scaled.tolist(), strict=True))


def _shown(pairs: Sequence[tuple[float, int]], data_type: DataType) -> tuple[ValueCount, ...]:
    return tuple(
        ValueCount(value=_canonical(value, data_type), count=max(count, 1))
        for value, count in pairs
        if math.isfinite(value)
    )


def _canonical(value: float, data_type: DataType) -> str:
    if data_type not in NUMBERS:
        return shown_instant(value, data_type)
    return str(int(value)) if data_type is DataType.INTEGER else f"{value:.15g}"


def digit_widths(
    notations: Mapping[str, NotationPartial], typical: Callable[[], Sequence[tuple[str, int]]]
) -> tuple[DigitWidth, ...]:
    """How many values are whole numbers of each number of digits; most frequent first.

    Args:
        notations: Of the values, by name.
        typical: Gives values with their counts, all or a sample: the source of those with leading zeros.
    """
    counts: Counter[int] = Counter()
    zeros: Counter[int] = Counter()
    plain = notations.get(Notation.INTEGER)
    if plain is not None and plain.numbers is not None:
        # The numbers ascend, so those of one width stand side by side; the largest have 19 digits.
        ends = [0, *_POWERS.tolist()]
        reached = [*plain.numbers.count_below(np.array(ends)).tolist(), plain.numbers.total]
        sums = enumerate((end - start for start, end in pairwise(reached)), 1)
        counts.update({width: count for width, count in sums if count})
    padded = notations.get(Notation.ZERO_PADDED)
    if padded is not None:
        for text, count in typical():
            if text[:1] == "0" and len(text) > 1 and text.isascii() and text.isdigit():
                zeros[len(text)] += count
        scale = padded.count / max(zeros.total(), 1)
        zeros = Counter({width: round(count * scale) for width, count in zeros.items()})
    counts.update(zeros)
    return tuple(
        DigitWidth(width=width, count=count, leading_zero_count=zeros[width])
        for width, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_WIDTHS]
    )


def doubled_count(known: Sequence[tuple[str, int]], scale: float, padded_count: int) -> int:
    """Of the values with stray white space, those whose ends are clean.

    Args:
        known: Values whose text is known, with their counts.
        scale: What those counts have to be multiplied with to stand for all values.
        padded_count: Values with stray white space anywhere.
    """
    if not padded_count:
        return 0
    inside = sum(count for text, count in known if text == text.strip() and _ODD_SPACE.search(text))
    return min(round(inside * scale), padded_count)
