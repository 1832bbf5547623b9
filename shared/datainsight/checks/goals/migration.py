"""What a database would refuse or cut off when the table moves there."""

# ruff: noqa: ARG001 - every check has the registry's signature, whatever it needs of it

import re
from collections.abc import Iterator

from datainsight.checks.evidence import agree, plural
from datainsight.checks.fresh_names import LONGEST_NAME, fresh, plain_name
from datainsight.checks.registry import Finding, goal_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, DataType, TableProfile
from datainsight.models.selector import WholeColumn
from datainsight.repairs.rename_column import RenameColumn

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = frozenset(
    [
        "all",
        "and",
        "as",
        "asc",
        "between",
        "by",
        "case",
        "check",
        "column",
        "constraint",
        "create",
        "cross",
        "current_date",
        "current_time",
        "current_timestamp",
        "current_user",
        "default",
        "delete",
        "desc",
        "distinct",
        "drop",
        "else",
        "end",
        "except",
        "exists",
        "false",
        "fetch",
        "for",
        "foreign",
        "from",
        "full",
        "grant",
        "group",
        "having",
        "in",
        "inner",
        "insert",
        "intersect",
        "into",
        "is",
        "join",
        "left",
        "like",
        "limit",
        "natural",
        "not",
        "null",
        "offset",
        "on",
        "or",
        "order",
        "outer",
        "primary",
        "references",
        "right",
        "select",
        "session_user",
        "set",
        "some",
        "table",
        "then",
        "to",
        "true",
        "union",
        "unique",
        "update",
        "user",
        "using",
        "values",
        "when",
        "where",
        "with",
    ]
)
"""Words that SQL:2016 and PostgreSQL reserve and that occur as column names."""


@goal_check(Goal.MIGRATION, Dimension.UNIQUENESS, harm=0.5)
def no_key(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """No column, nor any few columns together, tell the rows apart.

    In a report: No column, nor a few together, tell the rows apart; another system cannot find them again.

    Why it matters: Without a primary key a row cannot be updated or referred to, and loading twice doubles
    the table.

    How it decides: The search for keys was complete up to its number of columns and found none; or rows
    repeat as a whole, so that no columns tell them apart.

    Repair: None: add a running number while loading, or find out which column should have been the key.

    Source: Codd, "A Relational Model of Data for Large Shared Data Banks", CACM 13(6), 1970.
    """
    search = profile.relation_search
    repeated = profile.dataset.duplicate_row_count
    if profile.keys or search is None or profile.dataset.row_count < 2:
        return
    if search.status != "complete" and not repeated:
        return
    if any(_is_key(column, profile.dataset.row_count) for column in profile.columns):
        return
    yield Finding(
        columns=(),
        selector=WholeColumn(column=profile.columns[0].name),
        affected_row_count=profile.dataset.row_count,
        confidence=0.9,
        message=f"{plural(repeated, 'row')} {agree(repeated, 'repeats', 'repeat')} another as a whole"
        if repeated
        else f"No key of up to {plural(search.longest_determinant, 'column')} was found",
    )


def _is_key(column: ColumnProfile, rows: int) -> bool:
    return column.null_count == 0 and column.distinct_count == rows


@goal_check(Goal.MIGRATION, Dimension.VALIDITY, harm=0.3)
def text_overflow(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A few texts are longer than the column type that all others fit.

    In a report: {column} is longer in {rows} ({share}) than the column type that fits all others.

    Why it matters: VARCHAR(255) is what most tools create; longer texts are refused or cut off without a
    word.

    How it decides: The longest text exceeds `text_length`, 95 % of the texts do not.

    Repair: None: declare the column as TEXT, or with the length found here.

    Source: SQL:2016, CHARACTER VARYING; own rule for the limit.
    """
    for column in profile.columns:
        text = column.text
        if text is None or column.data_type is not DataType.TEXT:
            continue
        usual = text.length_quantiles.get("0.95", text.mean_length)
        if text.maximum_length > thresholds.text_length and usual <= thresholds.text_length:
            yield Finding(
                columns=(column.name,),
                selector=WholeColumn(column=column.name),
                affected_row_count=_longer(column, thresholds.text_length),
                confidence=0.8,
                message=f"The longest text has {text.maximum_length:,} characters, more than "
                f"{thresholds.text_length:,}, which all but few fit",
            )


def _longer(column: ColumnProfile, limit: int) -> int:
    """Values of bins that begin beyond the limit; at least one."""
    histogram = column.text.length_histogram if column.text else None
    if histogram is None:
        return 1
    bins = zip(histogram.edges, histogram.counts, strict=False)
    return max(sum(count for edge, count in bins if edge > limit), 1)


@goal_check(Goal.MIGRATION, Dimension.VALIDITY, harm=0.1)
def unfit_column_name(profile: TableProfile, thresholds: Thresholds, target: str | None) -> Iterator[Finding]:
    """A column's name has to be quoted in SQL, is cut off, or differs from another one by case alone.

    In a report: {column} has a name that other systems would refuse, cut off or confuse.

    Why it matters: Every query must quote it the same way; PostgreSQL cuts names off at 63 bytes, and most
    databases take `Id` and `id` for one column.

    How it decides: Compares names with the grammar of plain SQL identifiers, with reserved words, and with
    each other.

    Repair: A plain name in small letters is on offer; it is not done unasked, since programs may know the old
    one.

    Source: SQL:2016, clause 5.2; PostgreSQL documentation, appendix C.
    """
    folded = [column.name.casefold() for column in profile.columns]
    taken = {column.name for column in profile.columns}
    for column in profile.columns:
        reason = _why_unfit(column.name, is_twice=folded.count(column.name.casefold()) > 1)
        if reason:
            to = fresh(plain_name(column.name, _RESERVED), taken)
            taken.add(to)
            yield Finding(
                columns=(column.name,),
                selector=WholeColumn(column=column.name),
                affected_row_count=profile.dataset.row_count,
                confidence=1.0,
                message=f"The name {reason}",
                repairs=(RenameColumn(column=column.name, to=to),),
                is_repair_safe=False,
            )


def _why_unfit(name: str, *, is_twice: bool) -> str:
    if is_twice:
        return "differs from another one by case alone"
    if len(name.encode()) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} bytes"
    if name.lower() in _RESERVED:
        return "is a word that SQL reserves"
    return "" if _PLAIN_NAME.fullmatch(name) else "has to be quoted in SQL"
