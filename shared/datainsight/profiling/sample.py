"""Rows chosen by the hash of their content: a sample that does not depend on how the table is cut."""

import math
import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.profiling.examples import Hashes
from datainsight.profiling.texts import Texts

_RISK = 0.01


@dataclass(frozen=True, slots=True)
class SampledColumn:
    """One column of the sampled rows.

    Attributes:
        hashes: Hash of each cell's text; 0 for an empty cell.
        texts: The cells, cut to a length; "" for an empty cell.
        notations: `notation_code` of each cell (int64); 0 for an empty cell.
        numbers: The number or instant each cell says; NaN for words and empty cells.
    """

    hashes: Hashes
    texts: Texts
    notations: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.float64]

    @classmethod
    def join(
        cls, first: "SampledColumn", second: "SampledColumn", chosen: npt.NDArray[np.int64]
    ) -> "SampledColumn":
        """The chosen cells of both, one after the other."""
        return cls(
            np.concatenate((first.hashes, second.hashes))[chosen],
            Texts.join((first.texts, second.texts)).take(chosen),
            np.concatenate((first.notations, second.notations))[chosen],
            np.concatenate((first.numbers, second.numbers))[chosen],
        )


@dataclass(frozen=True, slots=True)
class RowSample:
    """The distinct rows with the smallest hashes (Cohen & Kaplan 2007, bottom-k).

    Attributes:
        rows: Their hashes, ascending.
        columns: Their cells.
    """

    rows: Hashes
    columns: tuple[SampledColumn, ...]

    def merge(self, other: "RowSample", limit: int) -> "RowSample":
        """The `limit` smallest of both."""
        if not other.rows.size:
            return self
        if not self.rows.size:
            return other
        hashes = np.concatenate((self.rows, other.rows))
        # `return_index` gives the first occurrence: a row in both samples is taken once.
        rows, chosen = np.unique(hashes, return_index=True)
        rows, chosen = rows[:limit], chosen[:limit]
        columns = tuple(
            SampledColumn.join(own, others, chosen)
            for own, others in zip(self.columns, other.columns, strict=True)
        )
        return RowSample(rows, columns)


def sampling_error(row_counts: npt.NDArray[np.int64]) -> float:
    """How far any share of the values may be from its share of the sampled rows, with 99 % confidence.

    The inequality of Dvoretzky, Kiefer & Wolfowitz with the constant of Massart (1990), for all quantiles at
    once; distinct rows that occur several times say less than as many different ones (effective size of
    Kish 1965).

    Args:
        row_counts: How often each of the rows occurs.
    """
    squares = float((row_counts.astype(np.float64) ** 2).sum())
    size = float(row_counts.sum()) ** 2 / squares if squares else 0.0
    return min(1.0, math.sqrt(math.log(2.0 / _RISK) / (2.0 * size))) if size else 1.0


def notation_code(notation: str) -> int:
    """A number that stands for a notation's name wherever partials are stored."""
    return zlib.crc32(notation.encode())
