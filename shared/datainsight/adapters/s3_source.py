"""A file in a bucket as `reading` sees it: byte ranges of one version."""

import io
from typing import TYPE_CHECKING, BinaryIO

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.errors import SourceNotFoundError
from datainsight.services.ports import StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BLOCK_BYTES = 8 * 1024 * 1024
"""Bytes of one request of a sequential stream: few requests, little memory."""

_GONE = {"404", "NoSuchKey", "412", "PreconditionFailed"}


class S3ByteSource:
    """Implements `reading.source.ByteSource`; every request insists on the ETag: versions never mix."""

    def __init__(self, client: "S3Client", bucket: str, key: str, *, name: str, stored: StoredObject) -> None:
        self._client = client
        self._bucket = bucket
        self._key = key
        self._etag = stored.etag
        self.name = name
        self.size_bytes = stored.size_bytes

    def read_range(self, start: int, end: int) -> bytes:
        """Bytes [start, end), cut at the end of the file.

        Raises:
            SourceNotFoundError: The file, or this version of it, is gone.
        """
        end = min(end, self.size_bytes)
        if start >= end:
            return b""
        try:
            reply = self._client.get_object(
                Bucket=self._bucket,
                Key=self._key,
                Range=f"bytes={start}-{end - 1}",
                IfMatch=f'"{self._etag}"',
            )
            return reply["Body"].read()
        except ClientError as error:
            if code_of(error) in _GONE:
                raise SourceNotFoundError(
                    "The file was deleted or replaced while it was read.",
                    where=self.name,
                    remedy="Upload it again.",
                ) from error
            raise

    def open(self) -> BinaryIO:
        """A sequential stream from the first byte."""
        return io.BufferedReader(_Ranges(self), buffer_size=BLOCK_BYTES)


class _Ranges(io.RawIOBase):
    """Turns reads into ranged requests."""

    def __init__(self, source: S3ByteSource) -> None:
        super().__init__()
        self._source = source
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size_bytes}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # typeshed's Buffer is 3.12
        data = self._source.read_range(self._position, self._position + len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)
