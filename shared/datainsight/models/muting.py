"""What a user does not want to be told again."""

from typing import Self

from pydantic import model_validator

from datainsight.models.base import Frozen
from datainsight.models.issue import Issue


class MuteRule(Frozen):
    """Which issues are muted: those of a kind, those about a column, or those of a kind about a column.

    Attributes:
        kind: The check's name; any where None.
        column: Among the issue's columns, spelled as in the table; any, or none, where None.
        reason: For those who read the rule.
    """

    kind: str | None = None
    column: str | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.kind is None and self.column is None:
            raise ValueError("a rule needs a kind, a column, or both")
        return self

    def covers(self, issue: Issue) -> bool:
        """Whether an issue is muted by this rule."""
        return self.kind in (None, issue.kind) and (self.column is None or self.column in issue.columns)
