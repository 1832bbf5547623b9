"""What an analysis found, without the issues that its workspace muted; as stored where nothing is muted."""

import hashlib
from collections.abc import Sequence

from datainsight.models.document import ProfileDocument
from datainsight.models.insight import Insight
from datainsight.models.muting import MuteRule
from datainsight.models.recommendation import Recommendation
from datainsight.reporting.privacy import mask
from datainsight.services import analysis_results as stored
from datainsight.services import object_keys
from datainsight.services.analysis_results import Content, Elsewhere
from datainsight.services.ports import Ports


def profile_document(
    analysis_id: str, *, rules: Sequence[MuteRule], workspace_id: str, ports: Ports
) -> Content | Elsewhere:
    """The profile as JSON.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or has no results.
    """
    if not rules:
        return stored.profile_document(
            analysis_id, workspace_id=workspace_id, analyses=ports.analyses, objects=ports.objects
        )
    from datainsight.reporting.json_report import to_json  # noqa: PLC0415 - nothing is muted in most workspaces

    shown = mask(muted_document(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports))
    return _sent(
        analysis_id,
        "profile.json",
        to_json(shown).encode(),
        rules=rules,
        workspace_id=workspace_id,
        ports=ports,
    )


def report(
    analysis_id: str, *, rules: Sequence[MuteRule], workspace_id: str, ports: Ports
) -> Content | Elsewhere:
    """The profile as a self-contained HTML page.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or has no results.
    """
    if not rules:
        return stored.report(
            analysis_id, workspace_id=workspace_id, analyses=ports.analyses, objects=ports.objects
        )
    from datainsight.reporting.html_report import to_html  # noqa: PLC0415 - nothing is muted in most workspaces
    from datainsight.services.write_script import SCRIPTS, script_for  # noqa: PLC0415

    document = muted_document(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports)
    scripts = {language.value: script_for(document, language).code for language in SCRIPTS}
    page = to_html(mask(document), scripts).encode()
    return _sent(analysis_id, "report.html", page, rules=rules, workspace_id=workspace_id, ports=ports)


def insight(analysis_id: str, *, rules: Sequence[MuteRule], workspace_id: str, ports: Ports) -> Insight:
    """The words; written by the rules where anything is muted, as a model's may speak of it.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or has no results.
    """
    if rules:
        document = muted_document(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports)
        if document.insight is not None:
            return document.insight
    return stored.insight(
        analysis_id, workspace_id=workspace_id, analyses=ports.analyses, objects=ports.objects
    )


def recommendations(
    analysis_id: str, *, rules: Sequence[MuteRule], workspace_id: str, ports: Ports
) -> tuple[Recommendation, ...]:
    """The repairs on offer, in the order they should be applied.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or has no results.
    """
    if not rules:
        return stored.recommendations(analysis_id, workspace_id=workspace_id, analyses=ports.analyses)
    return mask(
        muted_document(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports)
    ).recommendations


def muted_document(
    analysis_id: str, *, rules: Sequence[MuteRule], workspace_id: str, ports: Ports
) -> ProfileDocument:
    """Everything that is known but what is muted; not to be shown unmasked.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or has no results.
    """
    stored.finished(analysis_id, workspace_id=workspace_id, analyses=ports.analyses)
    body = ports.objects.get(object_keys.document_key(workspace_id, analysis_id))
    document = ProfileDocument.model_validate_json(body)
    if not rules:
        return document
    from datainsight.insight.writing import write_insight  # noqa: PLC0415 - nothing is muted in most workspaces
    from datainsight.recommending.muting import mute  # noqa: PLC0415

    left = mute(document, rules)
    if left.insight is not None:
        return left
    return left.model_copy(update={"insight": write_insight(left, mask(left), ())})


def digest_of(rules: Sequence[MuteRule]) -> str:
    """Names what rules mute together, whoever made them and why; empty where there are none."""
    told = sorted(rule.model_dump_json(include={"kind", "column"}) for rule in rules)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] if told else ""


def _sent(
    analysis_id: str,
    name: str,
    body: bytes,
    *,
    rules: Sequence[MuteRule],
    workspace_id: str,
    ports: Ports,
) -> Content | Elsewhere:
    """In the reply, or through storage where it is too large for one."""
    if len(body) <= stored.LARGEST_REPLY:
        return Content(body)
    key = object_keys.muted_key(workspace_id, analysis_id, digest_of(rules), name)
    content_type = "application/json" if name.endswith(".json") else "text/html; charset=utf-8"
    if ports.objects.find(key) is None:
        ports.objects.put(key, body, content_type)
    return stored.stored_result(key, content_type, objects=ports.objects)
