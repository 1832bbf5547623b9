"""The state machine that delivers webhooks: a branch for each endpoint, which waits and tries again.

    Address -> for each delivery: Deliver -> still pending? -> WaitForNextTry -> Deliver …

A standard machine waits for days without costing anything meanwhile.
"""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from datainsight.adapters.webhook_delivery import event_source
from datainsight.models.webhook import WebhookEvent
from infra_cdk.acknowledgment import acknowledge
from infra_cdk.functions import ADDRESS, DELIVER, FunctionPlan, Functions
from infra_cdk.pipeline import LOG_DELIVERY_ACTIONS, TASK_MARGIN_SECONDS, TRACING_ACTIONS
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings

LIFETIME = cdk.Duration.days(7)
"""Longer than all pauses between tries together."""


class Webhooks(Construct):
    """The machine, its role, and the rule that starts it.

    Attributes:
        machine: Delivers.
    """

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
        super().__init__(scope, construct_id)
        self._functions = functions
        log_group = logs.LogGroup(
            self,
            "MachineLogs",
            log_group_name=f"/aws/vendedlogs/states/datainsight-{team.name}-webhooks",
            retention=retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        role, policy = self._role()
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            comment="Delivers webhooks",
            definition_body=sfn.DefinitionBody.from_chainable(self._definition()),
            role=role.without_policy_updates(),
            timeout=LIFETIME,
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=log_group, level=sfn.LogLevel.ERROR, include_execution_data=False
            ),
        )
        self.machine.node.add_dependency(policy)
        acknowledge(
            self.machine, "SF1", "ERROR instead of ALL: what each try came to is stored with the delivery."
        )
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

    def let_replay(self, function: lambda_.Function) -> None:
        """Let a function start executions.

        Args:
            function: The function of the API.
        """
        self.machine.grant_start_execution(function)
        function.add_environment("DATAINSIGHT_DELIVERY_MACHINE_ARN", self.machine.state_machine_arn)

    def _definition(self) -> sfn.IChainable:
        deliver = self._task("Deliver", DELIVER, {"delivery": sfn.JsonPath.object_at("$.delivery")})
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
        return self._task("Address", ADDRESS).next(each)

    def _task(
        self, name: str, plan: FunctionPlan, payload: dict[str, Any] | None = None
    ) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            name,
            lambda_function=self._functions.by_name[plan.name],
            payload=sfn.TaskInput.from_object(payload) if payload else None,
            payload_response_only=True,
            retry_on_service_exceptions=False,
            task_timeout=sfn.Timeout.duration(
                cdk.Duration.seconds(plan.timeout_seconds + TASK_MARGIN_SECONDS)
            ),
        )
        task.add_retry(
            errors=["States.ALL"],
            interval=cdk.Duration.seconds(2),
            backoff_rate=2,
            max_attempts=5,
            max_delay=cdk.Duration.minutes(1),
            jitter_strategy=sfn.JitterType.FULL,
        )
        return task

    def _role(self) -> tuple[iam.Role, iam.Policy]:
        role = iam.Role(self, "MachineRole", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        policy = iam.Policy(self, "MachinePolicy", roles=[role])
        invoked = [self._functions.by_name[plan.name].function_arn for plan in (ADDRESS, DELIVER)]
        policy.add_statements(
            iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=invoked),
            iam.PolicyStatement(actions=LOG_DELIVERY_ACTIONS, resources=["*"]),
            iam.PolicyStatement(actions=TRACING_ACTIONS, resources=["*"]),
        )
        acknowledge(
            policy,
            "IAM5[Resource::*]",
            "Log delivery and X-Ray know no resources for these actions (AWS's own list).",
        )
        return role, policy
