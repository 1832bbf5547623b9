"""Checks of foreign keys that the database declares."""

from collections.abc import Iterable

from datainsight.checks.evidence import counted, plural
from datainsight.checks.registry import Finding, relation_check
from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import TableProfile
from datainsight.models.relations import Reference
from datainsight.models.selector import Contradicting, Selector, ValuesIn
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_orphan_rows import DropOrphanRows
from datainsight.repairs.null_orphans import NullOrphans


@relation_check(Dimension.CONSISTENCY, harm=1.5, goals={Goal.ANALYTICS: 1.3, Goal.MIGRATION: 2.0})
def broken_foreign_keys(profile: TableProfile, thresholds: Thresholds) -> Iterable[Finding]:
    """Rows refer to rows that do not exist, though the database declares a foreign key.

    In a report: {column} refers to rows that do not exist in {rows} ({share}); joins lose them.

    Why it matters: A join leaves these rows out and totals shrink without a word; another database refuses
    them.

    How it decides: PostgreSQL itself counts the rows whose values are not in the table they refer to, in the
    same snapshot that is read. A foreign key that is not validated, or whose rows were loaded while triggers
    were off, need not hold. A row with an empty cell in one of the columns refers to nothing by intent.

    Repair: Emptying the references to nothing, or taking their rows out, where one column refers and all of
    its lost values are known; on offer only, as only the owner knows whether the row that is referred to was
    lost or the reference is wrong.

    Source: Codd, "Extending the database relational model to capture more meaning", 1979: referential
    integrity; ISO/IEC 25024, data value consistency.
    """
    for each in profile.references:
        if each.absent_row_count:
            yield _finding(each, each.absent_row_count, thresholds)


def _finding(reference: Reference, rows: int, thresholds: Thresholds) -> Finding:
    verb = "refers" if rows == 1 else "refer"
    shown = [" / ".join(each.values) for each in reference.absent]
    rows_of = {text: each.row_count for text, each in zip(shown, reference.absent, strict=True)}
    return Finding(
        columns=reference.columns,
        selector=_selector(reference),
        affected_row_count=rows,
        confidence=0.95,
        message=f"{plural(rows, 'row')} {verb} to nothing in {reference.table}",
        evidence=counted(rows_of),
        examples=tuple(shown[: thresholds.example_count]),
        repairs=_remedies(reference, rows),
        is_repair_safe=False,
    )


def _remedies(reference: Reference, rows: int) -> tuple[Repair, ...]:
    """Those of one column whose values without a row are all listed."""
    if len(reference.columns) > 1 or sum(each.row_count for each in reference.absent) < rows:
        return ()
    orphans = tuple(each.values[0] for each in reference.absent)
    (column,) = reference.columns
    return NullOrphans(column=column, orphans=orphans), DropOrphanRows(column=column, orphans=orphans)


def _selector(reference: Reference) -> Selector:
    first, *others = reference.columns
    if not others:
        return ValuesIn(column=first, values=tuple(each.values[0] for each in reference.absent))
    return Contradicting(
        column=first,
        by=tuple(others),
        cases=tuple((*each.values[1:], each.values[0]) for each in reference.absent),
        confidences=(0.95,) * len(reference.absent),
    )
