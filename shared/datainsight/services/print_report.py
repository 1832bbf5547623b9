"""The PDF of a finished analysis, kept beside its other results."""

from datainsight.models.document import ProfileDocument
from datainsight.models.events import PrintRequest, PrintResult
from datainsight.reporting.pdf_report import to_pdf
from datainsight.services import object_keys
from datainsight.services.ports import ObjectStore


def print_report(request: PrintRequest, *, objects: ObjectStore) -> PrintResult:
    """Prints what may be shown: the masked profile. The same profile gives the same bytes.

    Raises:
        SourceNotFoundError: There is no such analysis (any more).
    """
    place = (request.workspace_id, request.analysis_id)
    shown = object_keys.profile_key(*place)
    if request.muted:
        shown = object_keys.muted_key(*place, request.muted, "profile.json")
    document = ProfileDocument.model_validate_json(objects.get(shown))
    pdf, key = to_pdf(document), object_keys.printed_key(*place, request.muted)
    objects.put(key, pdf, "application/pdf")
    return PrintResult(key=key, size_bytes=len(pdf))
