"""The stages of the pipeline over a world in memory, each as its function runs it.

Runs in a process where only the packages of a function's layers can be imported, see `lambda_process`.
"""

import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter

from datainsight.errors import SourceNotFoundError
from datainsight.models.account import Principal, Role
from datainsight.models.cleaning import CleaningReport
from datainsight.models.cleaning_job import (
    CleaningFailureRequest,
    CleaningJob,
    CleaningReference,
    CleaningRequest,
)
from datainsight.models.dataset import Shard, ShardGroup
from datainsight.models.document import ProfileDocument
from datainsight.models.events import (
    CombineRequest,
    FailureRequest,
    MergeRequest,
    PlanRequest,
    PlanResult,
    ProfileRequest,
    StageRequest,
)
from datainsight.models.language import Language
from datainsight.services import object_keys
from datainsight.services.ports import StoredObject
from tests.unit.services.cleaning_fakes import MemoryCleanings
from tests.unit.services.fakes import WORKSPACE, MemoryObjects, MemoryPorts, MemorySource

EXECUTION = "execution:one"


class WatchedObjects(MemoryObjects):
    """Remembers which part of the bucket was read, written or deleted from."""

    def __init__(self) -> None:
        super().__init__()
        self.touched: dict[str, set[str]] = defaultdict(set)

    def _note(self, what: str, key: str) -> None:
        self.touched[what].add(key.split("/", maxsplit=1)[0] + "/")

    def find(self, key: str) -> StoredObject | None:
        self._note("reads", key)
        return super().find(key)

    def get(self, key: str) -> bytes:
        self._note("reads", key)
        return super().get(key)

    def put(self, key: str, body: bytes, content_type: str) -> None:
        self._note("writes", key)
        super().put(key, body, content_type)

    def source(self, key: str, *, name: str, stored: StoredObject) -> MemorySource:
        self._note("reads", key)
        return super().source(key, name=name, stored=stored)

    def download_url(self, key: str, *, content_type: str, seconds: int, file_name: str | None = None) -> str:
        self._note("reads", key)  # a presigned URL can do no more than its signer
        return super().download_url(key, content_type=content_type, seconds=seconds, file_name=file_name)

    def delete_below(self, prefix: str) -> None:
        self._note("deletes", prefix)
        super().delete_below(prefix)


@dataclass
class Scene:
    """What is there when a stage begins."""

    objects: WatchedObjects = field(default_factory=WatchedObjects)
    ports: MemoryPorts = field(default_factory=MemoryPorts)
    key: str = ""
    plan: PlanResult | None = None

    @property
    def planned(self) -> PlanResult:
        if self.plan is None:
            raise RuntimeError("the plan comes first")
        return self.plan


def plan(scene: Scene) -> None:
    from datainsight.services.plan_analysis import plan_once

    request = PlanRequest(
        trigger="upload", bucket="memory", key=scene.key, execution_id=EXECUTION
    )  # no etag: what is there now
    scene.plan = plan_once(request, ports=scene.ports, once=lambda make: make)


