"""Cleanings in memory: the contract tests hold them to the same promises as the adapter."""

from dataclasses import dataclass, field
from datetime import datetime

from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisStatus, FailureCause
from datainsight.models.cleaning_job import CleaningJob, CleaningReference


@dataclass
class MemoryCleanings:
    """Jobs in a dictionary."""

    jobs: dict[tuple[str, str, str], CleaningJob] = field(default_factory=dict)

    def queue(self, job: CleaningJob) -> bool:
        place = (job.workspace_id, job.dataset_id, job.cleaning_id)
        return self.jobs.setdefault(place, job) is job

    def get(self, workspace_id: str, dataset_id: str, cleaning_id: str) -> CleaningJob | None:
        return self.jobs.get((workspace_id, dataset_id, cleaning_id))

    def of_dataset(self, workspace_id: str, dataset_id: str) -> tuple[CleaningJob, ...]:
        own = [job for place, job in self.jobs.items() if place[:2] == (workspace_id, dataset_id)]
        return tuple(sorted(own, key=lambda job: (job.started_at, job.cleaning_id), reverse=True))

    def advance(self, cleaning: CleaningReference, bytes_done: int, at: datetime) -> None:
        running = AnalysisStatus.RUNNING
        if not self._change(cleaning, status=running, bytes_done=bytes_done, updated_at=at):
            raise SourceNotFoundError("The cleaning was deleted, or has ended.", where=cleaning.cleaning_id)

    def complete(self, cleaning: CleaningReference, at: datetime) -> CleaningJob:
        found = self._of(cleaning)
        if found is None:
            raise SourceNotFoundError("The cleaning was deleted while it ran.", where=cleaning.cleaning_id)
        self._change(
            cleaning,
            status=AnalysisStatus.COMPLETED,
            bytes_done=found.size_bytes,
            updated_at=at,
            completed_at=at,
        )
        return self.jobs[self._place(cleaning)]

    def fail(self, cleaning: CleaningReference, cause: FailureCause, at: datetime) -> CleaningJob | None:
        failed = AnalysisStatus.FAILED
        self._change(cleaning, status=failed, failure=cause, updated_at=at, completed_at=at)
        return self._of(cleaning)

    def cancel(self, cleaning: CleaningReference, at: datetime) -> CleaningJob | None:
        self._change(cleaning, status=AnalysisStatus.CANCELLED, updated_at=at, completed_at=at)
        return self._of(cleaning)

    def delete_of_dataset(self, workspace_id: str, dataset_id: str) -> None:
        self.jobs = {
            place: job for place, job in self.jobs.items() if place[:2] != (workspace_id, dataset_id)
        }

    def _place(self, cleaning: CleaningReference) -> tuple[str, str, str]:
        return cleaning.workspace_id, cleaning.dataset_id, cleaning.cleaning_id

    def _of(self, cleaning: CleaningReference) -> CleaningJob | None:
        return self.jobs.get(self._place(cleaning))

    def _change(self, cleaning: CleaningReference, **changes: object) -> bool:
        found = self._of(cleaning)
        if found is None or not found.status.is_open:
            return False
        self.jobs[self._place(cleaning)] = found.model_copy(update=changes)
        return True
