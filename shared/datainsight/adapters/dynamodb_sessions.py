"""Sessions and memberships in the single DynamoDB table: pk = "USER#<user>".

sk = "PROFILE" (name and address), "MEMBER#<workspace>" (role), "SESSION#<session>". PostgreSQL has the truth
about memberships; what is here is rewritten at each sign-in, and in the same request that changes one.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.adapters.dynamodb_requests import attributes, item_values, timestamp, values
from datainsight.models.account import Access, Membership, Session, User

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Key = dict[str, Any]

_LAST = 1_000_000
"""Position of a membership that began after the sign-in; the next one gives it its place."""


def user_key(user_id: str, sort_key: str) -> Key:
    """Primary key of something of a user's."""
    return {"pk": {"S": f"USER#{user_id}"}, "sk": {"S": sort_key}}


def _session_key(user_id: str, session_id: str) -> Key:
    return user_key(user_id, f"SESSION#{session_id}")


def _member_key(user_id: str, workspace_id: str) -> Key:
    return user_key(user_id, f"MEMBER#{workspace_id}")


class DynamoDbSessions:
    """Implements `services.account_ports.SessionStore`.

    Args:
        client: Low-level client.
        table: Name of the table.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def open(self, session: Session, user: User, memberships: tuple[Membership, ...]) -> None:
        """Stores a session, the profile, and the memberships as they are now."""
        kept = {f"MEMBER#{each.workspace_id}" for each in memberships}
        for item in self._items(user.user_id, "MEMBER#"):
            if item["sk"]["S"] not in kept:
                self._client.delete_item(TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]})
        self._put(user_key(user.user_id, "PROFILE"), user.model_dump(mode="json"))
        for position, each in enumerate(memberships):
            self._put(
                _member_key(user.user_id, each.workspace_id),
                {**each.model_dump(mode="json"), "position": position},
            )
        fields = {**session.model_dump(mode="json"), "expires_at": int(session.expires_at.timestamp())}
        self._put(_session_key(session.user_id, session.session_id), fields)

    def rotate(
        self, session: Session, new_digest: str, expires_at: datetime, now: datetime, grace: timedelta
    ) -> bool:
        """A conditional write decides; who comes with a token of the past ends the session."""
        key = _session_key(session.user_id, session.session_id)
        given = {
            "new": new_digest,
            "old": session.token_digest,
            "expires_at": int(expires_at.timestamp()),
            "seconds": int(now.timestamp()),
        }
        if self._updated(
            key,
            "SET token_digest = :new, expires_at = :expires_at, replaced_digest = :old, refreshed_at = :now",
            "token_digest = :old AND expires_at > :seconds",
            given | {"now": timestamp(now)},
        ):
            return True
        # When it was replaced stays as it is: the grace does not begin anew.
        if self._updated(
            key,
            "SET token_digest = :new, expires_at = :expires_at",
            "replaced_digest = :old AND refreshed_at > :since AND expires_at > :seconds",
            given | {"since": timestamp(now - grace)},
        ):
            return True
        self._client.delete_item(TableName=self._table, Key=key)
        return False

    def _updated(self, key: Key, update: str, condition: str, given: dict[str, object]) -> bool:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=key,
                UpdateExpression=update,
                ConditionExpression=condition,
                ExpressionAttributeValues=values(**given),
            )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            return False
        return True

    def find(self, user_id: str, session_id: str) -> Session | None:
        """A session."""
        reply = self._client.get_item(
            TableName=self._table, Key=_session_key(user_id, session_id), ConsistentRead=True
        )
        return _session(reply["Item"]) if "Item" in reply else None

    def close(self, user_id: str, session_id: str) -> None:
        """Ends a session."""
        self._client.delete_item(TableName=self._table, Key=_session_key(user_id, session_id))

    def close_all(self, user_id: str) -> None:
        """Ends all sessions of a user."""
        for item in self._items(user_id, "SESSION#"):
            self._client.delete_item(TableName=self._table, Key={"pk": item["pk"], "sk": item["sk"]})

    def access(self, user_id: str, session_id: str, workspace_id: str, now: datetime) -> Access:
        """Both items in one consistent read."""
        session_key, member_key = _session_key(user_id, session_id), _member_key(user_id, workspace_id)
        reply = self._client.batch_get_item(
            RequestItems={self._table: {"Keys": [session_key, member_key], "ConsistentRead": True}}
        )
        found = {item["sk"]["S"]: item for item in reply["Responses"][self._table]}
        session, member = found.get(session_key["sk"]["S"]), found.get(member_key["sk"]["S"])
        return Access(
            is_signed_in=session is not None and _session(session).expires_at > now,
            membership=_membership(member) if member else None,
        )

    def profile(self, user_id: str) -> tuple[User, tuple[Membership, ...]] | None:
        """The user and their memberships."""
        items = self._items(user_id, "")
        user = next((item for item in items if item["sk"]["S"] == "PROFILE"), None)
        if user is None:
            return None
        members = [item for item in items if item["sk"]["S"].startswith("MEMBER#")]
        members.sort(key=lambda item: int(item.get("position", {"N": "0"})["N"]))
        return User.model_validate(item_values(user, User)), tuple(map(_membership, members))

    def put_membership(self, user_id: str, membership: Membership) -> None:
        """Stores a membership; one that is new stands behind the others."""
        self._client.update_item(
            TableName=self._table,
            Key=_member_key(user_id, membership.workspace_id),
            UpdateExpression="SET workspace_id = :workspace_id, #name = :name, #role = :role,"
            " #position = if_not_exists(#position, :last)",
            ExpressionAttributeNames={"#name": "name", "#role": "role", "#position": "position"},
            ExpressionAttributeValues=values(
                workspace_id=membership.workspace_id,
                name=membership.name,
                role=membership.role.value,
                last=_LAST,
            ),
        )

    def drop_membership(self, user_id: str, workspace_id: str) -> None:
        """Ends a membership."""
        self._client.delete_item(TableName=self._table, Key=_member_key(user_id, workspace_id))

    def _put(self, key: Key, fields: dict[str, object]) -> None:
        given = {name: value for name, value in fields.items() if value is not None}
        item = attributes(**given)
        self._client.put_item(TableName=self._table, Item={**key, **item})

    def _items(self, user_id: str, sort_prefix: str) -> list[dict[str, Any]]:
        condition = "pk = :pk" + (" AND begins_with(sk, :sk)" if sort_prefix else "")
        given = {"pk": f"USER#{user_id}", **({"sk": sort_prefix} if sort_prefix else {})}
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values(**given),
            ConsistentRead=True,
        )
        return [dict(item) for page in pages for item in page["Items"]]


def _session(item: Any) -> Session:
    # DynamoDB deletes by seconds; pydantic reads them as such.
    return Session.model_validate(item_values(item, Session))


def _membership(item: Any) -> Membership:
    return Membership.model_validate(item_values(item, Membership))
