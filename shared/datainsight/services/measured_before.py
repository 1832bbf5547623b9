"""What is known of content that was analysed before, for another goal."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from datainsight.models.analysis import AnalysisStatus
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Verification
from datainsight.semantics.quasi_identifiers import lacks_groups
from datainsight.services import object_keys
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.known_trials import from_json
from datainsight.services.ports import Ports

LARGEST_DOCUMENT = 20 * 1000 * 1000
"""Bytes; a larger one takes the reply's half minute, so the state machine makes it."""


@dataclass(frozen=True)
class Measured:
    """What an analysis knows.

    Attributes:
        document: Facts, issues and repairs for its own goal, not masked.
        other_trials: What trying repairs showed that only other goals offer.
    """

    document: ProfileDocument
    other_trials: Mapping[str, Verification]


def measured_before(identity: AnalysisIdentity, *, ports: Ports) -> Measured | None:
    """What an analysis of the same content for another goal knows; None where there is none to use."""
    for analysis_id in reversed(ports.catalog.analysis_ids(identity.workspace_id, identity.dataset_id)):
        progress = ports.analyses.get(identity.workspace_id, analysis_id)
        if progress is None or progress.status is not AnalysisStatus.COMPLETED:
            continue
        if (progress.etag, progress.options) != (identity.etag, identity.options):
            continue
        key = object_keys.document_key(identity.workspace_id, analysis_id)
        stored = ports.objects.find(key)
        if stored is None or stored.size_bytes > LARGEST_DOCUMENT:
            continue
        try:
            document = ProfileDocument.model_validate_json(ports.objects.get(key))
            trials = _other_trials(identity.workspace_id, analysis_id, ports=ports)
        except ValidationError:
            continue  # of a release whose facts were others: measured anew
        if not lacks_groups(document, identity.goal):
            return Measured(document, trials)
    return None


def _other_trials(workspace_id: str, analysis_id: str, *, ports: Ports) -> Mapping[str, Verification]:
    key = object_keys.known_trials_key(workspace_id, analysis_id)
    if ports.objects.find(key) is None:  # of a release that tried the repairs of one goal only
        return {}
    return from_json(ports.objects.get(key))
