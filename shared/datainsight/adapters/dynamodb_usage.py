"""The usage ledger in the single DynamoDB table.

pk = "WORKSPACE#<workspace>", sk = "USAGE#<month>" (sums), "USAGE#<month>#KEY#<key>" (a key's sums),
"QUOTA#<day>" (expires), "RESERVATION#<job>", "EVENT#<month>#<id>", "BUDGET", "BUDGET#KEY#<key>",
"PAYER#<dataset>". Each step is one transaction: of many writers at once none spends what another one spent.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.client_errors import code_of
from datainsight.adapters.dynamodb_billing import pending_item
from datainsight.errors import BudgetExceededError, QuotaExceededError, UnavailableError
from datainsight.models.usage import (
    Meter,
    ModelTokens,
    Reservation,
    SpendingLimits,
    UsageEvent,
    UsageTotals,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ATTEMPTS = 12
_REFUSED = "ConditionalCheckFailed"
_CONFLICTS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
_QUOTA_LIFETIME = timedelta(days=3)
_NEW = "attribute_not_exists(pk)"
_READ, _WRITTEN = "tokens_in#", "tokens_out#"
Write = dict[str, Any]


class DynamoDbUsage:
    """Implements `services.usage_ports.UsageLedger`.

    Args:
        client: Low-level client.
        table: Name of the table.
        sleep: Waits between tries of a transaction that met another one.
        is_billed: Whether what costs something is to be told to a billing service.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        sleep: Callable[[float], None] = time.sleep,
        *,
        is_billed: bool = False,
    ) -> None:
        self._client = client
        self._table = table
        self._sleep = sleep
        self._is_billed = is_billed

    def reserve(self, reservation: Reservation, limits: SpendingLimits) -> None:
        """The reservation, the sums and the quota in one transaction."""
        amount, workspace_id = reservation.microdollars, reservation.workspace_id
        writes = [
            self._put(_reservation_key(reservation), reservation.model_dump(mode="json", exclude_none=True)),
            self._spend(
                requests.key(workspace_id, _sums(reservation.month)), amount, limits.workspace_microdollars
            ),
            self._use_quota(reservation, limits.daily_bytes),
        ]
        if reservation.key_id:
            key = requests.key(workspace_id, _sums(reservation.month, reservation.key_id))
            writes.append(self._spend(key, amount, limits.key_microdollars))
        refused = self._transact(writes)
        if not refused or refused[0]:
            return
        if refused[2]:
            raise QuotaExceededError(
                f"The plan's quota of {limits.daily_bytes or 0:,} bytes a day is used up.",
                retry_after_seconds=_seconds_left(reservation.day),
            )
        raise _over_budget(None if refused[1] else reservation.key_id)

    def reservation(self, workspace_id: str, job_id: str) -> Reservation | None:
        """What is set aside for a job."""
        item = self._get(requests.key(workspace_id, f"RESERVATION#{job_id}"))
        return Reservation.model_validate(requests.item_values(item, Reservation)) if item else None

    def release(self, reservation: Reservation) -> None:
        """Takes the reservation back, if it is there."""
        quota = self._add(_quota_key(reservation), {"profiled_bytes": -reservation.size_bytes})
        self._transact(
            [
                self._delete(_reservation_key(reservation)),
                quota,
                *self._sums(reservation, {"committed": -reservation.microdollars}),
            ]
        )

    def settle(self, reservation: Reservation, event: UsageEvent) -> None:
        """The event in the place of the reservation."""
        difference = event.microdollars - reservation.microdollars
        added = {"committed": difference, "spent": event.microdollars, **_meters(event)}
        self._transact(
            [
                self._delete(_reservation_key(reservation)),
                self._put(_event_key(event, reservation.month), _event_fields(event)),
                *self._sums(reservation, added),
                *self._owed(event),
            ]
        )

    def charge(self, event: UsageEvent, limits: SpendingLimits) -> None:
        """The event and the sums in one transaction."""
        month = event.at.strftime("%Y-%m")
        more = {"spent": event.microdollars, **_meters(event)}
        writes = [
            self._put(_event_key(event, month), _event_fields(event)),
            self._spend(
                requests.key(event.workspace_id, _sums(month)),
                event.microdollars,
                limits.workspace_microdollars,
                more,
            ),
        ]
        if event.key_id:
            key = requests.key(event.workspace_id, _sums(month, event.key_id))
            writes.append(self._spend(key, event.microdollars, limits.key_microdollars, more))
        writes += self._owed(event)
        refused = self._transact(writes)
        if refused and not refused[0]:
            raise _over_budget(None if refused[1] else event.key_id)

    def totals(self, workspace_id: str, month: str, key_id: str | None = None) -> UsageTotals:
        """A month's sums."""
        item = self._get(requests.key(workspace_id, _sums(month, key_id))) or {}
        counted = {name: int(value["N"]) for name, value in item.items() if "N" in value}
        return UsageTotals(
            spent_microdollars=counted.get("spent", 0),
            committed_microdollars=counted.get("committed", 0),
            quantities={meter: counted[_meter(meter)] for meter in Meter if _meter(meter) in counted},
            tokens_by_model=_tokens_by_model(counted),
        )

    def events(self, workspace_id: str, month: str) -> Iterator[UsageEvent]:
        """A month's events."""
        pages: Iterable[Any] = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
            ExpressionAttributeValues=requests.values(
                pk=requests.partition(workspace_id), sk=f"EVENT#{month}#"
            ),
            ConsistentRead=True,
        )
        for page in pages:
            for item in page["Items"]:
                yield UsageEvent.model_validate(requests.item_values(item, UsageEvent))

    def budget(self, workspace_id: str, key_id: str | None = None) -> int | None:
        """Micro-dollars a month."""
        item = self._get(_budget_key(workspace_id, key_id))
        return int(item["microdollars"]["N"]) if item else None

    def set_budget(self, workspace_id: str, microdollars: int | None, key_id: str | None = None) -> None:
        """Replaces it."""
        key = _budget_key(workspace_id, key_id)
        if microdollars is None:
            self._client.delete_item(TableName=self._table, Key=key)
            return
        self._client.put_item(TableName=self._table, Item={**key, "microdollars": {"N": str(microdollars)}})

    def payer(self, workspace_id: str, dataset_id: str) -> str | None:
        """The API key that announced the file."""
        item = self._get(requests.key(workspace_id, f"PAYER#{dataset_id}"))
        return str(item["key_id"]["S"]) if item else None

    def set_payer(self, workspace_id: str, dataset_id: str, key_id: str) -> None:
        """Remembers it."""
        key = requests.key(workspace_id, f"PAYER#{dataset_id}")
        self._client.put_item(TableName=self._table, Item={**key, "key_id": {"S": key_id}})

    def _get(self, key: requests.Request) -> Any:
        return self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")

    def _put(self, key: requests.Request, fields: dict[str, Any]) -> Write:
        item = requests.attributes(**fields)
        return {"Put": {"TableName": self._table, "Item": {**key, **item}, "ConditionExpression": _NEW}}

    def _delete(self, key: requests.Request) -> Write:
        return {
            "Delete": {"TableName": self._table, "Key": key, "ConditionExpression": "attribute_exists(pk)"}
        }

    def _add(self, key: requests.Request, numbers: dict[str, int]) -> Write:
        # The names of models are no names of placeholders.
        named = {
            name if name.isidentifier() else f"n{place}": name for place, name in enumerate(sorted(numbers))
        }
        return {
            "Update": {
                "TableName": self._table,
                "Key": key,
                "UpdateExpression": "ADD " + ", ".join(f"#{each} :{each}" for each in named),
                "ExpressionAttributeNames": {f"#{each}": name for each, name in named.items()},
                "ExpressionAttributeValues": requests.values(
                    **{each: numbers[name] for each, name in named.items()}
                ),
            }
        }

    def _spend(
        self, key: requests.Request, amount: int, limit: int | None, more: dict[str, int] | None = None
    ) -> Write:
        return _within(self._add(key, {"committed": amount, **(more or {})}), "committed", amount, limit)

    def _use_quota(self, reservation: Reservation, limit: int | None) -> Write:
        write = self._add(_quota_key(reservation), {"profiled_bytes": reservation.size_bytes})
        end = datetime.fromisoformat(reservation.day).replace(tzinfo=UTC) + _QUOTA_LIFETIME
        update = write["Update"]
        update["UpdateExpression"] = "SET expires_at = :expires_at " + update["UpdateExpression"]
        update["ExpressionAttributeValues"] |= requests.values(expires_at=int(end.timestamp()))
        return _within(write, "profiled_bytes", reservation.size_bytes, limit)

    def _sums(self, reservation: Reservation, numbers: dict[str, int]) -> list[Write]:
        keys = [_sums(reservation.month)]
        if reservation.key_id:
            keys.append(_sums(reservation.month, reservation.key_id))
        return [self._add(requests.key(reservation.workspace_id, key), numbers) for key in keys]

    def _owed(self, event: UsageEvent) -> list[Write]:
        """What the billing service is to be told, in the same transaction: it cannot be lost between two."""
        if not self._is_billed or not event.microdollars:
            return []
        return [{"Put": {"TableName": self._table, "Item": pending_item(event)}}]

    def _transact(self, writes: Sequence[Write]) -> list[bool]:
        """Does all or nothing.

        Returns:
            Which conditions refused it; empty where it was done.

        Raises:
            UnavailableError: Other writers were in the way all the time.
        """
        for attempt in range(_ATTEMPTS):
            try:
                self._client.transact_write_items(TransactItems=writes)  # type: ignore[arg-type]  # plain values
            except ClientError as error:
                if code_of(error) != "TransactionCanceledException":
                    raise
                reasons = [str(each.get("Code")) for each in error.response.get("CancellationReasons", [])]
                if not _CONFLICTS & set(reasons):
                    return [reason == _REFUSED for reason in reasons]
                self._sleep(random.uniform(0, 0.02 * 2.0 ** min(attempt, 6)))  # noqa: S311 - no secret
            else:
                return []
        raise UnavailableError("The usage ledger is busy.", remedy="Try again.")


