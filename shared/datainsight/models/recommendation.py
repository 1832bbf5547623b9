"""Repairs on offer, and the score."""

from enum import StrEnum

from pydantic import JsonValue

from datainsight.models.base import Frozen
from datainsight.models.issue import Dimension


class RepairRecord(Frozen):
    """A repair as stored: `repairs.registry.load` turns it into the typed operation and back.

    Attributes:
        operation: Name in the catalogue, e.g. "trim_whitespace".
        parameters: The operation's own fields as JSON.
    """

    operation: str
    parameters: dict[str, JsonValue]


class VerificationStatus(StrEnum):
    """What running the repair on the data showed."""

    NOT_RUN = "not_run"
    VERIFIED = "verified"
    REFUSED = "refused"


class LanguageOutcome(StrEnum):
    """What the script in another language made, compared with that for polars."""

    SAME = "same"
    OTHER = "other"
    FAILED = "failed"


class LanguageTrial(Frozen):
    """The repair, written in another language and run on rows that it changes and rows that it does not.

    Attributes:
        language: "duckdb" (SQL) or "pandas".
        rows: Rows it was run on.
        outcome: Whether the same table came out.
    """

    language: str
    rows: int
    outcome: LanguageOutcome


class ValueChange(Frozen):
    """A value before and after a repair; None is null.

    Attributes:
        before: In the table.
        after: In the repaired one.
    """

    before: str | None
    after: str | None


class Verification(Frozen):
    """The result of running one repair on the user's data.

    Attributes:
        status: Whether it may be offered.
        rows_checked: Rows it was run on.
        is_sample: Whether those were fewer than all rows: the first 20,000 of a table of more than 50,000.
            Repairs that work row by row are tried on all rows then by the service and `profile --all-rows`.
        cells_changed: Cells that differ afterwards, in the repair's own columns.
        rows_removed: Rows that are gone afterwards.
        rows_added: Rows that there are more, where entries of lists became rows.
        issue_count_before: Cells or rows the issue's selector finds before.
        issue_count_after: The same afterwards.
        examples: A few different values before and after.
        score_before: The table's score with all its issues.
        score_after: What the score would be with as much of this issue as is left.
        reason: Why it is refused, else None.
        languages: The same in the other languages that could be run where it was tried.
        seconds: How long trying it took; only the service's list of repairs says so: documents are the same
            however often they are made, and have None.
        builds_on: Recommendations whose repairs were made before it in the trial; alone it resolved nothing.
    """

    status: VerificationStatus
    rows_checked: int = 0
    is_sample: bool = False
    cells_changed: int = 0
    rows_removed: int = 0
    rows_added: int = 0
    issue_count_before: int = 0
    issue_count_after: int = 0
    examples: tuple[ValueChange, ...] = ()
    score_before: float | None = None
    score_after: float | None = None
    reason: str | None = None
    languages: tuple[LanguageTrial, ...] = ()
    seconds: float | None = None
    builds_on: tuple[str, ...] = ()


class Recommendation(Frozen):
    """One repair for one issue, in the order they should be applied.

    Attributes:
        id: Stable: "<issue id>:<operation>".
        issue_id: The issue it resolves.
        title: What it does, in the imperative.
        rationale: Why, in one sentence.
        repair: The operation.
        is_default: Whether `code` and `clean` include it unasked: only safe repairs are.
        is_safe: Whether it can lose no information.
        verification: What running it showed.
    """

    id: str
    issue_id: str
    title: str
    rationale: str
    repair: RepairRecord
    is_default: bool
    is_safe: bool
    verification: Verification = Verification(status=VerificationStatus.NOT_RUN)


class Deduction(Frozen):
    """Points taken from 100 for one issue.

    Attributes:
        issue_id: The issue.
        points: Taken away, with two decimals.
        reason: In a sentence.
    """

    issue_id: str
    points: float
    reason: str


class Quality(Frozen):
    """The score: 100 minus the sum of all deductions, exactly; points have two decimals.

    Attributes:
        score: 0..100.
        dimensions: 100 minus the deductions of that dimension's issues, at least 0.
        deductions: Largest first.
    """

    score: float
    dimensions: dict[Dimension, float]
    deductions: tuple[Deduction, ...]

    def points_by_issue(self) -> dict[str, float]:
        """What each issue costs, by its id; one that costs nothing is not there."""
        return {each.issue_id: each.points for each in self.deductions}
