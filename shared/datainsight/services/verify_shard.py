"""After codegen, for each shard of a long table at once: the repairs are tried on all its rows."""

from datainsight.codegen.row_trials import try_rows
from datainsight.models.analysis import Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import ProfileRequest, ProfileResult
from datainsight.models.trial import TableTrial
from datainsight.reading.frames import read_shard
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.profile_shard import open_source, read_description
from datainsight.services.stage_progress import noting_cause


def verify_shard(
    request: ProfileRequest,
    *,
    objects: ObjectStore,
    analyses: AnalysisStore,
    now: Clock,  # noqa: ARG001  as every stage
) -> ProfileResult:
    """Runs the repairs that work row by row on a shard, and stores what they did; memory holds one batch.

    Raises:
        SourceNotFoundError: The file was deleted or replaced meanwhile.
    """
    analysis, shard = request.analysis, request.shard
    with noting_cause(analysis, Stage.CODEGEN, analyses=analyses):
        document = ProfileDocument.model_validate_json(objects.get(object_keys.verified_key(analysis)))
        description = read_description(analysis, objects=objects)
        source = open_source(analysis, description, objects=objects)
        trial = try_rows(document, (batch.frame for batch in read_shard(source, description, shard)))
        key = object_keys.trial_key(analysis, shard.index)
        objects.put(key, trial.model_dump_json().encode(), "application/json")
    return ProfileResult(shard_index=shard.index, row_count=_rows(trial))


def _rows(trial: TableTrial) -> int:
    return max((each.rows for each in trial.trials.values()), default=0)
