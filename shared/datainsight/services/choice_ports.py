"""What users' choices need of the outside world; `services.ports` has the rest."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from datainsight.models.choices import Decision, Mute, Preferences


class ChoiceStore(Protocol):
    """Decisions about recommendations and their order, muted issues, preferences."""

    def decide(self, workspace_id: str, analysis_id: str, decisions: Mapping[str, Decision | None]) -> None:
        """Stores decisions by the recommendation's id; None takes one back."""
        ...

    def decisions(self, workspace_id: str, analysis_id: str) -> Mapping[str, Decision]:
        """All decisions of an analysis."""
        ...

    def save_order(self, workspace_id: str, analysis_id: str, recommendation_ids: Sequence[str]) -> None:
        """Replaces the order in which the repairs of an analysis are to run; an empty one forgets it."""
        ...

    def order(self, workspace_id: str, analysis_id: str) -> tuple[str, ...]:
        """The order that was wished; empty where none was."""
        ...

    def add_mute(self, workspace_id: str, mute: Mute) -> None:
        """Stores a rule, or another reason for one that exists."""
        ...

    def mutes(self, workspace_id: str) -> tuple[Mute, ...]:
        """All rules of a workspace, oldest first."""
        ...

    def remove_mute(self, workspace_id: str, mute_id: str) -> bool:
        """Forgets a rule; False where there is none."""
        ...

    def preferences(self, workspace_id: str, user_id: str | None) -> Preferences | None:
        """Of a user, whatever the workspace; of the workspace where nobody is signed in."""
        ...

    def save_preferences(self, workspace_id: str, user_id: str | None, preferences: Preferences) -> None:
        """Replaces them."""
        ...
