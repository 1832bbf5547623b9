"""Counters of attempts, and tokens sent by mail, in the single DynamoDB table; all of them expire."""

import hashlib
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.adapters.dynamodb_requests import attributes, item_values, values
from datainsight.errors import TooManyAttemptsError
from datainsight.models.account import MailPurpose, MailToken
from datainsight.services.account_ports import AttemptPolicy

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_REFUSED = "ConditionalCheckFailedException"


class DynamoDbAttempts:
    """Implements `services.account_ports.AttemptCounter`.

    pk = "ATTEMPTS#<policy>#<digest>": `made` is how many, `open_at` (epoch seconds) when the next one may be.
    An attempt within the free ones is one atomic addition. Beyond them it must also be the one that closes
    the gate for the next pause, by a conditional write: of many at once, one passes.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def count(self, policy: AttemptPolicy, subject: str, now: datetime) -> None:
        """Counts one before it is made."""
        seconds = now.timestamp()
        key = _key(policy, subject)
        made = self._add(key, 1, now, policy)
        if made <= policy.free:
            return
        pause = min(
            policy.longest_pause.total_seconds(),
            policy.pause.total_seconds() * 2.0 ** min(made - policy.free - 1, 30),
        )
        try:
            self._client.update_item(
                TableName=self._table,
                Key=key,
                UpdateExpression="SET open_at = :open_at",
                ConditionExpression="attribute_not_exists(open_at) OR open_at <= :now",
                ExpressionAttributeValues=values(open_at=math.ceil(seconds + pause), now=int(seconds)),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if code_of(error) != _REFUSED:
                raise
            self._add(key, -1, now, policy)  # what was not tried is not held against anybody
            raise self._too_many(error, key, seconds) from error

    def forgive(self, policy: AttemptPolicy, subject: str) -> None:
        """Takes the last one back."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(policy, subject),
                UpdateExpression="ADD made :less",
                ConditionExpression="made > :none",
                ExpressionAttributeValues=values(less=-1, none=0),
            )
        except ClientError as error:
            if code_of(error) != _REFUSED:
                raise

    def forget(self, policy: AttemptPolicy, subject: str) -> None:
        """Begins anew."""
        self._client.delete_item(TableName=self._table, Key=_key(policy, subject))

    def _add(self, key: dict[str, Any], number: int, now: datetime, policy: AttemptPolicy) -> int:
        reply = self._client.update_item(
            TableName=self._table,
            Key=key,
            UpdateExpression="SET expires_at = :expires_at ADD made :number",
            ExpressionAttributeValues=values(
                expires_at=int((now + policy.memory).timestamp()), number=number
            ),
            ReturnValues="UPDATED_NEW",
        )
        return int(reply["Attributes"]["made"]["N"])

    def _too_many(self, error: ClientError, key: dict[str, Any], seconds: float) -> TooManyAttemptsError:
        item: Any = error.response.get("Item") or self._client.get_item(
            TableName=self._table, Key=key, ConsistentRead=True
        ).get("Item", {})
        open_at = float(item.get("open_at", {"N": str(seconds + 1)})["N"])
        return TooManyAttemptsError(
            "This was tried too often.", retry_after_seconds=max(1, math.ceil(open_at - seconds))
        )


def _key(policy: AttemptPolicy, subject: str) -> dict[str, Any]:
    # A digest, so that no addresses of people who never had an account lie around.
    hashed = hashlib.sha256(subject.encode()).hexdigest()
    return {"pk": {"S": f"ATTEMPTS#{policy.name}#{hashed}"}, "sk": {"S": "ATTEMPTS"}}


class DynamoDbMailTokens:
    """Implements `services.account_ports.MailTokenStore`: pk = "MAIL_TOKEN#<digest>"."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def put(self, digest: str, token: MailToken) -> None:
        """Stores one."""
        fields = token.model_dump(mode="json", exclude_none=True)
        fields["expires_at"] = int(token.expires_at.timestamp())
        item = attributes(**fields)
        self._client.put_item(TableName=self._table, Item={**_token_key(digest), **item})

    def find(self, digest: str, purpose: MailPurpose, now: datetime) -> MailToken | None:
        """One that has not expired."""
        item = self._client.get_item(TableName=self._table, Key=_token_key(digest), ConsistentRead=True).get(
            "Item"
        )
        if item is None:
            return None
        token = MailToken.model_validate(item_values(item, MailToken))
        return token if token.purpose is purpose and token.expires_at > now else None

    def take(self, digest: str) -> bool:
        """Removes one."""
        try:
            self._client.delete_item(
                TableName=self._table, Key=_token_key(digest), ConditionExpression="attribute_exists(pk)"
            )
        except ClientError as error:
            if code_of(error) != _REFUSED:
                raise
            return False
        return True


def _token_key(digest: str) -> dict[str, Any]:
    return {"pk": {"S": f"MAIL_TOKEN#{digest}"}, "sk": {"S": "TOKEN"}}
