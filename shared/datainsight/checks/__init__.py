"""Judgement: facts of a profile -> issues. Every module with checks is imported here, by name."""

from datainsight.checks import accuracy, completeness, consistency, quantities, uniqueness, validity
from datainsight.checks.registry import registered_checks

__all__ = [
    "accuracy",
    "completeness",
    "consistency",
    "quantities",
    "registered_checks",
    "uniqueness",
    "validity",
]
