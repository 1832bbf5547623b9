"""A dataset and all that came of it goes away."""

from datainsight.errors import NotFoundError
from datainsight.models.analysis import AnalysisStatus
from datainsight.services import object_keys
from datainsight.services.cleaning_ports import CleaningStore
from datainsight.services.metering import release_job
from datainsight.services.ports import AnalysisStore, Catalog, ObjectStore, Workflow
from datainsight.services.usage_ports import UsageLedger

_OPEN = {AnalysisStatus.QUEUED, AnalysisStatus.RUNNING}


def delete_dataset(
    dataset_id: str,
    *,
    workspace_id: str,
    catalog: Catalog,
    objects: ObjectStore,
    analyses: AnalysisStore,
    workflow: Workflow,
    cleanings: CleaningStore,
    cleaning_workflow: Workflow,
    usage: UsageLedger,
) -> None:
    """Stops what runs, deletes objects, progress, and at last the rows: a broken deletion can be repeated.

    Raises:
        NotFoundError: The workspace has no such dataset.
    """
    if catalog.dataset(workspace_id, dataset_id) is None:
        raise NotFoundError("There is no such dataset.", where=dataset_id)
    for job in cleanings.of_dataset(workspace_id, dataset_id):
        if job.status in _OPEN:
            cleaning_workflow.stop(job.execution_id, "The dataset was deleted.")
        release_job(workspace_id, job.cleaning_id, ledger=usage)
    cleanings.delete_of_dataset(workspace_id, dataset_id)
    for analysis_id in catalog.analysis_ids(workspace_id, dataset_id):
        progress = analyses.get(workspace_id, analysis_id)
        if progress is not None and progress.status in _OPEN and progress.execution_id:
            workflow.stop(progress.execution_id, "The dataset was deleted.")
        # In this order: who plans it at this moment sets something aside, and then looks whether it is there.
        analyses.delete(workspace_id, analysis_id)
        release_job(workspace_id, analysis_id, ledger=usage)
        objects.delete_below(object_keys.work_prefix(workspace_id, analysis_id))
        objects.delete_below(object_keys.results_prefix(workspace_id, analysis_id))
    objects.delete_below(object_keys.upload_prefix(workspace_id, dataset_id))
    objects.delete_below(object_keys.imported_prefix(workspace_id, dataset_id))
    catalog.delete_dataset(workspace_id, dataset_id)
