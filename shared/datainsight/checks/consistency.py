"""Checks of consistency: the same thing written in different ways."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

from datainsight.checks.capitals import groups_of_capitals, usual_capitals
from datainsight.checks.evidence import agree, filled_count, minority_confidence, percent, plural
from datainsight.checks.notation import (
    NUMBER_NOTATIONS,
    NUMBER_WORDS,
    date_example,
    either,
    strptime_regex,
)
from datainsight.checks.number_marks import decimal_marks, number_repair
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import (
    MOMENTS,
    NUMBERS,
    CaseVariants,
    ColumnProfile,
    DataType,
    NotationCount,
    Role,
)
from datainsight.models.selector import Matching, ValuesIn
from datainsight.profiling.notations import Notation
from datainsight.repairs.blank_text import BLANKS, INVISIBLE, squish
from datainsight.repairs.change_case import ChangeCase
from datainsight.repairs.date_notation import notation_like
from datainsight.repairs.date_shapes import Target, shapes_of, tokens_of
from datainsight.repairs.map_values import MapValues
from datainsight.repairs.parse_dates import ParseDates
from datainsight.repairs.trim_whitespace import TrimWhitespace
from datainsight.repairs.unify_dates import UnifyDates

ISO_FORMATS = frozenset({"%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"})

ONE_CASE = 0.9
"""Share of the frequent values' cells that make one case that of the column."""


@column_check(Dimension.CONSISTENCY, harm=0.3, goals={Goal.MIGRATION: 1.5})
def stray_whitespace(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Values begin or end with blanks.

    In a report: {column} carries stray blanks in {rows} ({share}), so equal values do not match.

    Why it matters: "Paris" and "Paris " are two values to every join, filter and count, and look the same.

    How it decides: Looks at the first and last character of every value. Where nearly all values are padded,
    that is how the column is written, and confidence falls.

    Repair: Trimming is safe: it changes nothing that can be seen.

    Source: Kim et al., "A Taxonomy of Dirty Data", Data Mining and Knowledge Discovery 7, 2003.
    """
    if column.text is None or column.text.padded_count <= column.text.doubled_count:
        return None
    affected = column.text.padded_count - column.text.doubled_count
    share = affected / max(filled_count(column, row_count), 1)
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=rf"^[{BLANKS}\n\r]|[{BLANKS}\n\r]$"),
        affected_row_count=affected,
        confidence=max(
            minority_confidence(thresholds.confidences.blanks_at_ends, share),
            thresholds.confidences.many_blanks_at_ends if share < thresholds.padding_share else 0.0,
        ),
        message=f"{plural(affected, 'value')} ({percent(share)}) "
        f"{agree(affected, 'begins or ends', 'begin or end')} with blanks",
        examples=_examples_with_blanks(column, thresholds.example_count),
        repairs=(TrimWhitespace(column=column.name),),
    )


@column_check(Dimension.CONSISTENCY, harm=0.2, goals={Goal.MIGRATION: 1.5})
def doubled_whitespace(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Values hold doubled blanks, or blanks other than the space, between their words.

    In a report: {column} holds doubled blanks in {rows} ({share}), so equal values differ.

    Why it matters: "New York" and "New  York" are two values to every join, filter and count. In long texts
    it is a matter of looks, so a single cell is seldom called wrong for it.

    How it decides: Looks for two blanks in a row, tabs, and blanks of Unicode other than the space inside
    values.

    Repair: Leaving one space of each run is safe: no word is lost. It is on offer only in columns of
    sentences, and in columns of few values that are always spelled so: there it unites nothing.

    Source: Kim et al. 2003, as for stray_whitespace; Unicode Standard Annex 44, property White_Space.
    """
    if column.text is None or column.text.doubled_count == 0:
        return None
    affected = column.text.doubled_count
    share = affected / max(filled_count(column, row_count), 1)
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=f"[{BLANKS}][{BLANKS}]|[{BLANKS.replace(' ', '')}]"),
        affected_row_count=affected,
        confidence=minority_confidence(thresholds.confidences.blanks_within, share),
        message=f"{plural(affected, 'value')} ({percent(share)}) "
        f"{agree(affected, 'holds', 'hold')} doubled or unusual blanks",
        examples=_examples_with_blanks(column, thresholds.example_count),
        repairs=(TrimWhitespace(column=column.name),),
        is_repair_safe=column.role is not Role.TEXT and not _is_usual_spelling(column),
    )


