"""What routes are given. `current_workspace` is the only source of the tenant: no request names it."""

from typing import Annotated

from fastapi import Depends, Request

from datainsight.errors import UnauthenticatedError
from datainsight.services.ports import Ports


def current_workspace(request: Request) -> str:
    """The workspace that the caller acts in.

    Raises:
        UnauthenticatedError: Nobody is signed in; accounts are not open yet, so nobody can be.
    """
    local_workspace: str | None = request.app.state.local_workspace
    if local_workspace is None:
        raise UnauthenticatedError("Nobody is signed in.", remedy="Accounts are not open yet.")
    return local_workspace


def ports(request: Request) -> Ports:
    """The outside world."""
    found: Ports = request.app.state.ports
    return found


CurrentWorkspace = Annotated[str, Depends(current_workspace)]
OutsideWorld = Annotated[Ports, Depends(ports)]
