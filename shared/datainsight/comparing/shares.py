"""By what two columns can be compared: the shares of their values, over the same bins or values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datainsight.comparing.distances import shares_over_common_bins
from datainsight.models.comparison import DriftBasis
from datainsight.models.profile import ColumnProfile, Histogram, Role

LEAST_COVERED = 0.25
"""Rows of both tables that their most frequent values hold, for these to speak for the column."""
LEAST_LENGTHS = 2
"""Bins of lengths, below which all texts are as long."""


@dataclass(frozen=True, slots=True)
class CommonShares:
    """Shares of both tables, and over what.

    Attributes:
        basis: What was compared.
        old: Shares of the old table's values that sum to 1.
        new: The same of the new one, in the same order.
        histograms: Of both, where the shares come from them.
    """

    basis: DriftBasis
    old: Sequence[float]
    new: Sequence[float]
    histograms: tuple[Histogram, Histogram] | None = None


def common_shares(
    old: ColumnProfile, new: ColumnProfile, old_count: int, new_count: int
) -> CommonShares | None:
    """Shares of two columns of one type; None where nothing can be compared.

    Args:
        old: The column as it was.
        new: The column as it is.
        old_count: Rows with a value.
        new_count: The same.
    """
    if not old_count or not new_count or old.data_type != new.data_type or are_identifiers(old, new):
        return None
    if old.histogram is not None and new.histogram is not None:
        return _over_bins(DriftBasis.BINS, old.histogram, new.histogram)
    before = _known_shares(old, old_count)
    after = _known_shares(new, new_count)
    # A value beyond the most frequent ones may be anywhere among the others, unless one side has no others.
    if is_complete(old, old_count) or is_complete(new, new_count):
        return _over_values(DriftBasis.VALUES, before, after)
    if min(sum(before.values()), sum(after.values())) >= LEAST_COVERED:
        least = min(before.values()), min(after.values())
        guessed = _completed(before, after, least[0]), _completed(after, before, least[1])
        return _over_values(DriftBasis.FREQUENT_VALUES, *guessed)
    return _over_lengths(old, new)


def are_identifiers(old: ColumnProfile, new: ColumnProfile) -> bool:
    """Whether both name records: new records have new names, so their values say nothing."""
    return old.role is Role.IDENTIFIER and new.role is Role.IDENTIFIER


def is_complete(column: ColumnProfile, count: int) -> bool:
    """Whether all values are among the most frequent ones."""
    return sum(each.count for each in column.top_values) == count


def _known_shares(column: ColumnProfile, count: int) -> dict[str, float]:
    return {each.value: each.count / count for each in column.top_values}


def _completed(known: Mapping[str, float], other: Mapping[str, float], most: float) -> dict[str, float]:
    """The shares with those of values that only the other table lists, as near to it as can be.

    Such a value is at most as frequent here as the rarest that is listed, and all of them together at most
    what the listed ones leave. That it changed more cannot be known.
    """
    wanted = {value: min(share, most) for value, share in other.items() if value not in known}
    left, needed = max(1 - sum(known.values()), 0.0), sum(wanted.values())
    factor = min(left / needed, 1.0) if needed else 1.0
    return {**known, **{value: share * factor for value, share in wanted.items()}}


def _over_values(basis: DriftBasis, before: Mapping[str, float], after: Mapping[str, float]) -> CommonShares:
    """The shares of each value, and of all others together."""
    values = sorted(before.keys() | after.keys())
    left, right = ([each.get(value, 0.0) for value in values] for each in (before, after))
    return CommonShares(basis, [*left, max(1 - sum(left), 0.0)], [*right, max(1 - sum(right), 0.0)])


def _over_lengths(old: ColumnProfile, new: ColumnProfile) -> CommonShares | None:
    """Texts that seldom recur can still grow longer or shorter; not those of people, which are hidden."""
    before = old.text.length_histogram if old.text else None
    after = new.text.length_histogram if new.text else None
    if before is None or after is None or old.is_pii or new.is_pii:
        return None
    if max(len(before.counts), len(after.counts)) < LEAST_LENGTHS:
        return None
    return _over_bins(DriftBasis.LENGTHS, before, after)


def _over_bins(basis: DriftBasis, old: Histogram, new: Histogram) -> CommonShares:
    return CommonShares(basis, *shares_over_common_bins(old, new), (old, new))
