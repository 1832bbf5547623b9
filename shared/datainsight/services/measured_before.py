"""What is known of content that was analysed before, for another goal."""

from pydantic import ValidationError

from datainsight.models.analysis import AnalysisStatus
from datainsight.models.document import ProfileDocument
from datainsight.semantics.quasi_identifiers import lacks_groups
from datainsight.services import object_keys
from datainsight.services.identity import AnalysisIdentity
from datainsight.services.ports import Ports

LARGEST_DOCUMENT = 20 * 1000 * 1000
"""Bytes; a larger one takes the reply's half minute, so the state machine makes it."""


def measured_document(identity: AnalysisIdentity, *, ports: Ports) -> ProfileDocument | None:
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
        except ValidationError:
            continue  # of a release whose facts were others: measured anew
        if not lacks_groups(document, identity.goal):
            return document
    return None
