"""Checks of records that occur twice without being equal: another notation, another number, slips."""

from collections.abc import Sequence
from dataclasses import replace

from datainsight.checks.evidence import agree, percent, plural
from datainsight.checks.registry import Finding, table_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import SimilarPair, TableProfile
from datainsight.models.selector import Contradicting, WholeColumn
from datainsight.phrasing import shorten
from datainsight.repairs.drop_near_duplicate_rows import DropNearDuplicateRows

_COLUMNS_TOLD = 3


@table_check(Dimension.UNIQUENESS, harm=0.6, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.2})
def near_duplicate_rows(profile: TableProfile, thresholds: Thresholds) -> Finding | None:
    """Rows repeat others but for case, white space or punctuation.

    In a report: {rows} ({share}) repeat others but for case, blanks or punctuation.

    Why it matters: One thing counts twice. When rows are split into training and test, copies land on both
    sides, and the test measures memory.

    How it decides: Rows are compared after case, white space and punctuation are taken away in every column.

    Repair: Keeping the first of such rows is on offer, never done unasked: a sign may tell two things apart.
    Else unify the spellings, or split by a key.

    Source: Elmagarmid, Ipeirotis and Verykios, "Duplicate Record Detection: A Survey", IEEE TKDE 19(1), 2007.
    """
    near = profile.near_duplicates
    if near is None or not near.row_count:
        return None
    count = near.row_count
    return Finding(
        columns=(),
        selector=WholeColumn(column=profile.columns[0].name),
        affected_row_count=count,
        confidence=0.6,
        message=f"{plural(count, 'row')} {agree(count, 'equals', 'equal')} another one but for notation",
        repairs=(DropNearDuplicateRows(),),
        is_repair_safe=False,
        examples=tuple(f"{left} / {right}" for example in near.examples for left, right in example.spellings)[
            : thresholds.example_count
        ],
    )


@table_check(Dimension.UNIQUENESS, harm=0.5, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.2})
def renumbered_rows(profile: TableProfile, thresholds: Thresholds) -> Finding | None:
    """Rows repeat others in everything but a running number.

    In a report: {rows} ({share}) repeat others under another number, so they count twice.

    Why it matters: The number makes each row look like one of its own, so no search for equal rows finds
    them; the thing they speak of counts twice.

    How it decides: Columns that only number the rows are left out: all their values are different, and they
    are serial, random, or called so. Rows that agree in all others, a name of a person, a place or a product
    among them, are repeats where fewer than `chance` pairs of the table would agree so far by chance, by how
    frequent each of their values is.

    Repair: Keeping the first of such rows is on offer; it is not done unasked, since two things may be alike
    in all that is told of them, and other tables may refer to either number.

    Source: Fellegi and Sunter, "A Theory for Record Linkage", JASA 64(328), 1969.
    """
    found = profile.similar_rows
    if found is None or not found.renumbered_row_count:
        return None
    pairs = [pair for pair in found.pairs if pair.kind == "renumbered"]
    numbers = tuple(sorted({name for pair in pairs for name in pair.columns}))
    count = found.renumbered_row_count
    finding = _finding(
        found.columns,
        pairs,
        thresholds,
        affected_row_count=count,
        message=f"{plural(count, 'row')} ({percent(count / profile.dataset.row_count)}) "
        f"{agree(count, 'repeats', 'repeat')} another one in everything but its number",
    )
    return replace(finding, repairs=(DropNearDuplicateRows(ignored=numbers),)) if numbers else finding


@table_check(Dimension.UNIQUENESS, harm=0.3, goals={Goal.ML_PREPARATION: 1.3, Goal.ANALYTICS: 1.3})
def similar_rows(profile: TableProfile, thresholds: Thresholds) -> Finding | None:
    """Rows seem to speak of the same thing as another one, with slips, other spellings or missing cells.

    In a report: {rows} ({share}) seem to speak of the same thing as another one.

    Why it matters: A customer entered twice gets two letters, and counts twice; totals by customer are wrong
    for both.

    How it decides: Pairs of rows that agree in all columns but one, or in a value that hardly another row
    has, are compared column by column. What they share has to be more than chance explains, as for
    renumbered_rows. What differs has to be explained: a word has a slip, is short for the other or is left
    out, a date or number of a thing has one wrong digit, a cell is missing, two cells are exchanged. Being
    close says nothing in columns whose values are close anyway. A plain difference keeps two rows apart,
    unless such differences are strewn over the columns as mistakes are.

    Repair: None by itself; compare the two rows, keep one and take from the other what it lacks.

    Source: Fellegi and Sunter 1969, as for renumbered_rows; Christen, "Data Matching", 2012; Papadakis et
    al., "Blocking and Filtering Techniques for Entity Resolution", ACM Computing Surveys 53(2), 2020.
    """
    found = profile.similar_rows
    if found is None or not found.similar_row_count:
        return None
    pairs = [pair for pair in found.pairs if pair.kind != "renumbered"]
    count = found.similar_row_count
    return _finding(
        found.columns,
        pairs,
        thresholds,
        affected_row_count=count,
        message=f"{plural(count, 'row')} ({percent(count / profile.dataset.row_count)}) "
        f"{agree(count, 'seems', 'seem')} to speak of the same thing as another one",
    )


def _finding(
    columns: Sequence[str],
    pairs: Sequence[SimilarPair],
    thresholds: Thresholds,
    *,
    affected_row_count: int,
    message: str,
) -> Finding:
    """Both rows of each listed pair are meant: which of them is to go nobody can tell."""
    column, *by = columns
    rows = dict.fromkeys((*texts[1:], texts[0]) for pair in pairs for texts in (pair.first, pair.second))
    return Finding(
        columns=(),
        selector=Contradicting(
            column=column,
            by=tuple(by),
            cases=tuple(rows),
            confidences=(thresholds.confidences.similar_row,) * len(rows),
        ),
        affected_row_count=affected_row_count,
        confidence=thresholds.confidences.similar_row,
        message=message,
        evidence="; ".join(_told(pair) for pair in pairs[:2]),
        examples=tuple(_told(pair) for pair in pairs[: thresholds.example_count]),
        is_repair_safe=False,
    )


def _told(pair: SimilarPair) -> str:
    """`name "Jon Smith" / "John Smith", phone "" / "555 0100"`: where the two rows differ."""
    differing = list(zip(pair.columns, pair.spellings, strict=True))[:_COLUMNS_TOLD]
    return ", ".join(
        f'{shorten(name)} "{shorten(first)}" / "{shorten(second)}"' for name, (first, second) in differing
    )
