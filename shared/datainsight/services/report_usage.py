"""Tells the billing service what was used since the last round."""

from datainsight.errors import RefusedError
from datainsight.models.billing import BillingResult
from datainsight.services.billing_ports import BillingMeter, BillingOutbox


def report_usage(*, outbox: BillingOutbox, meter: BillingMeter) -> BillingResult:
    """Tells all that is pending. What is not taken stays, and is told again in the next round.

    A usage that was told before the round broke is told twice; the service knows it by its id.

    Raises:
        UnavailableError: The service does not answer: the rest waits for the next round.
    """
    told = refused = 0
    for usage in outbox.pending():
        customer_id = outbox.customer(usage.workspace_id)
        if customer_id is None:
            customer_id = meter.add_customer(usage.workspace_id)
            outbox.remember_customer(usage.workspace_id, customer_id)
        try:
            meter.report(usage, customer_id)
        except RefusedError:
            refused += 1
            continue
        outbox.done(usage)
        told += 1
    return BillingResult(told=told, refused=refused)
