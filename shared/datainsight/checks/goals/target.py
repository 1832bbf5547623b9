"""What a model is to predict."""

from datainsight.models.profile import ColumnProfile, DataType, Role, TableProfile
from datainsight.semantics.words import header_words

_NAMES = frozenset({"target", "label", "class", "outcome", "y"})
_CLASSES = 20
"""More different values are no classes."""


def target_of(profile: TableProfile, named: str | None) -> ColumnProfile | None:
    """The column a model is to predict: the named one, else the only one with a name that says so."""
    if named is not None:
        return next((column for column in profile.columns if column.name == named), None)
    found = [column for column in profile.columns if header_words(column.name) in _NAMES]
    return found[0] if len(found) == 1 else None


def features_of(profile: TableProfile, named: str | None) -> list[ColumnProfile]:
    """The columns a model may learn from: all that hold something, but for the target."""
    target = target_of(profile, named)
    return [column for column in profile.columns if column is not target and column.role is not Role.EMPTY]


def has_classes(column: ColumnProfile) -> bool:
    """Whether its values are classes rather than measurements or names."""
    if column.data_type is DataType.DECIMAL or not 2 <= column.distinct_count <= _CLASSES:
        return False
    return column.role in {Role.CATEGORICAL, Role.NUMERIC, Role.OTHER, Role.TEXT}
