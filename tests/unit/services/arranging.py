"""Datasets and analyses in a state that a test begins with."""

from datainsight.models.analysis import AnalysisProgress, DatasetStatus, StoredDataset
from datainsight.models.events import PlanRequest
from datainsight.models.issue import Goal
from datainsight.services.object_keys import upload_key
from datainsight.services.plan_analysis import PlannedAnalysis, identify, plan_analysis
from tests.unit.services.fakes import WORKSPACE, MemoryPorts

DATASET = "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"
ORDERS = b"id,city\n1,Bern\n2,Basel\n3,Bern\n"


def uploaded(
    world: MemoryPorts, body: bytes = ORDERS, *, name: str = "orders.csv", goal: Goal = Goal.GENERAL_AUDIT
) -> StoredDataset:
    """A dataset whose file has come."""
    key = upload_key(WORKSPACE, DATASET, name)
    dataset = StoredDataset(
        dataset_id=DATASET,
        workspace_id=WORKSPACE,
        name=name,
        object_key=key,
        status=DatasetStatus.AWAITING_UPLOAD,
        created_at=world.now(),
        goal=goal,
    )
    world.catalog.add_dataset(dataset)
    world.objects.put(key, body, "text/csv")
    return dataset


def request_for(world: MemoryPorts, execution_id: str = "execution:upload", **given: object) -> PlanRequest:
    """What the rule of the upload makes of the event."""
    key = world.catalog.rows[DATASET].object_key
    stored = world.objects.find(key)
    fields = {
        "trigger": "upload",
        "bucket": world.objects.bucket,
        "key": key,
        "etag": stored.etag if stored else "gone",
        "execution_id": execution_id,
        **given,
    }
    return PlanRequest.model_validate(fields)


def plan(world: MemoryPorts, request: PlanRequest) -> PlannedAnalysis:
    """Plans without memory of earlier plans."""
    identity = identify(request, catalog=world.catalog, objects=world.objects)
    return plan_analysis(request, identity, ports=world)


def the_progress(world: MemoryPorts) -> AnalysisProgress:
    """The only analysis there is."""
    (progress,) = world.analyses.items.values()
    return progress