def _within(write: Write, name: str, amount: int, limit: int | None) -> Write:
    """With the condition that the sum stays within the limit; what costs nothing is always allowed."""
    if limit is None or amount == 0:
        return write
    update = write["Update"]
    if amount > limit:
        update["ConditionExpression"] = "attribute_exists(pk) AND attribute_not_exists(pk)"
        return write
    update["ConditionExpression"] = f"attribute_not_exists(#{name}) OR #{name} <= :room"
    update["ExpressionAttributeValues"] |= requests.values(room=limit - amount)
    return write


def _over_budget(key_id: str | None) -> BudgetExceededError:
    whose = "API key" if key_id else "workspace"
    return BudgetExceededError(
        f"This would cost more than the {whose}'s budget leaves for this month.",
        remedy="An owner can raise the budget.",
        key_id=key_id,
    )


def _seconds_left(day: str) -> int:
    end = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)
    return max(1, int((end - datetime.now(UTC)).total_seconds()))


def _sums(month: str, key_id: str | None = None) -> str:
    return f"USAGE#{month}" + (f"#KEY#{key_id}" if key_id else "")


def _reservation_key(reservation: Reservation) -> requests.Request:
    return requests.key(reservation.workspace_id, f"RESERVATION#{reservation.job_id}")


def _quota_key(reservation: Reservation) -> requests.Request:
    return requests.key(reservation.workspace_id, f"QUOTA#{reservation.day}")


