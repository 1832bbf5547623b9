"""Judgement: facts of a profile -> issues. Every module with checks is imported here, by name."""

from datainsight.checks import accuracy, completeness, consistency, uniqueness, validity
from datainsight.checks.registry import registered_checks

__all__ = ["accuracy", "completeness", "consistency", "registered_checks", "uniqueness", "validity"]
