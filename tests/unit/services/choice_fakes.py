"""Users' choices in memory: the contract tests hold these to the same promises as the adapters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from datainsight.models.choices import Decision, Mute, Preferences


@dataclass
class MemoryChoices:
    """Dictionaries."""

    decided: dict[tuple[str, str], dict[str, Decision]] = field(default_factory=dict)
    orders: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    rules: dict[tuple[str, str], Mute] = field(default_factory=dict)
    liked: dict[str, Preferences] = field(default_factory=dict)

    def decide(self, workspace_id: str, analysis_id: str, decisions: Mapping[str, Decision | None]) -> None:
        merged: dict[str, Decision | None] = {**self.decisions(workspace_id, analysis_id), **decisions}
        self.decided[workspace_id, analysis_id] = {
            key: value for key, value in merged.items() if value is not None
        }

    def decisions(self, workspace_id: str, analysis_id: str) -> Mapping[str, Decision]:
        return self.decided.get((workspace_id, analysis_id), {})

    def save_order(self, workspace_id: str, analysis_id: str, recommendation_ids: Sequence[str]) -> None:
        self.orders[workspace_id, analysis_id] = tuple(recommendation_ids)

    def order(self, workspace_id: str, analysis_id: str) -> tuple[str, ...]:
        return self.orders.get((workspace_id, analysis_id), ())

    def add_mute(self, workspace_id: str, mute: Mute) -> None:
        self.rules[workspace_id, mute.mute_id] = mute

    def mutes(self, workspace_id: str) -> tuple[Mute, ...]:
        own = [each for (owner, _), each in self.rules.items() if owner == workspace_id]
        return tuple(sorted(own, key=lambda each: (each.created_at, each.mute_id)))

    def remove_mute(self, workspace_id: str, mute_id: str) -> bool:
        return self.rules.pop((workspace_id, mute_id), None) is not None

    def preferences(self, workspace_id: str, user_id: str | None) -> Preferences | None:
        return self.liked.get(user_id or workspace_id)

    def save_preferences(self, workspace_id: str, user_id: str | None, preferences: Preferences) -> None:
        self.liked[user_id or workspace_id] = preferences
