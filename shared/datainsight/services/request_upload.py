"""A user has a file: give it a dataset and a place to be sent to."""

import uuid
from datetime import timedelta

from datainsight.errors import RefusedError, UsageError
from datainsight.models.analysis import AnalysisOptions, DatasetStatus, StoredDataset
from datainsight.models.base import Frozen
from datainsight.models.issue import Goal
from datainsight.models.upload import MultipartUpload, SingleUpload, UploadTicket, WorkspacePlan
from datainsight.services import object_keys, plans
from datainsight.services.get_dataset import get_dataset
from datainsight.services.ports import Catalog, Clock, ObjectStore

UPLOAD_LIFETIME = timedelta(hours=1)


class UploadCommand(Frozen):
    """What the user says about the file.

    Attributes:
        name: File name; a path is cut down to its last part.
        size_bytes: Exactly as many bytes as will be sent.
        content_type: To be sent with the file; None leaves that open.
        goal: What the analysis after the upload is for.
        options: How that analysis measures the file.
        sha256: Of the content, hexadecimal: storage refuses anything else. For files sent whole only.
    """

    name: str
    size_bytes: int
    content_type: str | None = None
    goal: Goal = Goal.GENERAL_AUDIT
    options: AnalysisOptions = AnalysisOptions()
    sha256: str | None = None


def request_upload(
    command: UploadCommand,
    *,
    workspace_id: str,
    catalog: Catalog,
    objects: ObjectStore,
    now: Clock,
    created_by: str | None = None,
) -> UploadTicket:
    """Makes a dataset that awaits its file.

    Args:
        command: What the user says about the file.
        workspace_id: Whose it becomes.
        catalog: Keeps the dataset.
        objects: Where the file is to be sent.
        now: Clock.
        created_by: Id of the user who asks; None where no person does.

    Raises:
        UsageError: The name cannot be a file's name, or the file is empty.
        RefusedError: The file is larger than the workspace's plan allows.
    """
    name = file_name(command.name)
    _check_size(command.size_bytes, catalog.plan_of(workspace_id))
    dataset_id = str(uuid.uuid4())
    key = object_keys.upload_key(workspace_id, dataset_id, name)
    catalog.add_dataset(
        StoredDataset(
            dataset_id=dataset_id,
            workspace_id=workspace_id,
            name=name,
            object_key=key,
            status=DatasetStatus.AWAITING_UPLOAD,
            created_at=now(),
            goal=command.goal,
            options=command.options,
            created_by=created_by,
        )
    )
    return UploadTicket(dataset_id=dataset_id, upload=_presign(command, key, objects=objects, now=now))


def request_version(
    dataset_id: str,
    command: UploadCommand,
    *,
    workspace_id: str,
    catalog: Catalog,
    objects: ObjectStore,
    now: Clock,
) -> UploadTicket:
    """Takes another version of a dataset's file: it replaces the present one, and has analyses of its own.

    Raises:
        NotFoundError: The workspace has no such dataset.
        UsageError: The file is empty.
        RefusedError: The file is larger than the workspace's plan allows.
    """
    dataset = get_dataset(dataset_id, workspace_id=workspace_id, catalog=catalog, objects=objects)
    _check_size(command.size_bytes, catalog.plan_of(workspace_id))
    upload = _presign(command, dataset.object_key, objects=objects, now=now)
    return UploadTicket(dataset_id=dataset.dataset_id, upload=upload)


def file_name(given: str) -> str:
    """The last part of a path, fit to be the last part of an object's key.

    Raises:
        UsageError: Nothing fit is left.
    """
    name = given.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if name in {"", ".", ".."}:
        raise UsageError("The file needs a name.", where="#/name", remedy='For example "orders.csv".')
    if not name.isprintable():
        raise UsageError(
            "The file name holds characters that cannot be shown.", where="#/name", remedy="Rename it."
        )
    if len(name.encode()) > 255:
        raise UsageError("The file name is longer than 255 bytes.", where="#/name", remedy="Shorten it.")
    return name


def _check_size(size_bytes: int, plan: WorkspacePlan) -> None:
    if size_bytes < 1:
        raise UsageError("An empty file has nothing to analyse.", where="#/size_bytes")
    largest = plans.LARGEST_UPLOAD[plan]
    if size_bytes > largest:
        raise RefusedError(
            f"The file has {size_bytes / plans.MEBIBYTE:,.1f} MB; the {plan} plan takes files up to "
            f"{largest // plans.MEBIBYTE:,} MB.",
            where="#/size_bytes",
            remedy="Compress it with gzip or zstd, send a part of it, or profile it with the command line.",
        )


def _presign(
    command: UploadCommand, key: str, *, objects: ObjectStore, now: Clock
) -> SingleUpload | MultipartUpload:
    expires_at = now() + UPLOAD_LIFETIME
    if command.size_bytes <= plans.LARGEST_SINGLE_REQUEST:
        return objects.single_upload(
            key,
            size_bytes=command.size_bytes,
            content_type=command.content_type,
            expires_at=expires_at,
            sha256=command.sha256,
        )
    return objects.multipart_upload(
        key,
        size_bytes=command.size_bytes,
        part_size_bytes=plans.part_size(command.size_bytes),
        content_type=command.content_type,
        expires_at=expires_at,
    )
