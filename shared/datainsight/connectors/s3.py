"""An object of S3, or all objects below a prefix as one table."""

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from datainsight.connectors.fetched import FetchedFile, FetchFolder
from datainsight.connectors.libraries import load
from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.many_files import ManyFiles, as_one_table
from datainsight.connectors.s3_session import ABSENT, S3Location, client_of, s3_explained
from datainsight.errors import RefusedError, SourceNotFoundError
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading, open_reading

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def open_s3(
    url: str, limits: ConnectorLimits, *, sheet: str | None = None, progress: Progress = silent
) -> Reading:
    """Fetches an object, or all below a prefix as one table.

    A key that ends with `/`, or at which there is no object, is a prefix. Credentials are those that the AWS
    tools use; `?role_arn=` assumes a role with them, `?unsigned=true` asks without any.

    Raises:
        UsageError: The URL is not understood, or there are no credentials.
        SourceNotFoundError: There is no such bucket, object or prefix.
        UnreadableError: S3 refuses.
        RefusedError: There is too much data.
    """
    location = S3Location.of(url)
    with s3_explained(location):
        return fetch_s3(client_of(location.options), location, limits, sheet=sheet, progress=progress)


def fetch_s3(
    client: "S3Client",
    location: S3Location,
    limits: ConnectorLimits,
    *,
    sheet: str | None = None,
    progress: Progress = silent,
) -> Reading:
    """The same, with a client."""
    if location.key and not location.key.endswith("/"):
        size_bytes = _size(client, location)
        if size_bytes is not None:
            limits.require_room(size_bytes, location.shown)
            return open_reading(
                _download(client, location, location.key, FetchFolder(), progress), sheet=sheet
            )
    keys = _keys(client, location, limits)
    if not keys:
        raise SourceNotFoundError(
            "there is no such object, and none below that prefix.",
            where=location.shown,
            remedy="Check the key.",
        )
    folder = FetchFolder()
    files = ManyFiles(
        name=PurePosixPath(location.key).name or location.bucket,
        prefix=location.key,
        keys=tuple(keys),
        fetch=lambda key: _download(client, location, key, folder, progress),
    )
    return as_one_table(files, sheet=sheet, where=location.shown, progress=progress)


def _size(client: "S3Client", location: S3Location) -> int | None:
    exceptions = load("botocore.exceptions", "s3")
    try:
        return client.head_object(Bucket=location.bucket, Key=location.key)["ContentLength"]
    except exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ABSENT:
            return None
        raise


def _keys(client: "S3Client", location: S3Location, limits: ConnectorLimits) -> list[str]:
    """Objects below the prefix that hold rows, in order: not what tools leave beside them (`_SUCCESS`)."""
    prefix = location.key if not location.key or location.key.endswith("/") else f"{location.key}/"
    found: list[str] = []
    size_bytes = 0
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=location.bucket, Prefix=prefix):
        for item in page.get("Contents", []):
            parts = item["Key"].removeprefix(prefix).split("/")
            if item["Size"] == 0 or any(part.startswith(("_", ".")) for part in parts):
                continue
            found.append(item["Key"])
            size_bytes += item["Size"]
        limits.require_room(size_bytes, location.shown)
        if len(found) > limits.most_files:
            raise RefusedError(
                f"there are more than {limits.most_files:,} objects below that prefix.",
                where=location.shown,
                remedy="Name a longer prefix.",
            )
    return found


def _download(
    client: "S3Client", location: S3Location, key: str, folder: FetchFolder, progress: Progress
) -> FetchedFile:
    name = PurePosixPath(key).name
    path = folder.path(f"object-{len(list(folder.path('').iterdir()))}")
    progress(f"Fetching {name}")
    client.download_file(location.bucket, key, str(path))
    return FetchedFile(folder, path, name)
