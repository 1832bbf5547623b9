"""What metering needs of the outside world; `services.ports` has the rest."""

from collections.abc import Iterator
from typing import Protocol

from datainsight.models.usage import Reservation, SpendingLimits, UsageEvent, UsageTotals


class UsageLedger(Protocol):
    """Events that are only ever added, and sums that are right however many write at once."""

    def reserve(self, reservation: Reservation, limits: SpendingLimits) -> None:
        """Sets money aside before it is spent; for a job that has a reservation nothing happens.

        Raises:
            BudgetExceededError: It would exceed a month's budget.
            QuotaExceededError: It would exceed the day's quota.
        """
        ...

    def reservation(self, workspace_id: str, job_id: str) -> Reservation | None:
        """What is set aside for a job."""
        ...

    def release(self, reservation: Reservation) -> None:
        """The job is not done after all; the second time nothing happens."""
        ...

    def settle(self, reservation: Reservation, event: UsageEvent) -> None:
        """The job is done: what was set aside is spent. The second time nothing happens."""
        ...

    def charge(self, event: UsageEvent, limits: SpendingLimits) -> None:
        """Spends without a reservation, once for each event id.

        Raises:
            BudgetExceededError: It would exceed a month's budget.
        """
        ...

    def totals(self, workspace_id: str, month: str, key_id: str | None = None) -> UsageTotals:
        """A month's sums, of the workspace or of one key."""
        ...

    def events(self, workspace_id: str, month: str) -> Iterator[UsageEvent]:
        """A month's events, by id."""
        ...

    def budget(self, workspace_id: str, key_id: str | None = None) -> int | None:
        """Micro-dollars a month, of the workspace or of one key; None is no limit."""
        ...

    def set_budget(self, workspace_id: str, microdollars: int | None, key_id: str | None = None) -> None:
        """Replaces it."""
        ...

    def payer(self, workspace_id: str, dataset_id: str) -> str | None:
        """The API key that announced the dataset's file, if one did: the upload itself has no name."""
        ...

    def set_payer(self, workspace_id: str, dataset_id: str, key_id: str) -> None:
        """Remembers it."""
        ...
