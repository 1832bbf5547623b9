"""Between measuring and combining, for large files: the partials of neighbouring shards become one."""

from collections.abc import Iterator

from datainsight.models.analysis import Stage
from datainsight.models.events import MergeRequest, MergeResult
from datainsight.profiling import storing
from datainsight.profiling.partial import merge_all
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of
from datainsight.services.stored_partials import stored_partials


def merge_group(
    request: MergeRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> MergeResult:
    """Merges the partials of a group and stores the result; memory holds a few of them at a time.

    Raises:
        SourceNotFoundError: A partial is gone: the dataset was deleted meanwhile.
        PartialFormatError: They were not measured by one version.
    """
    analysis, group = request.analysis, request.group
    with stage_of(analysis, Stage.COMBINE, analyses=analyses, now=now):
        merged = merge_all(stored_partials(_keys(request), objects=objects))
        key = object_keys.merged_key(analysis, group.index)
        objects.put(key, storing.pack(merged), "application/octet-stream")
    return MergeResult(group_index=group.index, row_count=merged.row_count)


def _keys(request: MergeRequest) -> Iterator[str]:
    for index in range(request.group.first, request.group.end):
        yield object_keys.partial_key(request.analysis, index)
