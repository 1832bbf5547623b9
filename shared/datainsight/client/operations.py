"""Written by `python -m functions.api.python_client` from docs/openapi.json."""
# ruff: noqa: E501, F401

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from datainsight.client import models
from datainsight.client.transport import Transport, in_path


class Operations:
    """One method for each operation of the API.

    Args:
        transport: Sends requests, and raises what the server refuses.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read_health(self) -> models.Health:
        """Whether the API answers.

        Says so.
        """
        found: models.Health = self._transport.ask("GET", "/api/v1/health", model=models.Health)
        return found

    def register(self, body: models.RegisterRequest) -> models.Accepted:
        """Ask for an account.

        Sends a mail with a token; `POST /auth/verify` with it makes the account.

        The answer is the same whether the address has an account or not; its owner's mail says which.
        """
        found: models.Accepted = self._transport.ask(
            "POST", "/api/v1/auth/register", model=models.Accepted, body=body
        )
        return found

    def verify(self, body: models.VerifyRequest) -> models.TokenReply:
        """Prove an address, which makes the account.

        Makes the account with a workspace of its own, and signs in.

        It takes the password again, so that an address is of no use to whoever registered it for somebody else.
        """
        found: models.TokenReply = self._transport.ask(
            "POST", "/api/v1/auth/verify", model=models.TokenReply, body=body
        )
        return found

    def login(self, body: models.LoginRequest) -> models.TokenReply:
        """Sign in.

        Gives an access token for ten minutes, and a refresh token for the next one.

        Web pages ask for `"session": "cookie"`.

        After five wrong passwords there are pauses that double, for addresses without an account too.
        """
        found: models.TokenReply = self._transport.ask(
            "POST", "/api/v1/auth/login", model=models.TokenReply, body=body
        )
        return found

    def refresh_tokens(self, body: models.RefreshRequest) -> models.TokenReply:
        """Get the next tokens.

        Replaces both tokens. A refresh token that comes again later than ten seconds ends the session.
        """
        found: models.TokenReply = self._transport.ask(
            "POST", "/api/v1/auth/refresh", model=models.TokenReply, body=body
        )
        return found

    def logout(self, body: models.RefreshRequest) -> None:
        """Sign out.

        Ends the session at once, its access tokens with it; a session that has ended stays so.
        """
        self._transport.ask("POST", "/api/v1/auth/logout", model=None, body=body)

    def forgot_password(self, body: models.EmailRequest) -> models.Accepted:
        """Ask for another password.

        Sends a mail with a token that is good for an hour. The answer is the same for every address.
        """
        found: models.Accepted = self._transport.ask(
            "POST", "/api/v1/auth/password/forgot", model=models.Accepted, body=body
        )
        return found

    def reset_password(self, body: models.ResetRequest) -> None:
        """Set another password.

        Replaces the password and signs all devices out.
        """
        self._transport.ask("POST", "/api/v1/auth/password/reset", model=None, body=body)

    def read_me(self, *, x_workspace_id: UUID | None = None) -> models.Me:
        """Who I am.

        The signed-in person, the workspace that requests act in, and the others to choose from.
        """
        found: models.Me = self._transport.ask(
            "GET", "/api/v1/auth/me", model=models.Me, header={"x-workspace-id": x_workspace_id}
        )
        return found

    def delete_my_account(self, body: models.CloseRequest, *, x_workspace_id: UUID | None = None) -> None:
        """Delete my account.

        Deletes the account and every workspace without another member, with all files and results, for good.

        Memberships of other workspaces end; the last owner of one with other members hands it over first.
        """
        self._transport.ask(
            "DELETE", "/api/v1/auth/me", model=None, header={"x-workspace-id": x_workspace_id}, body=body
        )

    def export_my_data(self, *, x_workspace_id: UUID | None = None) -> models.AccountExport:
        """Export my data.

        Everything that is kept of the caller, with links to files and results that are good for an hour.
        """
        found: models.AccountExport = self._transport.ask(
            "GET",
            "/api/v1/auth/me/data",
            model=models.AccountExport,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def list_providers(self) -> models.ProviderList:
        """List providers of identities.

        The providers that this deployment offers for signing in; empty where it offers none.
        """
        found: models.ProviderList = self._transport.ask(
            "GET", "/api/v1/auth/providers", model=models.ProviderList
        )
        return found

    def list_workspaces(self, *, x_workspace_id: UUID | None = None) -> models.WorkspaceList:
        """List my workspaces.

        Where the caller belongs, and as what.
        """
        found: models.WorkspaceList = self._transport.ask(
            "GET", "/api/v1/workspaces", model=models.WorkspaceList, header={"x-workspace-id": x_workspace_id}
        )
        return found

    def create_workspace(
        self,
        body: models.WorkspaceRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.WorkspaceMembership:
        """Make a workspace.

        A workspace that the caller owns; act in it with the header `X-Workspace-Id`.
        """
        found: models.WorkspaceMembership = self._transport.ask(
            "POST",
            "/api/v1/workspaces",
            model=models.WorkspaceMembership,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def accept_invitation(
        self, body: models.AcceptRequest, *, x_workspace_id: UUID | None = None
    ) -> models.WorkspaceMembership:
        """Join a workspace.

        Makes the caller a member. An invitation is good once, and for the address that got the mail.
        """
        found: models.WorkspaceMembership = self._transport.ask(
            "POST",
            "/api/v1/workspaces/invitations/accept",
            model=models.WorkspaceMembership,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_members(self, workspace_id: UUID | str) -> models.MemberList:
        """List members.

        Everybody who belongs to the workspace.
        """
        found: models.MemberList = self._transport.ask(
            "GET", f"/api/v1/workspaces/{in_path(workspace_id)}/members", model=models.MemberList
        )
        return found

    def change_role(self, user_id: UUID | str, workspace_id: UUID | str, body: models.RoleRequest) -> None:
        """Change a member's role.

        For owners. It counts from the member's next request on; the last owner stays one.
        """
        self._transport.ask(
            "PATCH",
            f"/api/v1/workspaces/{in_path(workspace_id)}/members/{in_path(user_id)}",
            model=None,
            body=body,
        )

    def remove_member(self, user_id: UUID | str, workspace_id: UUID | str) -> None:
        """Remove a member, or leave.

        Owners remove anybody, everybody may leave; the last owner stays.
        """
        self._transport.ask(
            "DELETE", f"/api/v1/workspaces/{in_path(workspace_id)}/members/{in_path(user_id)}", model=None
        )

    def invite(
        self, workspace_id: UUID | str, body: models.InvitationRequest, *, idempotency_key: str | None = None
    ) -> models.InvitationReply:
        """Invite somebody.

        For owners. Sends a mail that is good for a week; one more to the same address replaces it.
        """
        found: models.InvitationReply = self._transport.ask(
            "POST",
            f"/api/v1/workspaces/{in_path(workspace_id)}/invitations",
            model=models.InvitationReply,
            header={"idempotency-key": idempotency_key},
            body=body,
        )
        return found

    def list_invitations(self, workspace_id: UUID | str) -> models.InvitationList:
        """List invitations.

        For owners: those that can still be accepted.
        """
        found: models.InvitationList = self._transport.ask(
            "GET", f"/api/v1/workspaces/{in_path(workspace_id)}/invitations", model=models.InvitationList
        )
        return found

    def withdraw_invitation(self, invitation_id: UUID | str, workspace_id: UUID | str) -> None:
        """Take an invitation back.

        For owners. The mail's token opens nothing any more.
        """
        self._transport.ask(
            "DELETE",
            f"/api/v1/workspaces/{in_path(workspace_id)}/invitations/{in_path(invitation_id)}",
            model=None,
        )

    def read_log(self, workspace_id: UUID | str, *, limit: int | None = None) -> models.AuditLog:
        """What was done.

        For owners: who did what to members, invitations and keys, newest first. Nothing can change a line.
        """
        found: models.AuditLog = self._transport.ask(
            "GET",
            f"/api/v1/workspaces/{in_path(workspace_id)}/audit-log",
            model=models.AuditLog,
            query={"limit": limit},
        )
        return found

    def create_key(
        self,
        body: models.KeyRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.NewKey:
        """Make a key.

        For owners. The reply holds the key, once; what is stored is a digest.
        """
        found: models.NewKey = self._transport.ask(
            "POST",
            "/api/v1/keys",
            model=models.NewKey,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_keys(self, *, x_workspace_id: UUID | None = None) -> models.KeyList:
        """List keys.

        For owners: the keys of the workspace that have not expired.
        """
        found: models.KeyList = self._transport.ask(
            "GET", "/api/v1/keys", model=models.KeyList, header={"x-workspace-id": x_workspace_id}
        )
        return found

    def revoke_key(self, key_id: UUID | str, *, x_workspace_id: UUID | None = None) -> None:
        """Revoke a key.

        For owners. It opens nothing from the next request on.
        """
        self._transport.ask(
            "DELETE", f"/api/v1/keys/{in_path(key_id)}", model=None, header={"x-workspace-id": x_workspace_id}
        )

    def request_upload(
        self,
        body: models.UploadRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.UploadReply:
        """Ask where to send a file.

        Makes a dataset and presigned requests for its file: one, or for files above 100 MB one for each part.

        The URLs are good for an hour and for exactly `size_bytes` bytes. The free plan takes files up to 100 MB.
        """
        found: models.UploadReply = self._transport.ask(
            "POST",
            "/api/v1/datasets/upload",
            model=models.UploadReply,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def complete_upload(
        self,
        dataset_id: UUID | str,
        body: models.CompleteUploadRequest,
        *,
        x_workspace_id: UUID | None = None,
    ) -> models.Dataset:
        """Put the parts of a large file together.

        Ends a multipart upload, which starts the analysis.
        """
        found: models.Dataset = self._transport.ask(
            "POST",
            f"/api/v1/datasets/{in_path(dataset_id)}/upload/complete",
            model=models.Dataset,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_datasets(
        self, *, limit: int | None = None, cursor: str | None = None, x_workspace_id: UUID | None = None
    ) -> models.DatasetList:
        """List datasets.

        The workspace's datasets, newest first.
        """
        found: models.DatasetList = self._transport.ask(
            "GET",
            "/api/v1/datasets",
            model=models.DatasetList,
            query={"limit": limit, "cursor": cursor},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def get_dataset(self, dataset_id: UUID | str, *, x_workspace_id: UUID | None = None) -> models.Dataset:
        """Read a dataset.

        One dataset; `status` tells whether its file has come.
        """
        found: models.Dataset = self._transport.ask(
            "GET",
            f"/api/v1/datasets/{in_path(dataset_id)}",
            model=models.Dataset,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def delete_dataset(self, dataset_id: UUID | str, *, x_workspace_id: UUID | None = None) -> None:
        """Delete a dataset.

        Deletes the file, its analyses and all their results, at once and for good.
        """
        self._transport.ask(
            "DELETE",
            f"/api/v1/datasets/{in_path(dataset_id)}",
            model=None,
            header={"x-workspace-id": x_workspace_id},
        )

    def request_version(
        self,
        dataset_id: UUID | str,
        body: models.UploadRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.UploadReply:
        """Send another version of a file.

        As `POST /datasets/upload`, for a dataset that exists: the file is replaced when the upload ends.

        The dataset keeps its name. Analyses belong to a version of the content, so the new one gets its own.
        """
        found: models.UploadReply = self._transport.ask(
            "POST",
            f"/api/v1/datasets/{in_path(dataset_id)}/upload",
            model=models.UploadReply,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def abort_upload(
        self, dataset_id: UUID | str, *, upload_id: str, x_workspace_id: UUID | None = None
    ) -> None:
        """Give an upload up.

        Deletes the parts that have come; the dataset goes on waiting for a file.
        """
        self._transport.ask(
            "DELETE",
            f"/api/v1/datasets/{in_path(dataset_id)}/upload",
            model=None,
            query={"upload_id": upload_id},
            header={"x-workspace-id": x_workspace_id},
        )

    def sign_parts(
        self, dataset_id: UUID | str, body: models.SignRequest, *, x_workspace_id: UUID | None = None
    ) -> models.SignReply:
        """Sign parts of a large file.

        Up to 1,000 URLs at once, good for an hour: for uploads that take longer, and for resumed ones.
        """
        found: models.SignReply = self._transport.ask(
            "POST",
            f"/api/v1/datasets/{in_path(dataset_id)}/upload/parts/sign",
            model=models.SignReply,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_parts(
        self, dataset_id: UUID | str, *, upload_id: str, x_workspace_id: UUID | None = None
    ) -> models.ArrivedParts:
        """List arrived parts.

        What storage has of an unfinished upload: an interrupted one goes on with the others.
        """
        found: models.ArrivedParts = self._transport.ask(
            "GET",
            f"/api/v1/datasets/{in_path(dataset_id)}/upload/parts",
            model=models.ArrivedParts,
            query={"upload_id": upload_id},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def create_connection(
        self,
        body: models.ConnectionRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Connection:
        """Add a connection.

        For owners. Nothing is connected to yet: `POST …/test` does that.
        """
        found: models.Connection = self._transport.ask(
            "POST",
            "/api/v1/connections",
            model=models.Connection,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_connections(self, *, x_workspace_id: UUID | None = None) -> models.ConnectionList:
        """List connections.

        All connections of the workspace, 50 at most.
        """
        found: models.ConnectionList = self._transport.ask(
            "GET",
            "/api/v1/connections",
            model=models.ConnectionList,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def get_connection(
        self, connection_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.Connection:
        """Read a connection.

        One connection.
        """
        found: models.Connection = self._transport.ask(
            "GET",
            f"/api/v1/connections/{in_path(connection_id)}",
            model=models.Connection,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def change_connection(
        self, connection_id: UUID | str, body: models.ConnectionChange, *, x_workspace_id: UUID | None = None
    ) -> models.Connection:
        """Change a connection.

        For owners: another name or place. Another host, port or encryption needs the credentials again.
        """
        found: models.Connection = self._transport.ask(
            "PATCH",
            f"/api/v1/connections/{in_path(connection_id)}",
            model=models.Connection,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def delete_connection(self, connection_id: UUID | str, *, x_workspace_id: UUID | None = None) -> None:
        """Delete a connection.

        For owners. The credentials are deleted at once and for good; imported datasets stay.
        """
        self._transport.ask(
            "DELETE",
            f"/api/v1/connections/{in_path(connection_id)}",
            model=None,
            header={"x-workspace-id": x_workspace_id},
        )

    def replace_connection_credentials(
        self,
        connection_id: UUID | str,
        body: models.CredentialsRequest,
        *,
        x_workspace_id: UUID | None = None,
    ) -> models.Connection:
        """Replace credentials.

        For owners: what is connected with from now on.
        """
        found: models.Connection = self._transport.ask(
            "PUT",
            f"/api/v1/connections/{in_path(connection_id)}/credentials",
            model=models.Connection,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def test_connection(
        self, connection_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.ConnectionCheck:
        """Test a connection.

        Connects and says what answered, or why nothing did.
        """
        found: models.ConnectionCheck = self._transport.ask(
            "POST",
            f"/api/v1/connections/{in_path(connection_id)}/test",
            model=models.ConnectionCheck,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def browse_connection(
        self,
        connection_id: UUID | str,
        *,
        path: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.EntryList:
        """Browse a connection.

        Schemas and tables with their sizes, collections, or prefixes and objects.
        """
        found: models.EntryList = self._transport.ask(
            "GET",
            f"/api/v1/connections/{in_path(connection_id)}/entries",
            model=models.EntryList,
            query={"path": path, "limit": limit, "cursor": cursor},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def start_import(
        self,
        connection_id: UUID | str,
        body: models.ImportCommand,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Import:
        """Import a table.

        Fetches a table, which becomes a dataset and is analysed as an upload is. See `Location`.
        """
        found: models.Import = self._transport.ask(
            "POST",
            f"/api/v1/connections/{in_path(connection_id)}/imports",
            model=models.Import,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def get_import(
        self, connection_id: UUID | str, import_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.Import:
        """Read an import.

        How far an import is; ended ones are forgotten after 30 days.
        """
        found: models.Import = self._transport.ask(
            "GET",
            f"/api/v1/connections/{in_path(connection_id)}/imports/{in_path(import_id)}",
            model=models.Import,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def clean_dataset(
        self,
        dataset_id: UUID | str,
        body: models.CleanRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Cleaning:
        """Repair the file.

        Makes the chosen repairs on the whole file, as `datainsight clean` does.

        Asking again for the same repairs of the same analysis returns the same cleaning; one that failed or was
        cancelled is tried again under a new id. The free plan repairs files up to 10 MB.
        """
        found: models.Cleaning = self._transport.ask(
            "POST",
            f"/api/v1/datasets/{in_path(dataset_id)}/clean",
            model=models.Cleaning,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_cleanings(
        self, dataset_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.CleaningList:
        """List cleanings.

        All cleanings of a dataset, newest first.
        """
        found: models.CleaningList = self._transport.ask(
            "GET",
            f"/api/v1/datasets/{in_path(dataset_id)}/cleanings",
            model=models.CleaningList,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_cleaning_status(
        self,
        dataset_id: UUID | str,
        cleaning_id: UUID | str,
        *,
        wait: int | None = None,
        if_none_match: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Cleaning | None:
        """How far a cleaning is.

        `queued`, `running` (`bytes_done` of `size_bytes`), `completed`, `failed` or `cancelled`.

        `wait` as for analyses.
        """
        found: models.Cleaning | None = self._transport.ask(
            "GET",
            f"/api/v1/datasets/{in_path(dataset_id)}/cleanings/{in_path(cleaning_id)}",
            model=models.Cleaning,
            query={"wait": wait},
            header={"if-none-match": if_none_match, "x-workspace-id": x_workspace_id},
        )
        return found

    def cancel_cleaning(
        self, dataset_id: UUID | str, cleaning_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.Cleaning:
        """Stop a cleaning.

        Stops its execution and deletes what it wrote; the status becomes `cancelled`, and nothing is charged.

        Cancelling it twice is no error; one that is completed or failed is a `409`.
        """
        found: models.Cleaning = self._transport.ask(
            "POST",
            f"/api/v1/datasets/{in_path(dataset_id)}/cleanings/{in_path(cleaning_id)}/cancel",
            model=models.Cleaning,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_cleaning_results(
        self, dataset_id: UUID | str, cleaning_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.CleaningOutcome:
        """The repaired file.

        The cleaned file, its change log, quarantine and undo file, as links that are good for an hour.

        The change log hides values of columns with personal data; quarantine and undo file hold them.
        """
        found: models.CleaningOutcome = self._transport.ask(
            "GET",
            f"/api/v1/datasets/{in_path(dataset_id)}/cleanings/{in_path(cleaning_id)}/results",
            model=models.CleaningOutcome,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def list_analyses(
        self,
        *,
        dataset_id: UUID | None = None,
        limit: int | None = None,
        cursor: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.AnalysisList:
        """List analyses.

        The workspace's analyses, newest first; completed ones with score and counts.
        """
        found: models.AnalysisList = self._transport.ask(
            "GET",
            "/api/v1/analysis",
            model=models.AnalysisList,
            query={"dataset_id": dataset_id, "limit": limit, "cursor": cursor},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def start_analysis(
        self,
        body: models.StartRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Analysis:
        """Start an analysis.

        Returns the analysis of the dataset's content for that goal and options, or starts it.

        The upload itself starts one, so this returns that one. One that failed or was cancelled is tried again
        under a new id. Where the content was analysed for another goal already, nothing is measured or charged
        again: what is known is judged anew, and `status` is `completed` in the reply.
        """
        found: models.Analysis = self._transport.ask(
            "POST",
            "/api/v1/analysis/start",
            model=models.Analysis,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def read_analysis_status(
        self,
        analysis_id: UUID | str,
        *,
        wait: int | None = None,
        if_none_match: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Analysis | None:
        """How far it is.

        The stage it is in, how many shards are measured, and the cause where it failed.

        With `wait` the reply comes when the analysis has ended, or when the time is up; with `If-None-Match`
        too, as soon as anything differs from the reply of that ETag.
        """
        found: models.Analysis | None = self._transport.ask(
            "GET",
            f"/api/v1/analysis/{in_path(analysis_id)}/status",
            model=models.Analysis,
            query={"wait": wait},
            header={"if-none-match": if_none_match, "x-workspace-id": x_workspace_id},
        )
        return found

    def cancel_analysis(
        self, analysis_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.Analysis:
        """Stop an analysis.

        Stops its execution; the status becomes `cancelled`. Starting again makes a new analysis.

        Cancelling it twice is no error; one that is completed or failed is a `409`.
        """
        found: models.Analysis = self._transport.ask(
            "POST",
            f"/api/v1/analysis/{in_path(analysis_id)}/cancel",
            model=models.Analysis,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_first_results(
        self, analysis_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.FirstResults:
        """The columns, before the rest is ready.

        Rows, columns and their types as soon as the stage `combine` is over; no value of any cell.

        Before that it is a `409` with `code` `analysis_running`; after the analysis, ask for the results.
        """
        found: models.FirstResults = self._transport.ask(
            "GET",
            f"/api/v1/analysis/{in_path(analysis_id)}/first-results",
            model=models.FirstResults,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_analysis_results(
        self, analysis_id: UUID | str, *, if_none_match: str | None = None, x_workspace_id: UUID | None = None
    ) -> models.ProfileDocument | None:
        """The profile.

        Facts, issues, repairs, score and words, as `datainsight profile FILE --json` writes them.

        Values of columns with personal data are masked.
        """
        found: models.ProfileDocument | None = self._transport.ask(
            "GET",
            f"/api/v1/analysis/{in_path(analysis_id)}/results",
            model=models.ProfileDocument,
            header={"if-none-match": if_none_match, "x-workspace-id": x_workspace_id},
        )
        return found

    def read_analysis_report(self, analysis_id: UUID | str, *, x_workspace_id: UUID | None = None) -> bytes:
        """The profile as a page.

        One self-contained HTML page, to be read, printed or passed on.
        """
        found: bytes = self._transport.ask(
            "GET",
            f"/api/v1/analysis/{in_path(analysis_id)}/report",
            model=bytes,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_insight(self, analysis_id: UUID | str, *, x_workspace_id: UUID | None = None) -> models.Insight:
        """The words.

        A headline, a story, and findings; every number in them is one of `facts`.
        """
        found: models.Insight = self._transport.ask(
            "GET",
            f"/api/v1/insights/{in_path(analysis_id)}",
            model=models.Insight,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def list_recommendations(
        self, analysis_id: UUID | str, *, x_workspace_id: UUID | None = None
    ) -> models.RecommendationList:
        """The repairs.

        Each with what running it on the data showed (`verification`), and what was decided (`decision`).

        Those that only muted issues ask for are left out.
        """
        found: models.RecommendationList = self._transport.ask(
            "GET",
            f"/api/v1/recommendations/{in_path(analysis_id)}",
            model=models.RecommendationList,
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def accept_recommendations(
        self, analysis_id: UUID | str, body: models.DecisionRequest, *, x_workspace_id: UUID | None = None
    ) -> models.RecommendationList:
        """Accept repairs.

        Scripts and cleaned tables include them, also those that are not default.
        """
        found: models.RecommendationList = self._transport.ask(
            "POST",
            f"/api/v1/recommendations/{in_path(analysis_id)}/accept",
            model=models.RecommendationList,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def dismiss_recommendations(
        self, analysis_id: UUID | str, body: models.DecisionRequest, *, x_workspace_id: UUID | None = None
    ) -> models.RecommendationList:
        """Dismiss repairs.

        Scripts and cleaned tables leave them out, also those that are default.
        """
        found: models.RecommendationList = self._transport.ask(
            "POST",
            f"/api/v1/recommendations/{in_path(analysis_id)}/dismiss",
            model=models.RecommendationList,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def reset_recommendations(
        self, analysis_id: UUID | str, body: models.DecisionRequest, *, x_workspace_id: UUID | None = None
    ) -> models.RecommendationList:
        """Take decisions back.

        They are as before anybody decided.
        """
        found: models.RecommendationList = self._transport.ask(
            "POST",
            f"/api/v1/recommendations/{in_path(analysis_id)}/reset",
            model=models.RecommendationList,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def order_recommendations(
        self, analysis_id: UUID | str, body: models.OrderRequest, *, x_workspace_id: UUID | None = None
    ) -> models.RecommendationList:
        """Put the repairs in order.

        Scripts and cleaned tables keep it, but for repairs that another one of the same column builds on.

        It is the workspace's: everybody sees it as `order`. An empty list forgets it.
        """
        found: models.RecommendationList = self._transport.ask(
            "PUT",
            f"/api/v1/recommendations/{in_path(analysis_id)}/order",
            model=models.RecommendationList,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_mutes(self, *, x_workspace_id: UUID | None = None) -> models.MuteList:
        """List muted issues.

        The workspace's rules.
        """
        found: models.MuteList = self._transport.ask(
            "GET", "/api/v1/mutes", model=models.MuteList, header={"x-workspace-id": x_workspace_id}
        )
        return found

    def mute_issues(
        self,
        body: models.MuteRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.Mute:
        """Mute issues.

        From now on they are not shown, not repaired by default, and cost no points, in old analyses too.

        Results say how many there are (`muted_issue_count`). The same kind and column make one rule.
        """
        found: models.Mute = self._transport.ask(
            "POST",
            "/api/v1/mutes",
            model=models.Mute,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def unmute_issues(self, mute_id: UUID | str, *, x_workspace_id: UUID | None = None) -> None:
        """Unmute issues.

        They are shown again, in every analysis.
        """
        self._transport.ask(
            "DELETE",
            f"/api/v1/mutes/{in_path(mute_id)}",
            model=None,
            header={"x-workspace-id": x_workspace_id},
        )

    def read_preferences(self, *, x_workspace_id: UUID | None = None) -> models.Preferences:
        """Read preferences.

        The caller's own, in all workspaces; an API key reads those of its workspace.
        """
        found: models.Preferences = self._transport.ask(
            "GET", "/api/v1/preferences", model=models.Preferences, header={"x-workspace-id": x_workspace_id}
        )
        return found

    def replace_preferences(
        self, body: models.PreferencesBody, *, x_workspace_id: UUID | None = None
    ) -> models.Preferences:
        """Replace preferences.

        The caller's own; where nobody is signed in, the workspace's.
        """
        found: models.Preferences = self._transport.ask(
            "PUT",
            "/api/v1/preferences",
            model=models.Preferences,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def read_usage(
        self, *, month: str | None = None, x_workspace_id: UUID | None = None
    ) -> models.UsageReport:
        """A month's usage.

        What was used and what it costs, up to now. Months are those of UTC.
        """
        found: models.UsageReport = self._transport.ask(
            "GET",
            "/api/v1/usage",
            model=models.UsageReport,
            query={"month": month},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_statement(self, *, month: str | None = None, x_workspace_id: UUID | None = None) -> bytes:
        """A month's statement.

        CSV with a header, one line for each job and export, oldest first; the last column is dollars.
        """
        found: bytes = self._transport.ask(
            "GET",
            "/api/v1/usage/statement",
            model=bytes,
            query={"month": month},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def read_invoice(self, *, month: str | None = None, x_workspace_id: UUID | None = None) -> models.Invoice:
        """A month's invoice.

        In the shape of an invoice; the present month's is what it would be now.
        """
        found: models.Invoice = self._transport.ask(
            "GET",
            "/api/v1/usage/invoice",
            model=models.Invoice,
            query={"month": month},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def set_budget(self, body: models.BudgetRequest, *, x_workspace_id: UUID | None = None) -> models.Budget:
        """Set the budget.

        What would exceed it is refused with `402` before it begins, or fails with `budget_exceeded`.
        """
        found: models.Budget = self._transport.ask(
            "PUT",
            "/api/v1/usage/budget",
            model=models.Budget,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def set_key_budget(
        self, key_id: UUID | str, body: models.BudgetRequest, *, x_workspace_id: UUID | None = None
    ) -> models.Budget:
        """Set an API key's budget.

        As the workspace's, for what one key asks for; both must leave enough.
        """
        found: models.Budget = self._transport.ask(
            "PUT",
            f"/api/v1/usage/budget/keys/{in_path(key_id)}",
            model=models.Budget,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def estimate_analysis(
        self, body: models.EstimateRequest, *, x_workspace_id: UUID | None = None
    ) -> models.EstimateReply:
        """Estimate an analysis.

        The cost is exact; the time is calculated from a measurement on another machine, so it is a hint.
        """
        found: models.EstimateReply = self._transport.ask(
            "POST",
            "/api/v1/estimates",
            model=models.EstimateReply,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def export_code(self, body: models.CodeRequest, *, x_workspace_id: UUID | None = None) -> models.Script:
        """A cleaning script.

        A script that runs as `python fix.py INPUT OUTPUT` or `Rscript fix.R INPUT OUTPUT`.

        SQL reads a table `dataset` of texts and creates a table `cleaned`.
        """
        found: models.Script = self._transport.ask(
            "POST",
            "/api/v1/exports/code",
            model=models.Script,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def export_report(self, body: models.ReportRequest, *, x_workspace_id: UUID | None = None) -> bytes:
        """The report as PDF or HTML.

        The whole report to be read, printed or passed on; personal values are masked.

        A PDF is printed when it is first asked for, which takes a few seconds, and kept with the analysis.
        """
        found: bytes = self._transport.ask(
            "POST",
            "/api/v1/exports/report",
            model=bytes,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def export_contract(
        self, body: models.ContractRequest, *, x_workspace_id: UUID | None = None
    ) -> models.Contract:
        """A data contract.

        A contract in one of eight languages that the table passes today, to hold its next version to.

        Its rules are run on the whole file first (up to 2 GB), as `datainsight contract` does: what rows would
        break is not promised, and a remark says how many. While they are run it is a `409` with `code`
        `contract_running` and `Retry-After`; what holds is kept, so further formats are there at once.
        """
        found: models.Contract = self._transport.ask(
            "POST",
            "/api/v1/exports/contract",
            model=models.Contract,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def compare_tables(
        self, body: models.CompareRequest, *, x_workspace_id: UUID | None = None
    ) -> models.Comparison | bytes:
        """What changed from one table to another.

        Compares two analysed tables as `datainsight compare OLD NEW` does. Personal values are masked.
        """
        found: models.Comparison | bytes = self._transport.ask(
            "POST",
            "/api/v1/compare",
            model=models.Comparison,
            header={"x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def create_webhook(
        self,
        body: models.WebhookRequest,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.NewWebhook:
        """Add a webhook.

        For owners. Messages have the form of [Standard Webhooks](https://www.standardwebhooks.com).

        The reply holds the secret they are signed with, once.
        """
        found: models.NewWebhook = self._transport.ask(
            "POST",
            "/api/v1/webhooks",
            model=models.NewWebhook,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
            body=body,
        )
        return found

    def list_webhooks(self, *, x_workspace_id: UUID | None = None) -> models.WebhookList:
        """List webhooks.

        For owners: all endpoints of the workspace.
        """
        found: models.WebhookList = self._transport.ask(
            "GET", "/api/v1/webhooks", model=models.WebhookList, header={"x-workspace-id": x_workspace_id}
        )
        return found

    def delete_webhook(self, webhook_id: UUID | str, *, x_workspace_id: UUID | None = None) -> None:
        """Delete a webhook.

        For owners. Nothing more is sent there, and its deliveries are forgotten.
        """
        self._transport.ask(
            "DELETE",
            f"/api/v1/webhooks/{in_path(webhook_id)}",
            model=None,
            header={"x-workspace-id": x_workspace_id},
        )

    def list_webhook_deliveries(
        self, webhook_id: UUID | str, *, limit: int | None = None, x_workspace_id: UUID | None = None
    ) -> models.DeliveryList:
        """List deliveries.

        For owners: what was sent, what each try came to, what is still being tried.
        """
        found: models.DeliveryList = self._transport.ask(
            "GET",
            f"/api/v1/webhooks/{in_path(webhook_id)}/deliveries",
            model=models.DeliveryList,
            query={"limit": limit},
            header={"x-workspace-id": x_workspace_id},
        )
        return found

    def replay_webhook_delivery(
        self,
        webhook_id: UUID | str,
        delivery_id: UUID | str,
        *,
        idempotency_key: str | None = None,
        x_workspace_id: UUID | None = None,
    ) -> models.WebhookDelivery:
        """Send a delivery again.

        For owners: the same message with the same id, in another round of tries.
        """
        found: models.WebhookDelivery = self._transport.ask(
            "POST",
            f"/api/v1/webhooks/{in_path(webhook_id)}/deliveries/{in_path(delivery_id)}/replay",
            model=models.WebhookDelivery,
            header={"idempotency-key": idempotency_key, "x-workspace-id": x_workspace_id},
        )
        return found
