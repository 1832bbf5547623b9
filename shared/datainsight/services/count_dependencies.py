"""After combining, for long tables only: what a sample suggested is counted on all rows."""

from datainsight.models.analysis import Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.profiling.relations.verifying import Verification
from datainsight.recommending.assess import assess
from datainsight.services import object_keys
from datainsight.services.planned_reading import planned_reading
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of


def count_dependencies(
    request: StageRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> StageResult:
    """Reads the table once more and judges it again by what all rows say.

    Raises:
        SourceNotFoundError: The upload, or what combining left, is gone.
    """
    analysis = request.analysis
    with stage_of(analysis, Stage.COMBINE, analyses=analyses, now=now):
        key = object_keys.assessed_key(analysis)
        sampled = ProfileDocument.model_validate_json(objects.get(key))
        verification = Verification(sampled, analysis.goal)
        if verification.is_needed:  # no longer where another attempt came so far
            reading = planned_reading(analysis, objects=objects)
            counted = verification.count(reading.cells(columns=verification.columns))
            body = assess(counted, analysis.goal).model_dump_json().encode()
            objects.put(key, body, "application/json")
    return StageResult(analysis_id=analysis.analysis_id)
