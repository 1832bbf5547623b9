"""The one registry of checks. A check reads facts and returns findings; it never sees the data."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from datainsight.checks.thresholds import Thresholds
from datainsight.models.issue import Dimension, Goal
from datainsight.models.profile import ColumnProfile, TableProfile
from datainsight.models.selector import Selector
from datainsight.repairs.base import Repair


@dataclass(frozen=True)
class Finding:
    """What one check found in one place.

    Attributes:
        columns: The columns concerned; empty for the whole table.
        selector: Which cells are meant.
        affected_row_count: Rows; an estimate where the profile is not exact.
        confidence: 0..1, the probability that a selected cell is really wrong.
        message: One sentence without its full stop, and without values.
        evidence: Values and counts that support it, left out where the column is private.
        examples: Values as they stand in the file.
        repairs: Typed repairs, best first.
        is_repair_safe: False where the best repair may lose information here, whatever it does elsewhere.
        best_for: Goals for which another one of them is best.
    """

    columns: tuple[str, ...]
    selector: Selector
    affected_row_count: int
    confidence: float
    message: str
    evidence: str = ""
    examples: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    is_repair_safe: bool = True
    best_for: Mapping[Goal, Repair] = field(default_factory=dict)

    def repairs_for(self, goal: Goal) -> tuple[Repair, ...]:
        """The repairs, that which is best for the goal first."""
        best = self.best_for.get(goal)
        if best is None:
            return self.repairs
        return (best, *(each for each in self.repairs if each != best))


ColumnCheck = Callable[[ColumnProfile, int, Thresholds], Finding | None]
"""Judges one column; the number is the table's row count."""
TableCheck = Callable[[TableProfile, Thresholds], Finding | None]
"""Judges the table as a whole."""
GoalCheck = Callable[[TableProfile, Thresholds, "str | None"], Iterable[Finding]]
"""Judges how fit the table is for one goal; the text names the column that a model is to predict."""


RelationCheck = Callable[[TableProfile, Thresholds], Iterable[Finding]]
"""Judges columns together, and may find several things."""

PARAGRAPHS = ("In a report", "Why it matters", "How it decides", "Repair", "Source")
"""Titles of the paragraphs that every check's docstring has besides what it finds."""


@dataclass(frozen=True)
class Check:
    """A registered check.

    Attributes:
        kind: The function's name; the `kind` of its issues.
        dimension: What the problem harms.
        harm: What the problem costs when every row has it; 1 is "the column is worthless".
        goal_weights: Factor on `harm` for goals that suffer more or less than others.
        find: All findings in a profile, given the thresholds and the column that a model is to predict.
        what: First sentence of the docstring.
        sentence: Its "In a report" paragraph: what an issue says in a text, see `insight.wording`.
        why: Its "Why it matters" paragraph.
        how: Its "How it decides" paragraph.
        repair: Its "Repair" paragraph: which, and whether it is safe.
        source: Its "Source" paragraph: who found the method, or which standard asks for it.
        goal: The one goal it speaks to; None for all.
    """

    kind: str
    dimension: Dimension
    harm: float
    goal_weights: Mapping[Goal, float]
    find: GoalCheck
    what: str
    sentence: str
    why: str
    how: str
    repair: str
    source: str
    goal: Goal | None = None

    def speaks_to(self, goal: Goal) -> bool:
        """Whether it has anything to say to a goal."""
        return self.goal is None or self.goal is goal


@dataclass
class _Registry:
    checks: dict[str, Check] = field(default_factory=dict)


_REGISTRY = _Registry()


def registered_checks() -> Mapping[str, Check]:
    """All checks by kind, in the order of their definition."""
    return MappingProxyType(_REGISTRY.checks)


def column_check(
    dimension: Dimension, *, harm: float, goals: Mapping[Goal, float] | None = None
) -> Callable[[ColumnCheck], ColumnCheck]:
    """Registers a function that judges one column at a time.

    Args:
        dimension: What the problem harms.
        harm: What the problem costs when every row has it; 1 is "the column is worthless".
        goals: Factor on `harm` for single goals.
    """

    def register(function: ColumnCheck) -> ColumnCheck:
        def find(profile: TableProfile, thresholds: Thresholds, _: str | None) -> Iterable[Finding]:
            row_count = profile.dataset.row_count
            found = (function(column, row_count, thresholds) for column in profile.columns)
            return [finding for finding in found if finding is not None]

        _add(function, dimension, harm, goals, find)
        return function

    return register


def table_check(
    dimension: Dimension, *, harm: float, goals: Mapping[Goal, float] | None = None
) -> Callable[[TableCheck], TableCheck]:
    """Registers a function that judges the table as a whole; arguments as for `column_check`."""

    def register(function: TableCheck) -> TableCheck:
        def find(profile: TableProfile, thresholds: Thresholds, _: str | None) -> Iterable[Finding]:
            finding = function(profile, thresholds)
            return [] if finding is None else [finding]

        _add(function, dimension, harm, goals, find)
        return function

    return register


def relation_check(
    dimension: Dimension, *, harm: float, goals: Mapping[Goal, float] | None = None
) -> Callable[[RelationCheck], RelationCheck]:
    """Registers a function that judges columns together; arguments as for `column_check`."""

    def register(function: RelationCheck) -> RelationCheck:
        def find(profile: TableProfile, thresholds: Thresholds, _: str | None) -> Iterable[Finding]:
            return function(profile, thresholds)

        _add(function, dimension, harm, goals, find)
        return function

    return register


def goal_check(goal: Goal, dimension: Dimension, *, harm: float) -> Callable[[GoalCheck], GoalCheck]:
    """Registers a function that judges how fit the table is for one goal, and may find several things.

    Args:
        goal: The only goal it is asked for.
        dimension: What the problem harms.
        harm: What the problem costs when every row has it; 1 is "the column is worthless".
    """

    def register(function: GoalCheck) -> GoalCheck:
        _add(function, dimension, harm, None, function, goal=goal)
        return function

    return register


def _add(
    function: ColumnCheck | TableCheck | RelationCheck | GoalCheck,
    dimension: Dimension,
    harm: float,
    goals: Mapping[Goal, float] | None,
    find: GoalCheck,
    *,
    goal: Goal | None = None,
) -> None:
    kind = function.__name__
    if kind in _REGISTRY.checks:
        raise ValueError(f"two checks are called {kind}")
    what, named = read_docstring(kind, function.__doc__ or "")
    sentence, why, how, repair, source = (named[title] for title in PARAGRAPHS)
    _REGISTRY.checks[kind] = Check(
        kind, dimension, harm, goals or {}, find, what, sentence, why, how, repair, source, goal
    )


def read_docstring(kind: str, docstring: str) -> tuple[str, dict[str, str]]:
    """What a check finds, and its titled paragraphs.

    Raises:
        ValueError: One of them is missing.
    """
    paragraphs = [re.sub(r"\s+", " ", part).strip() for part in docstring.split("\n\n")]
    named = dict(part.split(": ", 1) for part in paragraphs[1:] if ": " in part)
    missing = [title for title in PARAGRAPHS if title not in named]
    if missing or not paragraphs[0]:
        wanted = ", ".join(f"'{title}:'" for title in PARAGRAPHS)
        raise ValueError(
            f"the docstring of check {kind} must say what it finds, {wanted}; it lacks {missing}"
        )
    return paragraphs[0], named
