"""Answers of requests that must be made once, in the single DynamoDB table; all of them expire after a day.

pk = "WORKSPACE#<workspace>", sk = "IDEMPOTENCY#<digest of caller and key>". The body is encrypted with what
only the caller has, the key itself: an answer may hold a secret that is shown once.
"""

import hashlib
import json
import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from datainsight.adapters import dynamodb_requests as requests
from datainsight.adapters.client_errors import code_of
from datainsight.errors import IdempotencyKeyReusedError, RequestInProgressError
from datainsight.models.requests import Answer, RequestClaim

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from mypy_boto3_dynamodb import DynamoDBClient

LIFETIME = timedelta(days=1)
LONGEST_REQUEST = timedelta(seconds=60)
"""A function ends before that; what is still open then died."""

_REFUSED = "ConditionalCheckFailedException"
_NONCE_BYTES = 12


class DynamoDbAnswers:
    """Implements `services.request_ports.AnswerStore`; of many at once one conditional put claims."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def claim(self, claim: RequestClaim, now: datetime) -> Answer | None:
        """One write; DynamoDB may keep what has expired for days, so times are looked at too."""
        seconds = now.timestamp()
        item = requests.attributes(
            fingerprint=claim.fingerprint,
            claim_id=claim.claim_id,
            expires_at=int(seconds + LIFETIME.total_seconds()),
            open_until=int(seconds + LONGEST_REQUEST.total_seconds()),
        )
        try:
            self._client.put_item(
                TableName=self._table,
                Item={**_key(claim), **item},
                ConditionExpression="attribute_not_exists(pk) OR expires_at <= :now"
                " OR (attribute_not_exists(answer) AND open_until <= :now AND fingerprint = :fingerprint)",
                ExpressionAttributeValues=requests.values(now=int(seconds), fingerprint=claim.fingerprint),
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            if code_of(error) != _REFUSED:
                raise
            return _kept(claim, error.response.get("Item", {}))
        return None

    def keep(self, claim: RequestClaim, answer: Answer, now: datetime) -> None:  # noqa: ARG002 - the port's
        """An update of the own claim."""
        head = json.dumps({"status_code": answer.status_code, "headers": answer.headers}).encode()
        plain = len(head).to_bytes(4, "big") + head + answer.body
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + _cipher(claim).encrypt(nonce, plain, _place(claim))
        self._if_own(
            lambda condition: self._client.update_item(
                TableName=self._table,
                Key=_key(claim),
                UpdateExpression="SET answer = :answer",
                ConditionExpression=condition,
                ExpressionAttributeValues=requests.values(answer=sealed, claim_id=claim.claim_id),
            )
        )

    def release(self, claim: RequestClaim) -> None:
        """Deletes the own claim."""
        self._if_own(
            lambda condition: self._client.delete_item(
                TableName=self._table,
                Key=_key(claim),
                ConditionExpression=condition,
                ExpressionAttributeValues=requests.values(claim_id=claim.claim_id),
            )
        )

    @staticmethod
    def _if_own(write: Any) -> None:
        try:
            write("claim_id = :claim_id AND attribute_not_exists(answer)")
        except ClientError as error:
            if code_of(error) != _REFUSED:
                raise


def _kept(claim: RequestClaim, item: Any) -> Answer:
    if item.get("fingerprint", {}).get("S") != claim.fingerprint:
        raise IdempotencyKeyReusedError(
            "This Idempotency-Key was used for another request.",
            remedy="Take a new key for each request; send the same body to repeat one.",
        )
    if "answer" not in item:
        raise RequestInProgressError(
            "The same request is being answered.", remedy="Repeat it in a few seconds."
        )
    sealed = bytes(item["answer"]["B"])
    plain = _cipher(claim).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _place(claim))
    end = 4 + int.from_bytes(plain[:4], "big")
    return Answer(**json.loads(plain[4:end]), body=plain[end:])


def _cipher(claim: RequestClaim) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - few requests have a key

    secret = b"datainsight answer\n" + claim.key.get_secret_value().encode()
    return AESGCM(hashlib.sha256(secret).digest())


def _place(claim: RequestClaim) -> bytes:
    """What an answer belongs to; one that was moved elsewhere does not open."""
    return f"{claim.workspace_id}\n{claim.caller}\n{claim.fingerprint}".encode()


def _key(claim: RequestClaim) -> requests.Request:
    told = f"{claim.caller}\n{claim.key.get_secret_value()}"
    return requests.key(claim.workspace_id, f"IDEMPOTENCY#{hashlib.sha256(told.encode()).hexdigest()}")
