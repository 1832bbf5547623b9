"""The report to take away: the page written with the analysis, or a PDF, printed when first asked for."""

from enum import StrEnum

from datainsight.models.events import PrintRequest
from datainsight.services import analysis_results, object_keys
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
    """The report of an analysis.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
        UnavailableError: The PDF could not be printed now.
    """
    if kind is ReportFormat.HTML:
        return analysis_results.report(
            analysis_id, workspace_id=workspace_id, analyses=ports.analyses, objects=ports.objects
        )
    analysis_results.finished(analysis_id, workspace_id=workspace_id, analyses=ports.analyses)
    key = object_keys.printed_key(workspace_id, analysis_id)
    if ports.objects.find(key) is None:
        ports.printer.print_report(PrintRequest(workspace_id=workspace_id, analysis_id=analysis_id))
    return analysis_results.stored_result(
        key, "application/pdf", objects=ports.objects, largest_reply=LARGEST_PDF
    )
