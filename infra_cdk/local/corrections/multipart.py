"""A multipart upload that is not (or no longer) there is NoSuchUpload; moto breaks and answers 500."""

from collections.abc import Callable
from typing import Any

from moto.s3.exceptions import NoSuchUpload
from moto.s3.models import S3Backend

from infra_cdk.local.patching import Patches


def refuse_unknown_uploads(patches: Patches) -> None:
    """Checks the id before moto looks it up."""
    patches.replace(S3Backend, "complete_multipart_upload", _checked)
    patches.replace(S3Backend, "upload_part", _checked)


def _checked(original: Callable[..., Any]) -> Callable[..., Any]:
    def call(backend: S3Backend, bucket_name: str, multipart_id: str, *args: Any, **kwargs: Any) -> Any:
        if multipart_id not in backend.get_bucket(bucket_name).multiparts:
            raise NoSuchUpload(upload_id=multipart_id)
        return original(backend, bucket_name, multipart_id, *args, **kwargs)

    return call
