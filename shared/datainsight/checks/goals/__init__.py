"""Checks of one goal alone: fit for a model, for charts, for another database, for strangers' eyes."""

from datainsight.checks.goals import charts, features, migration, number_overflow, personal_data, prediction

__all__ = ["charts", "features", "migration", "number_overflow", "personal_data", "prediction"]
