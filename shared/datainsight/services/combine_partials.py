"""Third stage: merge what the shards measured, conclude, and judge."""

from collections.abc import Iterator

from datainsight.codegen.confirm import is_tried_on_sample
from datainsight.models.analysis import Stage
from datainsight.models.dataset import SourceDescription
from datainsight.models.events import CombineRequest, CombineResult
from datainsight.models.issue import Goal
from datainsight.models.profile import TableProfile
from datainsight.profiling.conclude import conclude
from datainsight.profiling.partial import merge_all
from datainsight.profiling.relations.relate import DEFAULT_LONGEST
from datainsight.profiling.relations.verifying import Verification
from datainsight.recommending.assess import assess
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of
from datainsight.services.stored_partials import stored_partials

MOST_COUNTED_BYTES, MOST_COUNTED_CELLS = 2 << 30, 250_000_000
"""Larger tables keep what the sample says, marked so: one function would read them for minutes."""


def combine_partials(
    request: CombineRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> CombineResult:
    """Makes the profile document, without verification and words."""
    analysis = request.analysis
    with stage_of(analysis, Stage.COMBINE, analyses=analyses, now=now):
        description = SourceDescription.model_validate_json(objects.get(object_keys.source_key(analysis)))
        partial = merge_all(stored_partials(_keys(request), objects=objects))
        longest = analysis.options.longest_determinant or DEFAULT_LONGEST
        document = assess(conclude(partial, description, longest), analysis.goal)
        body = document.model_dump_json().encode()
        objects.put(object_keys.assessed_key(analysis), body, "application/json")
    return CombineResult(
        analysis_id=analysis.analysis_id,
        is_countable=_is_countable(document, analysis.goal),
        is_tried_on_sample=is_tried_on_sample(document),
    )


def _keys(request: CombineRequest) -> Iterator[str]:
    """Of all partials in order: those of the groups where there are groups, of the shards else."""
    if request.group_count:
        for index in range(request.group_count):
            yield object_keys.merged_key(request.analysis, index)
        return
    for index in range(request.shard_count):
        yield object_keys.partial_key(request.analysis, index)


def _is_countable(profile: TableProfile, goal: Goal) -> bool:
    """Whether only a sample speaks for what all rows could tell, and the table is not too large for that."""
    dataset = profile.dataset
    is_large = (
        dataset.size_bytes > MOST_COUNTED_BYTES
        or dataset.row_count * dataset.column_count > MOST_COUNTED_CELLS
    )
    return not is_large and Verification(profile, goal).is_needed
