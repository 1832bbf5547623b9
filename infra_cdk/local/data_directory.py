"""Layout of the data directory, and the lock that keeps a second stack out of it."""

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from infra_cdk.local.errors import DataDirectoryBusyError


class DataDirectory:
    """Where everything that survives a restart is.

    Attributes:
        path: The folder itself.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._lock: IO[str] | None = None

    @property
    def database(self) -> Path:
        """PGDATA of the embedded server."""
        return self.path / "postgres"

    @property
    def objects(self) -> Path:
        """Contents of S3 objects."""
        return self.path / "objects"

    @property
    def store(self) -> Path:
        """SQLite file: items, names of objects, secrets, executions."""
        return self.path / "state.sqlite"

    @property
    def logs(self) -> Path:
        """One file per function."""
        return self.path / "logs"

    @property
    def code(self) -> Path:
        """Staged code of the functions."""
        return self.path / "code"

    @property
    def description(self) -> Path:
        """What runs here now, for other programs: addresses and outputs as JSON."""
        return self.path / "stack.json"

    def lock(self) -> None:
        """Claims the folder until `unlock` or the end of the process, however it ends.

        Raises:
            DataDirectoryBusyError: Another stack has it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = (self.path / "lock").open("a", encoding="utf-8")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise DataDirectoryBusyError(
                f"{self.path} is in use by another local stack; stop it, or choose another --data-dir"
            ) from None

    def unlock(self) -> None:
        """Gives the folder back."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def describe(self, description: Mapping[str, Any]) -> None:
        """Writes the description, all at once."""
        partial = self.description.with_suffix(".partial")
        partial.write_text(json.dumps({**description, "pid": os.getpid()}, indent=2), encoding="utf-8")
        partial.rename(self.description)
