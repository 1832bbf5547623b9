"""Which repairs a script makes, in which order."""

from collections.abc import Collection
from dataclasses import dataclass

from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.recommendation import Recommendation, VerificationStatus
from datainsight.repairs.base import Repair
from datainsight.repairs.drop_column import DropColumn
from datainsight.repairs.registry import load


@dataclass(frozen=True)
class Step:
    """One repair of a script.

    Attributes:
        repair: What is done.
        recommendation: Why it is on offer, and what its trial showed.
        issue: What it resolves.
    """

    repair: Repair
    recommendation: Recommendation
    issue: Issue


def plan(document: ProfileDocument, only: Collection[str] | None = None) -> tuple[Step, ...]:
    """The repairs of a script.

    They run by phase (cells before rows before columns), so that a second run finds nothing to do; within a
    phase in the order of the document. Repairs of a column that is dropped are left out.

    Args:
        document: With its recommendations.
        only: Ids of the wanted recommendations; None means all that are recommended by default.

    Raises:
        UsageError: An id is unknown, or its repair was refused when it was tried on the data.
    """
    wanted = {each.id for each in document.recommendations if each.is_default} if only is None else set(only)
    known = {each.id: each for each in document.recommendations}
    for unknown in sorted(wanted - known.keys()):
        raise UsageError(f"There is no recommendation {unknown!r}.", remedy="The profile lists their ids.")
    issues = {each.id: each for each in document.issues}
    steps: list[Step] = []
    for each in document.recommendations:
        if each.id not in wanted:
            continue
        if each.verification.status is VerificationStatus.REFUSED:
            if only is None:
                continue
            raise UsageError(f"Recommendation {each.id!r} was refused: {each.verification.reason}")
        steps.append(Step(load(each.repair), each, issues[each.issue_id]))
    dropped = {step.repair.column for step in steps if isinstance(step.repair, DropColumn)}
    kept = (
        step
        for step in steps
        if isinstance(step.repair, DropColumn) or dropped.isdisjoint(step.repair.columns_changed)
    )
    return tuple(sorted(kept, key=lambda step: step.repair.phase))
