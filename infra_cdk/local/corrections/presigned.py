"""What S3 checks of a presigned request and moto does not: signature, expiry, the policy of a form upload.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
"""

import base64
import datetime as dt
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from werkzeug.formparser import parse_form_data

from infra_cdk.local.corrections.signature import is_signed_as_sent

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Refusal:
    """An S3 error answer."""

    status: int
    code: str
    message: str

    def body(self) -> bytes:
        """The answer's XML."""
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{self.code}</Code>'
            f"<Message>{self.message}</Message></Error>"
        ).encode()


def refusal(environ: dict[str, Any], now: dt.datetime) -> Refusal | None:
    """Why S3 would refuse this request; None if it would not (or it is not presigned).

    The body of a form upload is read and put back into the environ.
    """
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return None  # a browser's preflight asks for the CORS rules; what it announces is signed, it is not
    query = parse_qs(environ.get("QUERY_STRING", ""))
    if "X-Amz-Expires" in query and "X-Amz-Date" in query:
        signed = dt.datetime.strptime(query["X-Amz-Date"][0], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        if now > signed + dt.timedelta(seconds=int(query["X-Amz-Expires"][0])):
            return Refusal(403, "AccessDenied", "Request has expired")
        if not is_signed_as_sent(environ):
            return Refusal(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. "
                "Check the method, the address and the signed headers.",
            )
    if environ["REQUEST_METHOD"] == "POST" and environ.get("CONTENT_TYPE", "").startswith(
        "multipart/form-data"
    ):
        return _refused_form(environ, now)
    return None


def keep_body(environ: dict[str, Any]) -> None:
    """Keeps moto from reading the content of an object as a form, which leaves nothing of it.

    `curl --data-binary` and Python's urllib call whatever they send a form unless they are told otherwise.
    """
    if environ["REQUEST_METHOD"] == "PUT" and environ.get("CONTENT_TYPE", "").startswith(_FORM):
        environ["CONTENT_TYPE"] = "binary/octet-stream"


def _refused_form(environ: dict[str, Any], now: dt.datetime) -> Refusal | None:
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    _, form, files = parse_form_data({**environ, "wsgi.input": io.BytesIO(body)})
    if "policy" not in form or "file" not in files:
        return None
    policy = json.loads(base64.b64decode(form["policy"]))
    if dt.datetime.fromisoformat(policy["expiration"]) < now:
        return Refusal(403, "AccessDenied", "Invalid according to Policy: Policy expired.")
    size = len(files["file"].stream.read())
    for condition in policy["conditions"]:
        found = _broken(condition, form, size)
        if found is not None:
            return found
    return None


def _broken(condition: Any, form: Mapping[str, str], size: int) -> Refusal | None:
    if isinstance(condition, dict):
        ((name, expected),) = condition.items()
        condition = ["eq", f"${name}", expected]
    match condition:
        case ["content-length-range", least, most]:
            if size > int(most):
                return Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
            if size < int(least):
                return Refusal(
                    400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size"
                )
        case ["eq", "$bucket", _]:
            return None  # part of the address, not of the form
        case ["eq", field, expected] if form.get(field[1:], "") != expected:
            return _policy_failed(condition)
        case ["starts-with", field, prefix] if not form.get(field[1:], "").startswith(prefix):
            return _policy_failed(condition)
    return None


def _policy_failed(condition: Any) -> Refusal:
    return Refusal(
        403, "AccessDenied", f"Invalid according to Policy: Policy Condition failed: {json.dumps(condition)}"
    )
