"""Fourth stage, beside insight: run the repairs on the data, and write the scripts."""

from pydantic import TypeAdapter

from datainsight.codegen.verify import verify
from datainsight.models.analysis import AnalysisReference, Stage
from datainsight.models.dataset import Shard, SourceDescription
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.services import object_keys
from datainsight.services.export_code import SCRIPTS, script_for
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore, StoredObject
from datainsight.services.profile_source import Reading
from datainsight.services.stage_progress import stage_of

_SHARDS = TypeAdapter(tuple[Shard, ...])


def generate_code(
    request: StageRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> StageResult:
    """Verifies each recommendation on the data and writes a script in each language."""
    analysis = request.analysis
    with stage_of(analysis, Stage.CODEGEN, analyses=analyses, now=now):
        assessed = ProfileDocument.model_validate_json(objects.get(object_keys.assessed_key(analysis)))
        document = verify(assessed, planned_reading(analysis, objects=objects).batches)
        objects.put(
            object_keys.verified_key(analysis), document.model_dump_json().encode(), "application/json"
        )
        for language, file_name in SCRIPTS.items():
            key = object_keys.written_code_key(analysis, file_name)
            objects.put(key, script_for(document, language).code.encode(), "text/plain; charset=utf-8")
    return StageResult(analysis_id=analysis.analysis_id)


def planned_reading(analysis: AnalysisReference, *, objects: ObjectStore) -> Reading:
    """The file, to be read as planned, as often as needed."""
    description = SourceDescription.model_validate_json(objects.get(object_keys.source_key(analysis)))
    shards = _SHARDS.validate_json(objects.get(object_keys.shards_key(analysis)))
    stored = StoredObject(size_bytes=description.size_bytes, etag=analysis.etag)
    return Reading(objects.source(analysis.key, name=analysis.name, stored=stored), description, shards)