def _is_usual_spelling(column: ColumnProfile) -> bool:
    """Whether every value with doubled blanks comes several times and never with single ones."""
    known = {pair.value for pair in column.top_values}
    odd = [pair for pair in column.top_values if squish(pair.value) != pair.value.strip()]
    is_complete = sum(pair.count for pair in odd) >= (column.text.doubled_count if column.text else 0)
    return is_complete and all(pair.count > 1 and squish(pair.value) not in known for pair in odd)


def _examples_with_blanks(column: ColumnProfile, limit: int) -> tuple[str, ...]:
    return tuple(pair.value for pair in column.top_values if pair.value != squish(pair.value))[:limit]


@column_check(Dimension.CONSISTENCY, harm=0.4, goals={Goal.MIGRATION: 1.5})
def invisible_characters(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Values hold control or zero-width characters.

    In a report: {column} hides characters nobody can see in {rows} ({share}).

    Why it matters: They break comparisons, exports and databases, and nobody sees why.

    How it decides: Looks for control characters, zero-width characters and marks of direction.

    Repair: Removing them is safe: they show nothing.

    Source: Unicode Technical Standard 39, Unicode Security Mechanisms.
    """
    if column.text is None or column.text.invisible_count == 0:
        return None
    affected = column.text.invisible_count
    share = affected / max(filled_count(column, row_count), 1)
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=f"[{INVISIBLE}]"),
        affected_row_count=affected,
        confidence=max(
            minority_confidence(thresholds.confidences.invisible, share), thresholds.listing_confidence
        ),
        message=f"{plural(affected, 'value')} ({percent(share)}) "
        f"{agree(affected, 'holds', 'hold')} characters that cannot be seen",
        repairs=(TrimWhitespace(column=column.name),),
    )


@column_check(Dimension.CONSISTENCY, harm=0.5, goals={Goal.ANALYTICS: 1.3, Goal.ML_PREPARATION: 1.3})
def inconsistent_case(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """The same word is spelled with different capitals.

    In a report: {column} spells equal values differently in {rows} ({share}), which splits groups.

    Why it matters: "Berlin" and "BERLIN" become two groups in every count and two levels in every model.

    How it decides: Values that are equal when their case is folded form a group; all but the most frequent
    spelling of a group deviate.

    Repair: Taking the most frequent spelling of each word is safe; it is not done in columns of codes, where
    capitals may carry meaning. Where nearly all cells are in one case, writing the whole column so is on
    offer, too.

    Source: Key collision, as OpenRefine clusters values; Unicode Standard, section 3.13, default case
    folding.
    """
    groups = groups_of_capitals(column)
    if not groups:
        return None
    mapping = tuple(usual_capitals(groups).items())
    minor = {pair.value: pair.count for group in groups for pair in group.spellings}
    minor = {source: minor.get(source, 0) for source, _ in mapping if source in minor}
    affected = sum(minor.values())
    total = sum(pair.count for group in groups for pair in group.spellings)
    shown = tuple(sorted(minor, key=lambda text: (-minor[text], text)))[: thresholds.example_count]
    first = groups[0].spellings
    return Finding(
        columns=(column.name,),
        selector=ValuesIn(column=column.name, values=tuple(minor)),
        affected_row_count=affected,
        confidence=minority_confidence(thresholds.confidences.capitals, affected / total),
        message=f"{plural(len(groups), 'word')} "
        f"{agree(len(groups), 'is', 'are')} "
        f"written with different capitals; "
        f"{plural(affected, 'value')} "
        f"{agree(affected, 'deviates', 'deviate')} from the most frequent spelling",
        evidence=f'"{first[0].value}" {first[0].count:,}, but also "{_rival(groups[0])}"',
        examples=shown,
        repairs=(MapValues(column=column.name, mapping=mapping), *_whole_case(column)),
    )


def _whole_case(column: ColumnProfile) -> tuple[ChangeCase, ...]:
    """The one case of nearly all frequent values."""
    total = sum(pair.count for pair in column.top_values)
    for case, is_so in (("lower", str.islower), ("upper", str.isupper)):
        if sum(pair.count for pair in column.top_values if is_so(pair.value)) >= ONE_CASE * total > 0:
            return (ChangeCase.model_validate({"column": column.name, "case": case}),)
    return ()


def _rival(group: CaseVariants) -> str:
    leader = squish(group.spellings[0].value)
    return next(pair.value for pair in group.spellings if squish(pair.value) != leader)


@column_check(Dimension.CONSISTENCY, harm=0.6, goals={Goal.MIGRATION: 1.3})
def mixed_date_formats(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Dates of one column are written in several formats.

    In a report: {column} writes dates in {notations}; {rows} ({share}) differ from the usual one.

    Why it matters: Sorting is wrong, programs refuse the column, and 03/04 is read as March by one and April
    by another.

    How it decides: Each value is read by every format it fits; the column's day-month order follows from the
    values that leave no choice. All but the most frequent format deviate.

    Repair: Writing the others in the usual format, where at least `usual_format_share` of the dates have it,
    else all as ISO dates, which is on offer too and what models and databases want (goals ml_preparation and
    migration). Safe where day and month cannot be mistaken; else on offer only.

    Source: Raman and Hellerstein, "Potter's Wheel", VLDB 2001, for structure by majority; ISO 8601-1 for what
    is written instead.
    """
    formats = [each for each in column.notations if each.data_type in MOMENTS and "%" in each.notation]
    if column.data_type not in MOMENTS or len(formats) < 2:
        return None
    formats.sort(key=lambda each: (-each.count, each.notation))
    affected = sum(each.count for each in formats[1:])
    share = affected / sum(each.count for each in formats)
    common = strptime_regex(formats[0].notation)
    rare = tuple(
        regex for each in formats[1:] if (regex := strptime_regex(each.notation)) and regex != common
    )
    is_clear = not _is_ambiguous(formats, column.is_day_first)
    wording = ", ".join(f"{each.count:,} like {date_example(each.notation)}" for each in formats[:5])
    repairs = _date_repairs(
        column, formats, is_usual_clear=is_clear and 1 - share >= thresholds.usual_format_share
    )
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=either(rare))
        if rare
        else ValuesIn(column=column.name, values=tuple(v for each in formats[1:] for v in each.examples)),
        affected_row_count=affected,
        confidence=minority_confidence(thresholds.confidences.date_format, share),
        message=f"Dates are written in {len(formats)} formats: {wording}"
        + ("" if is_clear else "; whether day or month comes first is not certain"),
        examples=tuple(value for each in formats[1:] for value in each.examples)[: thresholds.example_count],
        repairs=repairs,
        is_repair_safe=is_clear,
        best_for=dict.fromkeys((Goal.ML_PREPARATION, Goal.MIGRATION), repairs[-1]) if repairs else {},
    )


