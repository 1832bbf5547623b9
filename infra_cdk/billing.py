"""What tells Stripe about use, where a team has an account there; by default there is nothing of it."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra_cdk.function_plans import BILL
from infra_cdk.functions import Functions
from infra_cdk.storage import Storage

EVERY = cdk.Duration.minutes(5)


class Billing(Construct):
    """The clock that starts the function."""

    def __init__(
        self, scope: Construct, construct_id: str, *, storage: Storage, functions: Functions
    ) -> None:
        super().__init__(scope, construct_id)
        events.Rule(
            self,
            "Clock",
            description="Use that costs something is told to Stripe",
            schedule=events.Schedule.rate(EVERY),
            targets=[
                targets.LambdaFunction(
                    functions.by_name[BILL.name],
                    dead_letter_queue=storage.dead_letters,
                    retry_attempts=2,
                    max_event_age=EVERY,
                )
            ],
        )
