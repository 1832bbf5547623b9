"""What a billing service is told of use that was paid for."""

from datetime import datetime

from datainsight.models.base import Frozen


class BillableUsage(Frozen):
    """One job or call that costs something, to be told once.

    Attributes:
        event_id: That of the usage event: the job's or the request's id.
        workspace_id: Who pays.
        at: When it was done.
        microdollars: What it costs.
    """

    event_id: str
    workspace_id: str
    at: datetime
    microdollars: int


class BillingResult(Frozen):
    """What a round of telling did.

    Attributes:
        told: How many the billing service has now.
        refused: How many it does not want; they are kept, and told again in the next round.
    """

    told: int
    refused: int
