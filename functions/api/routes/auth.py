"""Accounts: register, sign in, stay signed in, sign out."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from datainsight.errors import UnauthenticatedError
from datainsight.models.account import Membership, Principal, Role, User
from datainsight.services import register_account as registering
from datainsight.services import reset_password as resetting
from datainsight.services.refresh_session import refresh, sign_out
from datainsight.services.sign_in import SignedIn, sign_in
from functions.api.dependencies import AccountWorld, CallerAddress, CurrentPrincipal
from functions.api.direct_route import DirectRoute
from functions.api.problems import problem_responses
from functions.api.session_cookie import Browser, CallerBrowser, SessionForm

router = APIRouter(prefix="/auth", tags=["auth"], route_class=DirectRoute)

_PASSWORD = "velvet kettle orbit 47 marmalade"  # noqa: S105 - an example
_TOKEN = "dim_3q2-7wAAAAAAAAAAAAAAAA…"  # noqa: S105 - an example

# What mailboxes are: the rule of HTML's <input type=email>, and a domain of two labels at least.
Email = Annotated[
    str,
    Field(
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+"
        r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
        description="An e-mail address.",
    ),
]
Password = Annotated[str, Field(max_length=1024, description="At least 15 characters, any.")]
Session = Annotated[
    SessionForm,
    Field(
        description="`cookie` for web pages: the refresh token comes in a cookie that scripts cannot read, "
        "instead of in the body."
    ),
]
MailedToken = Annotated[str, Field(min_length=1, max_length=200, description="From the mail.")]


def _example(value: JsonDict) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"example": value})


class RegisterRequest(BaseModel):
    """An account to come."""

    model_config = _example({"email": "ada@example.com", "password": _PASSWORD, "display_name": "Ada"})

    email: Email
    password: Password
    display_name: str = Field(default="", max_length=100, description="For fellow members.")


class EmailRequest(BaseModel):
    """Whose password was forgotten."""

    model_config = _example({"email": "ada@example.com"})

    email: Email


class VerifyRequest(BaseModel):
    """The proof of an address."""

    model_config = _example({"token": _TOKEN, "password": _PASSWORD})

    token: MailedToken
    password: str = Field(max_length=1024, description="The one that was registered with.")
    session: Session = SessionForm.BODY


class ResetRequest(BaseModel):
    """Another password."""

    model_config = _example({"token": _TOKEN, "password": _PASSWORD})

    token: MailedToken
    password: Password


class LoginRequest(BaseModel):
    """Who signs in."""

    model_config = _example({"email": "ada@example.com", "password": _PASSWORD})

    email: Email
    password: str = Field(max_length=1024)
    session: Session = SessionForm.BODY


class RefreshRequest(BaseModel):
    """What the last reply held, or that the browser holds it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"refresh_token": "dir_3q2-7wAAAAAAAAAAAAAAAA…"}, {"session": "cookie"}]
        },
    )

    refresh_token: str | None = Field(
        default=None, min_length=1, max_length=200, description="Left out with `cookie`."
    )
    session: Session = SessionForm.BODY

    @model_validator(mode="after")
    def _one_of_both(self) -> "RefreshRequest":
        if (self.refresh_token is None) is (self.session is SessionForm.BODY):
            raise ValueError('Send either refresh_token or "session": "cookie".')
        return self

    def token(self, browser: Browser) -> str:
        """The refresh token, from wherever it is."""
        return self.refresh_token or browser.token()


class Accepted(BaseModel):
    """The same answer for every address."""

    model_config = _example({"next": "Open the mail that was sent to that address."})

    next: str = Field(description="What to do now, for people.")


class TokenReply(BaseModel):
    """A signed-in client's tokens (in the words of RFC 6749)."""

    model_config = _example(
        {
            "access_token": "eyJhbGciOiJFZERTQSIsImtpZCI6…",
            "token_type": "Bearer",
            "expires_in": 600,
            "refresh_token": "dir_3q2-7wAAAAAAAAAAAAAAAA…",
        }
    )

    access_token: str = Field(description="Send it as `Authorization: Bearer …`.")
    token_type: str = "Bearer"  # noqa: S105 - the name of a scheme
    expires_in: int = Field(description="Seconds until the access token expires.")
    refresh_token: str | None = Field(
        description="Good once, for the next pair; null where it came in the cookie."
    )

    @classmethod
    def of(cls, signed_in: SignedIn, session: SessionForm, browser: Browser) -> "TokenReply":
        """What is sent of a session, in the form that was asked for."""
        if session is SessionForm.BODY:
            return cls.model_validate(signed_in.model_dump())
        browser.keep(signed_in.refresh_token)
        return cls.model_validate({**signed_in.model_dump(), "refresh_token": None})


class Account(BaseModel):
    """A person."""

    user_id: str
    email: str
    display_name: str
    created_at: datetime


class WorkspaceMembership(BaseModel):
    """A workspace of the caller's."""

    workspace_id: str
    name: str
    role: Role


