"""Names of the objects in the one bucket. Every name holds the workspace, so no call can leave it."""

import uuid
from typing import NamedTuple

from datainsight.errors import SourceNotFoundError
from datainsight.models.analysis import AnalysisReference
from datainsight.models.cleaning_job import CleaningReference

UPLOADS = "uploads"
WORK = "work"
RESULTS = "results"
IMPORTED = "imported"


class UploadKey(NamedTuple):
    """The parts of an upload's key."""

    workspace_id: str
    dataset_id: str
    name: str


def upload_prefix(workspace_id: str, dataset_id: str) -> str:
    """Where the file of a dataset lies."""
    return f"{UPLOADS}/{workspace_id}/{dataset_id}/"


def upload_key(workspace_id: str, dataset_id: str, name: str) -> str:
    """The uploaded file itself."""
    return upload_prefix(workspace_id, dataset_id) + name


def parse_upload_key(key: str) -> UploadKey:
    """Takes an upload's key apart.

    Raises:
        SourceNotFoundError: The key is not one that an upload request gave out.
    """
    match key.split("/"):
        case [folder, workspace_id, dataset_id, name] if folder == UPLOADS and name:
            if _is_uuid(workspace_id) and _is_uuid(dataset_id):
                return UploadKey(workspace_id, dataset_id, name)
    raise SourceNotFoundError(
        "This object was not uploaded through the service.", where=key, remedy="Ask for an upload first."
    )


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def work_prefix(workspace_id: str, analysis_id: str) -> str:
    """What stages leave for each other; may be deleted once the analysis ended."""
    return f"{WORK}/{workspace_id}/{analysis_id}/"


def results_prefix(workspace_id: str, analysis_id: str) -> str:
    """What people read."""
    return f"{RESULTS}/{workspace_id}/{analysis_id}/"


def imported_prefix(workspace_id: str, dataset_id: str) -> str:
    """What is known of a dataset that was brought over."""
    return f"{IMPORTED}/{workspace_id}/{dataset_id}/"


def imported_key(workspace_id: str, dataset_id: str) -> str:
    """SourceDescription as JSON, by fetch: what the database said about the columns."""
    return imported_prefix(workspace_id, dataset_id) + "source.json"


def _work(analysis: AnalysisReference) -> str:
    return work_prefix(analysis.workspace_id, analysis.analysis_id)


def source_key(analysis: AnalysisReference) -> str:
    """SourceDescription as JSON, by plan."""
    return _work(analysis) + "source.json"


def shards_key(analysis: AnalysisReference) -> str:
    """JSON array of Shard, by plan; the Distributed Map reads it."""
    return _work(analysis) + "shards.json"


def partial_key(analysis: AnalysisReference, index: int) -> str:
    """Measurement of one shard, by profile."""
    return f"{_work(analysis)}partials/{index:06d}.partial"


def groups_key(analysis: AnalysisReference) -> str:
    """JSON array of ShardGroup, by plan; empty where one function merges all shards."""
    return _work(analysis) + "groups.json"


def merged_key(analysis: AnalysisReference, index: int) -> str:
    """Merged measurements of a group of shards, by merge."""
    return f"{_work(analysis)}merged/{index:06d}.partial"


def assessed_key(analysis: AnalysisReference) -> str:
    """ProfileDocument without verification and insight, by combine; read by insight and codegen at once."""
    return assessed_key_in(analysis.workspace_id, analysis.analysis_id)


def assessed_key_in(workspace_id: str, analysis_id: str) -> str:
    """The same, for who knows no more of the analysis than its id."""
    return work_prefix(workspace_id, analysis_id) + "assessed.json"


def verified_key(analysis: AnalysisReference) -> str:
    """ProfileDocument with verification, by codegen."""
    return _work(analysis) + "verified.json"


def other_trials_key(analysis: AnalysisReference) -> str:
    """What trying repairs showed that only other goals offer, as JSON, by codegen."""
    return _work(analysis) + "other_trials.json"


