"""S3 objects: content in files, everything else in the store.

Order of writing makes it atomic: the new file first, then the row that names it, then the event. What a kill
leaves over is a file that no row names; it is swept at the next start.
"""

import datetime as dt
import io
import json
import os
import uuid
import weakref
from pathlib import Path
from typing import Any

from moto.s3 import notifications
from moto.s3.models import FakeKey, S3Backend, s3_backends

from infra_cdk.local.names import ACCOUNT_ID
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.store import Store


class ContentFile(io.RawIOBase):
    """Stands in for the buffer of moto's key: a file that is only open while it is read."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._position = 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Moves the position."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.path.stat().st_size}[whence]
        self._position = base + offset
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        """Reads from the position; everything by default."""
        with self.path.open("rb") as file:
            file.seek(self._position)
            content = file.read(-1 if size is None else size)
        self._position += len(content)
        return content

    def remove_when_unused(self) -> None:
        """Deletes the file as soon as no request holds this object any more."""
        weakref.finalize(self, self.path.unlink, missing_ok=True)


class ObjectFiles:
    """Keeps the objects of moto's S3 on disk.

    Args:
        directory: For the contents.
        store: For names, etags, metadata and tags.
    """

    def __init__(self, directory: Path, store: Store) -> None:
        self._directory = directory
        self._store = store
        directory.mkdir(parents=True, exist_ok=True)

    def install(self, patches: Patches) -> None:
        """Writes through: every call that changes objects."""
        patches.replace(S3Backend, "put_object", self._put_object)
        patches.replace(S3Backend, "delete_object", self._delete_object)
        patches.replace(S3Backend, "put_object_tagging", self._put_object_tagging)
        patches.replace(FakeKey, "set_metadata", self._set_metadata)

    def restore(self, bucket: str) -> int:
        """Puts the kept objects into a freshly created bucket, without events.

        Returns:
            How many.
        """
        backend = s3_backends[ACCOUNT_ID]["aws"]
        rows = self._store.read(
            "SELECT key, file, etag, size, modified, metadata, tags FROM objects WHERE bucket = ?", (bucket,)
        )
        for name, file, etag, size, modified, metadata, tags in rows:
            key = FakeKey(
                name=name,
                value=b"",
                account_id=backend.account_id,
                region_name=backend.region_name,
                etag=etag,
                version_id="null",
                bucket_name=bucket,
            )
            _use_file(key, ContentFile(self._directory / file))
            key.contentsize = size
            key.last_modified = dt.datetime.fromisoformat(modified)
            key.metadata.update(json.loads(metadata))
            backend.buckets[bucket].keys.setlist(name, [key])
            if kept_tags := json.loads(tags):
                backend.tagger.tag_resource(key.arn, kept_tags)
        return len(rows)

    def sweep(self) -> None:
        """Removes files that no object names: left over from a kill between two steps."""
        named = {row[0] for row in self._store.read("SELECT file FROM objects")}
        for path in self._directory.iterdir():
            if path.name not in named:
                path.unlink()

    def _put_object(self, original: Any) -> Any:
        def put_object(backend: S3Backend, bucket_name: str, *args: Any, **kwargs: Any) -> FakeKey:
            is_quiet = kwargs.pop("disable_notification", False)
            # moto gives the parts of a multipart upload along and sends that upload's own event afterwards:
            # with the one for a put it would be two for one object.
            is_multipart = kwargs.pop("multipart", None) is not None
            before = backend.get_bucket(bucket_name).keys.get(args[0] if args else kwargs["key_name"])
            key: FakeKey = original(backend, bucket_name, *args, **kwargs, disable_notification=True)
            self._save(key)
            _remove_later(before)
            if not (is_quiet or is_multipart):
                # Only now: nobody may hear of an object that a kill could still lose.
                _notify(backend, key, kwargs.get("request_method"))
            return key

        return put_object

    def _delete_object(self, original: Any) -> Any:
        def delete_object(
            backend: S3Backend, bucket_name: str, key_name: str, *args: Any, **kwargs: Any
        ) -> Any:
            before = backend.get_bucket(bucket_name).keys.get(key_name)
            self._store.write("DELETE FROM objects WHERE bucket = ? AND key = ?", (bucket_name, key_name))
            answer = original(backend, bucket_name, key_name, *args, **kwargs)
            _remove_later(before)
            return answer

        return delete_object

    def _put_object_tagging(self, original: Any) -> Any:
        def put_object_tagging(backend: S3Backend, key: FakeKey, *args: Any, **kwargs: Any) -> FakeKey:
            tagged: FakeKey = original(backend, key, *args, **kwargs)
            tags = backend.tagger.list_tags_for_resource(key.arn)["Tags"]
            self._store.write(
                "UPDATE objects SET tags = ? WHERE bucket = ? AND key = ?",
                (json.dumps(tags), key.bucket_name, key.name),
            )
            return tagged

        return put_object_tagging

    def _set_metadata(self, original: Any) -> Any:
        def set_metadata(key: FakeKey, *args: Any, **kwargs: Any) -> None:
            original(key, *args, **kwargs)
            content = _content_of(key)
            if content is not None:
                self._store.write(
                    "UPDATE objects SET metadata = ? WHERE bucket = ? AND key = ? AND file = ?",
                    (json.dumps(dict(key.metadata)), key.bucket_name, key.name, content.path.name),
                )

        return set_metadata

    def _save(self, key: FakeKey) -> None:
        path = self._directory / uuid.uuid4().hex
        partial = path.with_suffix(".partial")
        etag = key.etag.strip('"')
        partial.write_bytes(key.value)
        partial.rename(path)
        _use_file(key, ContentFile(path))
        self._store.write(
            "INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?, '[]')",
            (
                key.bucket_name,
                key.name,
                path.name,
                etag,
                key.contentsize,
                key.last_modified.isoformat(),
                json.dumps(dict(key.metadata)),
            ),
        )


def _notify(backend: S3Backend, key: FakeKey, method: str | None) -> None:
    event = (
        notifications.S3NotificationEvent.OBJECT_CREATED_POST_EVENT
        if method == "POST"
        else notifications.S3NotificationEvent.OBJECT_CREATED_PUT_EVENT
    )
    notifications.send_event(backend.account_id, event, backend.get_bucket(str(key.bucket_name)), key)


def _use_file(key: FakeKey, content: ContentFile) -> None:
    buffer = key._value_buffer  # noqa: SLF001 - moto offers no other way
    key._value_buffer = content  # type: ignore[assignment]  # noqa: SLF001
    buffer.close()


def _content_of(key: object) -> ContentFile | None:
    buffer = getattr(key, "_value_buffer", None)
    return buffer if isinstance(buffer, ContentFile) else None


def _remove_later(key: object) -> None:
    content = _content_of(key)
    if content is not None:
        content.remove_when_unused()
