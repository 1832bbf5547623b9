"""Secrets: a restart must not make new passwords, and what was changed through the API stays changed."""

from collections.abc import Callable
from typing import Any

from moto.secretsmanager.models import SecretsManagerBackend

from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.store import Store


class SecretRows:
    """Keeps the current value of every secret."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def install(self, patches: Patches) -> None:
        """Writes through; creating, putting and updating a secret all end in one function of moto."""
        patches.replace(SecretsManagerBackend, "_add_secret", self._add_secret)
        patches.replace(SecretsManagerBackend, "delete_secret", self._delete_secret)

    def value(self, name: str, make: Callable[[], str]) -> str:
        """The kept value, or a new one."""
        rows = self._store.read("SELECT value FROM secrets WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else make()

    def restore(self, client: Any) -> None:
        """Makes those again that no template has: the functions made them."""
        present = {
            each["Name"]
            for page in client.get_paginator("list_secrets").paginate()
            for each in page["SecretList"]
        }
        for name, value in self._store.read("SELECT name, value FROM secrets", ()):
            if name not in present:
                client.create_secret(Name=name, SecretString=value)

    def _delete_secret(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def delete_secret(backend: SecretsManagerBackend, secret_id: str, *args: Any, **kwargs: Any) -> Any:
            deleted = original(backend, secret_id, *args, **kwargs)
            name = deleted[1]
            if name not in backend.secrets:
                self._store.write("DELETE FROM secrets WHERE name = ?", (name,))
            return deleted

        return delete_secret

    def _add_secret(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def add_secret(
            backend: SecretsManagerBackend,
            secret_id: str,
            secret_string: str | None = None,
            *args: Any,
            **kwargs: Any,
        ) -> Any:
            secret, is_new_version = original(backend, secret_id, secret_string, *args, **kwargs)
            if secret_string is not None:
                self._store.write(
                    "INSERT OR REPLACE INTO secrets VALUES (?, ?)", (secret.name, secret_string)
                )
            return secret, is_new_version

        return add_secret
