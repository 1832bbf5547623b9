"""Checks of completeness: values that are absent, openly or in disguise."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from collections import Counter
from collections.abc import Iterable

from datainsight.checks.evidence import agree, counted, minority_confidence, percent, plural
from datainsight.checks.registry import Finding, column_check, relation_check
from datainsight.checks.sentinels import date_sentinel, number_sentinel, placeholder_words
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, Role, TableProfile
from datainsight.models.selector import ValuesIn, WholeColumn
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.fill_missing import FillMissing
from datainsight.repairs.fill_with_typical import FillWithTypical
from datainsight.repairs.unify_nulls import UnifyNulls

EMPTY_CELL_CONFIDENCE = 0.2
"""An empty cell is usually just empty: seldom is it a wrong cell."""

UNKNOWN = "unknown"
"""A category of its own for what is missing: that it is missing may mean something."""

CUSTOM_CONFIDENCE = 0.15
"""A word for "no value" that the whole table uses, and nothing else, is how the table is written."""

_CUSTOM_SHARE = 0.95
"""So many of all texts for "no value" in a table are the same one where that is how it is written."""

_CODE_SHARE = 0.9

ORDINARY_WORDS = frozenset({"none", "nil", "no", "nothing", "empty", "missing", "zero"})
"""Null spellings that may well be an answer: allergies "none"."""


@relation_check(Dimension.COMPLETENESS, harm=0.5, goals={Goal.ML_PREPARATION: 1.5, Goal.PRIVACY: 0.3})
def missing_values(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Some values of a column are missing.

    In a report: {column} has no value in {rows} ({share}); averages and joins leave those rows out.

    Why it matters: Averages, joins and models silently leave those rows out, and they are seldom a random
    sample.

    How it decides: Counts empty cells and every spelling of null that the column uses.

    Repair: Filling invents data and dropping loses it, so both are on offer and neither is done unasked. What
    another column decides is filled with what most rows with the same value there say, numbers with their
    median, categories with the most frequent one.

    Source: ISO/IEC 25012, completeness; Little and Rubin, "Statistical Analysis with Missing Data", 2019.
    """
    deciding = _deciding_columns(profile, thresholds)
    found = (
        _missing(column, profile.dataset.row_count, thresholds, deciding.get(column.name))
        for column in profile.columns
    )
    return [finding for finding in found if finding is not None]


def _missing(
    column: ColumnProfile, row_count: int, thresholds: Thresholds, decided_by: str | None
) -> Finding | None:
    if column.null_count == 0 or column.data_type is DataType.EMPTY:
        return None
    share = column.null_count / row_count
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(column=column.name, values=tuple(sorted({"", *column.null_spellings}))),
        affected_row_count=column.null_count,
        confidence=EMPTY_CELL_CONFIDENCE,
        message=f"{plural(column.null_count, 'value')} of {row_count:,} ({percent(share)}) "
        f"{agree(column.null_count, 'is', 'are')} missing",
        repairs=_remedies_for_missing(column, share, thresholds, decided_by),
        is_repair_safe=False,
    )


def _remedies_for_missing(
    column: ColumnProfile, share: float, thresholds: Thresholds, decided_by: str | None
) -> tuple[Repair, ...]:
    if share >= thresholds.mostly_missing_share:
        return (DropColumn(column=column.name),)
    if share > thresholds.fillable_share:
        return ()
    of_group: tuple[Repair, ...] = ()
    if decided_by is not None:
        of_group = (FillWithTypical(column=column.name, by=(decided_by,)),)
    if column.role is Role.NUMERIC:
        return (*of_group, FillWithTypical(column=column.name, statistic="median"))
    if column.role is Role.CATEGORICAL:
        usual = FillWithTypical(column=column.name)
        return (*of_group, usual, FillMissing(column=column.name, value=UNKNOWN))
    return of_group


def _deciding_columns(profile: TableProfile, thresholds: Thresholds) -> dict[str, str]:
    """For each column one that nearly decides it and groups several rows, the surest and coarsest first."""
    rows = max(profile.dataset.row_count, 1)
    distinct = {column.name: column.distinct_count for column in profile.columns}
    # Each empty cell counts as a row that says otherwise.
    empty = {column.name: column.null_count / rows for column in profile.columns}
    found = [
        (each.error, distinct[each.determinant[0]], each.determinant[0], each.dependent)
        for each in profile.dependencies
        if len(each.determinant) == 1
        and each.error <= thresholds.deciding_error + empty[each.dependent]
        and 1 < distinct[each.determinant[0]] <= rows / thresholds.rows_a_group
    ]
    return {dependent: determinant for _, _, determinant, dependent in sorted(found, reverse=True)}


