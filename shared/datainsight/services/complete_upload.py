"""All parts of a large file arrived: put them together, which starts the analysis."""

from collections.abc import Iterable

from datainsight.models.analysis import StoredDataset
from datainsight.models.upload import CompletedPart
from datainsight.services.get_dataset import get_dataset
from datainsight.services.ports import Catalog, ObjectStore


def complete_upload(
    dataset_id: str,
    upload_id: str,
    parts: Iterable[CompletedPart],
    *,
    workspace_id: str,
    catalog: Catalog,
    objects: ObjectStore,
) -> StoredDataset:
    """Makes one object of the parts.

    Raises:
        NotFoundError: There is no such dataset or upload.
        ConflictError: Parts are missing or differ from what arrived.
    """
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=catalog, objects=objects)
    objects.complete_multipart(dataset.object_key, upload_id, parts)
    return get_dataset(dataset_id, workspace_id=workspace_id, catalog=catalog, objects=objects)
