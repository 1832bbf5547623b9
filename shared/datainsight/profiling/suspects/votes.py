"""What each dependency says about each row: whether its cell agrees with most rows of its group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from datainsight.profiling.relations.agree import Columns
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.relations.partitions import Partition, Places
from datainsight.profiling.suspects.rules import Flags, Rule
from datainsight.profiling.suspects.value_thresholds import VOTES

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vote:
    """One dependency's opinion on the rows that share their determinant with others.

    Attributes:
        determinant: The deciding columns.
        rows: The rows it has an opinion on.
        groups: Number of the group of each.
        usual: The code that most rows with the same determinant have.
        usual_count: How many have it.
        log_odds: That the row's cell is wrong; negative where it agrees.
        is_against: Where the row's cell is another one, and no exception.
    """

    determinant: Columns
    rows: Places
    groups: Places
    usual: npt.NDArray[np.int64]
    usual_count: npt.NDArray[np.int64]
    log_odds: Numbers
    is_against: Flags


def vote(
    table: CodedTable, partition: Partition, determinant: Columns, dependent: int, reliability: float
) -> Vote:
    """Asks one dependency about all rows it can judge.

    A value that stands against k others of its group is wrong with odds of k to c², where c rows have it: one
    row against many is a slip, several that agree with each other are an exception. Where nearly all rows of
    the table say the same, a group that says it, too, is no rule, and another value in it no slip.

    Args:
        table: The rows.
        partition: By the determinant, without the rows where it is missing.
        determinant: The deciding columns.
        dependent: The decided column.
        reliability: How sure it is that there is such a dependency, 0..1.
    """
    size = int(table.sizes[dependent])
    own = table.codes[dependent][partition.rows].astype(np.int64)
    keys = partition.groups * size + own
    found, inverse = np.unique(keys, return_inverse=True)
    counts = np.bincount(inverse, table.weights[partition.rows], found.size).astype(np.int64)
    groups = found // size
    begins = np.flatnonzero(np.diff(groups, prepend=-1))
    # Within each group the largest count comes last; of equal ones the larger code, whatever the rows' order.
    order = np.lexsort((found, counts, groups))
    ends = np.append(begins[1:], found.size) - 1
    largest = order[ends]
    usual, usual_count = (found % size)[largest][partition.groups], counts[largest][partition.groups]
    own_count = counts[inverse]
    agrees = own == usual
    share = np.where(
        agrees, own_count / (own_count + 1.0), usual_count / (usual_count + own_count.astype(np.float64) ** 2)
    )
    shares = np.bincount(table.codes[dependent], table.weights, size) / table.weights.sum()
    surprise = np.where(agrees, 1.0, np.minimum((1.0 - shares[usual]) / VOTES.other_share, 1.0))
    certainty = np.minimum(reliability * share * surprise, VOTES.most_certain)
    odds = np.log(certainty / (1.0 - certainty))
    # Where it agrees, the odds speak for the cell; a pair of rows that agree proves little either way.
    log_odds = np.where(agrees, -np.maximum(odds, 0.0), odds)
    return Vote(determinant, partition.rows, partition.groups, usual, usual_count, log_odds, ~agrees)


def without_exceptions(table: CodedTable, rule: Rule, cast: Vote, is_missing: Sequence[Flags]) -> Vote:
    """Takes back the votes against rows that another column explains.

    Where nearly all rows with one value of a third column break the rule, in several groups, that value is an
    exception the rule does not know (prices of members differ), not so many mistakes.
    """
    own = table.codes[rule.dependent][cast.rows]
    against = own != cast.usual
    if against.sum() < VOTES.fewest_exceptions:
        return cast
    is_exception = np.zeros(own.size, np.bool_)
    for column in range(table.width):
        if column in rule.determinant or column == rule.dependent:
            continue
        codes = table.codes[column][cast.rows]
        size = int(table.sizes[column])
        breaking, all_rows = np.bincount(codes[against], minlength=size), np.bincount(codes, minlength=size)
        pairs = np.unique(
            codes[against].astype(np.int64) * (int(cast.groups.max()) + 1) + cast.groups[against]
        )
        spread = np.bincount(pairs // (int(cast.groups.max()) + 1), minlength=size)
        explains = (spread >= VOTES.fewest_exceptions) & (breaking >= VOTES.exceptional_share * all_rows)
        explains &= ~is_missing[column]
        is_exception |= explains[codes] & against
    return replace(
        cast,
        log_odds=np.where(is_exception, -1.0, cast.log_odds),
        is_against=cast.is_against & ~is_exception,
    )