def trial_seconds_key(analysis: AnalysisReference) -> str:
    """How long codegen tried each repair, as JSON by recommendation."""
    return _work(analysis) + "trial_seconds.json"


def trial_key(analysis: AnalysisReference, index: int) -> str:
    """TableTrial of one shard as JSON, by verify."""
    return f"{_work(analysis)}trials/{index:06d}.json"


def written_insight_key(analysis: AnalysisReference) -> str:
    """Insight, by insight."""
    return _work(analysis) + "insight.json"


def written_code_key(analysis: AnalysisReference, file_name: str) -> str:
    """A cleaning script, by codegen."""
    return f"{_work(analysis)}code/{file_name}"


def document_key(workspace_id: str, analysis_id: str) -> str:
    """The whole ProfileDocument, by conclude: to make code from, never to be shown."""
    return results_prefix(workspace_id, analysis_id) + "document.json"


def known_trials_key(workspace_id: str, analysis_id: str) -> str:
    """The same for good, by conclude: for whoever asks for another goal; never to be shown."""
    return results_prefix(workspace_id, analysis_id) + "other_trials.json"


def profile_key(workspace_id: str, analysis_id: str) -> str:
    """The ProfileDocument as shown: values of columns with personal data are masked."""
    return results_prefix(workspace_id, analysis_id) + "profile.json"


def insight_key(workspace_id: str, analysis_id: str) -> str:
    """The Insight as shown."""
    return results_prefix(workspace_id, analysis_id) + "insight.json"


def report_key(workspace_id: str, analysis_id: str) -> str:
    """The page as shown."""
    return results_prefix(workspace_id, analysis_id) + "report.html"


def muted_key(workspace_id: str, analysis_id: str, digest: str, name: str) -> str:
    """A large result without what the rules of that digest mute."""
    return f"{results_prefix(workspace_id, analysis_id)}muted/{digest}/{name}"


def printed_key(workspace_id: str, analysis_id: str, muted: str = "") -> str:
    """The report as PDF, once somebody asked for it; `muted` is the digest of rules that mute issues."""
    if muted:
        return muted_key(workspace_id, analysis_id, muted, "report.pdf")
    return results_prefix(workspace_id, analysis_id) + "report.pdf"


def contract_prefix(workspace_id: str, analysis_id: str) -> str:
    """What is known of an analysis' contract."""
    return results_prefix(workspace_id, analysis_id) + "contract/"


def checked_promises_key(workspace_id: str, analysis_id: str) -> str:
    """CheckedPromises as JSON, by contract: what holds on the data."""
    return results_prefix(workspace_id, analysis_id) + "promises.json"


def contract_claim_key(workspace_id: str, analysis_id: str) -> str:
    """When a check began that may still run, by the api; gone when it has ended."""
    return contract_prefix(workspace_id, analysis_id) + "claim"


def code_key(workspace_id: str, analysis_id: str, file_name: str) -> str:
    """A cleaning script."""
    return f"{results_prefix(workspace_id, analysis_id)}code/{file_name}"


def cleaning_prefix(cleaning: CleaningReference) -> str:
    """What a cleaning leaves; goes with the analysis."""
    place = results_prefix(cleaning.workspace_id, cleaning.analysis_id)
    return f"{place}cleanings/{cleaning.cleaning_id}/"


def cleaning_order_key(cleaning: CleaningReference) -> str:
    """CleaningOrder as JSON, by the api."""
    return cleaning_prefix(cleaning) + "order.json"


def cleaning_report_key(cleaning: CleaningReference) -> str:
    """CleaningReport as JSON, by clean."""
    return cleaning_prefix(cleaning) + "report.json"


def cleaning_file_key(cleaning: CleaningReference, file_name: str) -> str:
    """The cleaned table, or a file beside it, by clean."""
    return cleaning_prefix(cleaning) + file_name
