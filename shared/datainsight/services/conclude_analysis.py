"""Last stage: put together what the stages made, store what people read, and say so."""

from datainsight.models.analysis import Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.models.insight import Insight
from datainsight.reporting.html_report import to_html
from datainsight.reporting.json_report import to_json
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.ports import AnalysisStore, Catalog, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of


def conclude_analysis(
    request: StageRequest, *, objects: ObjectStore, analyses: AnalysisStore, catalog: Catalog, now: Clock
) -> StageResult:
    """Ends an analysis. Progress says so last, when everything it promises can be read.

    Raises:
        SourceNotFoundError: The analysis was deleted meanwhile.
    """
    analysis = request.analysis
    workspace_id, analysis_id = analysis.workspace_id, analysis.analysis_id
    with stage_of(analysis, Stage.CONCLUDE, analyses=analyses, now=now):
        verified = ProfileDocument.model_validate_json(objects.get(object_keys.verified_key(analysis)))
        insight = Insight.model_validate_json(objects.get(object_keys.written_insight_key(analysis)))
        document = verified.model_copy(update={"insight": insight})
        shown = mask(document)
        _store(document, shown, workspace_id, analysis_id, objects=objects)
        analyses.save_recommendations(workspace_id, analysis_id, shown.recommendations)
        catalog.complete_analysis(analysis, shown, now())
        analyses.complete(workspace_id, analysis_id, now())
    return StageResult(analysis_id=analysis_id)


def _store(
    document: ProfileDocument,
    shown: ProfileDocument,
    workspace_id: str,
    analysis_id: str,
    *,
    objects: ObjectStore,
) -> None:
    json, html = "application/json", "text/html; charset=utf-8"
    objects.put(
        object_keys.document_key(workspace_id, analysis_id), document.model_dump_json().encode(), json
    )
    objects.put(object_keys.profile_key(workspace_id, analysis_id), to_json(shown).encode(), json)
    if shown.insight is not None:
        words = shown.insight.model_dump_json().encode()
        objects.put(object_keys.insight_key(workspace_id, analysis_id), words, json)
    objects.put(object_keys.report_key(workspace_id, analysis_id), to_html(shown).encode(), html)