def _event_key(event: UsageEvent, month: str) -> requests.Request:
    return requests.key(event.workspace_id, f"EVENT#{month}#{event.event_id}")


def _event_fields(event: UsageEvent) -> dict[str, Any]:
    return event.model_dump(mode="json", exclude_none=True)


def _budget_key(workspace_id: str, key_id: str | None) -> requests.Request:
    return requests.key(workspace_id, "BUDGET" + (f"#KEY#{key_id}" if key_id else ""))


def _meter(meter: Meter) -> str:
    return f"meter_{meter.value}"


def _meters(event: UsageEvent) -> dict[str, int]:
    counted = {_meter(meter): quantity for meter, quantity in event.quantities.items() if quantity}
    for model, tokens in event.tokens_by_model.items():
        counted[f"{_READ}{model}"] = tokens.input_tokens
        counted[f"{_WRITTEN}{model}"] = tokens.output_tokens
    return counted


def _tokens_by_model(counted: dict[str, int]) -> dict[str, ModelTokens]:
    models = sorted(name.removeprefix(_READ) for name in counted if name.startswith(_READ))
    return {
        model: ModelTokens(
            input_tokens=counted[f"{_READ}{model}"], output_tokens=counted.get(f"{_WRITTEN}{model}", 0)
        )
        for model in models
    }
