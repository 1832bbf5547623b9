"""Last stage: put together what the stages made, store what people read, and say so."""

from datainsight.errors import AnalysisCancelledError, SourceNotFoundError
from datainsight.models.analysis import AnalysisReference, AnalysisStatus, Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.models.insight import Insight
from datainsight.reporting.html_report import to_html
from datainsight.reporting.json_report import to_json
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.announce import analysis_completed
from datainsight.services.export_code import SCRIPTS
from datainsight.services.metering import settle_analysis
from datainsight.services.ports import AnalysisStore, Announcer, Catalog, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of
from datainsight.services.usage_ports import UsageLedger


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
        document = verified.model_copy(update={"insight": insight})
        shown = mask(document)
        _store(analysis, document, shown, objects=objects)
        analyses.save_recommendations(workspace_id, analysis_id, shown.recommendations)
        catalog.complete_analysis(analysis, shown, now())
        progress = analyses.complete(workspace_id, analysis_id, now())
        if progress.status is AnalysisStatus.COMPLETED:
            settle_analysis(analysis, document, shard_count=progress.shards_total or 0, ledger=usage, now=now)
            announcer.announce(analysis_completed(progress, shown))
    return StageResult(analysis_id=analysis_id)


def _store(
    analysis: AnalysisReference, document: ProfileDocument, shown: ProfileDocument, *, objects: ObjectStore
) -> None:
    workspace_id, analysis_id = analysis.workspace_id, analysis.analysis_id
    json, html, plain = "application/json", "text/html; charset=utf-8", "text/plain; charset=utf-8"
    scripts = {
        language: objects.get(object_keys.written_code_key(analysis, file_name))
        for language, file_name in SCRIPTS.items()
    }
    for language, script in scripts.items():
        objects.put(object_keys.code_key(workspace_id, analysis_id, SCRIPTS[language]), script, plain)
    page = to_html(shown, {language.value: script.decode() for language, script in scripts.items()})
    objects.put(
        object_keys.document_key(workspace_id, analysis_id), document.model_dump_json().encode(), json
    )
    objects.put(object_keys.profile_key(workspace_id, analysis_id), to_json(shown).encode(), json)
    if shown.insight is not None:
        words = shown.insight.model_dump_json().encode()
        objects.put(object_keys.insight_key(workspace_id, analysis_id), words, json)
    objects.put(object_keys.report_key(workspace_id, analysis_id), page.encode(), html)
