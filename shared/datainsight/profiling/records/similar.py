"""Pairs of records that seem to speak of one thing, without a key that says so.

They share more than chance explains, and what differs is explained: by a slip, another spelling, a missing
cell or a running number. One value that is plainly another one keeps two records apart: tables are full of
rows that differ in one column by right, as those of one station on two days. Nor do rows repeat each other
that agree in measures and categories alone: they need a name in common, of a person, a place, a product.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from datainsight.models.profile import ColumnProfile
from datainsight.models.relations import SimilarPair, SimilarRows
from datainsight.profiling.records.blocks import NO_PAIRS, pairs_to_compare
from datainsight.profiling.records.columns import RecordColumn, record_columns
from datainsight.profiling.records.evidence import Alike, alike_pairs, evidence, least_bits, most_bits
from datainsight.profiling.relations.coded import CodedTable
from datainsight.profiling.suspects.thresholds import RECORDS

if TYPE_CHECKING:
    from datainsight.profiling.partial import Partial

_FEWEST_COLUMNS = 2


def similar_rows(
    table: CodedTable, partial: "Partial", profiles: Sequence[ColumnProfile], key: Sequence[str] = ()
) -> SimilarRows | None:
    """Pairs of rows that seem to speak of one thing; None where the table has no two rows.

    Args:
        table: All distinct rows; of a sample of them nearly all partners are missing.
        partial: What was measured of them.
        profiles: What was concluded of each column.
        key: Columns that tell the rows apart; all do where there are none.
    """
    if table.height < 2:
        return None
    if not table.is_complete:
        return SimilarRows(status="not_computed", reason="The table has more rows than are kept whole.")
    columns = record_columns(table, partial, profiles)
    told = [column for column in columns if not column.is_number]
    if len(told) < _FEWEST_COLUMNS or not any(column.names_things for column in told):
        return SimilarRows(status="not_computed", reason="No column names what a row is about.")
    pairs = pairs_to_compare(told) if evidence(most_bits(told)) >= least_bits(table.height) else NO_PAIRS
    alike = _believed(list(alike_pairs(told, pairs)))
    numbering = [column for column in columns if column.is_number]
    alike = [pair for pair in alike if pair.kind != "renumbered" or _is_renumbered(pair, numbering)]
    return _described(_single_records(alike), columns, key)


def _is_renumbered(pair: Alike, numbering: Sequence[RecordColumn]) -> bool:
    """Whether the rows have different numbers; else they are near duplicates, which are counted as such."""
    return any(column.codes[pair.first] != column.codes[pair.second] for column in numbering)


def _believed(pairs: Sequence[Alike]) -> list[Alike]:
    """Pairs that nothing speaks against, and those with a mistake where mistakes are strewn.

    Where rows differ in one column by right, most pairs do so in that column. Where copies were made and then
    changed, most are explained, and what is not lies in many columns.
    """
    plain = [pair for pair in pairs if not pair.against]
    if len(plain) < RECORDS.explained_share * len(pairs):
        return plain
    against = Counter(place for pair in pairs for place in pair.against)
    is_strewn = {place: count <= RECORDS.against_share * len(pairs) for place, count in against.items()}
    return [pair for pair in pairs if all(is_strewn[place] for place in pair.against)]


def _single_records(pairs: Sequence[Alike]) -> list[Alike]:
    """Without groups of so many rows that they are a kind of records."""
    groups = _groups(pairs)
    sizes = Counter(groups.values())
    return [pair for pair in pairs if sizes[groups[pair.first]] <= RECORDS.largest_block]


def _groups(pairs: Sequence[Alike]) -> dict[int, int]:
    """For each row of the pairs one row that stands for its group."""
    above: dict[int, int] = {}

    def top(row: int) -> int:
        while (next_one := above.setdefault(row, row)) != row:
            above[row] = above[next_one]
            row = next_one
        return row

    for pair in pairs:
        above[top(pair.second)] = top(pair.first)
    return {row: top(row) for row in tuple(above)}


def _repeats(pairs: Sequence[Alike]) -> int:
    """Rows that repeat another one: all but one of each group."""
    groups = _groups(pairs)
    return len(groups) - len(set(groups.values()))


def _described(pairs: Sequence[Alike], columns: Sequence[RecordColumn], key: Sequence[str]) -> SimilarRows:
    """How many there are, and the surest ones with the texts by which they are found."""
    known = {column.profile.name: column for column in columns}
    naming = tuple(name for name in key if name in known) or tuple(known)
    renumbered = [pair for pair in pairs if pair.kind == "renumbered"]
    others = [pair for pair in pairs if pair.kind != "renumbered"]
    most = max(RECORDS.listed_texts // len(naming), 1)
    listed = [
        shown
        for kind in (renumbered, others)
        for pair in sorted(kind, key=lambda each: (-each.bits, each.first, each.second))[:most]
        if (shown := _shown(pair, columns, [known[name] for name in naming]))
    ]
    return SimilarRows(
        renumbered_row_count=_repeats(renumbered),
        similar_row_count=_repeats(others),
        columns=naming,
        pairs=tuple(listed),
    )


def _shown(
    pair: Alike, columns: Sequence[RecordColumn], naming: Sequence[RecordColumn]
) -> SimilarPair | None:
    """The texts of two rows; None where one of them is not known in full."""
    rows = (pair.first, pair.second)
    first, second = (tuple(column.text_of(row) for column in naming) for row in rows)
    told = {
        column.profile.name: (column.text_of(pair.first), column.text_of(pair.second)) for column in columns
    }
    differing = {name: texts for name, texts in told.items() if texts[0] != texts[1]}
    texts = [*first, *second, *(text for pair_of in differing.values() for text in pair_of)]
    if any(text is None for text in texts):
        return None
    return SimilarPair(
        kind=pair.kind,
        first=first,
        second=second,
        columns=tuple(differing),
        spellings=tuple(differing.values()),
    )
