"""The stages one after another, in memory: the same document as the command line, however the file is cut."""

import json
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from datainsight.cli import main
from datainsight.errors import SourceNotFoundError, UsageError
from datainsight.models.account import Principal, Role
from datainsight.models.analysis import AnalysisOptions, AnalysisStatus, Stage
from datainsight.models.cleaning_job import CleaningRequest
from datainsight.models.dataset import Shard
from datainsight.models.document import ProfileDocument
from datainsight.models.events import (
    CombineRequest,
    ContractCheckRequest,
    MergeRequest,
    PlanResult,
    ProfileRequest,
    StageRequest,
)
from datainsight.models.issue import Goal
from datainsight.models.language import Language
from datainsight.reading.source import LocalFile
from datainsight.reporting.json_report import to_json
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.analysis_results import Content, profile_document, recommendations, report
from datainsight.services.check_contract import check_contract
from datainsight.services.clean_dataset import clean_dataset
from datainsight.services.combine_partials import combine_partials
from datainsight.services.conclude_analysis import conclude_analysis
from datainsight.services.confirm_repairs import with_seconds
from datainsight.services.count_dependencies import count_dependencies
from datainsight.services.export_contract import export_contract
from datainsight.services.generate_code import generate_code
from datainsight.services.merge_groups import merge_group
from datainsight.services.plan_analysis import identify, plan_analysis
from datainsight.services.planned_reading import planned_reading
from datainsight.services.profile_shard import profile_shard
from datainsight.services.profile_source import analyse
from datainsight.services.shard_groups import MOST_IN_ONE_MERGE, groups_of
from datainsight.services.start_analysis import start_analysis
from datainsight.services.start_cleaning import CleaningCommand, start_cleaning
from datainsight.services.verify_shard import verify_shard
from datainsight.services.write_insight import write_insight
from datainsight.services.write_script import SCRIPTS, script_for
from tests.alike import assert_alike
from tests.unit.services.arranging import DATASET, request_for, the_progress, uploaded
from tests.unit.services.fakes import WORKSPACE, MemoryObjects, MemoryPorts

AS_USUAL = AnalysisOptions()
OWNER = Principal(workspace_id=WORKSPACE, role=Role.OWNER)
SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "orders.csv"


@pytest.fixture
def world() -> MemoryPorts:
    return MemoryPorts()


def planned(
    world: MemoryPorts,
    body: bytes,
    goal: Goal,
    shard_bytes: int,
    *,
    name: str = SAMPLE.name,
    options: AnalysisOptions = AS_USUAL,
) -> PlanResult:
    uploaded(world, body, name=name, goal=goal)
    request = request_for(world, options=options, goal=goal, trigger="api")
    identity = identify(request, catalog=world.catalog, objects=world.objects)
    return plan_analysis(request, identity, ports=world, shard_bytes=shard_bytes).plan


def shards_of(world: MemoryPorts, plan: PlanResult) -> tuple[Shard, ...]:
    return planned_reading(plan.analysis, objects=world.objects).shards


def profile_all(world: MemoryPorts, plan: PlanResult) -> int:
    rows = 0
    for shard in reversed(shards_of(world, plan)):
        request = ProfileRequest(analysis=plan.analysis, shard=shard)
        result = profile_shard(request, objects=world.objects, analyses=world.analyses, now=world.now)
        rows += result.row_count
    return rows


def run(world: MemoryPorts, body: bytes, goal: Goal, shard_bytes: int = 64 * 1024 * 1024) -> PlanResult:
    plan = planned(world, body, goal, shard_bytes)
    finish(world, plan)
    return plan


def finish(world: MemoryPorts, plan: PlanResult) -> None:
    """All stages after the plan."""
    stores: dict[str, Any] = {"objects": world.objects, "analyses": world.analyses, "now": world.now}
    profile_all(world, plan)
    for group in groups_of(plan.shard_count):
        merge_group(MergeRequest(analysis=plan.analysis, group=group), **stores)
    combined = combine_partials(
        CombineRequest(analysis=plan.analysis, shard_count=plan.shard_count, group_count=plan.group_count),
        **stores,
    )
    request = StageRequest(analysis=plan.analysis)
    if combined.is_countable:
        count_dependencies(request, **stores)
    write_insight(request, **stores)
    generate_code(request, **stores)
    if combined.is_tried_on_sample:
        for shard in reversed(shards_of(world, plan)):
            verify_shard(ProfileRequest(analysis=plan.analysis, shard=shard), **stores)
    conclude_analysis(request, catalog=world.catalog, usage=world.usage, announcer=world.announcer, **stores)


