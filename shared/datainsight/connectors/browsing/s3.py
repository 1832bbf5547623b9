"""Prefixes and objects of a bucket."""

from typing import TYPE_CHECKING, Any

from datainsight.connectors.access import s3_options
from datainsight.connectors.browsing.place import Place, cursor_of
from datainsight.connectors.s3_session import S3Location, client_of, s3_explained
from datainsight.errors import UsageError
from datainsight.models.connection import (
    Credentials,
    Entry,
    EntryKind,
    EntryPage,
    ImportSource,
    S3Target,
)

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

__all__ = ["Place", "check", "entries"]


def check(target: S3Target, credentials: Credentials, external_id: str) -> str:
    """Lists a first object, which is what browsing needs."""
    with s3_explained(location_of(target, target.prefix)):
        client = _client(target, credentials, external_id)
        client.list_objects_v2(Bucket=target.bucket, Prefix=target.prefix, MaxKeys=1)
    return f"Amazon S3, bucket {target.bucket}"


def entries(target: S3Target, credentials: Credentials, external_id: str, place: Place) -> EntryPage:
    """What lies directly below a prefix."""
    prefix = place.path or target.prefix
    require_below(target, prefix)
    request: dict[str, Any] = {"Bucket": target.bucket, "Prefix": prefix, "MaxKeys": place.limit}
    if place.after:
        request["ContinuationToken"] = place.after
    with s3_explained(location_of(target, prefix)):
        reply = _client(target, credentials, external_id).list_objects_v2(Delimiter="/", **request)
    prefixes = [
        Entry(
            name=each["Prefix"].removeprefix(prefix).rstrip("/") or each["Prefix"],
            kind=EntryKind.PREFIX,
            path=each["Prefix"],
            source=ImportSource(key=each["Prefix"]),
        )
        for each in reply.get("CommonPrefixes", [])
    ]
    objects = [
        Entry(
            name=each["Key"].rsplit("/", 1)[-1],
            kind=EntryKind.OBJECT,
            size_bytes=each["Size"],
            modified_at=each["LastModified"],
            source=ImportSource(key=each["Key"]),
        )
        for each in reply.get("Contents", [])
        if not each["Key"].endswith("/")
    ]
    token = reply.get("NextContinuationToken")
    return EntryPage(entries=(*prefixes, *objects), next_cursor=cursor_of(token) if token else None)


def require_below(target: S3Target, key: str) -> None:
    """Lets pass what lies below the connection's prefix.

    Raises:
        UsageError: It lies elsewhere.
    """
    if not target.holds(key):
        raise UsageError("This is not below the connection's prefix.", where=key)


def location_of(target: S3Target, key: str) -> S3Location:
    """For messages, and to be fetched."""
    return S3Location(target.bucket, key, {}, f"s3://{target.bucket}/{key}")


def _client(target: S3Target, credentials: Credentials, external_id: str) -> "S3Client":
    options, keys = s3_options(target, credentials, external_id)
    return client_of(options, keys)