def _date_repairs(
    column: ColumnProfile, formats: list[NotationCount], *, is_usual_clear: bool
) -> tuple[ParseDates, ...]:
    """Reads the formats that name a whole day; a month of a year has no day to write. ISO is the last one."""
    target: Target = "datetime" if column.data_type is DataType.DATETIME else "date"
    readable = tuple(each.notation for each in formats if shapes_of(each.notation, target))
    if not readable:
        return ()
    iso = ParseDates(column=column.name, formats=readable, target=target)
    usual = formats[0]
    if not is_usual_clear or usual.notation not in readable or usual.notation in ISO_FORMATS:
        return (iso,)
    notation = notation_like(usual.notation, usual.examples, target)
    if notation is None or any(_says_more(each.notation, notation) for each in formats[1:]):
        return (iso,)
    return UnifyDates(column=column.name, formats=readable, target=target, notation=notation), iso


def _says_more(date_format: str, notation: str) -> bool:
    """Whether texts of a format may hold what the notation has no place for."""
    tokens = set(tokens_of(date_format))
    return bool(tokens & {"%f", "%.f", "%z", "%#z"}) or ("%S" in tokens and "%S" not in notation)


def _is_ambiguous(formats: list[NotationCount], is_day_first: bool | None) -> bool:
    """Whether a numeric day and month could be taken for each other."""
    day_first = any(_order(each.notation) == "dm" for each in formats)
    month_first = any(_order(each.notation) == "md" for each in formats)
    return (day_first and month_first) or ((day_first or month_first) and is_day_first is None)


