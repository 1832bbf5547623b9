"""What routes are given. `current_principal` is the only source of the tenant and of the caller's role.

All are coroutines, for the reason of `direct_route`: for a plain function FastAPI changes to another thread
and back, which costs more than most of these do.
"""

import hmac
from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from datainsight.errors import ForbiddenError, NotFoundError, RateLimitedError, UnauthenticatedError
from datainsight.models.account import Principal, Role
from datainsight.models.requests import RateDecision
from datainsight.services.account_ports import AccountPorts
from datainsight.services.authenticate import authenticate
from datainsight.services.connection_ports import ConnectionPorts
from datainsight.services.ports import Ports
from datainsight.services.rate_limits import count_address, count_caller
from datainsight.services.request_ports import RequestPorts
from datainsight.services.webhook_ports import WebhookPorts

ORIGIN_KEY = "x-origin-key"
"""Header that CloudFront adds; `infra_cdk.web` says so too."""

_bearer = HTTPBearer(auto_error=False, description="An access token from `POST /auth/login`, or an API key.")


async def ports(request: Request) -> Ports:
    """The outside world."""
    found: Ports = request.app.state.ports
    return found


async def account_ports(request: Request) -> AccountPorts:
    """The outside world of accounts."""
    found: AccountPorts = request.app.state.ports
    return found


async def webhook_ports(request: Request) -> WebhookPorts:
    """The outside world of webhooks."""
    found: WebhookPorts = request.app.state.ports
    return found


async def connection_ports(request: Request) -> ConnectionPorts:
    """The outside world of connections."""
    found: ConnectionPorts = request.app.state.ports
    return found


def request_ports(request: Request) -> RequestPorts:
    """The outside world of requests as such."""
    found: RequestPorts = request.app.state.ports
    return found


async def caller_address(request: Request, world: Annotated[AccountPorts, Depends(account_ports)]) -> str:
    """Network address of the caller."""
    return _address(request, world)


def _address(request: Request, world: AccountPorts) -> str:
    """As API Gateway saw it, or CloudFront where a request came through that.

    Anybody can send `X-Forwarded-For`: only together with CloudFront's own key are its last two entries, the
    viewer as CloudFront saw it and CloudFront as API Gateway saw it, what they say they are.
    """
    key = request.headers.get(ORIGIN_KEY, "")
    forwarded = request.headers.get("x-forwarded-for", "").split(",")
    if key and len(forwarded) >= 2 and hmac.compare_digest(key.encode(), world.origin_key.encode()):
        return forwarded[-2].strip()
    return request.client.host if request.client else ""


Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


async def current_principal(
    request: Request,
    world: Annotated[AccountPorts, Depends(account_ports)],
    credentials: Credentials,
    x_workspace_id: Annotated[
        UUID | None, Header(description="Act in this workspace of yours instead of the token's.")
    ] = None,
) -> Principal:
    """Who asks, and where they act.

    Raises:
        UnauthenticatedError: Nobody is signed in, or what was sent for that is not good.
        NotFoundError: The caller does not belong to the workspace that was asked for.
    """
    return _principal(request, world, credentials, x_workspace_id)


async def principal_there(
    request: Request,
    world: Annotated[AccountPorts, Depends(account_ports)],
    credentials: Credentials,
    workspace_id: Annotated[UUID, Path(description="One of the caller's workspaces.")],
) -> Principal:
    """Who asks, in the workspace that the path names.

    Raises:
        UnauthenticatedError: Nobody is signed in, or what was sent for that is not good.
        NotFoundError: The caller does not belong to that workspace.
    """
    principal = _principal(request, world, credentials, workspace_id)
    if principal.workspace_id != str(workspace_id):
        raise NotFoundError("There is no such workspace.", where=str(workspace_id))
    return principal


def _principal(
    request: Request,
    world: AccountPorts,
    credentials: HTTPAuthorizationCredentials | None,
    wanted: UUID | None,
) -> Principal:
    if credentials is not None:
        return _authenticated(request, world, credentials.credentials, str(wanted) if wanted else None)
    local_workspace: str | None = request.app.state.local_workspace
    # An Authorization header of another scheme is a mistake, not the wish to be nobody.
    if local_workspace is None or "authorization" in request.headers:
        raise UnauthenticatedError(
            "Nobody is signed in.",
            remedy="Send `Authorization: Bearer …` with a token of POST /auth/login, or an API key.",
        )
    return Principal(workspace_id=local_workspace, role=Role.OWNER)


def _authenticated(request: Request, world: AccountPorts, bearer: str, wanted: str | None) -> Principal:
    try:
        principal = authenticate(bearer, wanted, ports=world)
    except UnauthenticatedError:
        _count_address(request, world)
        raise
    is_local = request.app.state.local_workspace is not None
    decision = count_caller(principal, is_local=is_local, ports=request_ports(request), now=world.now)
    _obey(request, decision)
    return principal


async def count_stranger(request: Request, world: Annotated[AccountPorts, Depends(account_ports)]) -> None:
    """Counts a request without a good token for its address.

    Raises:
        RateLimitedError: There were too many.
    """
    _count_address(request, world)


def _count_address(request: Request, world: AccountPorts) -> None:
    is_local = request.app.state.local_workspace is not None
    address = _address(request, world)
    _obey(request, count_address(address, is_local=is_local, ports=request_ports(request), now=world.now))


def _obey(request: Request, decision: RateDecision) -> None:
    request.scope["state"]["rate"] = decision
    if not decision.is_allowed:
        raise RateLimitedError(decision.retry_after_seconds)


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]


def require_role(
    role: Role, source: Callable[..., Coroutine[Any, Any, Principal]] = current_principal
) -> Callable[[Principal], Coroutine[None, None, Principal]]:
    """A dependency that lets callers pass who have at least that role.

    Args:
        role: The least one.
        source: The dependency that says who asks, and where.
    """

    async def allowed(principal: Annotated[Principal, Depends(source)]) -> Principal:
        if not principal.role.includes(role):
            raise _too_little(principal, role)
        return principal

    return allowed


def _too_little(principal: Principal, role: Role) -> ForbiddenError:
    """What would be enough: keys have scopes, and none is an owner's."""
    if principal.key_id is None:
        return ForbiddenError(f"A {principal.role} may not do that.", remedy=f"It takes the role {role}.")
    if role is Role.OWNER:
        return ForbiddenError("No API key may do that.", remedy="It takes an owner who is signed in.")
    return ForbiddenError("This API key may only read.", remedy="It takes one with the scope `write`.")


Viewer = Annotated[Principal, Depends(require_role(Role.VIEWER))]
Editor = Annotated[Principal, Depends(require_role(Role.EDITOR))]
Owner = Annotated[Principal, Depends(require_role(Role.OWNER))]
ViewerThere = Annotated[Principal, Depends(require_role(Role.VIEWER, principal_there))]
OwnerThere = Annotated[Principal, Depends(require_role(Role.OWNER, principal_there))]


async def _readable(principal: Viewer) -> str:
    return principal.workspace_id


async def _writable(principal: Editor) -> str:
    return principal.workspace_id


ReadableWorkspace = Annotated[str, Depends(_readable)]
WritableWorkspace = Annotated[str, Depends(_writable)]
OutsideWorld = Annotated[Ports, Depends(ports)]
AccountWorld = Annotated[AccountPorts, Depends(account_ports)]
WebhookWorld = Annotated[WebhookPorts, Depends(webhook_ports)]
ConnectionWorld = Annotated[ConnectionPorts, Depends(connection_ports)]
CallerAddress = Annotated[str, Depends(caller_address)]
