"""The outside world of a function: made at the first event, kept for the next ones."""

from functools import cache

from datainsight.bootstrap import AwsPorts
from datainsight.settings import Need, Settings


@cache
def stage_ports() -> AwsPorts:
    """For stages that need the bucket and the table only."""
    return AwsPorts(Settings.from_environment())


@cache
def webhook_ports() -> AwsPorts:
    """For the stage that delivers."""
    return AwsPorts(Settings.from_environment({Need.WEBHOOKS}))


@cache
def database_ports() -> AwsPorts:
    """For stages that need the database too."""
    return AwsPorts(Settings.from_environment({Need.DATABASE}))


@cache
def billing_ports() -> AwsPorts:
    """For the function that tells Stripe."""
    return AwsPorts(Settings.from_environment({Need.BILLING}))
