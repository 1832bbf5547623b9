"""A cleaning failed: say why, once, and never over a result."""

from datainsight.models.analysis import AnalysisStatus, FailureCause
from datainsight.models.cleaning_job import CleaningFailureRequest
from datainsight.services.failure_causes import cause_from_machine
from datainsight.services.metering import release_job
from datainsight.services.ports import Ports

_MESSAGES = {
    "timed_out": "Cleaning took longer than it may. Run a script of POST /exports/code yourself.",
    "internal": "Something went wrong on our side. Start the cleaning again; if it fails again, tell us.",
    "aborted": "The cleaning was stopped. Start it again.",
    "interrupted": "The cleaning was interrupted before it finished. Start it again.",
}
"""For causes that an analysis tells in other words."""


def fail_cleaning(request: CleaningFailureRequest, *, ports: Ports) -> FailureCause | None:
    """Marks a cleaning as failed, and gives back what was set aside for it.

    Returns:
        The cause that is stored; None where there was nothing to fail.
    """
    said = cause_from_machine(request.error, request.cause, None)
    cause = said.model_copy(update={"message": _MESSAGES.get(said.code, said.message)})
    cleaning = request.cleaning
    after = ports.cleanings.fail(cleaning, cause, ports.now())
    if after is None or after.status is not AnalysisStatus.FAILED:
        return None
    release_job(cleaning.workspace_id, cleaning.cleaning_id, ledger=ports.usage)
    return after.failure
