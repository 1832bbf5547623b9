"""Webhooks hear of a budget that is used up, when the first thing is refused for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from datainsight.errors import BudgetExceededError
from datainsight.models.webhook import Announcement, WebhookEvent
from datainsight.services.announce import announcement_id
from datainsight.services.metering import dollars
from datainsight.services.ports import Announcer, Clock
from datainsight.services.usage_ports import UsageLedger


@contextmanager
def telling_of_budget(
    workspace_id: str, *, ledger: UsageLedger, announcer: Announcer, now: Clock
) -> Iterator[None]:
    """Announces a budget that what happens inside would exceed; once a month for each height of it.

    Raises:
        UnavailableError: The announcement was not taken; asking again announces it.
    """
    try:
        yield
    except BudgetExceededError as error:
        at = now()
        month, budget = at.strftime("%Y-%m"), ledger.budget(workspace_id, error.key_id)
        totals = ledger.totals(workspace_id, month, error.key_id)
        subject = f"{workspace_id}:{error.key_id}:{month}:{budget}"
        announcement = Announcement(
            announcement_id=announcement_id(WebhookEvent.USAGE_BUDGET_REACHED, subject),
            type=WebhookEvent.USAGE_BUDGET_REACHED,
            workspace_id=workspace_id,
            at=at,
            data={
                "scope": "key" if error.key_id else "workspace",
                "key_id": error.key_id,
                "month": month,
                "budget": dollars(budget or 0),
                "spent": dollars(totals.spent_microdollars),
                "committed": dollars(totals.committed_microdollars),
            },
        )
        announcer.announce(announcement)
        raise
