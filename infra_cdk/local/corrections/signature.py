"""Signature Version 4 of a presigned URL: it covers the address and the signed headers; neither may change.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

from infra_cdk.local.names import ACCESS_KEY, SECRET_KEY

_ALGORITHM = "AWS4-HMAC-SHA256"


def is_signed_as_sent(environ: Mapping[str, Any]) -> bool:
    """Whether the request is the one that its `X-Amz-Signature` was made for."""
    pairs = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    query = dict(pairs)
    try:
        access_key, day, region, service, _ = query["X-Amz-Credential"].rsplit("/", 4)
        names = query["X-Amz-SignedHeaders"].split(";")
        moment, signature = query["X-Amz-Date"], query["X-Amz-Signature"]
    except (KeyError, ValueError):
        return False
    if access_key.partition("-")[0] != ACCESS_KEY:  # functions have keys of their own behind it
        return False
    canonical_query = "&".join(
        sorted(
            f"{quote(name, safe='')}={quote(value, safe='')}"
            for name, value in pairs
            if name != "X-Amz-Signature"
        )
    )
    headers = "".join(f"{name}:{_header(environ, name)}\n" for name in names)
    request = "\n".join(
        [
            environ["REQUEST_METHOD"],
            _path(environ),
            canonical_query,
            headers,
            ";".join(names),
            "UNSIGNED-PAYLOAD",
        ]
    )
    scope = f"{day}/{region}/{service}/aws4_request"
    text = "\n".join([_ALGORITHM, moment, scope, hashlib.sha256(request.encode()).hexdigest()])
    key = f"AWS4{SECRET_KEY}".encode()
    for part in (day, region, service, "aws4_request"):
        key = _digest(key, part)
    return hmac.compare_digest(_digest(key, text).hex(), signature)


def _digest(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def _header(environ: Mapping[str, Any], name: str) -> str:
    variable = name.upper().replace("-", "_")
    value = environ.get(
        variable if variable in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{variable}", ""
    )
    return " ".join(str(value).split())


def _path(environ: Mapping[str, Any]) -> str:
    raw = str(environ.get("REQUEST_URI") or environ["PATH_INFO"]).split("?", 1)[0]
    return quote(unquote(raw), safe="/~")
