"""Which repairs a script makes, in which order."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from datainsight.codegen.order import keep_order
from datainsight.errors import UsageError
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
from datainsight.models.recommendation import Recommendation, VerificationStatus
from datainsight.repairs.base import Effect, Repair
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


@dataclass(frozen=True)
class LeftOut:
    """A repair that was wanted, and why it is not made."""

    recommendation_id: str
    reason: str


@dataclass(frozen=True)
class Moved:
    """A repair that is made earlier than somebody wanted.

    Attributes:
        recommendation_id: Its recommendation.
        before: That of the repair it has to come before.
        reason: Why, as a sentence.
    """

    recommendation_id: str
    before: str
    reason: str


@dataclass(frozen=True)
class Arranged:
    """The repairs of a script, in order, those that do not go with them, and those that had to move."""

    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]
    moved: tuple[Moved, ...] = ()


def plan(document: ProfileDocument, only: Collection[str] | None = None) -> tuple[Step, ...]:
    """The repairs of a script, see `arrange`."""
    return arrange(document, only).steps


def arrange(
    document: ProfileDocument, only: Collection[str] | None = None, *, keeps_order: bool = False
) -> Arranged:
    """The repairs of a script, without those that contradict another one.

    They run by phase (cells before rows before columns), so that a second run finds nothing to do; within a
    phase in the order of the document. Repairs of a column that is dropped are left out. Of two repairs that
    take a column for different things, or settle the same about it, that of the more severe issue is made.

    Where an order is given, that is kept as far as it does not contradict itself (`order.keep_order`), and of
    two repairs that contradict each other the first one is made.

    Args:
        document: With its recommendations.
        only: Ids of the wanted recommendations; None means all that are recommended by default.
        keeps_order: Whether the order of `only` is meant.

    Raises:
        UsageError: An id is unknown, or its repair was refused when it was tried on the data.
    """
    steps = _wanted(document, only)
    dropped = {step.repair.column for step in steps if isinstance(step.repair, DropColumn)}
    if keeps_order and only is not None:
        asked = {name: place for place, name in enumerate(dict.fromkeys(only))}
        steps.sort(key=lambda step: asked[step.recommendation.id])
        kept, left_out = _without_contradictions(steps, dropped)
        return _in_given_order(kept, left_out)
    rank = {issue.id: number for number, issue in enumerate(document.issues)}
    by_severity = sorted(steps, key=lambda step: rank[step.issue.id])
    kept, left_out = _without_contradictions(by_severity, dropped)
    chosen = {step.recommendation.id for step in kept}
    ordered = (step for step in steps if step.recommendation.id in chosen)
    return Arranged(tuple(sorted(ordered, key=lambda step: step.repair.phase)), tuple(left_out))


def _without_contradictions(
    steps: Sequence[Step], dropped: Collection[str]
) -> tuple[list[Step], list[LeftOut]]:
    kept: list[Step] = []
    left_out: list[LeftOut] = []
    for step in steps:
        reason = _contradiction(step, kept, dropped)
        if reason is None:
            kept.append(step)
        else:
            left_out.append(LeftOut(step.recommendation.id, reason))
    return kept, left_out


def _in_given_order(steps: Sequence[Step], left_out: Sequence[LeftOut]) -> Arranged:
    ordered = keep_order([step.repair for step in steps])
    moved = tuple(
        Moved(
            steps[place].recommendation.id,
            steps[other].recommendation.id,
            _why_before(steps[other].repair),
        )
        for place, other in sorted(ordered.moved.items())
    )
    return Arranged(tuple(steps[place] for place in ordered.places), tuple(left_out), moved)


def _why_before(later: Repair) -> str:
    if later.effect is Effect.COLUMNS and later.columns_changed:
        return f"It is made before {later.operation}, after which its column is gone or has another name."
    return f"It is made before {later.operation}, which builds on it."


def _wanted(document: ProfileDocument, only: Collection[str] | None) -> list[Step]:
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
    return steps


def _contradiction(step: Step, kept: Sequence[Step], dropped: Collection[str]) -> str | None:
    """Why a repair does not go with those before it, as a sentence; None where it does."""
    repair = step.repair
    if not isinstance(repair, DropColumn) and not set(dropped).isdisjoint(repair.columns_changed):
        return "Its column is left out."
    for other in (each.repair for each in kept):
        if other == repair:
            return "It is made already."
        if other.columns_changed != repair.columns_changed:
            continue
        is_other_reading = repair.reads and other.reads and repair.reads != other.reads
        is_same_otherwise = repair.reads and repair.operation == other.operation
        if is_other_reading or is_same_otherwise:
            return f"The column is taken for a {other.reads} by {other.operation} already."
        if repair.settles and repair.settles == other.settles:
            return f"{other.operation} settles that already."
    return None
