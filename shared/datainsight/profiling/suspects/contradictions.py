"""Cells that contradict what most rows with the same determinant say, by the votes of several dependencies.

A dependency that most rows keep (see `relations.approximate` for g3 and mu+) is broken by a row whose
determinant is wrong as well as by one whose dependent is. Which it is the other columns tell: a wrong city
is outvoted by ZIP code, telephone and county, a wrong ZIP code by city, telephone and county (as in the
majority votes of data fusion, Dong et al. 2009). Slips are put right before, so that they hide no dependency.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from datainsight.profiling.relations.agree import Columns
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.suspects.rules import Flags, find_rules
from datainsight.profiling.suspects.value_thresholds import VOTES
from datainsight.profiling.suspects.votes import Numbers, Vote, vote, without_exceptions

_LISTED = 2000


@dataclass(frozen=True, slots=True)
class Outvoted:
    """A cell of a row that others outvote.

    Attributes:
        row: Its place in the coded table.
        column: Its column.
        determinant: The columns whose vote counts most.
        usual: The code that they vote for.
        usual_count: How many rows with that determinant have it.
        probability: That the cell is wrong.
    """

    row: int
    column: int
    determinant: Columns
    usual: int
    usual_count: int
    probability: float


def outvoted_cells(
    table: CodedTable, is_missing: Sequence[Flags], may_decide: Sequence[bool]
) -> list[Outvoted]:
    """The cells that are outvoted, most probable first.

    Args:
        table: The rows, slips put right.
        is_missing: For each column which codes mean "no value".
        may_decide: For each column whether it may decide others, see `rules.find_rules`.
    """
    votes: dict[int, list[Vote]] = defaultdict(list)
    for rule in find_rules(table, is_missing, may_decide):
        cast = vote(table, rule.partition, rule.determinant, rule.dependent, rule.reliability)
        votes[rule.dependent].append(without_exceptions(table, rule, cast, is_missing))
    odds = {dependent: _log_odds(table, own) for dependent, own in votes.items()}
    blame = {column: own + _misleading(table, column, votes) for column, own in odds.items()}
    found = [
        each
        for dependent, own in votes.items()
        for each in _outvoted(table, dependent, own, (odds, blame), is_missing[dependent])
    ]
    found.sort(key=lambda each: (-each.probability, each.column, each.row))
    return found[:_LISTED]


def _log_odds(table: CodedTable, votes: Sequence[Vote]) -> Numbers:
    """That the cell of each row is wrong, by all votes; minus infinity where nothing speaks against it.

    Determinants repeat each other, so n votes count as much as the root of n independent ones.
    """
    total, number = np.zeros(table.height), np.zeros(table.height)
    is_accused = np.zeros(table.height, np.bool_)
    for each in votes:
        total[each.rows] += each.log_odds
        number[each.rows] += 1
        is_accused[each.rows] |= each.is_against
    return np.where(is_accused, total / np.sqrt(np.maximum(number, 1)), -np.inf)


def _misleading(table: CodedTable, column: int, votes: Mapping[int, Sequence[Vote]]) -> Numbers:
    """How far the column, as a determinant, leads astray in each row: a wrong key contradicts many."""
    total, number = np.zeros(table.height), np.zeros(table.height)
    for own in votes.values():
        for each in own:
            if each.determinant == (column,):
                total[each.rows] += np.clip(each.log_odds, -VOTES.clear_odds, VOTES.clear_odds)
                number[each.rows] += 1
    return np.asarray(total / np.sqrt(np.maximum(number, 1)))


def _outvoted(
    table: CodedTable,
    dependent: int,
    votes: Sequence[Vote],
    rated: tuple[Mapping[int, Numbers], Mapping[int, Numbers]],
    is_missing: Flags,
) -> list[Outvoted]:
    """The rows whose cell of one column most votes are against.

    Args:
        table: The rows.
        dependent: The column.
        votes: On it.
        rated: For each column the odds that its cells are wrong, by the votes on it; and with what it does as
            a determinant, by which two columns that contradict each other are told apart.
        is_missing: Which codes of the column mean "no value".
    """
    odds, blame = rated
    # Where several determinants say the same, the one that says it of most rows is named.
    votes = sorted(votes, key=lambda each: (-int(each.is_against.sum()), each.determinant))
    strongest, rival = np.full(table.height, -1e9), np.full(table.height, -np.inf)
    by = np.zeros(table.height, np.int64)
    usual, usual_count = np.zeros(table.height, np.int64), np.zeros(table.height, np.int64)
    for place, each in enumerate(votes):
        stronger = each.is_against & (each.log_odds > strongest[each.rows] + VOTES.clear_odds)
        rows = each.rows[stronger]
        strongest[rows] = each.log_odds[stronger]
        by[rows], usual[rows], usual_count[rows] = place, each.usual[stronger], each.usual_count[stronger]
        accused = each.rows[each.is_against]
        for column in each.determinant:
            if column in blame:
                rival[accused] = np.maximum(rival[accused], blame[column][accused])
    own = odds[dependent]
    with np.errstate(invalid="ignore"):
        share = np.where(np.isneginf(rival), 1.0, 1.0 / (1.0 + np.exp(rival - blame[dependent])))
    probability = np.minimum(VOTES.either_side * share, 1.0) / (1.0 + np.exp(-own))
    missing = is_missing[table.codes[dependent]]
    missing_share = float(table.weights[missing].sum() / table.weights.sum())
    probability[missing] *= VOTES.missing_weight if missing_share <= VOTES.most_missing else 0.0
    probability[is_missing[usual] | (usual == table.codes[dependent])] = 0.0
    probability[usual_count < VOTES.fewest_voters] = 0.0
    return [
        Outvoted(
            row=row,
            column=dependent,
            determinant=votes[int(by[row])].determinant,
            usual=int(usual[row]),
            usual_count=int(usual_count[row]),
            probability=float(probability[row]),
        )
        for row in np.flatnonzero(probability >= VOTES.least_probability).tolist()
    ]


def put_right(table: CodedTable, meant: Sequence[npt.NDArray[np.int64]]) -> CodedTable:
    """The table with each code replaced by the one that was meant.

    Args:
        table: The rows.
        meant: For each column the code that each code stands for.
    """
    codes = np.stack([right[own] for right, own in zip(meant, table.codes, strict=True)]).astype(np.int32)
    return CodedTable(codes, table.sizes, table.weights, table.is_complete)
