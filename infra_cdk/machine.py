"""What every state machine has: a role of its own, an execution log, tasks that are worth another try."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct, IConstruct

from infra_cdk.acknowledgment import acknowledge, logical_id
from infra_cdk.function_plans import FunctionPlan
from infra_cdk.functions import Functions
from infra_cdk.team import TeamSettings

TASK_MARGIN_SECONDS = 30
"""A task waits longer than its function may run. Otherwise a retry would start beside the first attempt,
and the recorded cause would be a bare States.Timeout instead of Lambda's own message."""


@dataclass(frozen=True)
class MachinePlan:
    """What one state machine is.

    Attributes:
        comment: What an execution does.
        lifetime: When an execution is ended.
        variable: Environment variable that tells its ARN to a function that starts executions.
        log_name: Last part of its log group's name; empty for the analyses', which came first.
        invoked: The functions it calls.
        why_errors_alone: Why its executions are logged where they fail only.
    """

    comment: str
    lifetime: cdk.Duration
    variable: str
    log_name: str
    invoked: tuple[FunctionPlan, ...]
    why_errors_alone: str


class Machine(Construct):
    """A state machine, its role and its log; the kinds add their states and what starts them.

    Attributes:
        machine: The state machine, once `_create` has been called.
        log_group: Its execution log.
    """

    machine: sfn.StateMachine

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        plan: MachinePlan,
        *,
        team: TeamSettings,
        retention: logs.RetentionDays,
        functions: Functions,
    ) -> None:
        super().__init__(scope, construct_id)
        self._plan, self._functions = plan, functions
        self.log_group = logs.LogGroup(
            self,
            "MachineLogs",
            # Log delivery edits a resource policy of limited size; this prefix keeps the group out of it.
            log_group_name="-".join(
                ["/aws/vendedlogs/states/datainsight", team.name, *filter(None, [plan.log_name])]
            ),
            retention=retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def let_start(self, function: lambda_.Function) -> None:
        """Let a function start executions, and tell it of which machine.

        Args:
            function: The function of the API.
        """
        self.machine.grant_start_execution(function)
        function.add_environment(self._plan.variable, self.machine.state_machine_arn)

    def let_control(self, function: lambda_.Function) -> None:
        """Let a function start, look at and stop executions.

        Args:
            function: The function of the API.
        """
        self.let_start(function)
        self.machine.grant_execution(function, "states:DescribeExecution", "states:StopExecution")
        if function.role:
            self._accept_executions(function.role, ":*")

    def _create(self, definition: sfn.IChainable, *statements: iam.PolicyStatement) -> iam.Policy:
        """Make the machine.

        Args:
            definition: Its states.
            statements: What it may do beyond calling its functions and writing its log.

        Returns:
            What its role may do.
        """
        role, policy = self._role(statements)
        self.machine = sfn.StateMachine(
            self,
            "Machine",
            comment=self._plan.comment,
            definition_body=sfn.DefinitionBody.from_chainable(definition),
            # What CDK would add by itself is wider: every version of a function, every object of the bucket.
            role=role.without_policy_updates(),
            timeout=self._plan.lifetime,
            tracing_enabled=True,
            logs=sfn.LogOptions(
                destination=self.log_group, level=sfn.LogLevel.ERROR, include_execution_data=False
            ),
        )
        self.machine.node.add_dependency(policy)
        acknowledge(self.machine, "SF1", f"ERROR instead of ALL: {self._plan.why_errors_alone}")
        return policy

    def _role(self, statements: Iterable[iam.PolicyStatement]) -> tuple[iam.Role, iam.Policy]:
        role = iam.Role(self, "MachineRole", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        policy = iam.Policy(self, "MachinePolicy", roles=[role])
        invoked = [self._functions.by_name[plan.name].function_arn for plan in self._plan.invoked]
        policy.add_statements(
            iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=invoked),
            *statements,
            iam.PolicyStatement(actions=_LOG_DELIVERY_ACTIONS, resources=["*"]),
            iam.PolicyStatement(actions=_TRACING_ACTIONS, resources=["*"]),
        )
        acknowledge(
            policy,
            "IAM5[Resource::*]",
            "Log delivery and X-Ray know no resources for these actions (AWS's own list).",
        )
        return role, policy

    def _task(
        self,
        name: str,
        plan: FunctionPlan,
        payload: dict[str, Any] | None = None,
        result_path: str | None = None,
    ) -> tasks.LambdaInvoke:
        """A state that calls a function and waits for it; the caller says what is worth another try."""
        return tasks.LambdaInvoke(
            self,
            name,
            lambda_function=self._functions.by_name[plan.name],
            payload=sfn.TaskInput.from_object(payload) if payload else None,
            payload_response_only=True,
            retry_on_service_exceptions=False,  # the callers' retriers cover them
            task_timeout=sfn.Timeout.duration(
                cdk.Duration.seconds(plan.timeout_seconds + TASK_MARGIN_SECONDS)
            ),
            result_path=result_path,
        )

    def _accept_executions(self, construct: IConstruct, *suffixes: str) -> None:
        name = f'{{"Fn::Select":[6,{{"Fn::Split":[":",{{"Ref":"{logical_id(self.machine)}"}}]}}]}}'
        execution = f"arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{name}"
        for suffix in suffixes:
            acknowledge(
                construct,
                f"IAM5[Resource::{execution}{suffix}]",
                "Executions of this one machine only; an execution's id is made at run time.",
            )

    def _hear_of_violent_ends(self, plan: FunctionPlan, description: str, dead_letters: sqs.IQueue) -> None:
        """Without this a stopped or timed out execution would leave what it did `running` for ever."""
        failure: lambda_.IFunction = self._functions.by_name[plan.name]
        events.Rule(
            self,
            "OnViolentEnd",
            description=description,
            event_pattern=events.EventPattern(
                source=["aws.states"],
                detail_type=["Step Functions Execution Status Change"],
                detail={
                    "status": ["FAILED", "TIMED_OUT", "ABORTED"],
                    "stateMachineArn": [self.machine.state_machine_arn],
                },
            ),
            # The whole event: `detail.cause` is null for some ends, which a transformer cannot express.
            targets=[
                targets.LambdaFunction(
                    failure,
                    dead_letter_queue=dead_letters,
                    retry_attempts=24,
                    max_event_age=cdk.Duration.hours(6),
                )
            ],
        )


_LOG_DELIVERY_ACTIONS = [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
]
_TRACING_ACTIONS = [
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
]
