"""One dataset, as it stands."""

from datainsight.errors import NotFoundError
from datainsight.models.analysis import DatasetStatus, StoredDataset
from datainsight.services.ports import Catalog, ObjectStore


def get_dataset(
    dataset_id: str, *, workspace_id: str, catalog: Catalog, objects: ObjectStore
) -> StoredDataset:
    """Reads a dataset; where its file is still awaited, looks whether it has come.

    Raises:
        NotFoundError: The workspace has no such dataset.
    """
    dataset = catalog.dataset(workspace_id, dataset_id)
    if dataset is None:
        raise NotFoundError("There is no such dataset.", where=dataset_id)
    if dataset.status is DatasetStatus.UPLOADED:
        return dataset
    stored = objects.find(dataset.object_key)
    if stored is None:
        return dataset
    catalog.mark_uploaded(workspace_id, dataset_id, stored)
    return dataset.model_copy(
        update={"status": DatasetStatus.UPLOADED, "size_bytes": stored.size_bytes, "etag": stored.etag}
    )
