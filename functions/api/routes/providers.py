"""Signing in with Google or GitHub, for browsers."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Cookie, Depends, Path, Query, Request, status
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict

from datainsight.errors import DataInsightError, ForbiddenError, UnauthenticatedError
from datainsight.models.account import Provider
from datainsight.services.account_ports import AccountPorts
from datainsight.services.provider_sign_in import LIFETIME, Arrival, arrive, depart
from functions.api.dependencies import AccountWorld, CallerAddress
from functions.api.direct_route import DirectRoute
from functions.api.problems import kind_of, problem_responses
from functions.api.session_cookie import is_secure, keep_token

router = APIRouter(prefix="/auth/providers", tags=["auth"], route_class=DirectRoute)

COOKIE = "datainsight_sign_in"
PATH = "/api/v1/auth/providers"

ProviderName = Annotated[Provider, Path(description="One of the list of providers.")]
_ELSEWHERE = {"headers": {"Location": {"schema": {"type": "string", "format": "uri-reference"}}}}


class ProviderList(BaseModel):
    """Who can be asked."""

    model_config = ConfigDict(json_schema_extra={"example": {"providers": ["github", "google"]}})

    providers: list[Provider]


@router.get("", summary="List providers of identities", responses=problem_responses(503))
def list_providers(world: AccountWorld) -> ProviderList:
    """The providers that this deployment offers for signing in; empty where it offers none."""
    return ProviderList(providers=sorted(world.identity_providers))


@router.get(
    "/{provider}/start",
    status_code=status.HTTP_303_SEE_OTHER,
    response_class=RedirectResponse,
    summary="Sign in with a provider",
    responses=problem_responses(401, 404, 422, 503)
    | {303: {"description": "The provider's page.", **_ELSEWHERE}},
)
def start_provider_sign_in(
    provider: ProviderName,
    request: Request,
    world: AccountWorld,
    return_to: Annotated[
        str,
        Query(
            max_length=500,
            pattern=r"^/(?:[A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?$",
            description="Path of the web app to come back to.",
        ),
    ] = "/",
) -> RedirectResponse:
    """To be opened by a browser (a link, not a request of a script)."""
    departure = depart(provider, return_to, redirect_uri=_redirect_uri(provider, request, world), ports=world)
    reply = RedirectResponse(departure.url, status.HTTP_303_SEE_OTHER)
    # Lax, not strict: the browser comes back from the provider's site.
    reply.set_cookie(
        COOKIE,
        departure.browser_secret,
        max_age=int(LIFETIME.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="lax",
        secure=is_secure(request),
    )
    return reply


def _arrival(
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
    browser_secret: Annotated[
        str, Cookie(alias=COOKIE, max_length=200, description="Set by the start.")
    ] = "",
) -> Arrival:
    return Arrival(state, code, browser_secret)


@router.get(
    "/{provider}/callback",
    status_code=status.HTTP_303_SEE_OTHER,
    response_class=RedirectResponse,
    summary="Come back from a provider",
    responses=problem_responses(401, 404, 422, 429, 503)
    | {
        303: {
            "description": "The web app, signed in; or its page for that, with `error`.",
            **_ELSEWHERE,
        }
    },
)
def finish_provider_sign_in(
    provider: ProviderName,
    request: Request,
    world: AccountWorld,
    address: CallerAddress,
    arrival: Annotated[Arrival, Depends(_arrival)],
) -> RedirectResponse:
    """The provider sends the browser here; the session comes as the cookie of `POST /auth/login`."""
    try:
        signed_in, return_to = arrive(
            provider,
            arrival,
            redirect_uri=_redirect_uri(provider, request, world),
            address=address,
            ports=world,
        )
    except (UnauthenticatedError, ForbiddenError) as error:
        return _failed(error)
    reply = RedirectResponse(return_to, status.HTTP_303_SEE_OTHER)
    keep_token(reply, request, signed_in.refresh_token)
    reply.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax")
    return reply


def _failed(error: DataInsightError) -> RedirectResponse:
    query = urlencode({"error": kind_of(error).code, "detail": error.what})
    reply = RedirectResponse(f"/login?{query}", status.HTTP_303_SEE_OTHER)
    reply.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax")
    return reply


def _redirect_uri(provider: Provider, request: Request, world: AccountPorts) -> str:
    """As registered with the provider; a local stack is wherever it was asked."""
    site = world.site_url or str(request.base_url)
    return f"{site.rstrip('/')}{PATH}/{provider.value}/callback"
