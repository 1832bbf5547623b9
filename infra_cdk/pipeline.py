"""The state machine that analyses a file, what starts it, and what hears of its violent end.

    Plan -> already done? -> MeasureShards(Profile …) -> many shards? -> MergeGroups(Merge …) -> Combine
         -> long table? -> Count -> (Insight || Codegen)
         -> tried on a sample? -> VerifyShards(Verify …) -> Conclude
    every failure -> RecordFailure -> Failed

JSONPath only, and STANDARD executions in the Distributed Map: the local runner executes this very definition.
"""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra_cdk.acknowledgment import acknowledge, logical_id
from infra_cdk.function_plans import (
    CODEGEN,
    COMBINE,
    CONCLUDE,
    COUNT,
    FAILURE,
    INSIGHT,
    MERGE,
    PLAN,
    PROFILE,
    VERIFY,
    FunctionPlan,
)
from infra_cdk.functions import Functions
from infra_cdk.machine import Machine, MachinePlan
from infra_cdk.retrying import try_again
from infra_cdk.storage import UPLOADS, WORK, Storage
from infra_cdk.team import TeamSettings

_PLAN_REQUEST_FIELDS = ("trigger", "bucket", "key", "etag", "goal", "attempt", "options")


_MAP_LABELS = ("shards", "groups", "trials")

ANALYSING = MachinePlan(
    comment="Analyses one uploaded file",
    lifetime=cdk.Duration.hours(6),
    variable="DATAINSIGHT_STATE_MACHINE_ARN",
    log_name="",
    invoked=(PLAN, PROFILE, MERGE, COMBINE, COUNT, INSIGHT, CODEGEN, VERIFY, CONCLUDE, FAILURE),
    why_errors_alone="each step writes its own structured log, and ALL costs per shard.",
)


