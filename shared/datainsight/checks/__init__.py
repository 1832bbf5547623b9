"""Judgement: facts of a profile -> issues. Every module with checks is imported here, by name."""

from datainsight.checks import (
    accuracy,
    against_rows,
    completeness,
    consistency,
    contradicted,
    goals,
    impossible,
    misplaced,
    odd_values,
    ordered_pairs,
    quantities,
    references,
    spelling,
    timeliness,
    uniqueness,
    validity,
    writing,
)
from datainsight.checks.registry import registered_checks

__all__ = [
    "accuracy",
    "against_rows",
    "completeness",
    "consistency",
    "contradicted",
    "goals",
    "impossible",
    "misplaced",
    "odd_values",
    "ordered_pairs",
    "quantities",
    "references",
    "registered_checks",
    "spelling",
    "timeliness",
    "uniqueness",
    "validity",
    "writing",
]
