"""Tells of most columns of plain numbers that none is odd, without making a text of any.

All that is asked of numbers (`far`, `repeats`, `residues`) is asked of the measured numbers and of the sizes
of their texts. Where an answer is not plainly no, the texts themselves are looked at.
"""

import numpy as np

from datainsight.profiling.counted import Counts
from datainsight.profiling.notations import Notation
from datainsight.profiling.suspects.far import Numbers, far_numbers
from datainsight.profiling.suspects.repeats import hold_copies
from datainsight.profiling.suspects.value_thresholds import ODDITIES
from datainsight.profiling.values import Values

_PLAIN = frozenset({Notation.INTEGER, Notation.DECIMAL, Notation.POINT_GROUP})


def may_be_odd(values: Values) -> bool:
    """Whether texts of a column of numbers have to be looked at to know that none is odd."""
    parts = list(values.notations.values())
    sets = [part.numbers for part in parts if part.numbers is not None]
    if not _PLAIN.issuperset(values.notations) or len(sets) < len(parts):
        return True
    if sum(each.size for each in sets) != len(values.typical):  # as 1.5 and 1.50 are one number
        return True
    sizes = values.typical.texts.sizes
    if not sizes.size:
        return False
    numbers = np.concatenate([each.values.astype(np.float64) for each in sets])
    counts = np.concatenate([each.counts() for each in sets])
    if int(sizes.max()) > ODDITIES.residue_digits or not np.isfinite(numbers).all():
        return True
    return bool(far_numbers(numbers, counts)) or (
        hold_copies(counts) and (_may_be_serial(numbers, int(counts.sum())) or _may_be_precise(sizes))
    )


def _may_be_serial(numbers: Numbers, total: int) -> bool:
    if (numbers != np.floor(numbers)).any():
        return False
    outside = numbers.size // 20
    ordered = np.sort(numbers)
    return bool(ordered[numbers.size - outside - 1] - ordered[outside] + 1 <= ODDITIES.serial_density * total)


def _may_be_precise(sizes: Counts) -> bool:
    quarter = sizes.size // 4
    return bool(np.partition(sizes, quarter)[quarter] >= ODDITIES.precise_characters)
