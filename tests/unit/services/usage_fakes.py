"""The usage ledger in memory: the contract tests hold it to the same promises as the adapter."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from datainsight.errors import BudgetExceededError, QuotaExceededError
from datainsight.models.usage import Meter, ModelTokens, Reservation, SpendingLimits, UsageEvent, UsageTotals

Sums = tuple[str, str, str | None]
_LOCK = threading.Lock()


@dataclass
class MemoryUsage:
    """Dictionaries behind one lock, which is not theirs so that they can be pickled."""

    reserved: dict[tuple[str, str], Reservation] = field(default_factory=dict)
    written: dict[tuple[str, str, str], UsageEvent] = field(default_factory=dict)
    spent: dict[Sums, int] = field(default_factory=lambda: defaultdict(int))
    committed: dict[Sums, int] = field(default_factory=lambda: defaultdict(int))
    counted: dict[tuple[Sums, Meter], int] = field(default_factory=lambda: defaultdict(int))
    tokens: dict[Sums, dict[str, ModelTokens]] = field(default_factory=lambda: defaultdict(dict))
    used: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    budgets: dict[tuple[str, str | None], int] = field(default_factory=dict)
    payers: dict[tuple[str, str], str] = field(default_factory=dict)

    def reserve(self, reservation: Reservation, limits: SpendingLimits) -> None:
        with _LOCK:
            place = (reservation.workspace_id, reservation.job_id)
            if place in self.reserved:
                return
            self._refuse(reservation.workspace_id, reservation.month, reservation.key_id,
                         reservation.microdollars, limits)  # fmt: skip
            day = (reservation.workspace_id, reservation.day)
            if (
                limits.daily_bytes is not None
                and self.used[day] + reservation.size_bytes > limits.daily_bytes
            ):
                raise QuotaExceededError("The plan's quota is used up.", retry_after_seconds=60)
            self.reserved[place] = reservation
            self.used[day] += reservation.size_bytes
            for sums in _sums(reservation.workspace_id, reservation.month, reservation.key_id):
                self.committed[sums] += reservation.microdollars

    def reservation(self, workspace_id: str, job_id: str) -> Reservation | None:
        return self.reserved.get((workspace_id, job_id))

    def release(self, reservation: Reservation) -> None:
        with _LOCK:
            if self.reserved.pop((reservation.workspace_id, reservation.job_id), None) is None:
                return
            self.used[reservation.workspace_id, reservation.day] -= reservation.size_bytes
            for sums in _sums(reservation.workspace_id, reservation.month, reservation.key_id):
                self.committed[sums] -= reservation.microdollars

    def settle(self, reservation: Reservation, event: UsageEvent) -> None:
        with _LOCK:
            if self.reserved.pop((reservation.workspace_id, reservation.job_id), None) is None:
                return
            self._write(event, reservation.month, event.microdollars - reservation.microdollars)

    def charge(self, event: UsageEvent, limits: SpendingLimits) -> None:
        month = event.at.strftime("%Y-%m")
        with _LOCK:
            if (event.workspace_id, month, event.event_id) in self.written:
                return
            self._refuse(event.workspace_id, month, event.key_id, event.microdollars, limits)
            self._write(event, month, event.microdollars)

    def totals(self, workspace_id: str, month: str, key_id: str | None = None) -> UsageTotals:
        sums = (workspace_id, month, key_id)
        return UsageTotals(
            spent_microdollars=self.spent[sums],
            committed_microdollars=self.committed[sums],
            quantities={meter: self.counted[sums, meter] for meter in Meter if self.counted[sums, meter]},
            tokens_by_model=dict(sorted(self.tokens[sums].items())),
        )

    def events(self, workspace_id: str, month: str) -> Iterator[UsageEvent]:
        yield from (each for key, each in sorted(self.written.items()) if key[:2] == (workspace_id, month))

    def budget(self, workspace_id: str, key_id: str | None = None) -> int | None:
        return self.budgets.get((workspace_id, key_id))

    def set_budget(self, workspace_id: str, microdollars: int | None, key_id: str | None = None) -> None:
        self.budgets.pop((workspace_id, key_id), None)
        if microdollars is not None:
            self.budgets[workspace_id, key_id] = microdollars

    def payer(self, workspace_id: str, dataset_id: str) -> str | None:
        return self.payers.get((workspace_id, dataset_id))

    def set_payer(self, workspace_id: str, dataset_id: str, key_id: str) -> None:
        self.payers[workspace_id, dataset_id] = key_id

    def _refuse(
        self, workspace_id: str, month: str, key_id: str | None, amount: int, limits: SpendingLimits
    ) -> None:
        allowed = [(None, limits.workspace_microdollars), (key_id, limits.key_microdollars)]
        for whose, limit in allowed[: 2 if key_id else 1]:
            if limit is not None and amount and self.committed[workspace_id, month, whose] + amount > limit:
                raise BudgetExceededError("This would cost more than the budget leaves.", key_id=whose)

    def _write(self, event: UsageEvent, month: str, difference: int) -> None:
        self.written[event.workspace_id, month, event.event_id] = event
        for sums in _sums(event.workspace_id, month, event.key_id):
            self.committed[sums] += difference
            self.spent[sums] += event.microdollars
            for meter, quantity in event.quantities.items():
                self.counted[sums, meter] += quantity
            for model, more in event.tokens_by_model.items():
                before = self.tokens[sums].get(model, ModelTokens())
                self.tokens[sums][model] = ModelTokens(
                    input_tokens=before.input_tokens + more.input_tokens,
                    output_tokens=before.output_tokens + more.output_tokens,
                )


def _sums(workspace_id: str, month: str, key_id: str | None) -> list[Sums]:
    return [(workspace_id, month, None)] + ([(workspace_id, month, key_id)] if key_id else [])
