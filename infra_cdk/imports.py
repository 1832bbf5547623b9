"""The state machine that brings tables over: one function, and a record of why it broke off, if it did.

Fetch -> done
└─ Catch -> Fetch again, told of the error, which it records
"""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra_cdk.function_plans import FETCH
from infra_cdk.functions import Functions
from infra_cdk.machine import Machine, MachinePlan
from infra_cdk.retrying import EXHAUSTED
from infra_cdk.team import TeamSettings

IMPORTING = MachinePlan(
    comment="Brings a table over",
    # Longer than all tries together; `services.request_import.LONGEST` says so too.
    lifetime=cdk.Duration.hours(1),
    variable="DATAINSIGHT_IMPORT_MACHINE_ARN",
    log_name="imports",
    invoked=(FETCH,),
    why_errors_alone="how each import ended is stored with it.",
)


class Imports(Machine):
    """The imports' state machine."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        team: TeamSettings,
        retention: logs.RetentionDays,
        functions: Functions,
    ) -> None:
        super().__init__(scope, construct_id, IMPORTING, team=team, retention=retention, functions=functions)
        self._create(self._definition())

    def _definition(self) -> sfn.IChainable:
        job = {name: sfn.JsonPath.string_at(f"$.{name}") for name in ("workspace_id", "import_id")}
        fetch = self._task("Fetch", FETCH, job)
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
        record = self._task("RecordFailure", FETCH, {**job, **broken})
        record.add_retry(errors=["States.ALL"], interval=cdk.Duration.seconds(2), max_attempts=5)
        record.next(sfn.Fail(self, "Failed", error="ImportFailed"))
        fetch.add_catch(record, errors=["States.ALL"], result_path="$.failure")
        return fetch.next(sfn.Succeed(self, "Ended"))
