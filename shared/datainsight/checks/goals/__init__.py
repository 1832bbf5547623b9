"""Checks of one goal alone: fit for a model, for charts, for another database, for strangers' eyes."""

from datainsight.checks.goals import charts, features, migration, personal_data, prediction

__all__ = ["charts", "features", "migration", "personal_data", "prediction"]
