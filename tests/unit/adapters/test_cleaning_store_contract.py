"""What every store of cleanings promises; run on memory and on DynamoDB."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from datainsight.adapters.dynamodb_cleanings import DynamoDbCleanings
from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisStatus, FailureCause
from datainsight.models.cleaning_job import CleaningJob, TableFormat
from datainsight.services.cleaning_ports import CleaningStore
from tests.unit.adapters.aws import TABLE, empty_aws, make_table
from tests.unit.services.cleaning_fakes import MemoryCleanings
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE

AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)
LATER = AT + timedelta(seconds=7)
DATASET, OTHER_DATASET = "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41", "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c42"
CAUSE = FailureCause(code="unreadable", message="No table.")


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[CleaningStore]:
    if request.param == "memory":
        yield MemoryCleanings()
        return
    with empty_aws(monkeypatch):
        make_table()
        yield DynamoDbCleanings(boto3.client("dynamodb"), TABLE)


def job(name: str = "c1", *, dataset_id: str = DATASET, at: datetime = AT) -> CleaningJob:
    return CleaningJob(
        cleaning_id=name,
        workspace_id=WORKSPACE,
        dataset_id=dataset_id,
        analysis_id="a1",
        status=AnalysisStatus.QUEUED,
        format=TableFormat.PARQUET,
        recommendation_count=3,
        size_bytes=1000,
        started_at=at,
        updated_at=at,
        execution_id="execution:c1",
    )


def test_queues_once_and_for_its_workspace_only(store: CleaningStore) -> None:
    assert store.queue(job())
    assert not store.queue(job(at=LATER))
    assert store.get(WORKSPACE, DATASET, "c1") == job()
    assert store.get(OTHER_WORKSPACE, DATASET, "c1") is None
    assert store.get(WORKSPACE, OTHER_DATASET, "c1") is None


def test_lists_those_of_a_dataset_newest_first(store: CleaningStore) -> None:
    for each in (job(), job("c2", at=LATER), job("c3", dataset_id=OTHER_DATASET)):
        store.queue(each)
    assert [each.cleaning_id for each in store.of_dataset(WORKSPACE, DATASET)] == ["c2", "c1"]
    assert store.of_dataset(OTHER_WORKSPACE, DATASET) == ()


def test_runs_and_ends_well(store: CleaningStore) -> None:
    store.queue(job())
    store.advance(job().reference, 400, LATER)
    running = store.get(WORKSPACE, DATASET, "c1")
    assert running is not None
    assert (running.status, running.bytes_done) == (AnalysisStatus.RUNNING, 400)
    done = store.complete(job().reference, LATER)
    assert (done.status, done.bytes_done, done.completed_at) == (AnalysisStatus.COMPLETED, 1000, LATER)
    assert store.fail(job().reference, CAUSE, LATER) == done
    with pytest.raises(SourceNotFoundError):
        store.advance(job().reference, 500, LATER)


def test_a_failure_is_final(store: CleaningStore) -> None:
    store.queue(job())
    failed = store.fail(job().reference, CAUSE, LATER)
    assert failed is not None
    assert (failed.status, failed.failure, failed.completed_at) == (AnalysisStatus.FAILED, CAUSE, LATER)
    assert store.complete(job().reference, LATER).status is AnalysisStatus.FAILED


def test_what_was_cancelled_stays_so(store: CleaningStore) -> None:
    assert store.cancel(job().reference, LATER) is None
    store.queue(job())
    stopped = store.cancel(job().reference, LATER)
    assert stopped is not None
    assert (stopped.status, stopped.completed_at) == (AnalysisStatus.CANCELLED, LATER)
    assert store.cancel(job().reference, AT) == stopped
    assert store.fail(job().reference, CAUSE, LATER) == stopped
    assert store.complete(job().reference, LATER) == stopped
    with pytest.raises(SourceNotFoundError):
        store.advance(job().reference, 500, LATER)


def test_what_was_deleted_is_not_brought_back(store: CleaningStore) -> None:
    store.queue(job())
    store.queue(job("c3", dataset_id=OTHER_DATASET))
    store.delete_of_dataset(WORKSPACE, DATASET)
    assert store.of_dataset(WORKSPACE, DATASET) == ()
    with pytest.raises(SourceNotFoundError):
        store.advance(job().reference, 1, LATER)
    with pytest.raises(SourceNotFoundError):
        store.complete(job().reference, LATER)
    assert store.fail(job().reference, CAUSE, LATER) is None
    assert len(store.of_dataset(WORKSPACE, OTHER_DATASET)) == 1
