"""The state machine that cleans a stored file: Clean, and for every failure RecordCleaningFailure -> Failed.

A function alone would be tried again at most twice and would leave a job open where it runs out of time; an
execution has a name, so that asking twice is starting once, and an end that is told.
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

from infra_cdk.acknowledgment import acknowledge, logical_id
from infra_cdk.functions import CLEAN, CLEAN_FAILURE, FunctionPlan, Functions
from infra_cdk.pipeline import (
    EXHAUSTED,
    LOG_DELIVERY_ACTIONS,
    PERMANENT_ERRORS,
    TASK_MARGIN_SECONDS,
    TRACING_ACTIONS,
)
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings

LIFETIME = cdk.Duration.hours(2)
"""Longer than all tries of the function together."""


class Cleaning(Construct):
    """The machine, its role, and the rule that hears of its violent end.

    Attributes:
        machine: Cleans.
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
        self._functions, self._storage = functions, storage
        log_group = logs.LogGroup(
            self,
            "MachineLogs",
            log_group_name=f"/aws/vendedlogs/states/datainsight-{team.name}-cleaning",
            retention=retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        role, policy = self._role()
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            comment="Cleans one stored file",
            definition_body=sfn.DefinitionBody.from_chainable(self._definition()),
            role=role.without_policy_updates(),
            timeout=LIFETIME,
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=log_group, level=sfn.LogLevel.ERROR, include_execution_data=False
            ),
        )
        self.machine.node.add_dependency(policy)
        acknowledge(self.machine, "SF1", "ERROR instead of ALL: the function writes its own structured log.")
        self._hear_of_violent_ends()

    def let_control(self, function: lambda_.Function) -> None:
        """Let a function start, look at and stop executions.

        Args:
            function: The function of the API.
        """
        self.machine.grant_start_execution(function)
        self.machine.grant_execution(function, "states:DescribeExecution", "states:StopExecution")
        function.add_environment("DATAINSIGHT_CLEANING_MACHINE_ARN", self.machine.state_machine_arn)
        if function.role:
            name = f'{{"Fn::Select":[6,{{"Fn::Split":[":",{{"Ref":"{logical_id(self.machine)}"}}]}}]}}'
            execution = f"arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{name}"
            acknowledge(
                function.role,
                f"IAM5[Resource::{execution}:*]",
                "Executions of this one machine only; an execution's id is made at run time.",
            )

    def _definition(self) -> sfn.IChainable:
        failed = sfn.Fail(self, "Failed", error_path="$.failure.Error", cause_path="$.failure.Cause")
        payload = {
            "cleaning": sfn.JsonPath.object_at("$.cleaning"),
            "error": sfn.JsonPath.string_at("$.failure.Error"),
            "cause": sfn.JsonPath.string_at("$.failure.Cause"),
        }
        record = self._task("RecordCleaningFailure", CLEAN_FAILURE, payload)
        record.add_catch(failed, errors=["States.ALL"], result_path=sfn.JsonPath.DISCARD)
        record.next(failed)
        clean = self._task("Clean", CLEAN, {"cleaning": sfn.JsonPath.object_at("$.cleaning")})
        clean.add_catch(record, errors=["States.ALL"], result_path="$.failure")
        return clean.next(sfn.Succeed(self, "Cleaned"))

    def _task(self, name: str, plan: FunctionPlan, payload: dict[str, Any]) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            name,
            lambda_function=self._functions.by_name[plan.name],
            payload=sfn.TaskInput.from_object(payload),
            payload_response_only=True,
            retry_on_service_exceptions=False,  # the retriers below cover them
            task_timeout=sfn.Timeout.duration(
                cdk.Duration.seconds(plan.timeout_seconds + TASK_MARGIN_SECONDS)
            ),
            result_path=sfn.JsonPath.DISCARD,
        )
        task.add_retry(errors=list(PERMANENT_ERRORS), max_attempts=0)
        task.add_retry(errors=list(EXHAUSTED), max_attempts=1, interval=cdk.Duration.seconds(2))
        task.add_retry(
            errors=["States.ALL"],
            interval=cdk.Duration.seconds(1),
            backoff_rate=2,
            max_attempts=3,
            max_delay=cdk.Duration.seconds(30),
            jitter_strategy=sfn.JitterType.FULL,
        )
        return task

    def _role(self) -> tuple[iam.Role, iam.Policy]:
        role = iam.Role(self, "MachineRole", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        policy = iam.Policy(self, "MachinePolicy", roles=[role])
        invoked = [self._functions.by_name[plan.name].function_arn for plan in (CLEAN, CLEAN_FAILURE)]
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

    def _hear_of_violent_ends(self) -> None:
        """Without this a stopped or timed out execution would leave its cleaning `running` for ever."""
        failure: lambda_.IFunction = self._functions.by_name[CLEAN_FAILURE.name]
        events.Rule(
            self,
            "OnViolentEnd",
            description="A cleaning that could not record its own end",
            event_pattern=events.EventPattern(
                source=["aws.states"],
                detail_type=["Step Functions Execution Status Change"],
                detail={
                    "status": ["FAILED", "TIMED_OUT", "ABORTED"],
                    "stateMachineArn": [self.machine.state_machine_arn],
                },
            ),
            targets=[
                targets.LambdaFunction(
                    failure,
                    dead_letter_queue=self._storage.dead_letters,
                    retry_attempts=24,
                    max_event_age=cdk.Duration.hours(6),
                )
            ],
        )
