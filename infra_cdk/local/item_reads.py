"""GetItem by the full key, straight from moto's table.

Every request to the API reads an item or three, and moto takes longer to route, parse and serialise such a
read than the function that asks for it. Whatever is not plain is left to moto.
"""

import base64
import json
from typing import Any

from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException

from infra_cdk.local.persistence.items import ItemRows

GET_ITEM = "DynamoDB_20120810.GetItem"
_PLAIN = frozenset({"TableName", "Key", "ConsistentRead"})


def answer_of_read(request: bytes, items: ItemRows) -> bytes | None:
    """The reply to a GetItem request; None where moto has to answer, as for one that is wrong."""
    try:
        asked = json.loads(request)
        if not asked.keys() <= _PLAIN or not all(_is_plain(each) for each in asked["Key"].values()):
            return None
        found = items.find(asked["TableName"], asked["Key"])
    except (ValueError, KeyError, AttributeError, ServiceException, HTTPException):
        return None
    return json.dumps({"Item": found} if found else {}, default=_base64).encode()


def _is_plain(value: dict[str, Any]) -> bool:
    """Binary keys come in another form than moto holds them in; empty ones are refused."""
    return len(value) == 1 and bool(value.get("S") or value.get("N"))


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"no JSON for {type(value).__name__}")
