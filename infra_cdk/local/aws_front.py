"""One address for all of AWS: Lambda, the RDS Data API and plain reads of items are ours, all else moto's."""

import datetime as dt
import io
import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from infra_cdk.local.corrections.presigned import keep_body, refusal
from infra_cdk.local.database.data_api import DataApi
from infra_cdk.local.database.values import DataApiError
from infra_cdk.local.item_reads import GET_ITEM, answer_of_read
from infra_cdk.local.lambdas.pool import FunctionNotFoundError, LambdaPool
from infra_cdk.local.names import request_id
from infra_cdk.local.permissions import Permissions
from infra_cdk.local.persistence.items import ItemRows

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

_INVOCATION = re.compile(r"^/2015-03-31/functions/([^/]+)/invocations$")
_REQUEST_BYTES = 6 * 1024 * 1024
_JSON = "application/json"
TRANSACTION = "DynamoDB_20120810.TransactWriteItems"
Environ = dict[str, Any]


class AwsFront:
    """The WSGI application behind AWS_ENDPOINT_URL.

    Args:
        moto: Answers what we do not.
        pool: The functions.
        items: Where items are read.
        data_api: Present as soon as the database is.
        permissions: What functions may do.
    """

    def __init__(self, moto: "WSGIApplication", pool: LambdaPool, items: ItemRows) -> None:
        self._moto = moto
        self._pool = pool
        self._items = items
        self.data_api: DataApi | None = None
        self.permissions = Permissions()

    def __call__(self, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        """Answers one request."""
        path = environ["PATH_INFO"]
        if invocation := _INVOCATION.match(path):
            return self._invoke(unquote(invocation[1]), environ, start_response)
        if self.data_api is not None and path in self.data_api.paths:
            return _data_api(self.data_api, environ, start_response)
        if refused_action := self._refused_action(environ):
            return _not_authorized(start_response, refused_action)
        if environ.get("HTTP_X_AMZ_TARGET") == GET_ITEM:
            body = _read(environ)
            answer = answer_of_read(body, self._items)
            if answer is not None:
                return _answer(start_response, 200, answer, "application/x-amz-json-1.0")
            environ["wsgi.input"] = io.BytesIO(body)
        refused = refusal(environ, dt.datetime.now(dt.UTC))
        if refused is not None:
            cors = [("Access-Control-Allow-Origin", "*")]
            return _answer(start_response, refused.status, refused.body(), "application/xml", cors)
        keep_body(environ)
        return self._moto(environ, start_response)

    def _refused_action(self, environ: Environ) -> str | None:
        if environ.get("HTTP_X_AMZ_TARGET") != TRANSACTION:
            return self.permissions.refused(environ)
        body = _read(environ)
        environ["wsgi.input"] = io.BytesIO(body)
        return self.permissions.refused_parts(environ, body)

    def _invoke(self, name: str, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        body = _read(environ) or b"{}"
        if len(body) > _REQUEST_BYTES:
            message = f"Request must be smaller than {_REQUEST_BYTES} bytes for the InvokeFunction operation"
            return _error(
                start_response, 413, "RequestTooLargeException", {"Type": "User", "Message": message}
            )
        try:
            if environ.get("HTTP_X_AMZ_INVOCATION_TYPE") == "Event":
                self._pool.invoke_event(name, body)
                return _answer(start_response, 202, b"", _JSON)
            result = self._pool.invoke(name, body)
        except FunctionNotFoundError:
            message = f"Function not found: {name}"
            return _error(
                start_response, 404, "ResourceNotFoundException", {"Type": "User", "Message": message}
            )
        headers = [("X-Amz-Executed-Version", "$LATEST")]
        if result.error:
            headers.append(("X-Amz-Function-Error", result.error))
        return _answer(start_response, 200, result.payload, _JSON, headers)


def _not_authorized(start_response: "StartResponse", action: str) -> Iterable[bytes]:
    message = f"not authorized to perform: {action} because no identity-based policy allows it"
    body = json.dumps({"__type": "AccessDeniedException", "Message": message, "message": message}).encode()
    return _answer(start_response, 400, body, _JSON, [("x-amzn-ErrorType", "AccessDeniedException")])


def _data_api(data_api: DataApi, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
    try:
        answer = data_api.call(environ["PATH_INFO"], json.loads(_read(environ) or b"{}"))
    except DataApiError as error:
        return _error(start_response, error.status, error.code, {"message": error.message})
    return _answer(start_response, 200, json.dumps(answer).encode(), _JSON)


def _read(environ: Environ) -> bytes:
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return body


def _error(start_response: "StartResponse", status: int, code: str, body: dict[str, str]) -> Iterable[bytes]:
    return _answer(start_response, status, json.dumps(body).encode(), _JSON, [("x-amzn-ErrorType", code)])


def _answer(
    start_response: "StartResponse",
    status: int,
    body: bytes,
    content_type: str,
    headers: Iterable[tuple[str, str]] = (),
) -> Iterable[bytes]:
    start_response(
        f"{status} {'OK' if status < 300 else 'Error'}",
        [
            ("Content-Type", content_type),
            ("Content-Length", str(len(body))),
            ("x-amzn-RequestId", request_id()),
            *headers,
        ],
    )
    return [body]
