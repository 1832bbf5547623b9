"""Presigned requests, made by boto3 and checked by us."""

import base64
import datetime as dt
import io
import json
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

from infra_cdk.local.corrections.presigned import keep_body, refusal
from infra_cdk.local.names import ACCESS_KEY, SECRET_KEY

NOW = dt.datetime.now(dt.UTC)


def client(secret: str = SECRET_KEY) -> Any:
    return boto3.Session().client(
        "s3",
        endpoint_url="http://127.0.0.1:8001",
        region_name="us-east-1",
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=secret,
        config=Config(signature_version="s3v4"),
    )


def environ(url: str, method: str = "PUT", **more: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path,
        "REQUEST_URI": f"{parts.path}?{parts.query}",
        "QUERY_STRING": parts.query,
        "HTTP_HOST": parts.netloc,
        **more,
    }


def put_url(key: str = "uploads/ü a+b (1)/x.csv", *, secret: str = SECRET_KEY, **parameters: Any) -> str:
    url: str = client(secret).generate_presigned_url(
        "put_object", Params={"Bucket": "bucket", "Key": key, **parameters}, ExpiresIn=60
    )
    return url


def code(request: dict[str, Any], now: dt.datetime = NOW) -> str | None:
    found = refusal(request, now)
    return found.code if found else None


def test_what_was_signed_passes() -> None:
    url = put_url(ContentLength=5, ContentType="text/csv")
    assert code(environ(url, CONTENT_LENGTH="5", CONTENT_TYPE="text/csv")) is None


def test_a_browsers_preflight_is_not_signed() -> None:
    assert code(environ(put_url(ContentLength=5), "OPTIONS", HTTP_ORIGIN="http://localhost:8000")) is None


def test_response_parameters_are_part_of_the_signature() -> None:
    url = client().generate_presigned_url(
        "get_object",
        Params={"Bucket": "b", "Key": "k", "ResponseContentDisposition": 'attachment; filename="a b.csv"'},
    )
    assert code(environ(url, "GET")) is None
    assert code(environ(url.replace("a%20b", "a%20c"), "GET")) == "SignatureDoesNotMatch"


@pytest.mark.parametrize(
    "request_",
    [
        environ(put_url(ContentLength=5), CONTENT_LENGTH="6"),
        environ(put_url(ContentType="text/csv"), CONTENT_TYPE="text/html"),
        environ(put_url("a/x.csv").replace("a/x", "b/x")),
        environ(put_url(), "GET"),
        environ(put_url(secret="another")),
        environ(put_url().replace("Credential=local", "Credential=other")),
        environ(put_url().replace("X-Amz-Signature=", "X-Amz-Signatur=")),
    ],
    ids=["length", "type", "key", "method", "secret", "access key", "no signature"],
)
def test_what_was_changed_does_not(request_: dict[str, Any]) -> None:
    assert code(request_) == "SignatureDoesNotMatch"


def test_expiry() -> None:
    found = refusal(environ(put_url()), NOW + dt.timedelta(hours=1))
    assert found is not None
    assert (found.status, found.message) == (403, "Request has expired")
    assert b"<Code>AccessDenied</Code>" in found.body()


def form(size: int, conditions: list[Any], *, expires_in: int = 60, **fields: str) -> dict[str, Any]:
    policy = {"expiration": (NOW + dt.timedelta(seconds=expires_in)).isoformat(), "conditions": conditions}
    fields = {"policy": base64.b64encode(json.dumps(policy).encode()).decode(), **fields}
    lines = [
        f'--X\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    lines.append(
        '--X\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'
        + "x" * size
        + "\r\n--X--\r\n"
    )
    body = "".join(lines).encode()
    return {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "multipart/form-data; boundary=X",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }


RANGE = ["content-length-range", 2, 5]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (form(5, [RANGE]), None),
        (form(6, [RANGE]), "EntityTooLarge"),
        (form(1, [RANGE]), "EntityTooSmall"),
        (form(3, [], expires_in=-1), "AccessDenied"),
        (form(3, [{"bucket": "b"}, ["starts-with", "$key", "uploads/"]], key="uploads/x"), None),
        (form(3, [["starts-with", "$key", "uploads/"]], key="work/x"), "AccessDenied"),
        (form(3, [{"key": "uploads/x"}], key="uploads/y"), "AccessDenied"),
    ],
)
def test_form_policy(request_: dict[str, Any], expected: str | None) -> None:
    length = len(request_["wsgi.input"].getvalue())
    assert code(request_) == expected
    assert len(request_["wsgi.input"].read()) == length, "the body is still there for moto"


def test_a_put_is_never_a_form() -> None:
    request_ = {"REQUEST_METHOD": "PUT", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
    keep_body(request_)
    assert request_["CONTENT_TYPE"] == "binary/octet-stream"
    request_ = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
    keep_body(request_)
    assert request_["CONTENT_TYPE"] == "application/x-www-form-urlencoded"
