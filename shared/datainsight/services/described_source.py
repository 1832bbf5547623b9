"""How a stored file is to be read: as the import that brought it said, else as it looks."""

from datainsight.models.dataset import SourceDescription
from datainsight.reading.describe import describe
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.source import ByteSource
from datainsight.services import object_keys
from datainsight.services.ports import ObjectStore


def described(
    workspace_id: str,
    dataset_id: str,
    source: ByteSource,
    *,
    sheet: str | None = None,
    objects: ObjectStore,
) -> SourceDescription:
    """The description; every stage that reads a file anew must come to the same one.

    Args:
        workspace_id: The tenant.
        dataset_id: Whose file.
        source: The file.
        sheet: Which part of it, where it has several; what an import brought has one.
        objects: The bucket.

    Raises:
        UsageError: It has no part of that name.
        UnreadableError: It is no table.
        RefusedError: It is too large or unsafe.
    """
    key = object_keys.imported_key(workspace_id, dataset_id)
    if sheet is None and objects.find(key) is not None:
        imported = SourceDescription.model_validate_json(objects.get(key))
        if imported.fingerprint == fingerprint(source):
            return imported
    return describe(source, sheet=sheet)
