"""The state machine that delivers webhooks: a branch for each endpoint, which waits and tries again.

    Address -> for each delivery: Deliver -> still pending? -> WaitForNextTry -> Deliver …

A standard machine waits for days without costing anything meanwhile.
"""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from datainsight.adapters.webhook_delivery import event_source
from datainsight.models.webhook import WebhookEvent
from infra_cdk.function_plans import ADDRESS, DELIVER, FunctionPlan
from infra_cdk.functions import Functions
from infra_cdk.machine import Machine, MachinePlan
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings

DELIVERING = MachinePlan(
    comment="Delivers webhooks",
    lifetime=cdk.Duration.days(7),  # longer than all pauses between tries together
    variable="DATAINSIGHT_DELIVERY_MACHINE_ARN",
    log_name="webhooks",
    invoked=(ADDRESS, DELIVER),
    why_errors_alone="what each try came to is stored with the delivery.",
)


class Webhooks(Machine):
    """The deliveries' state machine, and the rule that starts it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        retention: logs.RetentionDays,
        storage: Storage,
        functions: Functions,
    ) -> None:
        super().__init__(scope, construct_id, DELIVERING, team=team, retention=retention, functions=functions)
        self._create(self._definition())
        events.Rule(
            self,
            "OnAnnouncement",
            description="What happened in a workspace is delivered to whoever wants to hear of it",
            event_pattern=events.EventPattern(
                source=[event_source(team.name)], detail_type=[each.value for each in WebhookEvent]
            ),
            targets=[
                targets.SfnStateMachine(
                    self.machine,
                    input=events.RuleTargetInput.from_event_path("$.detail"),
                    dead_letter_queue=storage.dead_letters,
                    retry_attempts=24,
                    max_event_age=cdk.Duration.hours(6),
                )
            ],
        )

    def _definition(self) -> sfn.IChainable:
        deliver = self._retried("Deliver", DELIVER, {"delivery": sfn.JsonPath.object_at("$.delivery")})
        wait = sfn.Wait(self, "WaitForNextTry", time=sfn.WaitTime.seconds_path("$.wait_seconds"))
        is_pending = sfn.Condition.boolean_equals("$.is_pending", True)
        deliver.next(
            sfn.Choice(self, "StillPending")
            .when(is_pending, wait.next(deliver))
            .otherwise(sfn.Succeed(self, "Ended"))
        )
        each = sfn.Map(
            self,
            "EachDelivery",
            items_path="$.deliveries",
            item_selector={"delivery": sfn.JsonPath.object_at("$$.Map.Item.Value")},
            max_concurrency=10,
            result_path=sfn.JsonPath.DISCARD,
        )
        each.item_processor(deliver)
        return self._retried("Address", ADDRESS).next(each)

    def _retried(
        self, name: str, plan: FunctionPlan, payload: dict[str, Any] | None = None
    ) -> tasks.LambdaInvoke:
        task = self._task(name, plan, payload)
        task.add_retry(
            errors=["States.ALL"],
            interval=cdk.Duration.seconds(2),
            backoff_rate=2,
            max_attempts=5,
            max_delay=cdk.Duration.minutes(1),
            jitter_strategy=sfn.JitterType.FULL,
        )
        return task
