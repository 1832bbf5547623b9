"""What every catalog promises; run on memory and on PostgreSQL behind the Data API."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from datainsight.adapters.data_api import DataApi
from datainsight.adapters.data_api_catalog import DataApiCatalog
from datainsight.adapters.data_api_history import DataApiHistory
from datainsight.errors import NotFoundError, UsageError
from datainsight.models.analysis import (
    AnalysisOptions,
    AnalysisReference,
    AnalysisStatus,
    AnalysisSummary,
    DatasetStatus,
    FailureCause,
    Stage,
    StoredDataset,
)
from datainsight.models.issue import Goal
from datainsight.models.upload import WorkspacePlan
from datainsight.services.ports import AnalysisHistory, Catalog, StoredObject
from tests.integration.database import LocalDatabase
from tests.unit.sample_document import sample_document
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE, MemoryCatalog, MemoryHistory

pytestmark = pytest.mark.xdist_group("database")
AT = datetime(2026, 11, 23, 21, 10, 0, 123000, tzinfo=UTC)


@pytest.fixture(params=["memory", "data_api"])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    if request.param == "memory":
        return MemoryCatalog()
    database: LocalDatabase = request.getfixturevalue("database")
    database.sql("DELETE FROM datasets")
    return DataApiCatalog(DataApi(database.client, database.database))


@pytest.fixture
def history(catalog: Catalog, request: pytest.FixtureRequest) -> AnalysisHistory:
    if isinstance(catalog, MemoryCatalog):
        return MemoryHistory(catalog)
    database: LocalDatabase = request.getfixturevalue("database")
    return DataApiHistory(DataApi(database.client, database.database))


def dataset(workspace_id: str = WORKSPACE, minutes: int = 0, name: str = "orders.csv") -> StoredDataset:
    dataset_id = str(uuid.uuid4())
    return StoredDataset(
        dataset_id=dataset_id,
        workspace_id=workspace_id,
        name=name,
        object_key=f"uploads/{workspace_id}/{dataset_id}/{name}",
        status=DatasetStatus.AWAITING_UPLOAD,
        created_at=AT + timedelta(minutes=minutes),
        goal=Goal.PRIVACY,
        options=AnalysisOptions(sheet="Orders", longest_determinant=3),
    )


def analysis_of(stored: StoredDataset) -> AnalysisReference:
    return AnalysisReference(
        workspace_id=stored.workspace_id,
        dataset_id=stored.dataset_id,
        analysis_id=str(uuid.uuid4()),
        goal=stored.goal,
        bucket="b",
        key=stored.object_key,
        etag="e",
        name=stored.name,
    )


def added(catalog: Catalog, **given: object) -> StoredDataset:
    stored = dataset(**given)  # type: ignore[arg-type]  # passed on as given
    catalog.add_dataset(stored)
    return stored


def test_knows_the_plans(catalog: Catalog) -> None:
    assert catalog.plan_of(WORKSPACE) is WorkspacePlan.FREE
    assert catalog.plan_of(OTHER_WORKSPACE) is WorkspacePlan.PRO
    with pytest.raises(NotFoundError):
        catalog.plan_of(str(uuid.uuid4()))


@pytest.mark.parametrize("name", ["orders.csv", "Umsätze; DROP TABLE datasets;--'\".csv", ":id %s.csv"])
def test_gives_back_what_was_added(catalog: Catalog, name: str) -> None:
    stored = added(catalog, name=name)
    assert catalog.dataset(WORKSPACE, stored.dataset_id) == stored


def test_another_workspace_sees_and_changes_nothing(catalog: Catalog) -> None:
    stored = added(catalog)
    catalog.mark_uploaded(OTHER_WORKSPACE, stored.dataset_id, StoredObject(1, "x"))
    catalog.delete_dataset(OTHER_WORKSPACE, stored.dataset_id)
    assert catalog.dataset(OTHER_WORKSPACE, stored.dataset_id) is None
    assert catalog.datasets(OTHER_WORKSPACE, limit=10, cursor=None).datasets == ()
    assert catalog.dataset(WORKSPACE, stored.dataset_id) == stored


@pytest.mark.parametrize("dataset_id", ["9f0d6d0e-2f5b-4b7c-8f43-6f1e9b0f2f10", "no uuid"])
def test_misses_what_is_not_there(catalog: Catalog, dataset_id: str) -> None:
    assert catalog.dataset(WORKSPACE, dataset_id) is None


def test_pages_newest_first(catalog: Catalog) -> None:
    old, twin_a, twin_b, new = (added(catalog, minutes=minutes) for minutes in (0, 1, 1, 2))
    added(catalog, workspace_id=OTHER_WORKSPACE, minutes=5)
    seen: list[StoredDataset] = []
    cursor: str | None = None
    for _ in range(4):
        page = catalog.datasets(WORKSPACE, limit=1, cursor=cursor)
        seen += page.datasets
        cursor = page.next_cursor
    assert cursor is None
    assert (seen[0], seen[3]) == (new, old)
    assert {seen[1].dataset_id, seen[2].dataset_id} == {twin_a.dataset_id, twin_b.dataset_id}
    assert catalog.datasets(WORKSPACE, limit=4, cursor=None).next_cursor is None


@pytest.mark.parametrize("cursor", ["", "nonsense", "W10", "WzEsMl0"])
def test_refuses_foreign_cursors(catalog: Catalog, cursor: str) -> None:
    with pytest.raises(UsageError):
        catalog.datasets(WORKSPACE, limit=1, cursor=cursor)


def test_takes_note_of_the_upload(catalog: Catalog) -> None:
    stored = added(catalog)
    catalog.mark_uploaded(WORKSPACE, stored.dataset_id, StoredObject(7_000_000_000, "etag-2"))
    found = catalog.dataset(WORKSPACE, stored.dataset_id)
    assert found is not None
    assert (found.status, found.size_bytes, found.etag) == (DatasetStatus.UPLOADED, 7_000_000_000, "etag-2")


def test_the_newest_analysis_is_the_latest(catalog: Catalog) -> None:
    stored = added(catalog)
    first, second = analysis_of(stored), analysis_of(stored)
    catalog.begin_analysis(first, 0, AT)
    catalog.begin_analysis(first, 0, AT)
    catalog.begin_analysis(second, 1, AT + timedelta(minutes=1))
    assert catalog.analysis_ids(WORKSPACE, stored.dataset_id) == (first.analysis_id, second.analysis_id)
    assert catalog.analysis_ids(OTHER_WORKSPACE, stored.dataset_id) == ()
    found = catalog.dataset(WORKSPACE, stored.dataset_id)
    assert found is not None
    assert found.latest_analysis_id == second.analysis_id


def test_an_analysis_may_be_begun_by_several_at_once(catalog: Catalog) -> None:
    stored = added(catalog)
    with ThreadPoolExecutor(4) as threads:
        for _ in range(40):
            analysis = analysis_of(stored)
            cause = FailureCause(code="unreadable", message="No table.")
            begun = [threads.submit(catalog.begin_analysis, analysis, 0, AT) for _ in range(3)]
            begun.append(threads.submit(catalog.fail_analysis, analysis, 0, cause, AT))
            for each in begun:
                each.result()
    assert len(catalog.analysis_ids(WORKSPACE, stored.dataset_id)) == 40


def test_an_outcome_may_be_stored_twice(catalog: Catalog) -> None:
    stored = added(catalog)
    analysis = analysis_of(stored)
    catalog.begin_analysis(analysis, 0, AT)
    catalog.complete_analysis(analysis, sample_document(), AT)
    catalog.complete_analysis(analysis, sample_document(), AT)
    assert catalog.analysis_ids(WORKSPACE, stored.dataset_id) == (analysis.analysis_id,)


def test_a_failure_needs_no_beginning(catalog: Catalog) -> None:
    stored = added(catalog)
    analysis = analysis_of(stored)
    cause = FailureCause(code="unreadable", message="It's no table; really.", stage=Stage.PLAN)
    catalog.fail_analysis(analysis, 0, cause, AT)
    catalog.fail_analysis(analysis, 0, cause, AT)
    assert catalog.analysis_ids(WORKSPACE, stored.dataset_id) == (analysis.analysis_id,)
    found = catalog.dataset(WORKSPACE, stored.dataset_id)
    assert found is not None
    assert found.latest_analysis_id == analysis.analysis_id


@pytest.mark.parametrize(("attempt", "etag", "is_latest"), [(1, "etag-1", True), (0, "etag-0", False)])
def test_a_failure_that_nothing_began_is_the_latest_where_it_tries_again(
    catalog: Catalog, attempt: int, etag: str, is_latest: bool
) -> None:
    stored = added(catalog)
    begun = analysis_of(stored).model_copy(update={"etag": "etag-1"})
    catalog.begin_analysis(begun, 0, AT)
    failed = analysis_of(stored).model_copy(update={"etag": etag})
    catalog.fail_analysis(failed, attempt, FailureCause(code="internal", message="m"), AT)
    found = catalog.dataset(WORKSPACE, stored.dataset_id)
    assert found is not None
    assert (found.latest_analysis_id == failed.analysis_id) is is_latest


def test_deleting_takes_the_analyses_along(catalog: Catalog) -> None:
    stored = added(catalog)
    analysis = analysis_of(stored)
    catalog.begin_analysis(analysis, 0, AT)
    catalog.complete_analysis(analysis, sample_document(), AT)
    catalog.delete_dataset(WORKSPACE, stored.dataset_id)
    assert catalog.dataset(WORKSPACE, stored.dataset_id) is None
    assert catalog.analysis_ids(WORKSPACE, stored.dataset_id) == ()


def test_what_comes_after_the_deletion_stores_nothing(catalog: Catalog) -> None:
    stored = dataset()
    analysis = analysis_of(stored)
    catalog.begin_analysis(analysis, 0, AT)
    catalog.fail_analysis(analysis, 0, FailureCause(code="internal", message="x"), AT)
    assert catalog.analysis_ids(WORKSPACE, stored.dataset_id) == ()


def test_lists_analyses_newest_first(catalog: Catalog, history: AnalysisHistory) -> None:
    first, second = added(catalog), added(catalog, name="people.csv")
    older, newer, newest = analysis_of(first), analysis_of(first), analysis_of(second)
    for minutes, analysis in enumerate((older, newer, newest)):
        catalog.begin_analysis(analysis, minutes, AT + timedelta(minutes=minutes))
    catalog.complete_analysis(older, sample_document(), AT + timedelta(minutes=9))
    cause = FailureCause(code="unreadable", message="It's no table.", stage=Stage.PLAN)
    catalog.fail_analysis(newest, 2, cause, AT + timedelta(minutes=9))
    seen: list[AnalysisSummary] = []
    cursor: str | None = None
    for _ in range(3):
        page = history.page(WORKSPACE, dataset_id=None, limit=1, cursor=cursor)
        seen += page.analyses
        cursor = page.next_cursor
    assert cursor is None
    assert [each.analysis_id for each in seen] == [each.analysis_id for each in (newest, newer, older)]
    lost, running, done = seen
    assert (lost.status, lost.failure, lost.dataset_name) == (AnalysisStatus.FAILED, cause, "people.csv")
    assert (running.status, running.completed_at, running.row_count) == (AnalysisStatus.RUNNING, None, None)
    document = sample_document()
    assert (done.status, done.quality_score) == (AnalysisStatus.COMPLETED, document.quality.score)
    assert (done.row_count, done.column_count, done.issue_count) == (
        document.dataset.row_count, document.dataset.column_count, len(document.issues)
    )  # fmt: skip
    assert (done.started_at, done.completed_at) == (AT, AT + timedelta(minutes=9))
    of_first = history.page(WORKSPACE, dataset_id=first.dataset_id, limit=9, cursor=None)
    assert of_first.analyses == (running, done)
    assert history.page(OTHER_WORKSPACE, dataset_id=None, limit=9, cursor=None).analyses == ()


def test_a_cancelled_analysis_gets_no_other_outcome(catalog: Catalog, history: AnalysisHistory) -> None:
    analysis = analysis_of(added(catalog))
    catalog.begin_analysis(analysis, 0, AT)
    history.cancel(OTHER_WORKSPACE, analysis.analysis_id, AT)
    (running,) = history.page(WORKSPACE, dataset_id=None, limit=9, cursor=None).analyses
    assert running.status is AnalysisStatus.RUNNING
    history.cancel(WORKSPACE, analysis.analysis_id, AT)
    catalog.complete_analysis(analysis, sample_document(), AT)
    catalog.fail_analysis(analysis, 0, FailureCause(code="aborted", message="x"), AT)
    (cancelled,) = history.page(WORKSPACE, dataset_id=None, limit=9, cursor=None).analyses
    assert (cancelled.status, cancelled.completed_at) == (AnalysisStatus.CANCELLED, AT)
    assert (cancelled.failure, cancelled.quality_score) == (None, None)


@pytest.mark.parametrize("cursor", ["", "nonsense", "W10", "WzEsMl0"])
def test_lists_of_analyses_refuse_foreign_cursors(history: AnalysisHistory, cursor: str) -> None:
    with pytest.raises(UsageError):
        history.page(WORKSPACE, dataset_id=None, limit=1, cursor=cursor)


def test_who_leaves_for_good_owns_nothing_any_more(catalog: Catalog, request: pytest.FixtureRequest) -> None:
    if isinstance(catalog, MemoryCatalog):
        pytest.skip("memory has no foreign keys")
    database: LocalDatabase = request.getfixturevalue("database")
    user_id = str(uuid.uuid4())
    database.sql(
        "INSERT INTO users (id, email, display_name, created_at)"
        f" VALUES ('{user_id}', '{user_id}@example.com', 'Ada', now())"
    )
    stored = dataset().model_copy(update={"created_by": user_id})
    catalog.add_dataset(stored)
    assert catalog.dataset(WORKSPACE, stored.dataset_id) == stored
    database.sql(f"DELETE FROM users WHERE id = '{user_id}'")
    left = catalog.dataset(WORKSPACE, stored.dataset_id)
    assert left is not None
    assert left.created_by is None
