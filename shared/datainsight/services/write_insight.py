"""Fourth stage, beside code generation: words about the profile."""

from datainsight.insight import rules
from datainsight.models.analysis import Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of


def write_insight(
    request: StageRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> StageResult:
    """Writes the insight of the assessed document."""
    analysis = request.analysis
    with stage_of(analysis, Stage.INSIGHT, analyses=analyses, now=now):
        document = ProfileDocument.model_validate_json(objects.get(object_keys.assessed_key(analysis)))
        insight = rules.write_insight(document)
        body = insight.model_dump_json().encode()
        objects.put(object_keys.written_insight_key(analysis), body, "application/json")
    return StageResult(analysis_id=analysis.analysis_id)
