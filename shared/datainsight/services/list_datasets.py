"""The datasets of a workspace."""

from datainsight.services.ports import Catalog, DatasetPage


def list_datasets(*, workspace_id: str, limit: int, cursor: str | None, catalog: Catalog) -> DatasetPage:
    """A page of datasets, newest first.

    Raises:
        UsageError: The cursor is not one that an earlier page gave.
    """
    return catalog.datasets(workspace_id, limit=limit, cursor=cursor)
