"""What every object store promises; run on memory and on S3."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import boto3
import httpx
import pytest
import requests  # moto answers this library in the process
from botocore.config import Config
from botocore.stub import Stubber

from datainsight.adapters.s3_store import S3Store, part_sizes
from datainsight.errors import ConflictError, NotFoundError, SourceNotFoundError
from datainsight.models.upload import CompletedPart, MultipartUpload
from datainsight.services.ports import ObjectStore
from tests.unit.adapters.aws import BUCKET, empty_aws, make_bucket
from tests.unit.services.fakes import MemoryObjects

KEY = "uploads/w/d/Umsätze 2026.csv"
MEBIBYTE = 1024 * 1024


class SendPart(Protocol):
    def __call__(self, store: ObjectStore, upload: MultipartUpload, number: int, body: bytes) -> str: ...


@dataclass
class Case:
    store: ObjectStore
    send_part: SendPart


def _send_to_memory(store: ObjectStore, upload: MultipartUpload, number: int, body: bytes) -> str:
    assert isinstance(store, MemoryObjects)
    store.parts[upload.upload_id][number] = body
    return f"etag-{number}"


def _send_to_s3(store: ObjectStore, upload: MultipartUpload, number: int, body: bytes) -> str:
    client = boto3.client("s3")
    reply = client.upload_part(
        Bucket=BUCKET, Key=KEY, UploadId=upload.upload_id, PartNumber=number, Body=body
    )
    return reply["ETag"]


@pytest.fixture(params=["memory", "s3"])
def case(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    if request.param == "memory":
        yield Case(MemoryObjects(), _send_to_memory)
        return
    with empty_aws(monkeypatch):
        make_bucket()
        client = boto3.client("s3", config=Config(signature_version="s3v4"))
        yield Case(S3Store(client, BUCKET), _send_to_s3)


def in_an_hour() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


def test_finds_what_was_put(case: Case) -> None:
    case.store.put(KEY, b"a,b\n1,2\n", "text/csv")
    found = case.store.find(KEY)
    assert found is not None
    assert found.size_bytes == 8
    assert '"' not in found.etag
    assert case.store.get(KEY) == b"a,b\n1,2\n"


def test_misses_what_was_not_put(case: Case) -> None:
    assert case.store.find(KEY) is None
    with pytest.raises(SourceNotFoundError):
        case.store.get(KEY)


def test_new_content_has_another_etag(case: Case) -> None:
    case.store.put(KEY, b"a", "text/csv")
    first = case.store.find(KEY)
    case.store.put(KEY, b"b", "text/csv")
    assert case.store.find(KEY) != first


def test_reads_ranges_of_a_source(case: Case) -> None:
    case.store.put(KEY, b"0123456789", "text/csv")
    stored = case.store.find(KEY)
    assert stored is not None
    source = case.store.source(KEY, name="Umsätze 2026.csv", stored=stored)
    assert (source.name, source.size_bytes) == ("Umsätze 2026.csv", 10)
    assert source.read_range(2, 5) == b"234"
    assert source.read_range(8, 50) == b"89"
    assert source.read_range(10, 20) == b""
    with source.open() as stream:
        assert stream.read(4) == b"0123"
        assert stream.read() == b"456789"
        assert stream.seek(-2, 2) == 8
        assert (stream.read(), stream.tell()) == (b"89", 10)
        assert stream.seek(1) == 1
        assert stream.read(2) == b"12"


def test_a_deleted_source_cannot_be_read(case: Case) -> None:
    case.store.put(KEY, b"0123456789", "text/csv")
    stored = case.store.find(KEY)
    assert stored is not None
    source = case.store.source(KEY, name="x.csv", stored=stored)
    case.store.delete_below("uploads/w/d/")
    with pytest.raises(SourceNotFoundError, match=r"x\.csv"):
        source.read_range(0, 4)


def test_a_replaced_source_cannot_be_read(case: Case) -> None:
    case.store.put(KEY, b"0123456789", "text/csv")
    stored = case.store.find(KEY)
    assert stored is not None
    source = case.store.source(KEY, name="x.csv", stored=stored)
    case.store.put(KEY, b"abcdefghij", "text/csv")
    with pytest.raises(SourceNotFoundError, match="replaced"):
        source.read_range(0, 4)


def test_deletes_below_a_prefix_only(case: Case) -> None:
    for key in ("work/w/a/1", "work/w/a/2", "work/w/ab"):
        case.store.put(key, b"x", "text/plain")
    case.store.delete_below("work/w/a/")
    case.store.delete_below("work/w/nothing/")
    assert case.store.find("work/w/a/1") is None
    assert case.store.find("work/w/a/2") is None
    assert case.store.find("work/w/ab") is not None


def test_joins_parts_in_order_of_their_numbers(case: Case) -> None:
    first, last = b"a" * (5 * MEBIBYTE), b"b" * 3
    upload = case.store.multipart_upload(
        KEY,
        size_bytes=len(first) + len(last),
        part_size_bytes=5 * MEBIBYTE,
        content_type="text/csv",
        expires_at=in_an_hour(),
    )
    assert [(part.number, part.size_bytes) for part in upload.parts] == [(1, 5 * MEBIBYTE), (2, 3)]
    second_etag = case.send_part(case.store, upload, 2, last)
    first_etag = case.send_part(case.store, upload, 1, first)
    case.store.complete_multipart(
        KEY,
        upload.upload_id,
        [CompletedPart(number=2, etag=second_etag), CompletedPart(number=1, etag=first_etag)],
    )
    assert case.store.get(KEY) == first + last


def test_an_unfinished_upload_tells_its_parts_until_it_is_given_up(case: Case) -> None:
    upload = case.store.multipart_upload(
        KEY, size_bytes=6, part_size_bytes=3, content_type=None, expires_at=in_an_hour()
    )
    signed = case.store.sign_parts(KEY, upload.upload_id, {2: 3, 7: 1}, in_an_hour())
    case.send_part(case.store, upload, 2, b"abc")

    arrived = case.store.arrived_parts(KEY, upload.upload_id)
    case.store.abort_multipart(KEY, upload.upload_id)

    assert [each.number for each in signed] == [2, 7]
    assert [(each.number, each.size_bytes) for each in arrived] == [(2, 3)]
    with pytest.raises(NotFoundError):
        case.store.arrived_parts(KEY, upload.upload_id)


def test_refuses_to_join_parts_that_did_not_arrive(case: Case) -> None:
    upload = case.store.multipart_upload(
        KEY, size_bytes=10, part_size_bytes=5, content_type=None, expires_at=in_an_hour()
    )
    with pytest.raises(ConflictError):
        case.store.complete_multipart(KEY, upload.upload_id, [CompletedPart(number=1, etag='"nothing"')])


def test_the_announced_content_type_is_to_be_sent(case: Case) -> None:
    free = case.store.single_upload(KEY, size_bytes=8, content_type=None, expires_at=in_an_hour())
    bound = case.store.single_upload(KEY, size_bytes=8, content_type="text/csv", expires_at=in_an_hour())
    assert free.headers == {}
    assert bound.headers == {"content-type": "text/csv"}


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Store]:
    with empty_aws(monkeypatch):
        make_bucket()
        yield S3Store(boto3.client("s3", config=Config(signature_version="s3v4")), BUCKET)


def test_s3_signs_the_length_so_that_larger_files_are_refused(s3: S3Store) -> None:
    upload = s3.single_upload(KEY, size_bytes=8, content_type="text/csv", expires_at=in_an_hour())
    query = httpx.URL(upload.url).params
    assert query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert query["X-Amz-SignedHeaders"] == "content-length;content-type;host"
    assert 3590 <= int(query["X-Amz-Expires"]) <= 3600
    part = s3.multipart_upload(
        KEY, size_bytes=10, part_size_bytes=6, content_type=None, expires_at=in_an_hour()
    ).parts[1]
    assert httpx.URL(part.url).params["X-Amz-SignedHeaders"] == "content-length;host"


def test_s3_takes_the_file_at_the_presigned_url_and_gives_it_back(s3: S3Store) -> None:
    upload = s3.single_upload(KEY, size_bytes=3, content_type=None, expires_at=in_an_hour())
    assert requests.put(upload.url, data=b"a\n1", timeout=5).status_code == 200
    url = s3.download_url(KEY, content_type="application/json", seconds=60)
    reply = requests.get(url, timeout=5)
    assert reply.content == b"a\n1"
    assert reply.headers["content-type"] == "application/json"


def test_s3_checks_what_arrives_where_a_checksum_was_announced(s3: S3Store) -> None:
    digest = hashlib.sha256(b"a\n1").hexdigest()
    upload = s3.single_upload(KEY, size_bytes=3, content_type=None, expires_at=in_an_hour(), sha256=digest)

    assert upload.headers == {"x-amz-checksum-sha256": base64.b64encode(bytes.fromhex(digest)).decode()}
    assert "x-amz-checksum-sha256" in httpx.URL(upload.url).params["X-Amz-SignedHeaders"]


def test_s3_forgets_unfinished_uploads_of_a_deleted_dataset(s3: S3Store) -> None:
    upload = s3.multipart_upload(
        KEY, size_bytes=10, part_size_bytes=5, content_type=None, expires_at=in_an_hour()
    )
    s3.delete_below("uploads/w/d/")
    left = boto3.client("s3").list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])
    assert upload.upload_id not in [each["UploadId"] for each in left]


def test_s3_does_not_know_an_upload_that_ended() -> None:
    client = boto3.client("s3", region_name="eu-central-1", aws_access_key_id="a", aws_secret_access_key="b")
    with Stubber(client) as stub:  # moto answers with a crash
        stub.add_client_error("complete_multipart_upload", "NoSuchUpload")
        with pytest.raises(NotFoundError):
            S3Store(client, BUCKET).complete_multipart(KEY, "u", [CompletedPart(number=1, etag="x")])


@pytest.mark.parametrize(
    ("size", "part", "sizes"), [(10, 5, [5, 5]), (11, 5, [5, 5, 1]), (4, 5, [4]), (1, 1, [1])]
)
def test_part_sizes_add_up(size: int, part: int, sizes: list[int]) -> None:
    assert part_sizes(size, part) == sizes
