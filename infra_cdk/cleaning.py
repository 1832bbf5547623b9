"""The state machine that cleans a stored file: Clean, and for every failure RecordCleaningFailure -> Failed.

A function alone would be tried again at most twice and would leave a job open where it runs out of time; an
execution has a name, so that asking twice is starting once, and an end that is told.
"""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra_cdk.function_plans import CLEAN, CLEAN_FAILURE, FunctionPlan
from infra_cdk.functions import Functions
from infra_cdk.machine import Machine, MachinePlan
from infra_cdk.retrying import try_again
from infra_cdk.storage import Storage
from infra_cdk.team import TeamSettings

CLEANING = MachinePlan(
    comment="Cleans one stored file",
    lifetime=cdk.Duration.hours(2),  # longer than all tries of the function together
    variable="DATAINSIGHT_CLEANING_MACHINE_ARN",
    log_name="cleaning",
    invoked=(CLEAN, CLEAN_FAILURE),
    why_errors_alone="the function writes its own structured log.",
)


class Cleaning(Machine):
    """The cleanings' state machine, and the rule that hears of its violent end."""

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
        super().__init__(scope, construct_id, CLEANING, team=team, retention=retention, functions=functions)
        self._create(self._definition())
        self._hear_of_violent_ends(
            CLEAN_FAILURE, "A cleaning that could not record its own end", storage.dead_letters
        )

    def _definition(self) -> sfn.IChainable:
        failed = sfn.Fail(self, "Failed", error_path="$.failure.Error", cause_path="$.failure.Cause")
        payload = {
            "cleaning": sfn.JsonPath.object_at("$.cleaning"),
            "error": sfn.JsonPath.string_at("$.failure.Error"),
            "cause": sfn.JsonPath.string_at("$.failure.Cause"),
        }
        record = self._retried("RecordCleaningFailure", CLEAN_FAILURE, payload)
        record.add_catch(failed, errors=["States.ALL"], result_path=sfn.JsonPath.DISCARD)
        record.next(failed)
        clean = self._retried("Clean", CLEAN, {"cleaning": sfn.JsonPath.object_at("$.cleaning")})
        clean.add_catch(record, errors=["States.ALL"], result_path="$.failure")
        return clean.next(sfn.Succeed(self, "Cleaned"))

    def _retried(self, name: str, plan: FunctionPlan, payload: dict[str, Any]) -> tasks.LambdaInvoke:
        return try_again(self._task(name, plan, payload, sfn.JsonPath.DISCARD), attempts=3)
