"""The refresh token of a web page: in a cookie that no script can read and no other site can send.

Three walls against forged requests (CSRF): the cookie is `SameSite=Strict`; a body of JSON makes browsers ask
for permission before they send one from another origin; and a request that a browser itself calls
cross-site (`Sec-Fetch-Site`) is refused. Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet.
"""

from enum import StrEnum
from typing import Annotated

from fastapi import Cookie, Depends, Header, Request, Response

from datainsight.errors import ForbiddenError, UnauthenticatedError
from datainsight.services.sign_in import REFRESH_LIFETIME

COOKIE = "datainsight_refresh"
PATH = "/api/v1/auth"
"""Only the calls that need it get it."""


class SessionForm(StrEnum):
    """Where a client keeps its refresh token."""

    BODY = "body"
    COOKIE = "cookie"


def is_secure(request: Request) -> bool:
    """Cookies go over HTTPS only; a local stack speaks plain HTTP, where some browsers drop such a one."""
    return request.app.state.local_workspace is None


def keep_token(response: Response, request: Request, token: str) -> None:
    """Hands a browser a refresh token, for as long as that is good."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(REFRESH_LIFETIME.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=is_secure(request),
    )


class Browser:
    """What a browser keeps for a page, and says of the page that makes it ask."""

    def __init__(
        self,
        request: Request,
        response: Response,
        cookie: Annotated[
            str | None,
            Cookie(
                alias=COOKIE,
                description='Set by signing in with `"session": "cookie"`; browsers send it by themselves.',
            ),
        ] = None,
        fetch_site: Annotated[str | None, Header(alias="sec-fetch-site", include_in_schema=False)] = None,
    ) -> None:
        self._request = request
        self._response = response
        self._cookie = cookie
        self._fetch_site = fetch_site

    def token(self) -> str:
        """The refresh token that it keeps.

        Raises:
            ForbiddenError: A page of another site made it send the request.
            UnauthenticatedError: It keeps none.
        """
        if self._fetch_site not in (None, "same-origin", "none"):
            raise ForbiddenError("The session's cookie works from the web app's own pages only.")
        if not self._cookie:
            raise UnauthenticatedError("There is no session in this browser.", remedy="Sign in.")
        return self._cookie

    def keep(self, token: str) -> None:
        """Hands it a refresh token, for as long as that is good."""
        keep_token(self._response, self._request, token)

    def forget(self) -> None:
        """Lets it forget the token."""
        self._response.delete_cookie(
            COOKIE, path=PATH, httponly=True, samesite="strict", secure=is_secure(self._request)
        )


CallerBrowser = Annotated[Browser, Depends()]
