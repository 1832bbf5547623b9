"""One log file per function, rotated by size: the local CloudWatch Logs."""

import logging
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 5 * 1024 * 1024
_BACKUPS = 2


class LogFiles:
    """Writes `<directory>/<function>.log`; safe to call from many threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._handlers: dict[str, RotatingFileHandler] = {}
        self._lock = threading.Lock()

    def path(self, function: str) -> Path:
        """Where a function's output goes."""
        return self._directory / f"{function}.log"

    def write(self, function: str, line: str) -> None:
        """Appends one line."""
        with self._lock:
            handler = self._handlers.get(function)
            if handler is None:
                self._directory.mkdir(parents=True, exist_ok=True)
                handler = RotatingFileHandler(
                    self.path(function), maxBytes=_BYTES, backupCount=_BACKUPS, encoding="utf-8", delay=True
                )
                self._handlers[function] = handler
        handler.handle(logging.LogRecord(function, logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Closes all files."""
        with self._lock:
            for handler in self._handlers.values():
                handler.close()
            self._handlers.clear()
