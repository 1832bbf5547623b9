"""What travels between the states of the machine. Anything larger than a few KB is an S3 key."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.analysis import AnalysisOptions, AnalysisReference
from datainsight.models.base import Frozen
from datainsight.models.dataset import Shard, ShardGroup
from datainsight.models.issue import Goal


class ExecutionInput(Frozen):
    """Input of the state machine; made from the upload event by the rule's input transformer, or by the API.

    Attributes:
        trigger: Who asked.
        bucket: Bucket of the upload.
        key: "uploads/<workspace_id>/<dataset_id>/<file name>".
        etag: Version of the content; empty means "whatever is there now".
        goal: What the user wants the table for.
        attempt: Raised by one to run again what was already run for the same (dataset, etag, goal, options).
        options: How the file is measured, where not as usual.
    """

    trigger: Literal["upload", "api"]
    bucket: str
    key: str
    etag: str = ""
    goal: Goal = Goal.GENERAL_AUDIT
    attempt: int = 0
    options: AnalysisOptions = AnalysisOptions()


class PlanRequest(ExecutionInput):
    """The input and who runs it.

    Attributes:
        execution_id: ARN of the state machine execution.
    """

    execution_id: str


class PlanResult(Frozen):
    """What the machine needs to know of a plan.

    Attributes:
        is_duplicate: Whether another execution already does (or did) this work.
        analysis: Whose plan it is.
        shards_key: JSON array of Shard.
        shard_count: Its length.
        groups_key: JSON array of ShardGroup; empty in plans remembered from before there were groups.
        group_count: Its length; 0 where the shards are so few that one function merges them all.
    """

    is_duplicate: bool
    analysis: AnalysisReference
    shards_key: str
    shard_count: int
    groups_key: str = ""
    group_count: int = 0


class ProfileRequest(Frozen):
    """One item of the Distributed Map."""

    analysis: AnalysisReference
    shard: Shard


class ProfileResult(Frozen):
    """What a shard's measurement left behind."""

    shard_index: int
    row_count: int


class MergeRequest(Frozen):
    """One item of the second Distributed Map, which only large files need."""

    analysis: AnalysisReference
    group: ShardGroup


class MergeResult(Frozen):
    """What a group's merge left behind."""

    group_index: int
    row_count: int


class CombineRequest(Frozen):
    """All shards are measured, and where there are groups, each is merged."""

    analysis: AnalysisReference
    shard_count: int
    group_count: int = 0


class StageRequest(Frozen):
    """insight, codegen and conclude need nothing but the analysis."""

    analysis: AnalysisReference


class StageResult(Frozen):
    """A stage ended well."""

    analysis_id: str


class CombineResult(StageResult):
    """What combining found.

    Attributes:
        is_countable: Whether a sample suggests what is now to be counted on all rows.
        is_tried_on_sample: Whether repairs are tried on the first rows, and then on all of each shard.
    """

    is_countable: bool
    is_tried_on_sample: bool


class PrintRequest(Frozen):
    """Whose report is to be printed.

    Attributes:
        workspace_id: The tenant.
        analysis_id: Of which analysis.
        muted: Digest of the rules that mute issues; empty where nothing is muted.
    """

    workspace_id: str
    analysis_id: str
    muted: str = ""


class PrintResult(Frozen):
    """Where the PDF lies now."""

    key: str
    size_bytes: int


class ContractCheckRequest(Frozen):
    """Which file the rules of a contract are to be run on.

    Attributes:
        workspace_id: The tenant.
        dataset_id: Whose file.
        analysis_id: Whose profile makes the promises.
        source_key: Of the file.
        source_name: Its name.
        etag: Its version.
        size_bytes: As stored.
        sheet: Which part of it was analysed; None where the analysis said none.
    """

    workspace_id: str
    dataset_id: str
    analysis_id: str
    source_key: str
    source_name: str
    etag: str
    size_bytes: int
    sheet: str | None = None


class ContractCheckResult(Frozen):
    """Where the checked promises lie now, and how many did not hold."""

    key: str
    remark_count: int


class FailureRequest(Frozen):
    """From a Catch: `execution_input` is the machine's input, `error` what Step Functions says."""

    analysis: AnalysisReference | None = None
    execution_id: str
    execution_input: PlanRequest | ExecutionInput | None = None
    error: str = Field(default="Unknown")
    cause: str = ""


class ExecutionEndedDetail(BaseModel):
    """The parts of the event's detail that matter here; AWS adds others over time."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    execution_id: str = Field(alias="executionArn")
    status: Literal["FAILED", "TIMED_OUT", "ABORTED"]
    input: str | None = None
    error: str | None = None
    cause: str | None = None

    def failure_request(self) -> FailureRequest:
        """The same, in the words of the Catch.

        Raises:
            ValidationError: The execution was started with something else than the pipeline's input.
        """
        return FailureRequest(
            execution_id=self.execution_id,
            execution_input=ExecutionInput.model_validate_json(self.input) if self.input else None,
            error=self.error or self.status,
            cause=self.cause or "",
        )


class ExecutionEnded(BaseModel):
    """EventBridge: "Step Functions Execution Status Change"."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    detail: ExecutionEndedDetail
