"""The state machine that brings tables over: one function, and a record of why it broke off, if it did.

Fetch -> done
└─ Catch -> Fetch again, told of the error, which it records
"""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra_cdk.acknowledgment import acknowledge
from infra_cdk.functions import FETCH, Functions
from infra_cdk.pipeline import EXHAUSTED, LOG_DELIVERY_ACTIONS, TASK_MARGIN_SECONDS, TRACING_ACTIONS
from infra_cdk.team import TeamSettings

LIFETIME = cdk.Duration.hours(1)
"""Longer than all tries together; `services.request_import.LONGEST` says so too."""


class Imports(Construct):
    """The machine and its role.

    Attributes:
        machine: Fetches.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        retention: logs.RetentionDays,
        functions: Functions,
    ) -> None:
        super().__init__(scope, construct_id)
        self._function = functions.by_name[FETCH.name]
        log_group = logs.LogGroup(
            self,
            "MachineLogs",
            log_group_name=f"/aws/vendedlogs/states/datainsight-{team.name}-imports",
            retention=retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        role, policy = self._role()
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            comment="Brings a table over",
            definition_body=sfn.DefinitionBody.from_chainable(self._definition()),
            role=role.without_policy_updates(),
            timeout=LIFETIME,
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=log_group, level=sfn.LogLevel.ERROR, include_execution_data=False
            ),
        )
        self.machine.node.add_dependency(policy)
        acknowledge(self.machine, "SF1", "ERROR instead of ALL: how each import ended is stored with it.")

    def let_start(self, function: lambda_.Function) -> None:
        """Let a function start executions.

        Args:
            function: The function of the API.
        """
        self.machine.grant_start_execution(function)
        function.add_environment("DATAINSIGHT_IMPORT_MACHINE_ARN", self.machine.state_machine_arn)

    def _definition(self) -> sfn.IChainable:
        job = {name: sfn.JsonPath.string_at(f"$.{name}") for name in ("workspace_id", "import_id")}
        fetch = self._task("Fetch", job)
        fetch.add_retry(errors=list(EXHAUSTED), max_attempts=0)
        fetch.add_retry(
            errors=["States.ALL"],
            interval=cdk.Duration.seconds(5),
            backoff_rate=2,
            max_attempts=2,
            jitter_strategy=sfn.JitterType.FULL,
        )
        broken = {
            "error": sfn.JsonPath.string_at("$.failure.Error"),
            "cause": sfn.JsonPath.string_at("$.failure.Cause"),
        }
        record = self._task("RecordFailure", {**job, **broken})
        record.add_retry(errors=["States.ALL"], interval=cdk.Duration.seconds(2), max_attempts=5)
        record.next(sfn.Fail(self, "Failed", error="ImportFailed"))
        fetch.add_catch(record, errors=["States.ALL"], result_path="$.failure")
        return fetch.next(sfn.Succeed(self, "Ended"))

    def _task(self, name: str, payload: dict[str, Any]) -> tasks.LambdaInvoke:
        return tasks.LambdaInvoke(
            self,
            name,
            lambda_function=self._function,
            payload=sfn.TaskInput.from_object(payload),
            payload_response_only=True,
            retry_on_service_exceptions=False,
            task_timeout=sfn.Timeout.duration(
                cdk.Duration.seconds(FETCH.timeout_seconds + TASK_MARGIN_SECONDS)
            ),
        )

    def _role(self) -> tuple[iam.Role, iam.Policy]:
        role = iam.Role(self, "MachineRole", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        policy = iam.Policy(self, "MachinePolicy", roles=[role])
        policy.add_statements(
            iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=[self._function.function_arn]),
            iam.PolicyStatement(actions=LOG_DELIVERY_ACTIONS, resources=["*"]),
            iam.PolicyStatement(actions=TRACING_ACTIONS, resources=["*"]),
        )
        acknowledge(
            policy,
            "IAM5[Resource::*]",
            "Log delivery and X-Ray know no resources for these actions (AWS's own list).",
        )
        return role, policy
