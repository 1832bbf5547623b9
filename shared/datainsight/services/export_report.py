"""The report to take away: the page written with the analysis, or a PDF, printed when first asked for."""

from collections.abc import Sequence
from enum import StrEnum

from datainsight.models.events import PrintRequest
from datainsight.models.muting import MuteRule
from datainsight.reporting.privacy import mask
from datainsight.services import analysis_results, muted_results, object_keys
from datainsight.services.analysis_results import Content, Elsewhere
from datainsight.services.ports import Ports

LARGEST_PDF = 4 * 1000 * 1000
"""Bytes; a Lambda's reply may have 6 MB, and binary content grows by a third on its way there."""


class ReportFormat(StrEnum):
    """What a report can be."""

    HTML = "html"
    PDF = "pdf"


def export_report(
    analysis_id: str, kind: ReportFormat, *, workspace_id: str, ports: Ports
) -> Content | Elsewhere:
    """The report of an analysis, without what the workspace muted.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
        UnavailableError: The PDF could not be printed now.
    """
    rules = ports.choices.mutes(workspace_id)
    if kind is ReportFormat.HTML:
        return muted_results.report(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports)
    analysis_results.finished(analysis_id, workspace_id=workspace_id, analyses=ports.analyses)
    muted = muted_results.digest_of(rules)
    key = object_keys.printed_key(workspace_id, analysis_id, muted)
    if ports.objects.find(key) is None:
        if rules:
            _leave_to_print(analysis_id, rules, muted, workspace_id=workspace_id, ports=ports)
        ports.printer.print_report(
            PrintRequest(workspace_id=workspace_id, analysis_id=analysis_id, muted=muted)
        )
    return analysis_results.stored_result(
        key, "application/pdf", objects=ports.objects, largest_reply=LARGEST_PDF
    )


def _leave_to_print(
    analysis_id: str, rules: Sequence[MuteRule], muted: str, *, workspace_id: str, ports: Ports
) -> None:
    """What may be shown, where the function that prints finds it."""
    document = muted_results.muted_document(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports)
    key = object_keys.muted_key(workspace_id, analysis_id, muted, "profile.json")
    ports.objects.put(key, mask(document).model_dump_json().encode(), "application/json")
