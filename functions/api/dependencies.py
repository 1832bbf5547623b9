"""What routes are given. `current_principal` is the only source of the tenant and of the caller's role."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from datainsight.errors import ForbiddenError, UnauthenticatedError
from datainsight.models.account import Principal, Role
from datainsight.services.account_ports import AccountPorts
from datainsight.services.authenticate import authenticate
from datainsight.services.ports import Ports

_bearer = HTTPBearer(auto_error=False, description="An access token from `POST /auth/login`.")


def ports(request: Request) -> Ports:
    """The outside world."""
    found: Ports = request.app.state.ports
    return found


def account_ports(request: Request) -> AccountPorts:
    """The outside world of accounts."""
    found: AccountPorts = request.app.state.ports
    return found


def caller_address(request: Request) -> str:
    """Network address of the caller, as API Gateway saw it."""
    return request.client.host if request.client else ""


def current_principal(
    request: Request,
    world: Annotated[AccountPorts, Depends(account_ports)],
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    x_workspace_id: Annotated[
        UUID | None, Header(description="Act in this workspace of yours instead of the token's.")
    ] = None,
) -> Principal:
    """Who asks, and where they act.

    Raises:
        UnauthenticatedError: Nobody is signed in, or what was sent for that is not good.
        NotFoundError: The caller does not belong to the workspace that was asked for.
    """
    if credentials is not None:
        wanted = str(x_workspace_id) if x_workspace_id else None
        return authenticate(credentials.credentials, wanted, ports=world)
    local_workspace: str | None = request.app.state.local_workspace
    # An Authorization header of another scheme is a mistake, not the wish to be nobody.
    if local_workspace is None or "authorization" in request.headers:
        raise UnauthenticatedError(
            "Nobody is signed in.", remedy="Send `Authorization: Bearer …` with a token of POST /auth/login."
        )
    return Principal(workspace_id=local_workspace, role=Role.OWNER)


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]


def require_role(role: Role) -> Callable[[Principal], str]:
    """A dependency that gives the workspace to callers with at least that role.

    Args:
        role: The least one.
    """

    def workspace_of(principal: CurrentPrincipal) -> str:
        if not principal.role.includes(role):
            raise ForbiddenError(
                f"A {principal.role} may not do that.", remedy=f"Ask an owner for the role {role}."
            )
        return principal.workspace_id

    return workspace_of


ReadableWorkspace = Annotated[str, Depends(require_role(Role.VIEWER))]
WritableWorkspace = Annotated[str, Depends(require_role(Role.EDITOR))]
OutsideWorld = Annotated[Ports, Depends(ports)]
AccountWorld = Annotated[AccountPorts, Depends(account_ports)]
CallerAddress = Annotated[str, Depends(caller_address)]
