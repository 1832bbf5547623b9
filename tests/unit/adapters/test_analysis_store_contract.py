"""What every progress store promises; run on memory and on DynamoDB."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from datainsight.adapters.dynamodb_store import DynamoDbStore
from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisProgress, AnalysisStatus, FailureCause, Stage
from datainsight.models.issue import Goal
from datainsight.models.recommendation import Recommendation, RepairRecord
from datainsight.services.ports import AnalysisStore
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryAnalyses, MemoryObjects

AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
LATER = AT + timedelta(seconds=7)
ANALYSIS = "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d"


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnalysisStore]:
    if request.param == "memory":
        yield MemoryAnalyses()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbStore(boto3.client("dynamodb"), TABLE, MemoryObjects())


def progress(
    status: AnalysisStatus = AnalysisStatus.RUNNING,
    execution_id: str = "execution:1",
    failure: FailureCause | None = None,
) -> AnalysisProgress:
    return AnalysisProgress(
        analysis_id=ANALYSIS,
        workspace_id=WORKSPACE,
        dataset_id="0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
        goal=Goal.MIGRATION,
        status=status,
        stage=Stage.PLAN,
        started_at=AT,
        updated_at=AT,
        completed_at=LATER if failure else None,
        failure=failure,
        etag="e",
        attempt=2,
        execution_id=execution_id,
    )


def failed(execution_id: str = "execution:1") -> AnalysisProgress:
    cause = FailureCause(code="unreadable", message="No table.", stage=Stage.PLAN)
    return progress(AnalysisStatus.FAILED, execution_id, cause)


def present(store: AnalysisStore) -> AnalysisProgress:
    found = store.get(WORKSPACE, ANALYSIS)
    assert found is not None
    return found


def test_gives_back_what_was_begun(store: AnalysisStore) -> None:
    assert store.get(WORKSPACE, ANALYSIS) is None
    assert store.begin(progress()) == progress()
    assert present(store) == progress()


def test_another_workspace_sees_nothing(store: AnalysisStore) -> None:
    store.begin(progress())
    assert store.get(OTHER_WORKSPACE, ANALYSIS) is None


def test_queues_once(store: AnalysisStore) -> None:
    assert store.queue(progress(AnalysisStatus.QUEUED, "execution:api"))
    assert not store.queue(progress(AnalysisStatus.QUEUED, "execution:late"))
    assert present(store).execution_id == "execution:api"


def test_any_execution_may_begin_what_is_queued(store: AnalysisStore) -> None:
    store.queue(progress(AnalysisStatus.QUEUED, "execution:api"))
    assert store.begin(progress(execution_id="execution:upload")).execution_id == "execution:upload"
    assert store.begin(progress(execution_id="execution:api")).execution_id == "execution:upload"


def test_a_retry_may_begin_again_but_not_revive(store: AnalysisStore) -> None:
    store.begin(progress())
    assert store.begin(progress()) == progress()
    store.fail(failed())
    assert store.begin(progress()).status is AnalysisStatus.FAILED


def test_counts_each_shard_once(store: AnalysisStore) -> None:
    store.begin(progress())
    store.expect_shards(WORKSPACE, ANALYSIS, 3, AT)
    for index in (0, 1, 1, 0, 2):
        store.record_shard(WORKSPACE, ANALYSIS, index, LATER)
    found = present(store)
    assert (found.shards_done, found.shards_total, found.stage, found.updated_at) == (
        3,
        3,
        Stage.PROFILE,
        LATER,
    )


def test_enters_stages(store: AnalysisStore) -> None:
    store.begin(progress())
    store.enter_stage(WORKSPACE, ANALYSIS, Stage.CODEGEN, LATER)
    assert (present(store).stage, present(store).updated_at) == (Stage.CODEGEN, LATER)


def test_completes(store: AnalysisStore) -> None:
    store.begin(progress())
    store.note_cause(WORKSPACE, ANALYSIS, FailureCause(code="internal", message="A passing trouble."))
    assert present(store).noted_cause is not None
    done = store.complete(WORKSPACE, ANALYSIS, LATER)
    assert (done.status, done.completed_at, done.noted_cause) == (AnalysisStatus.COMPLETED, LATER, None)
    assert present(store) == done


def test_all_shards_of_what_is_completed_are_done(store: AnalysisStore) -> None:
    store.begin(progress())
    store.expect_shards(WORKSPACE, ANALYSIS, 3, AT)
    store.record_shard(WORKSPACE, ANALYSIS, 0, AT)
    assert store.complete(WORKSPACE, ANALYSIS, LATER).shards_done == 3


def test_never_fails_what_is_completed(store: AnalysisStore) -> None:
    store.begin(progress())
    done = store.complete(WORKSPACE, ANALYSIS, LATER)
    assert store.fail(failed()) == done


def test_never_completes_what_failed(store: AnalysisStore) -> None:
    store.begin(progress())
    lost = store.fail(failed())
    assert lost.failure == failed().failure
    assert store.complete(WORKSPACE, ANALYSIS, LATER) == lost


def test_the_first_cause_stays(store: AnalysisStore) -> None:
    store.begin(progress())
    store.fail(failed())
    other = FailureCause(code="timed_out", message="Too slow.")
    assert store.fail(failed().model_copy(update={"failure": other})).failure == failed().failure


def test_another_execution_cannot_fail_it(store: AnalysisStore) -> None:
    store.begin(progress())
    assert store.fail(failed("execution:2")) == progress()


def test_cancels_what_is_open_for_good(store: AnalysisStore) -> None:
    assert store.cancel(WORKSPACE, ANALYSIS, LATER) is None
    store.begin(progress())
    store.note_cause(WORKSPACE, ANALYSIS, FailureCause(code="internal", message="x"))
    ended = store.cancel(WORKSPACE, ANALYSIS, LATER)
    assert ended is not None
    assert (ended.status, ended.completed_at, ended.noted_cause) == (AnalysisStatus.CANCELLED, LATER, None)
    assert store.complete(WORKSPACE, ANALYSIS, LATER) == ended
    assert store.fail(failed()) == ended
    assert store.begin(progress()) == ended
    assert store.cancel(WORKSPACE, ANALYSIS, LATER + timedelta(hours=1)) == ended
    assert store.cancel(OTHER_WORKSPACE, ANALYSIS, LATER) is None


def test_never_cancels_what_has_ended(store: AnalysisStore) -> None:
    store.begin(progress())
    done = store.complete(WORKSPACE, ANALYSIS, LATER)
    assert store.cancel(WORKSPACE, ANALYSIS, LATER) == done


def test_fails_what_never_began(store: AnalysisStore) -> None:
    assert store.fail(failed()) == failed()
    assert present(store) == failed()


def test_failing_keeps_when_and_how_far(store: AnalysisStore) -> None:
    store.begin(progress())
    store.expect_shards(WORKSPACE, ANALYSIS, 3, AT)
    store.record_shard(WORKSPACE, ANALYSIS, 0, AT)
    late = failed().model_copy(update={"started_at": LATER, "updated_at": LATER})
    found = store.fail(late)
    assert (found.started_at, found.updated_at, found.shards_done) == (AT, LATER, 1)
    assert found.stage is Stage.PROFILE


def test_forgets_everything(store: AnalysisStore) -> None:
    store.begin(progress())
    store.record_shard(WORKSPACE, ANALYSIS, 0, AT)
    store.save_recommendations(WORKSPACE, ANALYSIS, repairs(1))
    store.delete(WORKSPACE, ANALYSIS)
    assert store.get(WORKSPACE, ANALYSIS) is None
    assert store.recommendations(WORKSPACE, ANALYSIS) == ()
    store.begin(progress())
    store.record_shard(WORKSPACE, ANALYSIS, 0, AT)
    assert present(store).shards_done == 1


def test_late_stages_do_not_revive_what_was_deleted(store: AnalysisStore) -> None:
    store.enter_stage(WORKSPACE, ANALYSIS, Stage.COMBINE, AT)
    store.expect_shards(WORKSPACE, ANALYSIS, 1, AT)
    store.note_cause(WORKSPACE, ANALYSIS, FailureCause(code="internal", message="x"))
    with pytest.raises(SourceNotFoundError):
        store.record_shard(WORKSPACE, ANALYSIS, 0, AT)
    with pytest.raises(SourceNotFoundError):
        store.complete(WORKSPACE, ANALYSIS, AT)
    assert store.get(WORKSPACE, ANALYSIS) is None


def repairs(count: int) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(
            id=f"missing_values:{index}:unify_nulls",
            issue_id=f"missing_values:{index}",
            title="Make the spellings of nothing alike",
            rationale="They are counted as values otherwise.",
            repair=RepairRecord(
                operation="unify_nulls",
                parameters={
                    "column": f"column {index}",
                    "spellings": [hashlib.sha512(str(index).encode()).hexdigest()],
                },
            ),
            is_default=True,
            is_safe=True,
        )
        for index in range(count)
    )


@pytest.mark.parametrize("count", [0, 1, 6000])
def test_gives_back_few_and_many_recommendations(store: AnalysisStore, count: int) -> None:
    store.save_recommendations(WORKSPACE, ANALYSIS, repairs(count))
    assert store.recommendations(WORKSPACE, ANALYSIS) == repairs(count)
