"""Last stage: put together what the stages made, store what people read, and say so."""

from datainsight.errors import AnalysisCancelledError, SourceNotFoundError
from datainsight.models.analysis import AnalysisReference, AnalysisStatus, Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.models.insight import Insight
from datainsight.models.language import Language
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.announce import analysis_completed
from datainsight.services.confirm_repairs import confirm_repairs, with_seconds
from datainsight.services.metering import settle_analysis
from datainsight.services.ports import AnalysisStore, Announcer, Catalog, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of
from datainsight.services.store_results import store_results
from datainsight.services.usage_ports import UsageLedger
from datainsight.services.write_script import SCRIPTS, script_for


def conclude_analysis(
    request: StageRequest,
    *,
    objects: ObjectStore,
    analyses: AnalysisStore,
    catalog: Catalog,
    usage: UsageLedger,
    announcer: Announcer,
    now: Clock,
) -> StageResult:
    """Ends an analysis. Progress says so when everything it promises can be read; then it is announced.

    Raises:
        SourceNotFoundError: The analysis was deleted meanwhile.
        AnalysisCancelledError: It was cancelled meanwhile.
    """
    analysis = request.analysis
    workspace_id, analysis_id = analysis.workspace_id, analysis.analysis_id
    with stage_of(analysis, Stage.CONCLUDE, analyses=analyses, now=now):
        progress = analyses.get(workspace_id, analysis_id)
        if progress is None:
            raise SourceNotFoundError("The analysis was deleted while it ran.", where=analysis.name)
        if progress.status is AnalysisStatus.CANCELLED:
            raise AnalysisCancelledError("The analysis was cancelled while it ran.", where=analysis.name)
        verified = ProfileDocument.model_validate_json(objects.get(object_keys.verified_key(analysis)))
        insight = Insight.model_validate_json(objects.get(object_keys.written_insight_key(analysis)))
        judged, seconds = confirm_repairs(verified, analysis, objects=objects)
        document = judged.model_copy(update={"insight": insight})
        shown = mask(document)
        scripts = _scripts(verified, judged, analysis, objects)
        store_results(analysis, document, shown, scripts, objects=objects)
        others = objects.get(object_keys.other_trials_key(analysis))
        objects.put(object_keys.known_trials_key(workspace_id, analysis_id), others, "application/json")
        offered = with_seconds(shown.recommendations, seconds)
        analyses.save_recommendations(workspace_id, analysis_id, offered)
        catalog.complete_analysis(analysis, shown, now())
        progress = analyses.complete(workspace_id, analysis_id, now())
        if progress.status is AnalysisStatus.COMPLETED:
            settle_analysis(analysis, document, shard_count=progress.shards_total or 0, ledger=usage, now=now)
            announcer.announce(analysis_completed(progress, shown))
    return StageResult(analysis_id=analysis_id)


def _scripts(
    verified: ProfileDocument, judged: ProfileDocument, analysis: AnalysisReference, objects: ObjectStore
) -> dict[Language, str]:
    """As codegen wrote them; anew where all rows said something else of the repairs than the first ones."""
    if judged is not verified:
        return {language: script_for(judged, language).code for language in SCRIPTS}
    return {
        language: objects.get(object_keys.written_code_key(analysis, file_name)).decode()
        for language, file_name in SCRIPTS.items()
    }
