"""Fourth stage, beside code generation: words about the profile."""

from collections.abc import Callable, Sequence

from datainsight.insight import writing
from datainsight.insight.language_model import LanguageModel
from datainsight.models.analysis import Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of


def write_insight(
    request: StageRequest,
    *,
    objects: ObjectStore,
    analyses: AnalysisStore,
    models: Callable[[], Sequence[LanguageModel]] = tuple,
    now: Clock,
) -> StageResult:
    """Writes the insight of the assessed document.

    Args:
        request: Whose.
        objects: Holds the document, gets the insight.
        analyses: Is told of the stage.
        models: Makes the language models to be asked, first to last; the rules write where none holds.
        now: The time.
    """
    analysis = request.analysis
    with stage_of(analysis, Stage.INSIGHT, analyses=analyses, now=now):
        document = ProfileDocument.model_validate_json(objects.get(object_keys.assessed_key(analysis)))
        insight = writing.write_insight(document, mask(document), models())
        body = insight.model_dump_json().encode()
        objects.put(object_keys.written_insight_key(analysis), body, "application/json")
    return StageResult(analysis_id=analysis.analysis_id)
