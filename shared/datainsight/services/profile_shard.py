"""Second stage, for each shard at once: read a byte range and measure it."""

from datainsight.models.analysis import AnalysisReference, Stage
from datainsight.models.dataset import SourceDescription
from datainsight.models.events import ProfileRequest, ProfileResult
from datainsight.profiling import storing
from datainsight.profiling.limits import limits_for
from datainsight.profiling.measure import measure
from datainsight.profiling.partial import merge_all
from datainsight.reading.cell_batches import read_cells
from datainsight.reading.source import ByteSource
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore, StoredObject
from datainsight.services.stage_progress import noting_cause


def profile_shard(
    request: ProfileRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> ProfileResult:
    """Measures a shard and stores its partial; memory holds one batch and the measurement.

    Raises:
        SourceNotFoundError: The file was deleted or replaced meanwhile.
        UnreadableError: The shard is not what the plan promised.
    """
    analysis, shard = request.analysis, request.shard
    with noting_cause(analysis, Stage.PROFILE, analyses=analyses):
        description = read_description(analysis, objects=objects)
        source = open_source(analysis, description, objects=objects)
        limits = limits_for(analysis.options.longest_determinant)
        partial = merge_all(measure(batch, limits) for batch in read_cells(source, description, shard))
        key = object_keys.partial_key(analysis, shard.index)
        objects.put(key, storing.pack(partial), "application/octet-stream")
        analyses.record_shard(analysis.workspace_id, analysis.analysis_id, shard.index, now())
    return ProfileResult(shard_index=shard.index, row_count=partial.row_count)


def read_description(analysis: AnalysisReference, *, objects: ObjectStore) -> SourceDescription:
    """How the file is to be read, as plan found out."""
    return SourceDescription.model_validate_json(objects.get(object_keys.source_key(analysis)))


def open_source(
    analysis: AnalysisReference, description: SourceDescription, *, objects: ObjectStore
) -> ByteSource:
    """The very version of the file that was planned."""
    stored = StoredObject(size_bytes=description.size_bytes, etag=analysis.etag)
    return objects.source(analysis.key, name=analysis.name, stored=stored)
