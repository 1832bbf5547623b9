"""What people read of an analysis, put where they find it."""

from collections.abc import Mapping

from datainsight.models.analysis import AnalysisReference
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language
from datainsight.reporting.html_report import to_html
from datainsight.reporting.json_report import to_json
from datainsight.services import object_keys
from datainsight.services.ports import ObjectStore
from datainsight.services.write_script import SCRIPTS


def store_results(
    analysis: AnalysisReference,
    document: ProfileDocument,
    shown: ProfileDocument,
    scripts: Mapping[Language, str],
    *,
    objects: ObjectStore,
) -> None:
    """Writes scripts, profile, words and page.

    Args:
        analysis: Whose they are.
        document: Everything that is known.
        shown: The same, masked.
        scripts: One in each language.
        objects: The bucket.
    """
    workspace_id, analysis_id = analysis.workspace_id, analysis.analysis_id
    json, html, plain = "application/json", "text/html; charset=utf-8", "text/plain; charset=utf-8"
    for language, script in scripts.items():
        objects.put(
            object_keys.code_key(workspace_id, analysis_id, SCRIPTS[language]), script.encode(), plain
        )
    page = to_html(shown, {language.value: script for language, script in scripts.items()})
    objects.put(
        object_keys.document_key(workspace_id, analysis_id), document.model_dump_json().encode(), json
    )
    objects.put(object_keys.profile_key(workspace_id, analysis_id), to_json(shown).encode(), json)
    if shown.insight is not None:
        words = shown.insight.model_dump_json().encode()
        objects.put(object_keys.insight_key(workspace_id, analysis_id), words, json)
    objects.put(object_keys.report_key(workspace_id, analysis_id), page.encode(), html)
