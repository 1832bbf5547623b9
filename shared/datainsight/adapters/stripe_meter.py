"""Stripe's billing meters: usage events become meter events, whose sums Stripe invoices.

The meter sums `value`, in micro-dollars, by `stripe_customer_id`; its price is 0.000001 US dollars a unit.
Source: https://docs.stripe.com/api/billing/meter-event/create (identifiers are unique for at least 24 hours).
"""

import stripe

from datainsight.errors import RefusedError, UnavailableError
from datainsight.models.base import Frozen
from datainsight.models.billing import BillableUsage

RETRIES = 3
"""Of the library, with backoff, under the same idempotency key."""

TIMEOUT_SECONDS = 20
_DUPLICATE = "already exists with identifier"


class StripeAccount(Frozen):
    """What the deployment's secret holds.

    Attributes:
        api_key: Restricted to write meter events and customers.
        event_name: Of the meter.
        api_base: Another address than Stripe's, for tests.
    """

    api_key: str
    event_name: str = "datainsight_usage"
    api_base: str = "https://api.stripe.com"


class StripeMeter:
    """Implements `services.billing_ports.BillingMeter`."""

    def __init__(self, account: StripeAccount) -> None:
        self._account = account
        self._client = stripe.StripeClient(
            account.api_key,
            base_addresses={"api": account.api_base},
            max_network_retries=RETRIES,
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        )

    def add_customer(self, workspace_id: str) -> str:
        """By an idempotency key, so that two rounds at once make one."""
        try:
            customer = self._client.v1.customers.create(
                {"name": f"Workspace {workspace_id}", "metadata": {"workspace_id": workspace_id}},
                {"idempotency_key": f"customer-{workspace_id}"},
            )
        except stripe.StripeError as error:
            raise _away(error) from error
        return customer.id

    def report(self, usage: BillableUsage, customer_id: str) -> None:
        """The usage event's id is identifier and idempotency key; one that Stripe has already is told."""
        try:
            self._client.v1.billing.meter_events.create(
                {
                    "event_name": self._account.event_name,
                    "identifier": usage.event_id,
                    "timestamp": int(usage.at.timestamp()),
                    "payload": {"stripe_customer_id": customer_id, "value": str(usage.microdollars)},
                },
                {"idempotency_key": f"usage-{usage.event_id}"},
            )
        except stripe.InvalidRequestError as error:
            if _DUPLICATE not in str(error):
                raise RefusedError(
                    f"Stripe does not take the usage: {error.user_message}", where=usage.event_id
                ) from error
        except stripe.StripeError as error:
            raise _away(error) from error


def _away(error: stripe.StripeError) -> UnavailableError:
    return UnavailableError(
        f"Stripe cannot be told ({type(error).__name__}).", remedy="It is tried again in the next round."
    )
