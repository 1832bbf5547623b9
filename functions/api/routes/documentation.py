"""The API described for people: a page of our own, as the usual ones load scripts from elsewhere."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from functions.api.direct_route import DirectRoute
from functions.api.documentation_page import STYLE_HASH, render

router = APIRouter(include_in_schema=False, route_class=DirectRoute)


@router.get("/")
def go_to_documentation() -> RedirectResponse:
    """There is nothing else at the root."""
    return RedirectResponse("/docs")


@router.get("/docs")
def read_documentation(request: Request) -> HTMLResponse:
    """Every operation with its parameters, examples and replies."""
    policy = f"default-src 'none'; style-src '{STYLE_HASH}'; frame-ancestors 'none'"
    return HTMLResponse(render(request.app.openapi()), headers={"content-security-policy": policy})
