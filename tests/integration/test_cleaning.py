"""Cleaning by the service gives what `datainsight clean` gives, byte for byte, with all files beside it."""

from pathlib import Path

import pytest

from datainsight.cli import main
from datainsight.errors import SourceNotFoundError
from datainsight.models.account import Principal, Role
from datainsight.models.analysis import AnalysisStatus
from datainsight.models.cleaning_job import CleaningJob, CleaningRequest, TableFormat
from datainsight.models.issue import Goal
from datainsight.models.usage import Meter
from datainsight.models.webhook import WebhookEvent
from datainsight.services import object_keys, prices
from datainsight.services.clean_dataset import clean_dataset
from datainsight.services.cleaning_status import CHANGES, QUARANTINE, UNDO, cleaned_name, cleaning_outcome
from datainsight.services.start_cleaning import CleaningCommand, start_cleaning
from datainsight.services.undo_file import undo_cleaning
from tests.integration.test_pipeline import SAMPLE, run
from tests.unit.services.arranging import DATASET
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

OWNER = Principal(workspace_id=WORKSPACE, role=Role.OWNER)


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


def cleaned(world: MemoryPorts, command: CleaningCommand) -> CleaningJob:
    job = start_cleaning(DATASET, command, principal=OWNER, ports=world, accounts=world)
    clean_dataset(CleaningRequest(cleaning=job.reference), ports=world)
    found = world.cleanings.get(WORKSPACE, DATASET, job.cleaning_id)
    assert found is not None
    return found


def fetched(world: MemoryPorts, job: CleaningJob, name: str) -> bytes:
    return world.objects.get(object_keys.cleaning_file_key(job.reference, name))


@pytest.mark.parametrize("table_format", TableFormat)
def test_makes_what_the_command_line_makes(
    world: MemoryPorts, tmp_path: Path, table_format: TableFormat
) -> None:
    run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT, shard_bytes=20_000)
    job = cleaned(world, CleaningCommand(format=table_format))
    own = {name: tmp_path / name for name in (cleaned_name(table_format), CHANGES, QUARANTINE, UNDO)}
    arguments = ["clean", str(SAMPLE), "--output", str(own[cleaned_name(table_format)])]
    for option, name in (("--changes", CHANGES), ("--quarantine", QUARANTINE), ("--undo", UNDO)):
        arguments += [option, str(own[name])]
    assert main(arguments) == 0
    for name, path in own.items():
        assert fetched(world, job, name) == path.read_bytes(), name
    assert own[CHANGES].read_bytes().count(b"\n") > 10


def test_the_undo_file_gives_the_table_back(world: MemoryPorts, tmp_path: Path) -> None:
    run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    job = cleaned(world, CleaningCommand())
    for name in (cleaned_name(job.format), UNDO):
        (tmp_path / name).write_bytes(fetched(world, job, name))
    rows = undo_cleaning(tmp_path / cleaned_name(job.format), tmp_path / UNDO, tmp_path / "before.csv")
    assert (
        rows
        == cleaning_outcome(DATASET, job.cleaning_id, workspace_id=WORKSPACE, ports=world).row_count_before
    )


def test_is_announced_and_paid_for_once(world: MemoryPorts) -> None:
    run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    job = cleaned(world, CleaningCommand())
    assert (job.status, job.bytes_done) == (AnalysisStatus.COMPLETED, SAMPLE.stat().st_size)
    told = [each for each in world.announcer.told if each.type is WebhookEvent.DATASET_CLEANED]
    assert [each.data["cleaning_id"] for each in told] == [job.cleaning_id]
    assert told[0].data["cells_changed"] > 0  # type: ignore[operator]
    (event,) = [each for each in world.usage.written.values() if each.event_id == job.cleaning_id]
    assert event.quantities[Meter.BYTES_CLEANED] == SAMPLE.stat().st_size
    assert event.microdollars == prices.CLEANED_BLOCK
    assert world.usage.reserved == {}


def test_a_cleaned_file_goes_on_as_a_dataset(world: MemoryPorts) -> None:
    run(world, SAMPLE.read_bytes(), Goal.ANALYTICS)
    job = cleaned(world, CleaningCommand(is_saved=True))
    saved = world.catalog.rows[job.saved_dataset_id or ""]
    assert (saved.name, saved.parent_dataset_id) == ("orders-cleaned.csv", DATASET)
    assert saved.goal is Goal.ANALYTICS
    assert world.objects.get(saved.object_key) == fetched(world, job, "cleaned.csv")
    again = start_cleaning(
        DATASET, CleaningCommand(is_saved=True), principal=OWNER, ports=world, accounts=world
    )
    assert again == job
    world.catalog.delete_dataset(WORKSPACE, saved.dataset_id)
    assert cleaned(world, CleaningCommand(is_saved=True)).saved_dataset_id != saved.dataset_id


def test_work_that_is_done_twice_ends_alike(world: MemoryPorts) -> None:
    """As where the function died after it had stored everything."""
    run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    job = start_cleaning(
        DATASET, CleaningCommand(is_saved=True), principal=OWNER, ports=world, accounts=world
    )
    world.cleanings.complete = lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        clean_dataset(CleaningRequest(cleaning=job.reference), ports=world)
    del world.cleanings.complete
    bodies = dict(world.objects.bodies)
    clean_dataset(CleaningRequest(cleaning=job.reference), ports=world)
    report = object_keys.cleaning_report_key(job.reference)  # it has the seconds that each repair took
    assert {**world.objects.bodies, report: b""} == {**bodies, report: b""}
    assert len(world.catalog.rows) == 2


def test_a_deleted_dataset_keeps_nothing_of_a_late_cleaning(world: MemoryPorts) -> None:
    run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    job = start_cleaning(DATASET, CleaningCommand(), principal=OWNER, ports=world, accounts=world)
    store = world.objects.put

    def put(key: str, body: bytes, content_type: str) -> None:
        world.cleanings.delete_of_dataset(WORKSPACE, DATASET)
        store(key, body, content_type)

    world.objects.put = put  # type: ignore[method-assign]
    with pytest.raises(SourceNotFoundError):
        clean_dataset(CleaningRequest(cleaning=job.reference), ports=world)
    prefix = object_keys.cleaning_prefix(job.reference)
    assert not [key for key in world.objects.bodies if key.startswith(prefix)]