def shown(world: MemoryPorts, plan: PlanResult) -> bytes:
    found = profile_document(
        plan.analysis.analysis_id, workspace_id=WORKSPACE, analyses=world.analyses, objects=world.objects
    )
    assert isinstance(found, Content)
    return found.body


def test_takes_the_longest_determinant_of_the_command_line(world: MemoryPorts) -> None:
    body = SAMPLE.read_bytes()
    options = AnalysisOptions(longest_determinant=1)
    plan = planned(world, body, Goal.GENERAL_AUDIT, 1 << 26, options=options)
    finish(world, plan)
    expected = analyse(LocalFile(SAMPLE), longest_determinant=1)
    assert expected.dependencies != analyse(LocalFile(SAMPLE)).dependencies
    assert shown(world, plan).decode() == to_json(mask(expected))


def test_reads_and_cleans_the_part_that_was_asked_for(world: MemoryPorts, tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    rows = [{"city": " Bern"}, {"city": "Basel"}, {"city": "Bern "}]
    path.write_text(json.dumps({"orders": [{"id": n} for n in range(50)], "places": rows}), "utf-8")
    options = AnalysisOptions(sheet="places")
    plan = planned(world, path.read_bytes(), Goal.GENERAL_AUDIT, 1 << 20, name=path.name, options=options)
    finish(world, plan)
    assert [each["name"] for each in json.loads(shown(world, plan))["columns"]] == ["city"]
    job = start_cleaning(DATASET, CleaningCommand(), principal=OWNER, ports=world, accounts=world)
    clean_dataset(CleaningRequest(cleaning=job.reference), ports=world)
    cleaned = world.objects.get(object_keys.cleaning_file_key(job.reference, "cleaned.csv"))
    assert cleaned.decode().split() == ["city", "Bern", "Basel", "Bern"]


def test_a_contract_is_that_of_the_command_line(world: MemoryPorts, tmp_path: Path) -> None:
    plan = run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    analysis = plan.analysis
    stored = world.objects.find(analysis.key)
    assert stored is not None
    request = ContractCheckRequest(
        workspace_id=WORKSPACE,
        dataset_id=DATASET,
        analysis_id=analysis.analysis_id,
        source_key=analysis.key,
        source_name=analysis.name,
        etag=stored.etag,
        size_bytes=stored.size_bytes,
    )
    result = check_contract(request, objects=world.objects)
    made = export_contract(analysis.analysis_id, "odcs", workspace_id=WORKSPACE, ports=world)
    assert result.remark_count == len(made.remarks)
    written = tmp_path / "contract.yaml"
    assert main(["contract", str(SAMPLE), "--format", "odcs", "--output", str(written)]) == 0
    assert made.content == written.read_text("utf-8")


def test_a_part_that_is_not_there_is_refused(world: MemoryPorts) -> None:
    options = AnalysisOptions(sheet="Sheet7")
    with pytest.raises(UsageError):
        planned(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT, 1 << 20, options=options)


@pytest.mark.parametrize("goal", [Goal.GENERAL_AUDIT, Goal.PRIVACY])
def test_gives_what_the_command_line_gives(world: MemoryPorts, goal: Goal) -> None:
    plan = run(world, SAMPLE.read_bytes(), goal)
    assert shown(world, plan).decode() == to_json(mask(analyse(LocalFile(SAMPLE), goal)))


def test_gives_the_same_however_it_is_cut(world: MemoryPorts) -> None:
    plan = run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT, shard_bytes=SAMPLE.stat().st_size // 5)
    assert plan.shard_count >= 4
    cut = ProfileDocument.model_validate_json(shown(world, plan))
    whole = mask(analyse(LocalFile(SAMPLE)))
    assert_alike(cut.model_dump(mode="json"), whole.model_dump(mode="json"))


def test_many_shards_are_merged_in_groups_and_give_the_same(world: MemoryPorts) -> None:
    body = SAMPLE.read_bytes()
    plan = run(world, body, Goal.GENERAL_AUDIT, shard_bytes=len(body) // 70)
    assert plan.shard_count > MOST_IN_ONE_MERGE
    merged = [key for key in world.objects.bodies if "/merged/" in key]
    assert len(merged) == plan.group_count > 1
    cut = ProfileDocument.model_validate_json(shown(world, plan))
    assert_alike(cut.model_dump(mode="json"), mask(analyse(LocalFile(SAMPLE))).model_dump(mode="json"))


def test_dependencies_of_a_long_table_are_counted_on_all_rows(world: MemoryPorts, tmp_path: Path) -> None:
    path = tmp_path / "stays.csv"
    # One row in forty thousand contradicts the others: too few for the sample to be sure of.
    rows = (
        f"{number},{number % 900},Region {number % 900 % 30 if number % 40_000 else 99}\n"
        for number in range(120_000)
    )
    path.write_text("stay,town,region\n" + "".join(rows))
    body = path.read_bytes()
    plan = planned(world, body, Goal.GENERAL_AUDIT, len(body) // 3, name=path.name)
    finish(world, plan)
    cut = ProfileDocument.model_validate_json(shown(world, plan))
    assert cut.relation_search is not None
    assert cut.relation_search.status == "verified"
    (found,) = (each for each in cut.dependencies if each.determinant == ("town",))
    assert (found.dependent, found.violating_row_count, found.is_exact) == ("region", 3, True)
    whole = mask(analyse(LocalFile(path), tries_all_rows=True))
    assert_alike(cut.model_dump(mode="json"), whole.model_dump(mode="json"))


def test_repairs_of_a_long_table_are_tried_on_all_shards(world: MemoryPorts, tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    # What is wrong stands in the last rows alone, but for blanks at ends.
    towns = ("Oslo", "Bergen", "Tromso", " Oslo")
    rows = [
        f"{number},{towns[number % 4]},{'n/a' if number > 59_000 else number % 70}\n"
        for number in range(60_000)
    ]
    path.write_text("visit,town,age\n" + "".join(rows))
    body = path.read_bytes()
    plan = planned(world, body, Goal.GENERAL_AUDIT, len(body) // 4, name=path.name)
    assert plan.shard_count > 3
    finish(world, plan)
    cut = ProfileDocument.model_validate_json(shown(world, plan))
    tried = {each.repair.operation: each.verification for each in cut.recommendations if each.is_default}
    trimmed, emptied = tried["trim_whitespace"], tried["unify_nulls"]
    assert (trimmed.rows_checked, trimmed.is_sample, trimmed.cells_changed) == (60_000, False, 15_000)
    assert (trimmed.issue_count_before, trimmed.issue_count_after) == (15_000, 0)
    assert (emptied.status, emptied.rows_checked, emptied.cells_changed) == ("verified", 60_000, 999)
    whole = analyse(LocalFile(path), tries_all_rows=True)
    assert_alike(cut.model_dump(mode="json"), mask(whole).model_dump(mode="json"))
    sampled = analyse(LocalFile(path)).recommendations
    assert {each.verification.rows_checked for each in sampled} == {20_000}


def test_lines_of_json_are_cut_and_merged_alike(world: MemoryPorts, tmp_path: Path) -> None:
    path = tmp_path / "orders.ndjson"
    records = (
        {"id": number, "town": f"Town {number % 9}", "at": {"x": number / 8}} for number in range(3000)
    )
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    body = path.read_bytes()
    plan = planned(world, body, Goal.GENERAL_AUDIT, len(body) // 80, name=path.name)
    assert plan.shard_count > MOST_IN_ONE_MERGE
    assert plan.group_count > 1
    finish(world, plan)
    cut = ProfileDocument.model_validate_json(shown(world, plan))
    assert_alike(cut.model_dump(mode="json"), mask(analyse(LocalFile(path))).model_dump(mode="json"))


def test_row_groups_are_cut_and_merged_alike(world: MemoryPorts, tmp_path: Path) -> None:
    path = tmp_path / "orders.parquet"
    rows = range(3000)
    table = pyarrow.table({"id": list(rows), "town": [f"Town {row % 9}" for row in rows]})
    pyarrow.parquet.write_table(table, path, row_group_size=40)
    plan = planned(world, path.read_bytes(), Goal.GENERAL_AUDIT, 64, name=path.name)
    assert plan.shard_count > MOST_IN_ONE_MERGE
    finish(world, plan)
    cut = ProfileDocument.model_validate_json(shown(world, plan))
    assert_alike(cut.model_dump(mode="json"), mask(analyse(LocalFile(path))).model_dump(mode="json"))


def test_ends_completed_with_everything_it_promises(world: MemoryPorts) -> None:
    plan = run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    progress = the_progress(world)
    assert (progress.status, progress.stage) == (AnalysisStatus.COMPLETED, Stage.CONCLUDE)
    assert progress.shards_done == progress.shards_total == plan.shard_count
    outcome = world.catalog.outcomes[plan.analysis.analysis_id]
    document = ProfileDocument.model_validate_json(shown(world, plan))
    assert (outcome.status, outcome.document) == ("completed", document)
    offered = recommendations(plan.analysis.analysis_id, workspace_id=WORKSPACE, analyses=world.analyses)
    seconds = {each.id: each.verification.seconds or 0.0 for each in offered}
    assert min(seconds.values()) > 0
    assert offered == with_seconds(document.recommendations, seconds)
    page = report(
        plan.analysis.analysis_id, workspace_id=WORKSPACE, analyses=world.analyses, objects=world.objects
    )
    assert isinstance(page, Content)
    assert b"<html" in page.body


@pytest.mark.parametrize("first", [Goal.GENERAL_AUDIT, Goal.PRIVACY])
def test_the_repairs_of_every_other_goal_are_tried_when_it_is_measured(
    world: MemoryPorts, first: Goal
) -> None:
    run(world, SAMPLE.read_bytes(), first)
    for goal in Goal:
        progress = start_analysis(DATASET, goal, workspace_id=WORKSPACE, ports=world)
        assert progress.status is AnalysisStatus.COMPLETED
        offered = recommendations(progress.analysis_id, workspace_id=WORKSPACE, analyses=world.analyses)
        expected = analyse(LocalFile(SAMPLE), goal=goal).recommendations
        assert [(each.id, each.verification.status) for each in offered] == [
            (each.id, each.verification.status) for each in expected
        ]
        assert all(each.verification.rows_checked for each in offered)
        assert [each.is_default for each in offered] == [each.is_default for each in expected]
    only_privacy = {each.id for each in expected} - {
        each.id for each in analyse(LocalFile(SAMPLE)).recommendations
    }
    assert only_privacy, "the sample has repairs that one goal offers alone"


def test_stores_the_scripts_of_the_command_line(world: MemoryPorts) -> None:
    plan = run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    document = analyse(LocalFile(SAMPLE))
    for language in Language:
        key = object_keys.code_key(WORKSPACE, plan.analysis.analysis_id, SCRIPTS[language])
        assert world.objects.get(key).decode() == script_for(document, language).code


def test_every_stage_may_be_repeated(world: MemoryPorts) -> None:
    plan = run(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT)
    first = shown(world, plan)
    finish(world, plan)
    assert shown(world, plan) == first
    assert the_progress(world).shards_done == plan.shard_count


@pytest.mark.parametrize("body", [b"id,name\n", b"id\n1\n", b'a;b\n"x\ny";2\n'])
def test_the_smallest_tables_go_through(world: MemoryPorts, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / SAMPLE.name
    path.write_bytes(body)
    plan = run(world, body, Goal.GENERAL_AUDIT)
    assert shown(world, plan).decode() == to_json(mask(analyse(LocalFile(path))))


class FlakyObjects(MemoryObjects):
    """Storage that is away for some writes of partials."""

    def __init__(self, failures: int) -> None:
        super().__init__()
        self.failures = failures

    def put(self, key: str, body: bytes, content_type: str) -> None:
        if key.endswith(".partial") and self.failures:
            self.failures -= 1
            raise ConnectionError("storage is away")
        super().put(key, body, content_type)


def test_a_shard_that_fails_twice_and_then_succeeds_is_counted_once() -> None:
    world = MemoryPorts(objects=FlakyObjects(failures=2))
    plan = planned(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT, 64 * 1024 * 1024)
    for _ in range(2):
        with pytest.raises(ConnectionError):
            profile_all(world, plan)
    noted = the_progress(world).noted_cause
    assert noted is not None
    assert (noted.code, noted.stage) == ("internal", Stage.PROFILE)
    finish(world, plan)
    progress = the_progress(world)
    assert (progress.status, progress.failure, progress.noted_cause) == (AnalysisStatus.COMPLETED, None, None)
    assert progress.shards_done == progress.shards_total == 1


def test_a_file_that_disappears_between_plan_and_profile_is_told(world: MemoryPorts) -> None:
    plan = planned(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT, 64 * 1024 * 1024)
    world.objects.delete_below("uploads/")
    with pytest.raises(SourceNotFoundError):
        profile_all(world, plan)
    noted = the_progress(world).noted_cause
    assert noted is not None
    assert (noted.code, noted.stage) == ("source_not_found", Stage.PROFILE)


def test_a_deletion_in_between_leaves_no_results(world: MemoryPorts) -> None:
    plan = planned(world, SAMPLE.read_bytes(), Goal.GENERAL_AUDIT, 64 * 1024 * 1024)
    world.analyses.delete(WORKSPACE, plan.analysis.analysis_id)
    with pytest.raises(SourceNotFoundError):
        conclude_analysis(
            StageRequest(analysis=plan.analysis),
            objects=world.objects,
            analyses=world.analyses,
            catalog=world.catalog,
            usage=world.usage,
            announcer=world.announcer,
            now=world.now,
        )
    assert not [key for key in world.objects.bodies if key.startswith("results/")]
