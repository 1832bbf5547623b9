"""The columns of the sampled rows as numbers and categories, for what is compared pair by pair."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.models.profile import MOMENTS, NUMBERS, ColumnProfile, DataType, Role
from datainsight.profiling.members import Resolved
from datainsight.profiling.notations import Notation, is_temporal
from datainsight.profiling.relations.coded import Weights
from datainsight.profiling.sample import RowSample, SampledColumn, notation_code
from datainsight.profiling.texts import Texts

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_CATEGORIES = 50
_NOT_COMPARED = {Role.IDENTIFIER, Role.EMPTY, Role.CONSTANT}
_NULL = notation_code(Notation.NULL)


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the sampled rows.

    Attributes:
        profile: Its facts.
        sampled: Its cells.
        is_null: Where it has no value.
        numbers: The number in each row, NaN where there is none; None for columns that are not of numbers.
        instants: Of dates, the moment in each row, NaN where there is none and where day and month had to be
            told apart; None for other columns.
    """

    profile: ColumnProfile
    sampled: SampledColumn
    is_null: Flags
    numbers: Numbers | None
    instants: Numbers | None = None

    @property
    def name(self) -> str:
        """The column's name."""
        return self.profile.name

    @property
    def texts(self) -> Texts:
        """The cells as they stand in the file."""
        return self.sampled.texts

    @property
    def is_numeric(self) -> bool:
        """Whether numbers say something about size here."""
        return self.numbers is not None and self.profile.role not in _NOT_COMPARED

    @property
    def is_categorical(self) -> bool:
        """Whether the column has a few values that repeat."""
        is_kind = self.profile.role is Role.CATEGORICAL or self.profile.data_type is DataType.BOOLEAN
        return is_kind and 2 <= self.profile.distinct_count <= MOST_CATEGORIES

    def categories(self) -> tuple[npt.NDArray[np.int64], int]:
        """A number for the value of each row, -1 where there is none, and how many values there are."""
        hashes = self.sampled.hashes
        filled = np.flatnonzero(~self.is_null)
        found, inverse = np.unique(hashes[filled], return_inverse=True)
        codes = np.full(hashes.size, -1, np.int64)
        codes[filled] = inverse
        return codes, int(found.size)


@dataclass(frozen=True, slots=True)
class Features:
    """All columns of the sampled rows.

    Attributes:
        columns: In the order of the table.
        weights: How many rows of the table each sampled row stands for.
        row_count: Rows of the table.
        is_complete: Whether every row of the table is here.
        cut: Characters after which texts are cut.
    """

    columns: tuple[Feature, ...]
    weights: Weights
    row_count: int
    is_complete: bool
    cut: int

    @property
    def scale(self) -> float:
        """What counts have to be multiplied with to stand for the table."""
        return self.row_count / max(int(self.weights.sum()), 1)


def features_of(
    profiles: Sequence[ColumnProfile],
    resolved: Sequence[Resolved],
    sample: RowSample,
    weights: Weights,
    *,
    row_count: int,
    cut: int,
) -> Features:
    """Makes the columns comparable.

    Args:
        profiles: The facts of each column.
        resolved: The type of each column with its notations.
        sample: Some rows, or all of them.
        weights: How many rows each of them stands for.
        row_count: Rows of the table.
        cut: Characters after which texts are cut.
    """
    columns = tuple(
        Feature(profile, sampled, _nulls(profile, sampled), _numbers(kind, sampled), _instants(kind, sampled))
        for profile, kind, sampled in zip(profiles, resolved, sample.columns, strict=True)
    )
    return Features(columns, weights, row_count, is_complete=int(weights.sum()) == row_count, cut=cut)


def _nulls(profile: ColumnProfile, sampled: SampledColumn) -> Flags:
    is_null = np.asarray(sampled.hashes == 0)
    spelled = np.flatnonzero(sampled.notations == _NULL)
    if spelled.size:
        # Most spellings are null everywhere; "NA" may be Namibia.
        texts = sampled.texts.take(spelled).to_list()
        is_null[spelled] = [not text.strip() or text in profile.null_spellings for text in texts]
    return is_null


def _numbers(resolved: Resolved, sampled: SampledColumn) -> Numbers | None:
    if resolved.data_type not in NUMBERS:
        return None
    numbers = np.full(sampled.numbers.size, np.nan)
    for member in resolved.members:
        is_member = sampled.notations == notation_code(member.notation)
        numbers[is_member] = sampled.numbers[is_member] * member.factor
    return numbers


def _instants(resolved: Resolved, sampled: SampledColumn) -> Numbers | None:
    if resolved.data_type not in MOMENTS:
        return None
    instants = np.full(sampled.numbers.size, np.nan)
    for member in resolved.members:
        if not member.is_swapped and is_temporal(member.notation):
            is_member = sampled.notations == notation_code(member.notation)
            instants[is_member] = sampled.numbers[is_member]
    return instants
