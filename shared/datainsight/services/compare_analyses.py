"""What changed between two tables that were analysed."""

from datainsight.comparing.compare import compare
from datainsight.errors import ConflictError, NotFoundError
from datainsight.models.base import Frozen
from datainsight.models.comparison import Comparison
from datainsight.models.document import ProfileDocument
from datainsight.reporting.privacy import mask
from datainsight.services import object_keys
from datainsight.services.analysis_results import finished
from datainsight.services.ports import Ports


class Side(Frozen):
    """One of two tables.

    Attributes:
        analysis_id: The analysis to look at; else the latest one of the dataset.
        dataset_id: Whose latest analysis.
        where: The part of the request that named it, as a JSON pointer.
    """

    analysis_id: str | None
    dataset_id: str | None
    where: str


def compare_analyses(old: Side, new: Side, *, workspace_id: str, ports: Ports) -> Comparison:
    """Schema changes, drift and broken keys from the old table to the new one; values are masked.

    Raises:
        NotFoundError: The workspace has no such analysis or dataset.
        ConflictError: One is not ready, or failed.
    """
    before, after = (_document(side, workspace_id=workspace_id, ports=ports) for side in (old, new))
    # Whom one table names may be quoted in the other.
    return compare(
        mask(before, also_known=after.personal_values), mask(after, also_known=before.personal_values)
    )


def comparison_page(comparison: Comparison) -> str:
    """The same as one self-contained page."""
    from datainsight.reporting.comparison_page import comparison_to_html  # noqa: PLC0415 - Jinja, for pages only

    return comparison_to_html(comparison)


def _document(side: Side, *, workspace_id: str, ports: Ports) -> ProfileDocument:
    """Everything that is known of a table: not to be shown unmasked."""
    analysis_id = side.analysis_id or _latest(side, workspace_id=workspace_id, ports=ports)
    finished(analysis_id, workspace_id=workspace_id, analyses=ports.analyses)
    body = ports.objects.get(object_keys.document_key(workspace_id, analysis_id))
    return ProfileDocument.model_validate_json(body)


def _latest(side: Side, *, workspace_id: str, ports: Ports) -> str:
    dataset = ports.catalog.dataset(workspace_id, side.dataset_id) if side.dataset_id else None
    if dataset is None:
        raise NotFoundError("There is no such dataset.", where=f"{side.where}/dataset_id")
    if dataset.latest_analysis_id is None:
        raise ConflictError(
            "This dataset has no analysis yet.",
            where=f"{side.where}/dataset_id",
            remedy="Start one with POST /analysis/start.",
        )
    return dataset.latest_analysis_id
