"""Workspaces: members, roles, invitations, and what was done."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response, status
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.account import AuditEntry, Invitation, Member, Membership, Role
from datainsight.services import invitations as inviting
from datainsight.services import workspace_members as membering
from datainsight.services.audit import read_audit_log
from functions.api.dependencies import AccountWorld, CallerAddress, CurrentPrincipal, OwnerThere, ViewerThere
from functions.api.direct_route import DirectRoute
from functions.api.idempotency import ONCE, ONCE_THERE
from functions.api.problems import problem_responses
from functions.api.routes.auth import Email, WorkspaceMembership

router = APIRouter(prefix="/workspaces", tags=["workspaces"], route_class=DirectRoute)

UserId = Annotated[UUID, Path(description="Of the member.")]
InvitationId = Annotated[UUID, Path(description="From the list of invitations.")]


class WorkspaceRequest(BaseModel):
    """A workspace to come."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"name": "Sales"}})

    name: str = Field(min_length=1, max_length=100, description="For people.")


class WorkspaceList(BaseModel):
    """The caller's workspaces."""

    workspaces: list[WorkspaceMembership]


class MemberList(BaseModel):
    """Everybody who belongs to a workspace, longest first."""

    members: list[Member]


class RoleRequest(BaseModel):
    """What a member may do from now on."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"role": "viewer"}})

    role: Role


class InvitationRequest(BaseModel):
    """Who is to join."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"email": "grace@example.com", "role": "editor"}}
    )

    email: Email
    role: Role = Role.EDITOR


class InvitationReply(BaseModel):
    """An open invitation; its token is in the mail only."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "invitation_id": "2d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "email": "grace@example.com",
                "role": "editor",
                "created_at": "2026-11-23T21:10:00Z",
                "expires_at": "2026-11-30T21:10:00Z",
            }
        }
    )

    invitation_id: str
    email: str
    role: Role
    created_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationReply":
        """What is shown of an invitation."""
        return cls.model_validate(invitation.model_dump(exclude={"workspace_id"}))


class InvitationList(BaseModel):
    """Those that can still be accepted, newest first."""

    invitations: list[InvitationReply]


class AcceptRequest(BaseModel):
    """An invitation as it came by mail."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"token": "dii_3q2-7wAAAAAAAAAAAAAAAA…"}}
    )

    token: str = Field(min_length=1, max_length=200, description="From the mail.")


class AuditLog(BaseModel):
    """What was done in a workspace, newest first."""

    entries: list[AuditEntry]


@router.get("", summary="List my workspaces", responses=problem_responses(401, 404, 422, 503))
def list_workspaces(principal: CurrentPrincipal, world: AccountWorld) -> WorkspaceList:
    """Where the caller belongs, and as what."""
    found = world.sessions.profile(membering.person(principal))
    return WorkspaceList(workspaces=[_shown(each) for each in (found[1] if found else ())])


@router.post(
    "",
    dependencies=ONCE,
    status_code=status.HTTP_201_CREATED,
    summary="Make a workspace",
    responses=problem_responses(400, 401, 404, 422, 503),
)
def create_workspace(
    body: WorkspaceRequest, principal: CurrentPrincipal, world: AccountWorld
) -> WorkspaceMembership:
    """A workspace that the caller owns; act in it with the header `X-Workspace-Id`."""
    return _shown(membering.create_workspace(body.name, principal=principal, ports=world))


@router.post(
    "/invitations/accept", summary="Join a workspace", responses=problem_responses(401, 404, 422, 503)
)
def accept_invitation(
    body: AcceptRequest, principal: CurrentPrincipal, world: AccountWorld
) -> WorkspaceMembership:
    """Makes the caller a member. An invitation is good once, and for the address that got the mail."""
    return _shown(inviting.accept(body.token, principal=principal, ports=world))


@router.get(
    "/{workspace_id}/members", summary="List members", responses=problem_responses(401, 403, 404, 422, 503)
)
def list_members(principal: ViewerThere, world: AccountWorld) -> MemberList:
    """Everybody who belongs to the workspace."""
    return MemberList(members=list(membering.list_members(principal=principal, ports=world)))


@router.patch(
    "/{workspace_id}/members/{user_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Change a member's role",
    responses=problem_responses(401, 403, 404, 409, 422, 503),
)
def change_role(user_id: UserId, body: RoleRequest, principal: OwnerThere, world: AccountWorld) -> Response:
    """For owners. It counts from the member's next request on; the last owner stays one."""
    membering.change_role(str(user_id), body.role, principal=principal, ports=world)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.delete(
    "/{workspace_id}/members/{user_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Remove a member, or leave",
    responses=problem_responses(401, 403, 404, 409, 422, 503),
)
def remove_member(user_id: UserId, principal: ViewerThere, world: AccountWorld) -> Response:
    """Owners remove anybody, everybody may leave; the last owner stays."""
    membering.remove_member(str(user_id), principal=principal, ports=world)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.post(
    "/{workspace_id}/invitations",
    dependencies=ONCE_THERE,
    status_code=status.HTTP_201_CREATED,
    summary="Invite somebody",
    responses=problem_responses(401, 403, 404, 422, 429, 503),
)
def invite(
    body: InvitationRequest, principal: OwnerThere, world: AccountWorld, address: CallerAddress
) -> InvitationReply:
    """For owners. Sends a mail that is good for a week; one more to the same address replaces it."""
    invitation = inviting.invite(body.email, body.role, address=address, principal=principal, ports=world)
    return InvitationReply.of(invitation)


@router.get(
    "/{workspace_id}/invitations",
    summary="List invitations",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def list_invitations(principal: OwnerThere, world: AccountWorld) -> InvitationList:
    """For owners: those that can still be accepted."""
    found = inviting.list_invitations(principal=principal, ports=world)
    return InvitationList(invitations=[InvitationReply.of(each) for each in found])


@router.delete(
    "/{workspace_id}/invitations/{invitation_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Take an invitation back",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def withdraw_invitation(invitation_id: InvitationId, principal: OwnerThere, world: AccountWorld) -> Response:
    """For owners. The mail's token opens nothing any more."""
    inviting.withdraw(str(invitation_id), principal=principal, ports=world)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get(
    "/{workspace_id}/audit-log",
    summary="What was done",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def read_log(
    principal: OwnerThere,
    world: AccountWorld,
    limit: Annotated[int, Query(ge=1, le=500, description="Lines at most.")] = 100,
) -> AuditLog:
    """For owners: who did what to members, invitations and keys, newest first. Nothing can change a line."""
    return AuditLog(entries=list(read_audit_log(limit, principal=principal, ports=world)))


def _shown(membership: Membership) -> WorkspaceMembership:
    return WorkspaceMembership.model_validate(membership.model_dump())
