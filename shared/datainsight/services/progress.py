"""Who wants to hear how far something is; apart from what reads tables, so that hearing loads nothing."""

from typing import Protocol


class Progress(Protocol):
    """Is told what is being done; `done` of `total` bytes where that is known."""

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Takes note."""


def silent(stage: str, done: int = 0, total: int = 0) -> None:
    """Tells nobody."""
