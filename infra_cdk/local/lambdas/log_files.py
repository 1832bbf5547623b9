"""One log file per function, rotated by size: the local CloudWatch Logs."""

import threading
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

_BYTES = 5 * 1024 * 1024
_BACKUPS = 2


@dataclass
class _LogFile:
    """One file, open for appending; `logging` takes longer for a line than writing it does."""

    path: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    output: BinaryIO | None = None
    size: int = 0

    def append(self, line: bytes) -> None:
        with self.lock:
            if self.output is not None and self.size + len(line) > _BYTES:
                self.output.close()
                self.output = None
                self._rotate()
            if self.output is None:
                self.output = self.path.open("ab", buffering=0)
                self.size = self.output.tell()
            self.size += self.output.write(line)

    def close(self) -> None:
        with self.lock:
            if self.output is not None:
                self.output.close()
                self.output = None

    def _rotate(self) -> None:
        names = [self.path, *(Path(f"{self.path}.{number}") for number in range(1, _BACKUPS + 1))]
        for younger, older in reversed(list(pairwise(names))):
            if younger.exists():
                younger.replace(older)


class LogFiles:
    """Writes `<directory>/<function>.log`; safe to call from many threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: dict[str, _LogFile] = {}
        self._lock = threading.Lock()

    def path(self, function: str) -> Path:
        """Where a function's output goes."""
        return self._directory / f"{function}.log"

    def write(self, function: str, line: str) -> None:
        """Appends one line."""
        file = self._files.get(function) or self._open(function)
        file.append(f"{line}\n".encode())

    def close(self) -> None:
        """Closes all files."""
        with self._lock:
            for file in self._files.values():
                file.close()
            self._files.clear()

    def _open(self, function: str) -> _LogFile:
        with self._lock:
            self._directory.mkdir(parents=True, exist_ok=True)
            return self._files.setdefault(function, _LogFile(self.path(function)))
