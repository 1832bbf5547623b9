"""A judged problem: what, where, how much it matters, and the evidence."""

from enum import StrEnum

from datainsight.models.base import Frozen
from datainsight.models.selector import Selector


class Dimension(StrEnum):
    """The dimension of quality an issue harms (ISO/IEC 25012 terms)."""

    COMPLETENESS = "completeness"
    UNIQUENESS = "uniqueness"
    VALIDITY = "validity"
    CONSISTENCY = "consistency"
    ACCURACY = "accuracy"
    TIMELINESS = "timeliness"


class Severity(StrEnum):
    """How much an issue matters for the chosen goal."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Goal(StrEnum):
    """What the user wants the table for."""

    GENERAL_AUDIT = "general_audit"
    ML_PREPARATION = "ml_preparation"
    ANALYTICS = "analytics"
    MIGRATION = "migration"
    PRIVACY = "privacy"


class Issue(Frozen):
    """One problem.

    Attributes:
        id: Stable for the same table: "<kind>:<first column position or 'table'>[:<number>]".
        kind: The check that found it.
        dimension: What it harms.
        columns: The columns concerned; empty for the whole table.
        severity: For the goal of the analysis.
        affected_row_count: Rows (an estimate where the profile is not exact).
        message: One sentence with the evidence.
        examples: Up to five values, none from columns with personal data.
        recommendation_ids: The repairs on offer.
        selector: Which cells are meant.
        confidence: 0..1, the probability that a flagged cell is really wrong.
    """

    id: str
    kind: str
    dimension: Dimension
    columns: tuple[str, ...]
    severity: Severity
    affected_row_count: int
    message: str
    examples: tuple[str, ...] = ()
    recommendation_ids: tuple[str, ...] = ()
    selector: Selector
    confidence: float = 1.0
