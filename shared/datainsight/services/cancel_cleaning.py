"""A user stops a cleaning."""

from datainsight.errors import ConflictError, NotFoundError
from datainsight.models.analysis import AnalysisStatus
from datainsight.models.cleaning_job import CleaningJob
from datainsight.services import object_keys
from datainsight.services.metering import release_job
from datainsight.services.ports import Ports


def cancel_cleaning(dataset_id: str, cleaning_id: str, *, workspace_id: str, ports: Ports) -> CleaningJob:
    """Ends an open cleaning as cancelled; doing it again changes nothing, and nothing is paid for it.

    The store decides first: what the worker still does finds a cleaning that has ended, and stores nothing.

    Raises:
        NotFoundError: The dataset has no such cleaning.
        ConflictError: It is completed, or failed.
    """
    found = ports.cleanings.get(workspace_id, dataset_id, cleaning_id)
    job = ports.cleanings.cancel(found.reference, ports.now()) if found else None
    if job is None:
        raise NotFoundError("There is no such cleaning.", where=cleaning_id)
    if job.status is not AnalysisStatus.CANCELLED:
        raise ConflictError(f"The cleaning is {job.status} already, so it cannot be cancelled.")
    ports.cleaning_workflow.stop(job.execution_id, "The cleaning was cancelled.")
    release_job(workspace_id, cleaning_id, ledger=ports.usage)
    ports.objects.delete_below(object_keys.cleaning_prefix(job.reference))
    return job
