"""The shape of a column as numbers between 0 and 1, and as block characters for the terminal."""

from collections.abc import Sequence

from datainsight.models.profile import ColumnProfile

BLOCKS = "▁▂▃▄▅▆▇█"


def bar_heights(column: ColumnProfile, bars: int) -> list[float]:
    """Heights of the histogram's bars, or of the most frequent values where there is none; the tallest is 1.

    Args:
        column: Facts of the column.
        bars: At most so many; neighbouring bins of the histogram are added up.
    """
    if column.histogram is not None:
        counts: Sequence[float] = _rebin(column.histogram.counts, bars)
    else:
        counts = [value.count for value in column.top_values[:bars]]
    tallest = max(counts, default=0)
    return [count / tallest for count in counts] if tallest > 0 else []


def sparkline(column: ColumnProfile, bars: int = 10) -> str:
    """E.g. "▁▂▅█▅▂▁"; an empty bar is a space."""
    return "".join(
        BLOCKS[min(int(height * len(BLOCKS)), len(BLOCKS) - 1)] if height > 0 else " "
        for height in bar_heights(column, bars)
    )


def _rebin(counts: Sequence[int], bars: int) -> list[float]:
    """Sums of neighbours; a bin that falls into two bars is shared between them by width."""
    if len(counts) <= bars:
        return [float(count) for count in counts]
    sums = [0.0] * bars
    width = len(counts) / bars
    for index, count in enumerate(counts):
        first, last = int(index / width), min(int((index + 1) / width), bars - 1)
        share_of_first = min(((first + 1) * width - index), 1.0)
        sums[first] += count * share_of_first
        if last != first:
            sums[last] += count * (1.0 - share_of_first)
    return sums
