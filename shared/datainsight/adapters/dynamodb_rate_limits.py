"""Rate limits in the single DynamoDB table, by the generic cell rate algorithm (ITU-T I.371, annex A).

An item holds one number: when, at the permitted rate, all requests so far would have been made (`tat`,
microseconds). pk = "WORKSPACE#<workspace>", sk = "RATE#<subject>"; of addresses pk = "RATE#<subject>".
"""

import math
from collections import OrderedDict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.client_errors import code_of
from datainsight.models.requests import RateDecision, RatePolicy, RateSubject

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SECOND = 1_000_000
_MOST_HINTS = 10_000
_LIFETIME_SECONDS = 3600
"""Longer than any window."""


class DynamoDbRateLimits:
    """Implements `services.request_ports.RateLimiter`.

    The number is either in the future, then the next request adds one interval to it, or in the past, then
    the next one begins anew from now. Each is one conditional update, of which one holds at any time,
    whatever others write; which to try first follows from what this process saw last, so a second round
    trip is needed only where that is out of date.
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._seen: OrderedDict[str, int] = OrderedDict()

    def take(self, subject: RateSubject, policy: RatePolicy, now: datetime) -> RateDecision:
        """Counts a request if it is allowed."""
        at = round(now.timestamp() * _SECOND)
        latest = at + policy.interval * (policy.burst - 1)
        key = _key(subject)
        name = f"{key['pk']['S']} {key['sk']['S']}"
        is_ahead = self._seen.get(name, 0) >= at
        while True:
            reached, found = self._add(key, policy, at, latest) if is_ahead else self._begin(key, policy, at)
            if reached is not None:
                self._note(name, reached)
                return _allowed(policy, reached, at)
            self._note(name, found)
            if found > latest:
                return _refused(policy, found, latest, at)
            is_ahead = found >= at

    def _begin(self, key: requests.Request, policy: RatePolicy, at: int) -> tuple[int | None, int]:
        reached = at + policy.interval
        return self._update(
            key,
            at,
            "SET tat = :reached, expires_at = :expires_at",
            "attribute_not_exists(tat) OR tat < :at",
            reached=reached,
        )

    def _add(self, key: requests.Request, policy: RatePolicy, at: int, latest: int) -> tuple[int | None, int]:
        return self._update(
            key,
            at,
            "SET tat = tat + :interval, expires_at = :expires_at",
            "tat BETWEEN :at AND :latest",
            interval=policy.interval,
            latest=latest,
        )

    def _update(
        self, key: requests.Request, at: int, expression: str, condition: str, **numbers: int
    ) -> tuple[int | None, int]:
        """The number that was reached, None where the condition refused; and the one that was found."""
        try:
            reply = self._client.update_item(
                TableName=self._table,
                Key=key,
                UpdateExpression=expression,
                ConditionExpression=condition,
                ExpressionAttributeValues=requests.values(
                    **numbers, at=at, expires_at=at // _SECOND + _LIFETIME_SECONDS
                ),
                ReturnValues="UPDATED_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            item: Any = error.response.get("Item", {})
            return None, int(item["tat"]["N"]) if "tat" in item else 0
        reached = int(reply["Attributes"]["tat"]["N"])
        return reached, reached

    def _note(self, name: str, number: int) -> None:
        self._seen[name] = number
        self._seen.move_to_end(name)
        while len(self._seen) > _MOST_HINTS:
            self._seen.popitem(last=False)


def _allowed(policy: RatePolicy, reached: int, at: int) -> RateDecision:
    ahead = max(0, reached - at)
    return RateDecision(
        policy=policy,
        is_allowed=True,
        remaining=max(0, policy.burst - math.ceil(ahead / policy.interval)),
        reset_seconds=math.ceil(ahead / _SECOND),
    )


def _refused(policy: RatePolicy, found: int, latest: int, at: int) -> RateDecision:
    return RateDecision(
        policy=policy,
        is_allowed=False,
        remaining=0,
        reset_seconds=math.ceil((found - at) / _SECOND),
        retry_after_seconds=max(1, math.ceil((found - latest) / _SECOND)),
    )


def _key(subject: RateSubject) -> requests.Request:
    if subject.workspace_id is not None:
        return requests.key(subject.workspace_id, f"RATE#{subject.name}")
    return {"pk": {"S": f"RATE#{subject.name}"}, "sk": {"S": "RATE"}}
