"""Which triggers ran for which code: as in a deployment, one runs again only when its function changed."""

import hashlib
from pathlib import Path

from infra_cdk.local.lambdas.function import Function
from infra_cdk.local.persistence.store import Store


class TriggerRows:
    """Keeps the fingerprint of the last successful run."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def has_run(self, name: str, fingerprint: str) -> bool:
        """Whether that very function ran well."""
        rows = self._store.read("SELECT fingerprint FROM triggers WHERE name = ?", (name,))
        return rows == [(fingerprint,)]

    def ran(self, name: str, fingerprint: str) -> None:
        """It ran well."""
        self._store.write("INSERT OR REPLACE INTO triggers VALUES (?, ?)", (name, fingerprint))

    def forget(self) -> None:
        """All must run again: the database is a new one."""
        self._store.write("DELETE FROM triggers")


def fingerprint(function: Function) -> str:
    """Of the handler and all code beside it; variables hold ARNs that are new at each start."""
    digest = hashlib.sha256(function.handler.encode())
    for path in sorted(function.code.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(function.code)).encode())
            digest.update(_content(path))
    return digest.hexdigest()


def _content(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