@relation_check(Dimension.COMPLETENESS, harm=0.4, goals={Goal.ML_PREPARATION: 1.5, Goal.MIGRATION: 1.5})
def null_spellings(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Absent values are spelled out as text, often in several ways.

    In a report: {column} says “no value” in words in {rows} ({share}), which look like real values.

    Why it matters: "N/A" and "-" count as values: they turn numbers into text, and every query must know all
    spellings.

    How it decides: The whole text of a cell is a known spelling of null that is no value among the others of
    its column (NA among country codes, None among words). Several spellings in one column, or one among
    numbers, dates or codes, are stronger evidence than one among words; one text in several columns of a
    table that leaves no cell empty is how the table is written, as "?" or "NA" in all files of some makers.

    Repair: Making them empty cells is safe; only where the spelling is an ordinary word in a text column, or
    the way the whole table writes it, which is a convention and no error, is it left to you.

    Source: Pearson, "The problem of disguised missing data", SIGKDD Explorations 8(1), 2006.
    """
    custom = _custom_spelling(profile)
    found = (_null_spellings(column, thresholds, custom) for column in profile.columns)
    return [finding for finding in found if finding is not None]


def _custom_spelling(profile: TableProfile) -> str | None:
    """The one text for "no value" that the table uses in several columns, while it leaves no cell empty."""
    spelled: Counter[str] = Counter()
    for column in profile.columns:
        spelled.update(column.null_spellings)
    if not spelled or "" in spelled:
        return None
    text, count = spelled.most_common(1)[0]
    if count < _CUSTOM_SHARE * spelled.total():
        return None
    holding = (text in {*column.null_spellings, *_most_frequent(column)} for column in profile.columns)
    return text if sum(holding) > 1 else None


def _most_frequent(column: ColumnProfile) -> Iterable[str]:
    return (pair.value for pair in column.top_values[:1])


def _null_spellings(column: ColumnProfile, thresholds: Thresholds, custom: str | None) -> Finding | None:
    spelled = {text: count for text, count in column.null_spellings.items() if text}
    if not spelled or column.data_type is DataType.EMPTY:
        return None
    affected = sum(spelled.values())
    ways = len(spelled) + ("" in column.null_spellings)
    is_text = column.data_type is DataType.TEXT
    is_word = ways == 1 and all(_bare(text) in ORDINARY_WORDS for text in spelled)
    is_custom = custom in spelled
    is_ordinary = is_word and is_text
    besides = " besides empty cells" if "" in column.null_spellings else ""
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(column=column.name, values=tuple(spelled)),
        affected_row_count=affected,
        confidence=CUSTOM_CONFIDENCE
        if is_custom
        else _spelling_confidence(
            is_text=is_text and not _are_codes(column), ways=ways, is_ordinary=is_ordinary
        ),
        message=f'{plural(affected, "cell")} {agree(affected, "says", "say")} "no value" in words',
        evidence=f"{counted(spelled)}{besides}",
        examples=tuple(sorted(spelled, key=lambda text: -spelled[text]))[: thresholds.example_count],
        repairs=(UnifyNulls(column=column.name, spellings=tuple(spelled)),),
        is_repair_safe=not (is_ordinary or is_custom),
    )


def _are_codes(column: ColumnProfile) -> bool:
    """Whether nearly all values hold digits, so that a word among them is as foreign as among numbers."""
    total = sum(pattern.count for pattern in column.patterns)
    coded = sum(pattern.count for pattern in column.patterns if "9" in pattern.pattern)
    return total > 0 and coded >= _CODE_SHARE * total


def _bare(text: str) -> str:
    return text.strip(" .-_?!#<>()[]*").casefold()


def _spelling_confidence(*, is_text: bool, ways: int, is_ordinary: bool) -> float:
    """Text in a typed column is wrong there; one uniform spelling in a text column is a convention."""
    if is_ordinary:
        return 0.1
    if not is_text:
        return 0.97
    return 0.55 if ways > 1 else 0.35


@column_check(Dimension.COMPLETENESS, harm=0.3)
def empty_column(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A column holds no value at all.

    In a report: {column} holds no value at all.

    Why it matters: It costs attention and storage, and often shows that an export or a join went wrong.

    How it decides: No cell holds anything but blanks and spellings of null.

    Repair: Dropping it loses its name and place, which another program may expect, so it is not done unasked.

    Source: ISO/IEC 25012, completeness.
    """
    if column.data_type is not DataType.EMPTY or row_count == 0:
        return None
    return Finding(
        columns=(column.name,),
        selector=WholeColumn(column=column.name),
        affected_row_count=row_count,
        confidence=1.0,
        message=f"All {plural(row_count, 'cell')} {agree(row_count, 'is', 'are')} empty",
        repairs=(DropColumn(column=column.name),),
        is_repair_safe=False,
    )


@column_check(Dimension.COMPLETENESS, harm=0.6, goals={Goal.ML_PREPARATION: 1.3, Goal.ANALYTICS: 1.3})
def placeholder_values(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A value stands in for "unknown": -999, 1900-01-01, "xxx", "tbd".

    In a report: {column} holds stand-in values in {rows} ({share}) that look real in a sum.

    Why it matters: Such values pass every check of type and wreck sums, averages, ages and ranges.

    How it decides: A repeated number of nines, eights or ones that is the extreme and further away than all
    other values are spread; a date at which the clocks of programs begin or end; a word or a run of one
    letter that people type to get past a form.

    Repair: Setting them to null is on offer; it is not done unasked, since the value may be meant.

    Source: Pearson 2006, as above; Qahtan et al., "FAHES: A Robust Disguised Missing Values Detector", KDD
    2018.
    """
    if row_count < thresholds.minimum_rows:
        return None
    evidence = (
        number_sentinel(column, thresholds) or date_sentinel(column, thresholds) or placeholder_words(column)
    )
    if evidence is None:
        return None
    return Finding(
        columns=(column.name,),
        selector=evidence.selector,
        affected_row_count=evidence.count,
        confidence=minority_confidence(evidence.confidence, evidence.count / row_count),
        message=evidence.message,
        evidence=evidence.wording,
        examples=evidence.values[: thresholds.example_count],
        repairs=evidence.repairs,
        is_repair_safe=False,
    )
