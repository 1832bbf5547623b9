"""Content that was measured before is judged for another goal at once: nothing is read, nor charged."""

from datainsight.codegen.score_effect import score_with
from datainsight.insight.writing import write_insight
from datainsight.models.analysis import AnalysisProgress, AnalysisReference, AnalysisStatus
from datainsight.models.document import ProfileDocument
from datainsight.models.recommendation import Recommendation, VerificationStatus
from datainsight.recommending.another_goal import judged_for, trials_of
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.announce import analysis_completed
from datainsight.services.known_trials import to_json
from datainsight.services.measured_before import Measured
from datainsight.services.metering import count_judgement
from datainsight.services.ports import Ports
from datainsight.services.store_results import store_results
from datainsight.services.write_script import SCRIPTS, script_for


def judge_again(
    analysis: AnalysisReference,
    measured: Measured,
    *,
    key_id: str | None,
    ports: Ports,
) -> AnalysisProgress:
    """Completes a queued analysis with what is known already.

    The words are those of the rules. Repairs that only the new goal asks for were tried when it was measured.

    Args:
        analysis: Queued.
        measured: Of the same content, for another goal.
        key_id: Of the API key that asks, if one does.
        ports: The outside world.
    """
    workspace_id, analysis_id = analysis.workspace_id, analysis.analysis_id
    document = judged_for(measured.document, analysis.goal, measured.other_trials)
    document = document.model_copy(
        update={"recommendations": tuple(_scored(each, document) for each in document.recommendations)}
    )
    document = document.model_copy(update={"insight": write_insight(document, mask(document), ())})
    shown = mask(document)
    scripts = {language: script_for(document, language).code for language in SCRIPTS}
    store_results(analysis, document, shown, scripts, objects=ports.objects)
    trials = {**measured.other_trials, **trials_of(measured.document)}
    ports.objects.put(
        object_keys.known_trials_key(workspace_id, analysis_id), to_json(trials), "application/json"
    )
    ports.analyses.save_recommendations(workspace_id, analysis_id, shown.recommendations)
    ports.catalog.complete_analysis(analysis, shown, ports.now())
    completed = ports.analyses.complete(workspace_id, analysis_id, ports.now())
    if completed.status is AnalysisStatus.COMPLETED:
        count_judgement(analysis, key_id=key_id, ledger=ports.usage, now=ports.now)
        ports.announcer.announce(analysis_completed(completed, shown))
    return completed


def _scored(recommendation: Recommendation, document: ProfileDocument) -> Recommendation:
    """What a repair that was tried does to the new goal's score."""
    tried = recommendation.verification
    if tried.status is VerificationStatus.NOT_RUN or not tried.rows_checked:
        return recommendation
    found, left = tried.issue_count_before, tried.issue_count_after
    share = min(1.0, left / found) if found else float(tried.status is VerificationStatus.REFUSED)
    after = score_with(document.quality, recommendation.issue_id, left=share)
    scores = {"score_before": document.quality.score, "score_after": after}
    return recommendation.model_copy(update={"verification": tried.model_copy(update=scores)})
