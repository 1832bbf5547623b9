"""What cleaning a stored file needs of the outside world; `services.ports` has the rest."""

from datetime import datetime
from typing import Protocol

from datainsight.models.analysis import FailureCause
from datainsight.models.cleaning_job import CleaningJob, CleaningReference


class CleaningStore(Protocol):
    """How far each cleaning is. Whatever ended stays as it ended."""

    def queue(self, job: CleaningJob) -> bool:
        """Stores a new one; False where it exists already."""
        ...

    def get(self, workspace_id: str, dataset_id: str, cleaning_id: str) -> CleaningJob | None:
        """The present state, None where there is no such cleaning."""
        ...

    def of_dataset(self, workspace_id: str, dataset_id: str) -> tuple[CleaningJob, ...]:
        """All of a dataset, newest first."""
        ...

    def advance(self, cleaning: CleaningReference, bytes_done: int, at: datetime) -> None:
        """Tells that it runs, and how far it is.

        Raises:
            SourceNotFoundError: It was deleted, or has ended.
        """
        ...

    def complete(self, cleaning: CleaningReference, at: datetime) -> CleaningJob:
        """Ends an open one well.

        Returns:
            What is stored afterwards: a failed one stays failed.

        Raises:
            SourceNotFoundError: It was deleted.
        """
        ...

    def fail(self, cleaning: CleaningReference, cause: FailureCause, at: datetime) -> CleaningJob | None:
        """Ends an open one with a cause.

        Returns:
            What is stored afterwards; None where there is none.
        """
        ...

    def cancel(self, cleaning: CleaningReference, at: datetime) -> CleaningJob | None:
        """Ends an open one at a user's wish.

        Returns:
            What is stored afterwards; None where there is none.
        """
        ...

    def delete_of_dataset(self, workspace_id: str, dataset_id: str) -> None:
        """Forgets all of a dataset."""
        ...