class Pipeline(Machine):
    """The analyses' state machine, and the two EventBridge rules."""

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
        super().__init__(scope, construct_id, ANALYSING, team=team, retention=retention, functions=functions)
        self._team, self._storage = team, storage
        shard_lists = storage.bucket.arn_for_objects(f"{WORK}*")
        policy = self._create(
            self._definition(), iam.PolicyStatement(actions=["s3:GetObject"], resources=[shard_lists])
        )
        acknowledge(
            policy,
            f"IAM5[Resource::<{logical_id(storage.bucket)}.Arn>/{WORK}*]",
            "The map's item reader reads the shard list, whose key is made at run time.",
        )
        # CDK lets the map start executions of its own machine.
        map_policy = self.machine.node.find_child("DistributedMapPolicy")
        self._accept_executions(map_policy, ":*", *(f"/{label}:*" for label in _MAP_LABELS))
        self._start_on_upload()
        self._hear_of_violent_ends(
            FAILURE, "An execution that could not record its own end", storage.dead_letters
        )

    # ---- states

    def _definition(self) -> sfn.Chain:
        failed = self._failed("Failed")
        record_plan_failure = self._record_failure("RecordPlanFailure", None, failed)
        record_failure = self._record_failure("RecordFailure", "$.plan.analysis", failed)
        plan = self._retried("Plan", PLAN, self._plan_request(), "$.plan")
        plan.add_catch(record_plan_failure, errors=["States.ALL"], result_path="$.failure")
        measure = self._map(
            "MeasureShards",
            label="shards",
            items="$.plan.shards_key",
            task=("Profile", PROFILE, "shard"),
            failure=("RecordShardFailure", "ShardFailed"),
        )
        merge = self._map(
            "MergeGroups",
            label="groups",
            items="$.plan.groups_key",
            task=("Merge", MERGE, "group"),
            failure=("RecordGroupFailure", "GroupFailed"),
        )
        combine = self._retried(
            "Combine",
            COMBINE,
            {
                "analysis": sfn.JsonPath.object_at("$.plan.analysis"),
                "shard_count": sfn.JsonPath.number_at("$.plan.shard_count"),
                "group_count": sfn.JsonPath.number_at("$.plan.group_count"),
            },
            "$.combined",
        )
        count = self._stage_task("Count", COUNT)
        interpret = sfn.Parallel(self, "Interpret", result_path=sfn.JsonPath.DISCARD)
        interpret.branch(self._stage_task("Insight", INSIGHT))
        interpret.branch(self._stage_task("Codegen", CODEGEN))
        verify = self._map(
            "VerifyShards",
            label="trials",
            items="$.plan.shards_key",
            task=("Verify", VERIFY, "shard"),
            failure=("RecordTrialFailure", "TrialFailed"),
        )
        conclude = self._stage_task("Conclude", CONCLUDE)
        for state in (measure, merge, combine, count, interpret, verify, conclude):
            state.add_catch(record_failure, errors=["States.ALL"], result_path="$.failure")
        is_sample = sfn.Condition.boolean_equals("$.combined.is_tried_on_sample", True)
        tried_on_sample = sfn.Choice(self, "TriedOnSample")
        interpret.next(tried_on_sample.when(is_sample, verify.next(conclude)).otherwise(conclude))
        conclude.next(sfn.Succeed(self, "Analysed"))
        is_countable = sfn.Condition.boolean_equals("$.combined.is_countable", True)
        long_table = sfn.Choice(self, "LongTable")
        combine.next(long_table.when(is_countable, count.next(interpret)).otherwise(interpret))
        has_groups = sfn.Condition.number_greater_than("$.plan.group_count", 0)
        many_shards = sfn.Choice(self, "ManyShards")
        work = measure.next(many_shards.when(has_groups, merge.next(combine)).otherwise(combine))
        is_duplicate = sfn.Condition.boolean_equals("$.plan.is_duplicate", True)
        already_done = sfn.Choice(self, "AlreadyDone")
        already_done.when(is_duplicate, sfn.Succeed(self, "Duplicate")).otherwise(work)
        return plan.next(already_done)

    def _map(
        self,
        name: str,
        *,
        label: str,
        items: str,
        task: tuple[str, FunctionPlan, str],
        failure: tuple[str, str],
    ) -> sfn.DistributedMap:
        """One child execution per item; the first item that fails for good ends the map.

        Args:
            name: Of the map.
            label: Part of its children's ids.
            items: Where the plan says which object lists the items.
            task: Name of the child's state, its function, and what the function calls an item.
            failure: Names of the states that record a child's failure and end it.
        """
        task_name, plan, item = task
        analysis = {"analysis": sfn.JsonPath.object_at("$.analysis")}
        child = self._retried(
            task_name,
            plan,
            {**analysis, item: sfn.JsonPath.object_at(f"$.{item}")},
            sfn.JsonPath.DISCARD,
        )
        # The map itself only reports "tolerated failure threshold exceeded": the item says why, even
        # where its function ended without a chance to speak (out of time or memory).
        record, failed = failure
        child.add_catch(
            self._record_failure(record, "$.analysis", self._failed(failed), execution="$.execution_id"),
            errors=["States.ALL"],
            result_path="$.failure",
        )
        mapped = sfn.DistributedMap(
            self,
            name,
            label=label,
            max_concurrency=self._team.map_concurrency,
            map_execution_type=sfn.StateMachineType.STANDARD,
            item_reader=sfn.S3JsonItemReader(bucket=self._storage.bucket, key=sfn.JsonPath.string_at(items)),
            item_selector={
                "analysis": sfn.JsonPath.object_at("$.plan.analysis"),
                item: sfn.JsonPath.object_at("$$.Map.Item.Value"),
                # A child has an id of its own, but the analysis belongs to the parent.
                "execution_id": sfn.JsonPath.string_at("$$.Execution.Id"),
            },
            result_path=sfn.JsonPath.DISCARD,
        )
        mapped.item_processor(
            child, mode=sfn.ProcessorMode.DISTRIBUTED, execution_type=sfn.ProcessorType.STANDARD
        )
        return mapped

    def _failed(self, name: str) -> sfn.Fail:
        return sfn.Fail(self, name, error_path="$.failure.Error", cause_path="$.failure.Cause")

    def _record_failure(
        self, name: str, analysis_path: str | None, failed: sfn.Fail, execution: str = "$$.Execution.Id"
    ) -> sfn.Chain:
        """FailureRequest, then fail with the original error; fail as well where recording failed.

        Before Plan has ended there is no analysis, but the machine's input says of which upload it would be.
        """
        payload: dict[str, Any] = {
            "execution_id": sfn.JsonPath.string_at(execution),
            "error": sfn.JsonPath.string_at("$.failure.Error"),
            "cause": sfn.JsonPath.string_at("$.failure.Cause"),
        }
        if analysis_path:
            payload["analysis"] = sfn.JsonPath.object_at(analysis_path)
        else:
            payload["execution_input"] = self._plan_request()
        record = self._retried(name, FAILURE, payload, sfn.JsonPath.DISCARD)
        record.add_catch(failed, errors=["States.ALL"], result_path=sfn.JsonPath.DISCARD)
        return record.next(failed)

    def _stage_task(self, name: str, plan: FunctionPlan) -> tasks.LambdaInvoke:
        analysis = {"analysis": sfn.JsonPath.object_at("$.plan.analysis")}
        return self._retried(name, plan, analysis, sfn.JsonPath.DISCARD)

    def _retried(
        self, name: str, plan: FunctionPlan, payload: dict[str, Any], result_path: str
    ) -> tasks.LambdaInvoke:
        return try_again(self._task(name, plan, payload, result_path), attempts=5)

    @staticmethod
    def _plan_request() -> dict[str, Any]:
        """PlanRequest: the machine's input, every field of it, and the execution's own id."""
        fields: dict[str, Any] = {
            field: sfn.JsonPath.object_at(f"$.{field}") for field in _PLAN_REQUEST_FIELDS
        }
        return {**fields, "execution_id": sfn.JsonPath.string_at("$$.Execution.Id")}

    # ---- events

    def _start_on_upload(self) -> None:
        field = events.EventField.from_path
        events.Rule(
            self,
            "OnUpload",
            description="A finished upload starts its analysis",
            event_pattern=events.EventPattern(
                source=["aws.s3"],
                detail_type=["Object Created"],
                detail={
                    "bucket": {"name": [self._storage.bucket.bucket_name]},
                    "object": {"key": [{"prefix": UPLOADS}]},
                },
            ),
            targets=[
                targets.SfnStateMachine(
                    self.machine,
                    input=events.RuleTargetInput.from_object(
                        {
                            "trigger": "upload",
                            "bucket": field("$.detail.bucket.name"),
                            "key": field("$.detail.object.key"),
                            "etag": field("$.detail.object.etag"),
                            "goal": "general_audit",
                            "attempt": 0,
                            "options": {},
                        }
                    ),
                    dead_letter_queue=self._storage.dead_letters,
                    retry_attempts=24,
                    max_event_age=cdk.Duration.hours(6),
                )
            ],
        )
