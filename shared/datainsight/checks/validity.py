"""Checks of validity: values that cannot be what their column holds."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

import re

from datainsight.checks.evidence import (
    agree,
    counted,
    filled_count,
    minority_confidence,
    percent,
    plural,
    split_words,
    values,
)
from datainsight.checks.registry import Finding, column_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, DigitWidth
from datainsight.models.selector import Matching, NotOfType
from datainsight.repairs.cast_type import CastType
from datainsight.repairs.excel_dates import ExcelDates
from datainsight.repairs.null_invalid import NullInvalid
from datainsight.repairs.pad_zeros import PadZeros
from datainsight.repairs.unify_nulls import UnifyNulls

UNTYPED = frozenset({DataType.TEXT, DataType.EMPTY, DataType.LIST, DataType.OBJECT})

CODE_NAME = re.compile(
    r"(?i)(^|[\W_])(zip|zip_?code|postal|postal_?code|post_?code|postcode|plz|cap|fips|geoid|gtin|upc|ean|isbn|ssn|"
    r"npi|naics|account_?(no|number)|routing(_?number)?)s?($|[\W_\d])"
)
"""Names of columns of digits that are labels, not quantities."""

CODE_TYPES = frozenset(
    {"postal_code", "us_ssn", "national_id", "ean", "isbn", "bank_account", "tax_id", "medical_code"}
)


@column_check(Dimension.VALIDITY, harm=0.8, goals={Goal.ML_PREPARATION: 1.3, Goal.MIGRATION: 1.5})
def type_violations(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """A few values are not of the type that all others have.

    In a report: {column} holds {rows} ({share}) that are not of the type of all others.

    Why it matters: One word among numbers makes the whole column text to most programs, and the load fails.

    How it decides: The type that nearly all values have is the column's; every other value deviates, and the
    more of them there are, the less certain each one is.

    Repair: Setting such values to null is on offer (where there are too many to name them, whatever has not
    the shape of the type), writing the whole column as its type is, and reading days as spreadsheets count
    them; nothing of it is done unasked, since they may be readable to you.

    Source: Raman and Hellerstein, "Potter's Wheel", VLDB 2001.
    """
    if column.data_type in UNTYPED or not column.type_offenders:
        return None
    filled = filled_count(column, row_count)
    listed = sum(pair.count for pair in column.type_offenders)
    affected = max(round((1.0 - column.type_share) * filled), listed)
    share = affected / max(filled, 1)
    nulls = tuple(text for text in column.null_spellings if text)
    offenders = {pair.value: pair.count for pair in column.type_offenders}
    to_null = UnifyNulls(column=column.name, spellings=tuple(offenders))
    return Finding(
        columns=(column.name,),
        selector=NotOfType(column=column.name, data_type=column.data_type, null_spellings=nulls),
        affected_row_count=affected,
        confidence=minority_confidence(thresholds.confidences.type, share),
        message=f"{plural(affected, 'value')} ({percent(share)}) "
        f"{agree(affected, 'is', 'are')} no {column.data_type.value}",
        evidence=counted(offenders),
        examples=values(column.type_offenders, thresholds.example_count),
        repairs=(*_days(column), *((to_null,) if listed == affected else _shaped(column)), *_casts(column)),
        is_repair_safe=False,
    )


def _days(column: ColumnProfile) -> tuple[ExcelDates, ...]:
    """Numbers of five digits among dates are the days of a spreadsheet."""
    is_date = column.data_type is DataType.DATE
    are_days = all(re.fullmatch(r"[0-9]{5}(\.0)?", pair.value.strip()) for pair in column.type_offenders)
    return (ExcelDates(column=column.name),) if is_date and are_days else ()


def _shaped(column: ColumnProfile) -> tuple[NullInvalid, ...]:
    """Whatever has not the shape of the type goes, where all other values are written in that shape."""
    shapes = {"integer": "integer", "decimal": "number", "date": "date", "boolean": "boolean"}
    plain = {"integer": "plain", "decimal": "plain", "date": "%Y-%m-%d", "boolean": "true/false"}
    kind = shapes.get(column.data_type.value)
    if kind is None or any(each.notation != plain[column.data_type.value] for each in column.notations):
        return ()
    return (NullInvalid.model_validate({"column": column.name, "kind": kind}),)


def _casts(column: ColumnProfile) -> tuple[CastType, ...]:
    """The column as its type, where all its numbers are written plainly: marks and signs would be lost."""
    plain = {"integer": ("plain",), "decimal": ("plain",), "boolean": ("true/false",)}
    wanted = plain.get(column.data_type.value)
    if wanted is None or any(each.notation not in wanted for each in column.notations):
        return ()
    if column.data_type is DataType.BOOLEAN and not _says_true_and_false(column):
        return ()
    return (CastType.model_validate({"column": column.name, "type": column.data_type.value}),)


def _says_true_and_false(column: ColumnProfile) -> bool:
    """Whether the values are the words that the cast takes, and no others for yes and no."""
    offenders = {pair.value for pair in column.type_offenders}
    words = {pair.value.strip().lower() for pair in column.top_values if pair.value not in offenders}
    return words <= {"true", "false"}


@column_check(Dimension.VALIDITY, harm=1.0, goals={Goal.MIGRATION: 1.5})
def lost_leading_zeros(column: ColumnProfile, row_count: int, thresholds: Thresholds) -> Finding | None:
    """Codes of a fixed width have lost their leading zeros.

    In a report: {column} seems to have lost leading zeros in {rows} ({share}).

    Why it matters: "02134" read as a number becomes 2134, which no join with real codes finds again.

    How it decides: Digit strings have one full width but for a few that are up to two digits shorter, and
    codes of full width begin with 0 or the header names such a code.

    Repair: Putting the zeros back to the common width is safe: the digits stay, and no code can be that
    short.

    Source: Own rule.
    """
    full = _full_width(column, thresholds)
    if full is None:
        return None
    short = [each for each in column.digit_widths if full.width - 2 <= each.width < full.width]
    affected = sum(each.count for each in short)
    has_evidence = full.leading_zero_count > 0
    if affected == 0 or not (has_evidence or is_named_code(column)):
        return None
    total = sum(each.count for each in column.digit_widths)
    least, most = min(each.width for each in short), max(each.width for each in short)
    kept = f"; {full.leading_zero_count:,} still begin with 0" if has_evidence else ""
    return Finding(
        columns=(column.name,),
        selector=Matching(column=column.name, regex=rf"^\s*[0-9]{{{least},{most}}}\s*$"),
        affected_row_count=affected,
        confidence=minority_confidence(
            thresholds.confidences.lost_zeros if has_evidence else thresholds.confidences.lost_zeros_by_name,
            affected / total,
        ),
        message=f"{plural(affected, 'code')} ({percent(affected / total)}) "
        f"{agree(affected, 'is', 'are')} shorter than the "
        f"{full.width} digits of all others{kept}",
        examples=_short_examples(column, least, most, thresholds.example_count),
        repairs=(PadZeros(column=column.name, width=full.width),),
    )


def _full_width(column: ColumnProfile, thresholds: Thresholds) -> DigitWidth | None:
    """The width nearly all codes have, provided that none is longer and none is shorter by more than two."""
    if not column.digit_widths:
        return None
    full = max(column.digit_widths, key=lambda each: each.count)
    total = sum(each.count for each in column.digit_widths)
    fits = all(full.width - 2 <= each.width <= full.width for each in column.digit_widths)
    is_code = full.width >= thresholds.code_width and full.count >= thresholds.code_share * total
    return full if fits and is_code else None


def is_named_code(column: ColumnProfile) -> bool:
    """Whether digits are labels here, as the type or the name of the column says."""
    return column.semantic_type in CODE_TYPES or CODE_NAME.search(split_words(column.name)) is not None


def _short_examples(column: ColumnProfile, least: int, most: int, limit: int) -> tuple[str, ...]:
    short = (
        pair.value for pair in column.top_values if re.fullmatch(rf"[0-9]{{{least},{most}}}", pair.value)
    )
    return tuple(short)[:limit]
