"""Bringing a table over, with memory behind."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from datainsight.errors import DataInsightError, RefusedError, UnavailableError, UnreadableError
from datainsight.models.analysis import AnalysisStatus
from datainsight.models.connection import (
    Connection,
    ImportJob,
    ImportRequest,
    ImportSource,
    ImportStatus,
    PostgresTarget,
    SourceAccess,
)
from datainsight.models.dataset import SourceDescription
from datainsight.models.events import PlanRequest
from datainsight.reading.source import LocalFile
from datainsight.services import object_keys
from datainsight.services.fetch_import import fetch_import, object_name
from datainsight.services.plan_analysis import plan_once
from datainsight.services.reading import Reading, open_reading
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

CONNECTION = "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"
IMPORT = "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"
REQUEST = ImportRequest(workspace_id=WORKSPACE, import_id=IMPORT)


@dataclass
class MemoryFetcher:
    """Gives a file of the test as a table without a header, as a database does; or fails."""

    path: Path
    failure: Exception | None = None
    asked: list[tuple[SourceAccess, ImportSource, int]] = field(default_factory=list)

    def fetch(self, access: SourceAccess, source: ImportSource, most_bytes: int) -> Reading:
        self.asked.append((access, source, most_bytes))
        if self.failure is not None:
            raise self.failure
        reading = open_reading(LocalFile(self.path))
        said = {"name": "public.orders", "origin": "postgresql"}
        return Reading(reading.source, reading.description.model_copy(update=said), reading.shards)


@dataclass
class FetchWorld(MemoryPorts):
    source_fetcher: MemoryFetcher = field(default_factory=lambda: MemoryFetcher(Path()))


@pytest.fixture
def world(tmp_path: Path) -> FetchWorld:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"id,city\n1,Bern\n2,Basel\n")
    world = FetchWorld(source_fetcher=MemoryFetcher(path))
    target = PostgresTarget(kind="postgresql", host="db.example", database="d", user="u")
    at = world.now()
    world.connections.add(
        Connection(
            connection_id=CONNECTION,
            workspace_id=WORKSPACE,
            name="Shop",
            target=target,
            has_credentials=False,
            created_at=at,
        )
    )
    world.connections.add_import(
        ImportJob(
            import_id=IMPORT,
            workspace_id=WORKSPACE,
            connection_id=CONNECTION,
            source=ImportSource(table="public.orders"),
            most_bytes=1000,
            created_at=at,
            updated_at=at,
        )
    )
    return world


def job(world: FetchWorld) -> ImportJob:
    found = world.connections.get_import(WORKSPACE, IMPORT)
    assert found is not None
    return found


def test_what_is_fetched_is_stored_as_an_upload_is(world: FetchWorld) -> None:
    assert fetch_import(REQUEST, ports=world).status is ImportStatus.COMPLETED
    done = job(world)
    key = f"uploads/{WORKSPACE}/{IMPORT}/public.orders"
    assert world.objects.get(key) == b"id,city\n1,Bern\n2,Basel\n"
    assert (done.status, done.size_bytes) == (ImportStatus.COMPLETED, 23)
    assert world.catalog.rows[IMPORT].name == "public.orders"
    progress = world.analyses.get(WORKSPACE, done.analysis_id or "")
    assert progress is not None
    assert progress.status is AnalysisStatus.QUEUED
    assert world.source_fetcher.asked[0][2] == 1000


def test_the_plan_takes_what_the_database_said(world: FetchWorld) -> None:
    fetch_import(REQUEST, ports=world)
    key = f"uploads/{WORKSPACE}/{IMPORT}/public.orders"
    request = PlanRequest(trigger="upload", bucket="memory", key=key, execution_id="e")
    plan = plan_once(request, ports=world, once=lambda plan: plan)
    assert plan.analysis.analysis_id == job(world).analysis_id
    described = world.objects.get(object_keys.source_key(plan.analysis))
    assert SourceDescription.model_validate_json(described).origin == "postgresql"


def test_another_version_of_the_file_is_described_anew(world: FetchWorld) -> None:
    fetch_import(REQUEST, ports=world)
    key = f"uploads/{WORKSPACE}/{IMPORT}/public.orders"
    world.objects.put(key, b"a;b\n1;2\n3;4\n", "text/csv")
    request = PlanRequest(trigger="upload", bucket="memory", key=key, execution_id="e")
    plan = plan_once(request, ports=world, once=lambda plan: plan)
    described = SourceDescription.model_validate_json(
        world.objects.get(object_keys.source_key(plan.analysis))
    )
    assert (described.origin, described.columns) == (None, ("a", "b"))


def test_the_second_time_nothing_happens(world: FetchWorld) -> None:
    fetch_import(REQUEST, ports=world)
    done = job(world)
    assert fetch_import(REQUEST, ports=world).status is ImportStatus.COMPLETED
    assert len(world.source_fetcher.asked) == 1
    late = REQUEST.model_copy(update={"error": "States.Timeout"})
    assert fetch_import(late, ports=world).status is ImportStatus.COMPLETED
    assert job(world) == done


@pytest.mark.parametrize(
    ("error", "code"),
    [(UnreadableError("it refuses."), "unreadable"), (RefusedError("too much."), "refused")],
)
def test_what_is_wrong_with_the_source_is_an_outcome(
    world: FetchWorld, error: DataInsightError, code: str
) -> None:
    world.source_fetcher.failure = error
    assert fetch_import(REQUEST, ports=world).status is ImportStatus.FAILED
    failure = job(world).failure
    assert failure is not None
    assert (failure.code, failure.message) == (code, str(error).capitalize())
    assert (world.catalog.rows, world.objects.bodies) == ({}, {})


@pytest.mark.parametrize("error", [UnavailableError("a service is away."), OSError("disk")])
def test_what_is_wrong_with_us_is_tried_again(world: FetchWorld, error: Exception) -> None:
    world.source_fetcher.failure = error
    with pytest.raises(type(error)):
        fetch_import(REQUEST, ports=world)
    assert job(world).status is ImportStatus.RUNNING
    world.source_fetcher.failure = None
    assert fetch_import(REQUEST, ports=world).status is ImportStatus.COMPLETED


@pytest.mark.parametrize(
    ("error", "cause", "code"),
    [
        ("Sandbox.Timedout", "Task timed out after 900 seconds", "timed_out"),
        ("MemoryError", '{"errorType": "MemoryError", "errorMessage": "secret"}', "internal"),
    ],
)
def test_what_broke_off_is_recorded(world: FetchWorld, error: str, cause: str, code: str) -> None:
    broken = REQUEST.model_copy(update={"error": error, "cause": cause})
    assert fetch_import(broken, ports=world).status is ImportStatus.FAILED
    failure = job(world).failure
    assert failure is not None
    assert failure.code == code
    assert "import" in failure.message.lower()
    assert "secret" not in failure.message
    assert world.source_fetcher.asked == []


def test_a_connection_that_was_deleted_meanwhile(world: FetchWorld) -> None:
    world.connections.delete(WORKSPACE, CONNECTION)
    fetch_import(REQUEST, ports=world)
    failure = job(world).failure
    assert failure is not None
    assert failure.code == "source_not_found"


def test_an_import_that_is_gone(world: FetchWorld) -> None:
    world.connections.forget_import(WORKSPACE, IMPORT)
    assert fetch_import(REQUEST, ports=world).status is ImportStatus.FAILED
    assert world.source_fetcher.asked == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("public.orders", "public.orders"),
        ("a/b\\c\x00", "a_b_c_"),
        ("..", "table"),
        ("  ", "table"),
        ("ä" * 200, "ä" * 127),
    ],
)
def test_names_of_tables_are_names_of_objects(given: str, name: str) -> None:
    assert object_name(given) == name
