"""DynamoDB items: rows of the store, written in the same step as moto's own.

moto reads, checks the condition, writes and answers without a lock; of two requests at once both would see
the old item. So requests are answered one after another, which is also what makes a row equal to its item.
"""

import base64
import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

from infra_cdk.local.names import ACCOUNT_ID, REGION
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.store import Store

_BYTES = "bytes, base64"
Key = Mapping[str, Any]


class ItemRows:
    """Keeps the items of moto's DynamoDB in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.RLock()
        self._depth = 0
        self._touched: dict[tuple[str, str], Key] = {}

    def install(self, patches: Patches) -> None:
        """Writes through, and makes each call atomic."""
        patches.replace(DynamoHandler, "call_action", self._locked)
        patches.replace(DynamoDBBackend, "put_item", self._writing(_key_of_item))
        patches.replace(DynamoDBBackend, "update_item", self._writing(_given_key))
        patches.replace(DynamoDBBackend, "delete_item", self._writing(_given_key))
        patches.replace(DynamoDBBackend, "transact_write_items", self._transaction)

    def restore(self, table_name: str, expiry_attribute: str | None) -> int:
        """Puts the kept items into a freshly created table; those past their expiry are dropped.

        Returns:
            How many.
        """
        table = dynamodb_backends[ACCOUNT_ID][REGION].get_table(table_name)
        rows = self._store.read('SELECT key, item FROM items WHERE "table" = ?', (table_name,))
        for key, text in rows:
            item = decode(text)
            expiry = item.get(expiry_attribute, {}).get("N") if expiry_attribute else None
            if expiry is not None and float(expiry) < time.time():
                self._store.write('DELETE FROM items WHERE "table" = ? AND key = ?', (table_name, key))
            else:
                table.put_item(item)
        return len(rows)

    def find(self, table_name: str, key: Key) -> Mapping[str, Any] | None:
        """An item's attributes as of one moment, as DynamoDB writes them; None where there is none.

        Raises:
            Exception: moto's own, as for a table that does not exist.
        """
        with self._lock:
            item = dynamodb_backends[ACCOUNT_ID][REGION].get_item(table_name, dict(key))
            return item.to_json()["Attributes"] if item else None

    def _locked(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            with self._lock:
                return original(*args, **kwargs)

        return call

    def _writing(
        self, key_of: Callable[[Table, Key], Key]
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def make(original: Callable[..., Any]) -> Callable[..., Any]:
            def call(backend: DynamoDBBackend, table_name: str, *args: Any, **kwargs: Any) -> Any:
                with self._lock:
                    table = backend.get_table(table_name)
                    given = args[0] if args else kwargs.get("item_attrs", kwargs.get("key", {}))
                    self._touch(table, key_of(table, given))
                    return self._flushing(backend, original, table_name, *args, **kwargs)

            return call

        return make

    def _transaction(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(backend: DynamoDBBackend, *args: Any, **kwargs: Any) -> Any:
            with self._lock:
                return self._flushing(backend, original, *args, **kwargs)

        return call

    def _flushing(
        self, backend: DynamoDBBackend, original: Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Any:
        # A transaction calls the single writes; only the outermost call knows the final state.
        self._depth += 1
        try:
            return original(backend, *args, **kwargs)
        finally:
            self._depth -= 1
            if self._depth == 0:
                touched, self._touched = self._touched, {}
                with self._store.together():
                    for (table_name, text), key in touched.items():
                        self._save(backend, table_name, text, key)

    def _touch(self, table: Table, key: Key) -> None:
        if key:
            self._touched[table.name, encode(key)] = key

    def _save(self, backend: DynamoDBBackend, table_name: str, text: str, key: Key) -> None:
        table = backend.get_table(table_name)
        sort_key = DynamoType(key[table.range_key_attr]) if table.range_key_attr else None
        item = table.get_item(DynamoType(key[table.hash_key_attr]), sort_key)
        if item is None:
            self._store.write('DELETE FROM items WHERE "table" = ? AND key = ?', (table_name, text))
        else:
            content = encode(item.to_json()["Attributes"])
            self._store.write("INSERT OR REPLACE INTO items VALUES (?, ?, ?)", (table_name, text, content))


def encode(attributes: Mapping[str, Any]) -> str:
    """Attributes as JSON; moto holds binary ones as bytes, which JSON does not have."""
    return json.dumps(
        attributes, sort_keys=True, default=lambda value: {_BYTES: base64.b64encode(value).decode()}
    )


def decode(text: str) -> dict[str, Any]:
    """The attributes that `encode` was given."""
    found: dict[str, Any] = json.loads(
        text, object_hook=lambda one: base64.b64decode(one[_BYTES]) if one.keys() == {_BYTES} else one
    )
    return found


def _key_of_item(table: Table, item: Key) -> Key:
    names = [name for name in (table.hash_key_attr, table.range_key_attr) if name is not None]
    # An item without its key is refused by moto; there is nothing to save then.
    return {name: item[name] for name in names} if all(name in item for name in names) else {}


def _given_key(table: Table, key: Key) -> Key:
    return _key_of_item(table, key)