class Me(BaseModel):
    """Who asks, where they act, and where they could."""

    model_config = _example(
        {
            "user": {
                "user_id": "7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "email": "ada@example.com",
                "display_name": "Ada",
                "created_at": "2026-11-23T21:10:00Z",
            },
            "workspace_id": "1f0f7a54-0f4e-4b0e-a2cf-6a1c5e0f6f3d",
            "role": "owner",
            "workspaces": [
                {
                    "workspace_id": "1f0f7a54-0f4e-4b0e-a2cf-6a1c5e0f6f3d",
                    "name": "Personal",
                    "role": "owner",
                }
            ],
        }
    )

    user: Account | None = Field(description="null for whoever is not signed in, on a local stack.")
    workspace_id: str
    role: Role
    workspaces: list[WorkspaceMembership]

    @classmethod
    def of(cls, principal: Principal, found: tuple[User, tuple[Membership, ...]] | None) -> "Me":
        """What is shown."""
        user, memberships = found or (None, ())
        return cls.model_validate(
            {
                "user": user.model_dump() if user else None,
                "workspace_id": principal.workspace_id,
                "role": principal.role,
                "workspaces": [each.model_dump() for each in memberships],
            }
        )


@router.post(
    "/register",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Ask for an account",
    responses=problem_responses(400, 422, 429, 503),
)
def register(body: RegisterRequest, world: AccountWorld, address: CallerAddress) -> Accepted:
    """Sends a mail with a token; `POST /auth/verify` with it makes the account.

    The answer is the same whether the address has an account or not; its owner's mail says which.
    """
    registering.register(registering.Registration(**body.model_dump()), address=address, ports=world)
    return Accepted(next="Open the mail that was sent to that address, then POST /api/v1/auth/verify.")


@router.post(
    "/verify",
    status_code=status.HTTP_201_CREATED,
    summary="Prove an address, which makes the account",
    responses=problem_responses(401, 409, 422, 429, 503),
)
def verify(
    body: VerifyRequest, world: AccountWorld, address: CallerAddress, browser: CallerBrowser
) -> TokenReply:
    """Makes the account with a workspace of its own, and signs in.

    It takes the password again, so that an address is of no use to whoever registered it for somebody else.
    """
    signed_in = registering.verify_account(body.token, body.password, address=address, ports=world)
    return TokenReply.of(signed_in, body.session, browser)


@router.post("/login", summary="Sign in", responses=problem_responses(401, 422, 429, 503))
def login(
    body: LoginRequest, world: AccountWorld, address: CallerAddress, browser: CallerBrowser
) -> TokenReply:
    """Gives an access token for ten minutes, and a refresh token for the next one.

    Web pages ask for `"session": "cookie"`.

    After five wrong passwords there are pauses that double, for addresses without an account too.
    """
    signed_in = sign_in(body.email, body.password, address=address, ports=world)
    return TokenReply.of(signed_in, body.session, browser)


@router.post("/refresh", summary="Get the next tokens", responses=problem_responses(401, 403, 422, 503))
def refresh_tokens(body: RefreshRequest, world: AccountWorld, browser: CallerBrowser) -> TokenReply:
    """Replaces both tokens. A refresh token that comes again later than ten seconds ends the session."""
    signed_in = refresh(body.token(browser), ports=world)
    return TokenReply.of(signed_in, body.session, browser)


@router.post(
    "/logout",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Sign out",
    responses=problem_responses(401, 403, 422, 503),
)
def logout(body: RefreshRequest, world: AccountWorld, browser: CallerBrowser) -> None:
    """Ends the session at once, its access tokens with it; a session that has ended stays so."""
    sign_out(body.token(browser), ports=world)
    if body.session is SessionForm.COOKIE:
        browser.forget()


@router.post(
    "/password/forgot",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Ask for another password",
    responses=problem_responses(422, 429, 503),
)
def forgot_password(body: EmailRequest, world: AccountWorld, address: CallerAddress) -> Accepted:
    """Sends a mail with a token that is good for an hour. The answer is the same for every address."""
    resetting.request_reset(body.email, address=address, ports=world)
    return Accepted(
        next="Open the mail that was sent to that address, then POST /api/v1/auth/password/reset."
    )


@router.post(
    "/password/reset",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Set another password",
    responses=problem_responses(400, 401, 422, 503),
)
def reset_password(body: ResetRequest, world: AccountWorld) -> Response:
    """Replaces the password and signs all devices out."""
    resetting.reset_password(body.token, body.password, ports=world)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/me", summary="Who I am", responses=problem_responses(401, 404, 422, 503))
def read_me(principal: CurrentPrincipal, world: AccountWorld) -> Me:
    """The signed-in person, the workspace that requests act in, and the others to choose from."""
    if principal.user_id is None:
        return Me.of(principal, None)
    found = world.sessions.profile(principal.user_id)
    if found is None:
        raise UnauthenticatedError("This account is gone.", remedy="Register again.")
    return Me.of(principal, found)
