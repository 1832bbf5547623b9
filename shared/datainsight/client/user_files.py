"""What the command line keeps for its user: who is signed in where, and unfinished uploads."""

import contextlib
import os
import tempfile
from pathlib import Path

from pydantic import BaseModel, ConfigDict


class SignedIn(BaseModel):
    """Where somebody is signed in, and with what: a refresh token or an API key."""

    model_config = ConfigDict(frozen=True)

    server: str
    refresh_token: str | None = None
    api_key: str | None = None


_SIGNED_IN = "credentials.json"


class UserFiles:
    """Files that only their owner can read.

    Args:
        folder: Made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def signed_in(self) -> SignedIn | None:
        """Who is signed in, if anybody."""
        text = self.read(_SIGNED_IN)
        return SignedIn.model_validate_json(text) if text else None

    def remember(self, signed_in: SignedIn) -> None:
        """Keeps who is signed in."""
        self.write(_SIGNED_IN, signed_in.model_dump_json())

    def forget(self) -> None:
        """Signs out on this machine."""
        self.remove(_SIGNED_IN)

    def read(self, name: str) -> str | None:
        """A file's text, None where there is none."""
        try:
            return (self._folder / name).read_text("utf-8")
        except FileNotFoundError:
            return None

    def write(self, name: str, text: str) -> None:
        """Replaces a file at once; nobody else can read it at any moment (mode 0600)."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=self._folder)  # made with mode 0600
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(self._folder / name)

    def remove(self, name: str) -> None:
        """Removes a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            (self._folder / name).unlink()
