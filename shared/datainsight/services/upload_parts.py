"""Pieces of a large file: sign them again, see which have come, give the upload up."""

from datetime import datetime

from datainsight.errors import RefusedError
from datainsight.models.base import Frozen
from datainsight.models.upload import ArrivedPart, SignedPart
from datainsight.services import plans
from datainsight.services.get_dataset import get_dataset
from datainsight.services.ports import Catalog, Clock, ObjectStore
from datainsight.services.request_upload import UPLOAD_LIFETIME


class PartsCommand(Frozen):
    """Pieces of an unfinished upload.

    Attributes:
        upload_id: From the upload request.
        sizes: Number of each piece to its bytes.
    """

    upload_id: str
    sizes: dict[int, int]


def sign_parts(
    dataset_id: str,
    command: PartsCommand,
    *,
    workspace_id: str,
    catalog: Catalog,
    objects: ObjectStore,
    now: Clock,
) -> tuple[tuple[SignedPart, ...], datetime]:
    """Where to send pieces, and until when: URLs expire before a slow line has sent a large file.

    Raises:
        NotFoundError: The workspace has no such dataset.
        RefusedError: The pieces are larger than the workspace's plan allows.
    """
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=catalog, objects=objects)
    largest = plans.LARGEST_UPLOAD[catalog.plan_of(workspace_id)]
    if sum(command.sizes.values()) > largest:
        raise RefusedError(
            f"The parts have more than the {largest // plans.MEBIBYTE:,} MB that this plan takes.",
            where="#/parts",
        )
    expires_at = now() + UPLOAD_LIFETIME
    return objects.sign_parts(dataset.object_key, command.upload_id, command.sizes, expires_at), expires_at


def arrived_parts(
    dataset_id: str, upload_id: str, *, workspace_id: str, catalog: Catalog, objects: ObjectStore
) -> tuple[ArrivedPart, ...]:
    """What storage has, so that an interrupted upload goes on where it stopped.

    Raises:
        NotFoundError: The workspace has no such dataset, or there is no such upload.
    """
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=catalog, objects=objects)
    return objects.arrived_parts(dataset.object_key, upload_id)


def abort_upload(
    dataset_id: str, upload_id: str, *, workspace_id: str, catalog: Catalog, objects: ObjectStore
) -> None:
    """Gives an upload up; its pieces are deleted, the dataset goes on waiting for a file.

    Raises:
        NotFoundError: The workspace has no such dataset, or there is no such upload.
    """
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=catalog, objects=objects)
    objects.abort_multipart(dataset.object_key, upload_id)
