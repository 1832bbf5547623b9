"""Documents that recommend given repairs."""

from collections.abc import Sequence

from datainsight.codegen.plan import plan
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Dimension, Issue, Severity
from datainsight.models.profile import ColumnProfile, DatasetFacts, DataType, Role
from datainsight.models.recommendation import Quality, Recommendation
from datainsight.models.selector import DuplicateRows, Selector, WholeColumn
from datainsight.repairs.base import Repair
from datainsight.repairs.registry import record


def document_with(
    columns: Sequence[str],
    repairs: Sequence[Repair],
    *,
    selectors: Sequence[Selector] = (),
    row_count: int = 10,
    name: str = "table.csv",
) -> ProfileDocument:
    """A profile with one issue and one default recommendation a repair, ids "issue:0", "issue:0:repair", …"""
    issues = tuple(
        _issue(number, repair, selectors[number] if selectors else _selector(repair))
        for number, repair in enumerate(repairs)
    )
    return ProfileDocument(
        dataset=DatasetFacts(
            name=name,
            format="csv",
            size_bytes=1,
            row_count=row_count,
            column_count=len(columns),
            duplicate_row_count=0,
            missing_cell_count=0,
            fingerprint="0",
        ),
        columns=tuple(
            ColumnProfile(
                name=column,
                position=position,
                data_type=DataType.TEXT,
                role=Role.TEXT,
                null_count=0,
                distinct_count=1,
            )
            for position, column in enumerate(columns)
        ),
        issues=issues,
        recommendations=tuple(
            Recommendation(
                id=issue.recommendation_ids[0],
                issue_id=issue.id,
                title=repair.description,
                rationale="It matters.",
                repair=record(repair),
                is_default=True,
                is_safe=repair.is_safe,
            )
            for issue, repair in zip(issues, repairs, strict=True)
        ),
        quality=Quality(score=100.0, dimensions=dict.fromkeys(Dimension, 100.0), deductions=()),
    )


def _selector(repair: Repair) -> Selector:
    column = getattr(repair, "column", None)
    return DuplicateRows() if column is None else WholeColumn(column=column)


def _issue(number: int, repair: Repair, selector: Selector) -> Issue:
    column = getattr(repair, "column", None)
    return Issue(
        id=f"issue:{number}",
        kind="something_odd",
        dimension=Dimension.CONSISTENCY,
        columns=() if column is None else (column,),
        severity=Severity.LOW,
        affected_row_count=1,
        message="Something is odd.",
        recommendation_ids=(f"issue:{number}:repair",),
        selector=selector,
    )


def planned(columns: Sequence[str], repairs: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs in the order of scripts, without those that contradict another one."""
    return tuple(step.repair for step in plan(document_with(columns, repairs)))
