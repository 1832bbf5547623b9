"""Which analysis a piece of work belongs to: the same content, goal and attempt always have the same id.

This makes repeated events harmless, and lets the failure handler name an analysis whose plan never ran.
"""

import uuid

from datainsight.models.analysis import AnalysisOptions, AnalysisReference
from datainsight.models.base import Frozen
from datainsight.models.issue import Goal

_NAMESPACE = uuid.UUID("6f2c1f1e-6a53-5c0e-9d0a-2b9d2f3a7c41")


class AnalysisIdentity(Frozen):
    """What makes two requests the same work.

    Attributes:
        workspace_id: The tenant.
        dataset_id: The upload.
        etag: Version of its content.
        goal: What the analysis is for.
        options: How it is measured.
        attempt: Counts the tries after failures, from 0.
    """

    workspace_id: str
    dataset_id: str
    etag: str
    goal: Goal
    options: AnalysisOptions = AnalysisOptions()
    attempt: int = 0

    @property
    def analysis_id(self) -> str:
        """A UUID (version 5) of the other fields."""
        told = [self.workspace_id, self.dataset_id, self.etag, self.goal, str(self.attempt)]
        if self.options != AnalysisOptions():
            told.append(self.options.model_dump_json())
        name = "\n".join(told)
        return str(uuid.uuid5(_NAMESPACE, name))

    def reference(self, *, bucket: str, key: str, name: str) -> AnalysisReference:
        """What travels through the state machine."""
        return AnalysisReference(
            workspace_id=self.workspace_id,
            dataset_id=self.dataset_id,
            analysis_id=self.analysis_id,
            goal=self.goal,
            options=self.options,
            bucket=bucket,
            key=key,
            etag=self.etag,
            name=name,
        )
