"""The HTTP API as an application: routes, problems, documentation."""

from typing import Any, Protocol
from uuid import UUID

from fastapi import Depends, FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.routing import APIRoute

from datainsight.services.account_ports import AccountPorts
from datainsight.services.connection_ports import ConnectionPorts
from datainsight.services.ports import Ports
from datainsight.services.request_ports import RequestPorts
from datainsight.services.webhook_ports import WebhookPorts
from datainsight.version import VERSION
from functions.api import problems
from functions.api.dependencies import count_stranger
from functions.api.idempotency import ReplayError, answer_again
from functions.api.reply_examples import Schemas, example_of
from functions.api.reply_hooks import ReplyHooksMiddleware
from functions.api.request_id import RequestIdMiddleware
from functions.api.routes import (
    analysis,
    auth,
    cleanings,
    compare,
    connections,
    datasets,
    documentation,
    estimates,
    exports,
    health,
    imports,
    insights,
    keys,
    mutes,
    my_data,
    preferences,
    providers,
    recommendations,
    uploads,
    usage,
    webhooks,
    workspaces,
)

PREFIX = "/api/v1"
_LARGE_BYTES = 4_096
"""From here on a reply is packed for who asks; a profile becomes a tenth. None with a token is so large."""

_PACKING = 4
"""A millisecond for a profile of 200 kB; higher levels save a tenth more and take some times as long."""

_ROUTES = (
    health,
    auth,
    my_data,
    providers,
    workspaces,
    keys,
    datasets,
    uploads,
    connections,
    imports,
    cleanings,
    analysis,
    insights,
    recommendations,
    mutes,
    preferences,
    usage,
    estimates,
    exports,
    compare,
    webhooks,
)
_CHAPTERS = tuple(each.router.tags[0] for each in _ROUTES)
"""In the order in which they are read about."""

DESCRIPTION = """\
Upload a table, get its profile, what is wrong with it, and cleaning code that was verified on it.

1. `POST /datasets/upload` says where to send the file; sending it starts the analysis.
2. `POST /analysis/start` returns that analysis (or starts another, for another goal).
3. `GET /analysis/{id}/status` until it is `completed` or `failed`.
4. `GET /analysis/{id}/results`, `/insights/{id}`, `/recommendations/{id}`, `POST /exports/code`.

Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems: branch on `code`, show `detail`.
"""


class Api(FastAPI):
    """Documents its problems as problems only: FastAPI adds its own media type to each."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        document = super().openapi()
        document["paths"] = dict(sorted(document["paths"].items(), key=_chapter))
        for schema in document["components"]["schemas"].values():
            _restore_nulls(schema, *schema.get("examples", []), schema.get("example"))
        for methods in document["paths"].values():
            for operation in methods.values():
                _document_limits(operation)
                for status, reply in operation["responses"].items():
                    _show_example(reply, document["components"]["schemas"])
                    if status[0] in "45":
                        reply["content"] = {problems.MEDIA_TYPE: reply["content"][problems.MEDIA_TYPE]}
        return document


def _chapter(path: tuple[str, dict[str, Any]]) -> int:
    operation = next(iter(path[1].values()))
    return _CHAPTERS.index(operation["tags"][0])


_LIMITS = {
    "RateLimit": {
        "schema": {"type": "string"},
        "description": 'What is left: `"<policy>";r=<requests>;t=<seconds until all are>`.',
    },
    "RateLimit-Policy": {
        "schema": {"type": "string"},
        "description": '`"<policy>";q=<requests at once>;w=<seconds that they take to come back>`.',
    },
}
"""The IETF's draft-ietf-httpapi-ratelimit-headers; in each reply to who has proven who they are."""


def _document_limits(operation: dict[str, Any]) -> None:
    """What the middle of the application may answer, whatever the route."""
    problem = {"content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    replies = operation["responses"]
    if "401" in replies:
        replies.setdefault("429", {"description": "Too many requests: again after `Retry-After`.", **problem})
    if any(each["name"] == "idempotency-key" for each in operation.get("parameters", [])):
        replies.setdefault("409", {"description": "The same request is being answered.", **problem})
    if "401" in replies:
        for reply in replies.values():
            reply.setdefault("headers", {}).update(_LIMITS)


def _restore_nulls(schema: dict[str, Any], *shown: Any) -> None:
    """FastAPI leaves out what is null in examples, also where a field has to be there."""
    for example in shown:
        for name in schema.get("required", []) if isinstance(example, dict) else ():
            if name not in example and {"type": "null"} in schema["properties"][name].get("anyOf", []):
                example[name] = None


def _show_example(reply: dict[str, Any], schemas: Schemas) -> None:
    """Where a reply's model has no example of its own."""
    media = reply.get("content", {}).get("application/json", {})
    reference = media.get("schema", {}).get("$ref", "")
    _restore_nulls(schemas.get(reference.rsplit("/", 1)[-1], {}), media.get("example"))
    example = example_of(reference, schemas)
    if example is not None and "example" not in media:
        media["example"] = example


class ApiPorts(Ports, AccountPorts, RequestPorts, WebhookPorts, ConnectionPorts, Protocol):
    """What the API needs of the outside world."""


def create_app(ports: ApiPorts, *, local_workspace: UUID | None) -> FastAPI:
    """Makes the application.

    Args:
        ports: The outside world.
        local_workspace: Where callers act who are not signed in, on a local stack; None where they must be.
    """
    app = Api(
        title="DataInsight Pro",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.ports = ports
    app.state.local_workspace = str(local_workspace) if local_workspace else None
    app.add_middleware(ReplyHooksMiddleware)
    app.add_middleware(RequestIdMiddleware)
    # The outermost: answers that are kept for a second request are kept as they are.
    app.add_middleware(GZipMiddleware, minimum_size=_LARGE_BYTES, compresslevel=_PACKING)
    app.add_exception_handler(ReplayError, answer_again)
    problems.add_problem_handlers(app)
    # The router asks one after another whether a path is theirs, and most requests are for a status.
    for each in sorted(_ROUTES, key=lambda one: one is not analysis):
        # Who signs in has no token yet.
        counted = [Depends(count_stranger)] if each in {auth, providers} else []
        app.include_router(each.router, prefix=PREFIX, dependencies=counted)
    app.include_router(documentation.router)
    return app


def _operation_id(route: APIRoute) -> str:
    """Reads well in generated clients: the function's name, unique as there is one a route."""
    return route.name
