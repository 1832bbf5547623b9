"""A person's own data: to take away, and to delete."""

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field

from datainsight.services.close_account import close_account
from datainsight.services.export_account import AccountExport, export_account
from functions.api.dependencies import (
    AccountWorld,
    ConnectionWorld,
    CurrentPrincipal,
    OutsideWorld,
    WebhookWorld,
)
from functions.api.direct_route import DirectRoute
from functions.api.problems import problem_responses

router = APIRouter(prefix="/auth/me", tags=["auth"], route_class=DirectRoute)


class CloseRequest(BaseModel):
    """That it is really meant."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"email": "ada@example.com", "password": "velvet kettle orbit 47 marmalade"}
        },
    )

    email: str = Field(min_length=1, max_length=254, description="The account's address, typed again.")
    password: str | None = Field(
        default=None, max_length=1024, description="Left out only where the account has none."
    )


@router.get("/data", summary="Export my data", responses=problem_responses(401, 404, 422, 503))
def export_my_data(
    principal: CurrentPrincipal,
    world: OutsideWorld,
    accounts: AccountWorld,
    connections: ConnectionWorld,
    webhooks: WebhookWorld,
) -> AccountExport:
    """Everything that is kept of the caller, with links to files and results that are good for an hour."""
    return export_account(
        principal=principal, ports=world, accounts=accounts, connections=connections, webhooks=webhooks
    )


@router.delete(
    "",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete my account",
    responses=problem_responses(400, 401, 404, 409, 422, 429, 503),
)
def delete_my_account(
    body: CloseRequest,
    principal: CurrentPrincipal,
    world: OutsideWorld,
    accounts: AccountWorld,
    connections: ConnectionWorld,
) -> Response:
    """Deletes the account and every workspace without another member, with all files and results, for good.

    Memberships of other workspaces end; the last owner of one with other members hands it over first.
    """
    close_account(
        body.email,
        body.password,
        principal=principal,
        ports=world,
        accounts=accounts,
        connections=connections,
    )
    return Response(status_code=status.HTTP_204_NO_CONTENT)
