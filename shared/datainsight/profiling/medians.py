"""The middle of numbers as numpy has it, without the package of masked arrays that numpy loads for it."""

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def median(numbers: npt.NDArray[Any]) -> float:
    """The number in the middle, or the mean of both; NaN where there is none, or one of them is NaN."""
    return float(column_medians(numbers)) if numbers.size else float("nan")


def column_medians(numbers: npt.NDArray[Any]) -> Numbers:
    """The median of each column of a table with rows."""
    half = len(numbers) // 2
    low = half if len(numbers) % 2 else half - 1
    parted = np.partition(numbers, sorted({low, half, len(numbers) - 1}), axis=0)  # NaN comes last
    middle = parted[half] if low == half else np.add(parted[low], parted[half], dtype=np.float64) / 2
    return np.where(np.isnan(parted[-1]), np.nan, middle)
