"""Replacing moto's functions for as long as the stack runs.

Every replacement belongs to one correction or to persistence, is undone at stop, and has a contract test that
fails when a new version of moto no longer needs (or no longer has) it.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any


class Patches:
    """Remembers what was replaced."""

    def __init__(self) -> None:
        self._undo = ExitStack()

    def replace(self, owner: object, name: str, make: Callable[[Callable[..., Any]], Any]) -> None:
        """Replaces an attribute by what `make` builds around the original.

        Raises:
            AttributeError: This version of moto has no such attribute.
        """
        original = vars(owner)[name] if name in vars(owner) else getattr(owner, name)
        callee = original.__func__ if isinstance(original, staticmethod) else original
        replacement = make(callee)
        setattr(owner, name, staticmethod(replacement) if isinstance(original, staticmethod) else replacement)
        self._undo.callback(setattr, owner, name, original)

    def set_item(self, owner: Any, name: str, value: Any) -> None:
        """Sets a member of a dictionary, for as long."""
        before = dict(owner)

        def restore() -> None:
            owner.clear()
            owner.update(before)

        owner[name] = value
        self._undo.callback(restore)

    def undo(self) -> None:
        """Puts everything back, last first."""
        self._undo.close()