def profile(scene: Scene) -> None:
    from datainsight.services.profile_shard import profile_shard

    body = scene.objects.bodies[scene.planned.shards_key]  # the Distributed Map reads it, not the function
    for shard in TypeAdapter(tuple[Shard, ...]).validate_json(body):
        request = ProfileRequest(analysis=scene.planned.analysis, shard=shard)
        profile_shard(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def merge(scene: Scene) -> None:
    from datainsight.services.merge_groups import merge_group

    group = ShardGroup(index=0, first=0, end=scene.planned.shard_count)
    request = MergeRequest(analysis=scene.planned.analysis, group=group)
    merge_group(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def combine(scene: Scene) -> None:
    from datainsight.services.combine_partials import combine_partials

    plan = scene.planned
    request = CombineRequest(analysis=plan.analysis, shard_count=plan.shard_count, group_count=1)
    combine_partials(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def count(scene: Scene) -> None:
    from datainsight.services.count_dependencies import count_dependencies

    request = StageRequest(analysis=scene.planned.analysis)
    # The sample is short, so all its rows were compared; of a long table these would be a sample's.
    key = object_keys.assessed_key(request.analysis)
    document = ProfileDocument.model_validate_json(scene.objects.bodies[key])
    sampled = [each.model_copy(update={"is_exact": False}) for each in document.dependencies]
    body = document.model_copy(update={"dependencies": tuple(sampled)}).model_dump_json()
    scene.objects.bodies[key] = body.encode()
    count_dependencies(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def insight(scene: Scene) -> None:
    from datainsight.services.write_insight import write_insight

    request = StageRequest(analysis=scene.planned.analysis)
    write_insight(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def codegen(scene: Scene) -> None:
    from datainsight.services.generate_code import generate_code

    request = StageRequest(analysis=scene.planned.analysis)
    generate_code(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def verify(scene: Scene) -> None:
    from datainsight.services.verify_shard import verify_shard

    analysis = scene.planned.analysis
    # The sample is short, so repairs were tried on all its rows; of a long table these would be the first.
    key = object_keys.verified_key(analysis)
    document = ProfileDocument.model_validate_json(scene.objects.bodies[key])
    sampled = [
        each.model_copy(update={"verification": each.verification.model_copy(update={"is_sample": True})})
        for each in document.recommendations
    ]
    body = document.model_copy(update={"recommendations": tuple(sampled)}).model_dump_json()
    scene.objects.bodies[key] = body.encode()
    for shard in TypeAdapter(tuple[Shard, ...]).validate_json(scene.objects.bodies[scene.planned.shards_key]):
        request = ProfileRequest(analysis=analysis, shard=shard)
        verify_shard(request, objects=scene.objects, analyses=scene.ports.analyses, now=scene.ports.now)


def conclude(scene: Scene) -> None:
    from datainsight.services.conclude_analysis import conclude_analysis

    ports = scene.ports
    conclude_analysis(
        StageRequest(analysis=scene.planned.analysis),
        objects=scene.objects,
        analyses=ports.analyses,
        catalog=ports.catalog,
        usage=ports.usage,
        announcer=ports.announcer,
        now=ports.now,
    )


def api(scene: Scene) -> None:
    from datainsight.services import analysis_results
    from datainsight.services.delete_dataset import delete_dataset
    from datainsight.services.export_code import export_code

    analysis, analyses, objects = scene.planned.analysis, scene.ports.analyses, scene.objects
    for language in Language:
        export_code(analysis.analysis_id, language, None, None, workspace_id=WORKSPACE, ports=scene.ports)
    for result in (analysis_results.profile_document, analysis_results.report, analysis_results.insight):
        result(analysis.analysis_id, workspace_id=WORKSPACE, analyses=analyses, objects=objects)
    _export_everything(scene)
    _mute(scene)
    _clean(scene)
    delete_dataset(
        analysis.dataset_id,
        workspace_id=WORKSPACE,
        catalog=scene.ports.catalog,
        objects=objects,
        analyses=analyses,
        workflow=scene.ports.workflow,
        cleanings=scene.ports.cleanings,
        cleaning_workflow=scene.ports.cleaning_workflow,
        usage=scene.ports.usage,
    )


def _clean(scene: Scene) -> None:
    """What the API does of it; the work is another function's."""
    from datainsight.services.cleaning_status import cleaning_outcome

    analysis, ports = scene.planned.analysis, scene.ports
    job = _ordered(scene)
    ports.cleanings.complete(job.reference, ports.now())
    key = object_keys.cleaning_report_key(job.reference)
    report = CleaningReport(name="x", row_count_before=1, row_count_after=1, columns_removed=(), repairs=())
    scene.objects.bodies[key] = report.model_dump_json().encode()
    cleaning_outcome(analysis.dataset_id, job.cleaning_id, workspace_id=WORKSPACE, ports=ports)


def _ordered(scene: Scene, *, is_saved: bool = False, is_empty: bool = False) -> CleaningJob:
    from datainsight.services.start_cleaning import CleaningCommand, start_cleaning

    return start_cleaning(
        scene.planned.analysis.dataset_id,
        CleaningCommand(is_saved=is_saved, recommendation_ids=() if is_empty else None),
        principal=Principal(workspace_id=WORKSPACE, role=Role.OWNER),
        ports=scene.ports,
        accounts=scene.ports,
    )


def clean(scene: Scene) -> None:
    """One that becomes a dataset, and one that is deleted while it is made."""
    from datainsight.services.clean_dataset import clean_dataset

    saved, unwanted = _ordered(scene, is_saved=True), _ordered(scene)
    scene.objects.touched.clear()  # the API did that
    clean_dataset(CleaningRequest(cleaning=saved.reference), ports=scene.ports)
    scene.ports.cleanings = _Forgetful(scene.ports.cleanings.jobs)
    try:
        clean_dataset(CleaningRequest(cleaning=unwanted.reference), ports=scene.ports)
    except SourceNotFoundError:
        scene.ports.cleanings = MemoryCleanings()
    else:
        raise RuntimeError("it was deleted")


@dataclass
class _Forgetful(MemoryCleanings):
    """Cleanings that are deleted while they are made."""

    def advance(self, cleaning: CleaningReference, bytes_done: int, at: datetime) -> None:
        super().advance(cleaning, bytes_done, at)
        self.jobs.clear()


def uncleaned(scene: Scene) -> None:
    from datainsight.services.fail_cleaning import fail_cleaning

    job = _ordered(scene, is_empty=True)
    scene.objects.touched.clear()  # the API did that
    request = CleaningFailureRequest(cleaning=job.reference, error="States.Timeout")
    fail_cleaning(request, ports=scene.ports)


def _mute(scene: Scene) -> None:
    from datainsight.models.muting import MuteRule
    from datainsight.services import muted_results

    analysis = scene.planned.analysis
    columns = muted_results.muted_document(
        analysis.analysis_id, rules=(), workspace_id=WORKSPACE, ports=scene.ports
    ).columns
    rules = [MuteRule(column=column.name) for column in columns]
    for result in (muted_results.profile_document, muted_results.report, muted_results.insight):
        result(analysis.analysis_id, rules=rules, workspace_id=WORKSPACE, ports=scene.ports)


def _export_everything(scene: Scene) -> None:
    from datainsight.services.compare_analyses import Side, compare_analyses, comparison_page
    from datainsight.services.export_contract import FILES, export_contract
    from datainsight.services.export_report import ReportFormat, export_report

    ports, analysis_id = scene.ports, scene.planned.analysis.analysis_id
    for kind in FILES:
        export_contract(analysis_id, kind, workspace_id=WORKSPACE, ports=ports)
    side = Side(analysis_id=analysis_id, dataset_id=None, where="#/old")
    comparison_page(compare_analyses(side, side, workspace_id=WORKSPACE, ports=ports))
    for each in ReportFormat:
        export_report(analysis_id, each, workspace_id=WORKSPACE, ports=ports)


def report(scene: Scene) -> None:
    from datainsight.models.events import PrintRequest
    from datainsight.services.print_report import print_report

    request = PrintRequest(workspace_id=WORKSPACE, analysis_id=scene.planned.analysis.analysis_id)
    print_report(request, objects=scene.objects)


def contract(scene: Scene) -> None:
    from datainsight.models.events import ContractCheckRequest
    from datainsight.services.check_contract import check_contract

    analysis = scene.planned.analysis
    stored = scene.objects.find(analysis.key)
    assert stored is not None
    scene.objects.touched.clear()
    request = ContractCheckRequest(
        workspace_id=WORKSPACE,
        dataset_id=analysis.dataset_id,
        analysis_id=analysis.analysis_id,
        source_key=analysis.key,
        source_name=analysis.name,
        etag=stored.etag,
        size_bytes=stored.size_bytes,
    )
    check_contract(request, objects=scene.objects)


def failure(scene: Scene) -> None:
    from datainsight.services.record_failure import record_failure

    started = PlanRequest(trigger="upload", bucket="memory", key=scene.key, execution_id=EXECUTION)
    request = FailureRequest(execution_id=EXECUTION, execution_input=started, error="States.Timeout")
    record_failure(request, ports=scene.ports)


STAGES: dict[str, Callable[[Scene], None]] = {
    each.__name__: each
    for each in (
        plan,
        profile,
        merge,
        combine,
        count,
        insight,
        codegen,
        verify,
        conclude,
        report,
        contract,
        clean,
        uncleaned,
        failure,
        api,
    )
}


def main() -> None:
    """Plays the stage of the first argument on the scene pickled in the second; prints what it touched."""
    name, state = sys.argv[1], Path(sys.argv[2])
    scene: Scene = pickle.loads(state.read_bytes())  # noqa: S301 - written by the test itself
    scene.objects.touched.clear()
    STAGES[name](scene)
    print(json.dumps({what: sorted(prefixes) for what, prefixes in scene.objects.touched.items()}))  # noqa: T201
    state.write_bytes(pickle.dumps(scene))
