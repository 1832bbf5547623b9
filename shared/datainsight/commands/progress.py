"""One line of progress on stderr, and only on a terminal."""

import sys
import time
from typing import Self

SECONDS_BETWEEN_UPDATES = 0.1


BAR_WIDTH = 24


def bar(done: int, total: int) -> str:
    """How much of something is done, as a picture and in percent."""
    filled = BAR_WIDTH * done // total
    return f"[{'#' * filled}{'-' * (BAR_WIDTH - filled)}] {100 * done // total} %"


class TerminalProgress:
    """Says what is being done; erases itself at the end."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._last = 0.0
        self._stage = ""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Shows a stage, with its share where `total` is known."""
        now = time.monotonic()
        if not self._is_shown or (stage == self._stage and now - self._last < SECONDS_BETWEEN_UPDATES):
            return
        self._last, self._stage = now, stage
        share = f" {bar(done, total)}" if total else ""
        sys.stderr.write(f"\r\x1b[2K{stage} …{share}")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown and self._stage:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
