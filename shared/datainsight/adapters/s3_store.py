"""The bucket on Amazon S3."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.adapters.s3_source import S3ByteSource
from datainsight.errors import ConflictError, NotFoundError, SourceNotFoundError
from datainsight.models.upload import (
    ArrivedPart,
    CompletedPart,
    MultipartUpload,
    SignedPart,
    SingleUpload,
    UploadPart,
)
from datainsight.services.ports import StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

_ABSENT = {"404", "NoSuchKey", "NotFound"}
_BAD_PARTS = {"InvalidPart", "InvalidPartOrder", "EntityTooSmall", "MalformedXML", "InvalidRequest"}


class S3Store:
    """Implements `services.ports.ObjectStore`.

    Args:
        client: With signature version s3v4, which presigned URLs need in every region.
        bucket: Its name.
    """

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    @property
    def bucket(self) -> str:
        """Its name."""
        return self._bucket

    def find(self, key: str) -> StoredObject | None:
        """Size and version."""
        try:
            head = self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if code_of(error) in _ABSENT:
                return None
            raise
        return StoredObject(size_bytes=head["ContentLength"], etag=head["ETag"].strip('"'))

    def get(self, key: str) -> bytes:
        """The content."""
        try:
            return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        except ClientError as error:
            if code_of(error) in _ABSENT:
                raise SourceNotFoundError("There is no such object.", where=key) from error
            raise

    def put(self, key: str, body: bytes, content_type: str) -> None:
        """Writes or replaces an object."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body, ContentType=content_type)

    def put_stream(self, key: str, content: BinaryIO, content_type: str) -> None:
        """The same in parts, a few in memory at a time."""
        self._client.upload_fileobj(content, self._bucket, key, ExtraArgs={"ContentType": content_type})

    def source(self, key: str, *, name: str, stored: StoredObject) -> S3ByteSource:
        """A file to be read by ranges, pinned to its version."""
        return S3ByteSource(self._client, self._bucket, key, name=name, stored=stored)

    def single_upload(
        self,
        key: str,
        *,
        size_bytes: int,
        content_type: str | None,
        expires_at: datetime,
        sha256: str | None = None,
    ) -> SingleUpload:
        """A presigned PUT; the length is signed, so nothing larger than announced is taken."""
        parameters: dict[str, Any] = {"Bucket": self._bucket, "Key": key, "ContentLength": size_bytes}
        if content_type is not None:
            parameters["ContentType"] = content_type
        if sha256 is not None:
            parameters["ChecksumSHA256"] = base64.b64encode(bytes.fromhex(sha256)).decode()
        url = self._client.generate_presigned_url(
            "put_object", Params=parameters, ExpiresIn=_seconds_until(expires_at)
        )
        headers = {"content-type": content_type} if content_type is not None else {}
        if sha256 is not None:
            headers["x-amz-checksum-sha256"] = parameters["ChecksumSHA256"]
        return SingleUpload(url=url, headers=headers, expires_at=expires_at)

    def multipart_upload(
        self,
        key: str,
        *,
        size_bytes: int,
        part_size_bytes: int,
        content_type: str | None,
        expires_at: datetime,
    ) -> MultipartUpload:
        """Begins an upload in parts, each with its own presigned PUT."""
        extra: dict[str, Any] = {"ContentType": content_type} if content_type is not None else {}
        upload_id = self._client.create_multipart_upload(Bucket=self._bucket, Key=key, **extra)["UploadId"]
        parts = tuple(
            UploadPart(
                number=number,
                url=self._client.generate_presigned_url(
                    "upload_part",
                    Params=_part_parameters(self._bucket, key, upload_id, number, size),
                    ExpiresIn=seconds,
                ),
                size_bytes=size,
            )
            for seconds in (_seconds_until(expires_at),)
            for number, size in enumerate(part_sizes(size_bytes, part_size_bytes), start=1)
        )
        return MultipartUpload(
            upload_id=upload_id, part_size_bytes=part_size_bytes, parts=parts, expires_at=expires_at
        )

    def sign_parts(
        self, key: str, upload_id: str, sizes: Mapping[int, int], expires_at: datetime
    ) -> tuple[SignedPart, ...]:
        """Presigned PUTs, each for exactly its size."""
        seconds = _seconds_until(expires_at)
        return tuple(
            SignedPart(
                number=number,
                url=self._client.generate_presigned_url(
                    "upload_part",
                    Params=_part_parameters(self._bucket, key, upload_id, number, size),
                    ExpiresIn=seconds,
                ),
            )
            for number, size in sizes.items()
        )

    def arrived_parts(self, key: str, upload_id: str) -> tuple[ArrivedPart, ...]:
        """What has come, a thousand a call."""
        with _upload_known():
            pages = self._client.get_paginator("list_parts").paginate(
                Bucket=self._bucket, Key=key, UploadId=upload_id
            )
            return tuple(
                ArrivedPart(number=each["PartNumber"], size_bytes=each["Size"], etag=each["ETag"].strip('"'))
                for page in pages
                for each in page.get("Parts", [])
            )

    def abort_multipart(self, key: str, upload_id: str) -> None:
        """Forgets the upload."""
        with _upload_known():
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=key, UploadId=upload_id)

    def complete_multipart(self, key: str, upload_id: str, parts: Iterable[CompletedPart]) -> None:
        """Puts the parts together."""
        listed: list[CompletedPartTypeDef] = [
            {"PartNumber": part.number, "ETag": part.etag}
            for part in sorted(parts, key=lambda part: part.number)
        ]
        try:
            with _upload_known():
                self._client.complete_multipart_upload(
                    Bucket=self._bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": listed}
                )
        except ClientError as error:
            if code_of(error) in _BAD_PARTS:
                raise ConflictError(
                    "The parts do not match what arrived.",
                    where="#/parts",
                    remedy="Send the missing parts again.",
                ) from error
            raise

    def download_url(self, key: str, *, content_type: str, seconds: int, file_name: str | None = None) -> str:
        """A presigned GET."""
        parameters = {"Bucket": self._bucket, "Key": key, "ResponseContentType": content_type}
        if file_name is not None:
            # RFC 6266, section 4.3; what is encoded may hold any character.
            parameters["ResponseContentDisposition"] = (
                f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
            )
        return self._client.generate_presigned_url("get_object", Params=parameters, ExpiresIn=seconds)

    def delete_below(self, prefix: str) -> None:
        """Deletes all objects and unfinished uploads below a prefix, a thousand a call."""
        for page in self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        ):
            keys = [{"Key": item["Key"]} for item in page.get("Contents", [])]
            if keys:
                self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": keys, "Quiet": True})  # type: ignore[typeddict-item]  # the stub wants its own dict type
        uploads = self._client.list_multipart_uploads(Bucket=self._bucket, Prefix=prefix).get("Uploads", [])
        for upload in uploads:
            self._client.abort_multipart_upload(
                Bucket=self._bucket, Key=upload["Key"], UploadId=upload["UploadId"]
            )


@contextmanager
def _upload_known() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if code_of(error) == "NoSuchUpload":
            raise NotFoundError("There is no such unfinished upload.", where="#/upload_id") from error
        raise


def part_sizes(size_bytes: int, part_size_bytes: int) -> list[int]:
    """Bytes of each part: all alike, but the last."""
    whole, rest = divmod(size_bytes, part_size_bytes)
    return [part_size_bytes] * whole + ([rest] if rest else [])


def _part_parameters(bucket: str, key: str, upload_id: str, number: int, size: int) -> dict[str, Any]:
    return {"Bucket": bucket, "Key": key, "UploadId": upload_id, "PartNumber": number, "ContentLength": size}


def _seconds_until(moment: datetime) -> int:
    return max(1, round((moment - datetime.now(UTC)).total_seconds()))