def _order(pattern: str) -> str:
    """For formats with a numeric month that do not begin with the year "dm" or "md", else ""."""
    day, month, year = pattern.find("%d"), pattern.find("%m"), pattern.lower().find("%y")
    if min(day, month) < 0 or 0 <= year < min(day, month):
        return ""
    return "dm" if day < month else "md"


@column_check(Dimension.CONSISTENCY, harm=0.5, goals={Goal.ML_PREPARATION: 1.4, Goal.ANALYTICS: 1.4})
def numbers_as_text(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Numbers carry currency signs, thousands marks, percent signs or decimal commas.

    In a report: {column} holds numbers written as text in {rows} ({share}).

    Why it matters: Programs read such a column as text, so it cannot be summed, compared or plotted.

    How it decides: At least the share `numeric_share` of the values are numbers once marks, signs and symbols
    are read by the notation that the column's own values allow.

    Repair: Writing the plain number is safe where all cells use the decimal mark in one way. A percentage
    keeps its value (7.8 % becomes 7.8), but beside plain fractions it becomes one (7.8 % is 0.078); where all
    cells have the sign it is on offer only, as is everything where comma and point both serve as the decimal
    mark.

    Source: Unicode CLDR, number symbols of the locales.
    """
    numeric = [each for each in column.notations if each.data_type in NUMBERS]
    dressed = [each for each in numeric if each.notation in NUMBER_NOTATIONS]
    filled = filled_count(column, row_count)
    if not dressed or sum(each.count for each in numeric) < thresholds.numeric_share * filled:
        return None
    affected = sum(each.count for each in dressed)
    marks = decimal_marks(numeric)
    kinds = [f"{each.count:,} {NUMBER_WORDS[each.notation]}" for each in dressed]
    return Finding(
        columns=(column.name,),
        selector=Matching(
            column=column.name, regex=either(tuple(NUMBER_NOTATIONS[each.notation] for each in dressed))
        ),
        affected_row_count=affected,
        confidence=minority_confidence(thresholds.confidences.number_as_text, affected / filled),
        message=f"{plural(affected, 'number')} {agree(affected, 'is', 'are')} written as text: "
        + (", ".join(kinds) if len(kinds) > 1 else NUMBER_WORDS[dressed[0].notation]),
        examples=tuple(value for each in dressed for value in each.examples)[: thresholds.example_count],
        repairs=(number_repair(numeric, marks, column.name),),
        is_repair_safe=not marks.is_contradictory and not _is_all_percent(numeric),
    )


def _is_all_percent(numeric: list[NotationCount]) -> bool:
    """Whether the sign is how the column is written: taking it away would take the unit away."""
    return all(each.notation in {Notation.PERCENT, Notation.PERCENT_DECIMAL_COMMA} for each in numeric)
