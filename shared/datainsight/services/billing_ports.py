"""What telling a billing service needs of the outside world."""

from collections.abc import Iterator
from typing import Protocol

from datainsight.models.billing import BillableUsage


class BillingOutbox(Protocol):
    """What is still to be told: written together with the usage event itself, so that nothing is lost."""

    def pending(self) -> Iterator[BillableUsage]:
        """Oldest first."""
        ...

    def done(self, usage: BillableUsage) -> None:
        """It was told; doing it again changes nothing."""
        ...

    def customer(self, workspace_id: str) -> str | None:
        """What the billing service calls a workspace; None where it does not know it yet."""
        ...

    def remember_customer(self, workspace_id: str, customer_id: str) -> None:
        """Keeps that."""
        ...


class BillingMeter(Protocol):
    """The billing service. Telling it the same twice counts once."""

    def add_customer(self, workspace_id: str) -> str:
        """Makes a customer of a workspace; the same one each time.

        Raises:
            UnavailableError: It does not answer.
        """
        ...

    def report(self, usage: BillableUsage, customer_id: str) -> None:
        """Counts what was used.

        Raises:
            UnavailableError: It does not answer.
            RefusedError: It does not take this one.
        """
        ...
