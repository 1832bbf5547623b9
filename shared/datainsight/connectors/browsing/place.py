"""Where somebody looks, and how far they have come."""

import base64
import binascii
from dataclasses import dataclass

from datainsight.errors import UsageError
from datainsight.models.connection import Entry, EntryPage


@dataclass(frozen=True)
class Place:
    """Where somebody looks.

    Attributes:
        path: Of an entry; empty where it begins.
        limit: As many entries at most.
        cursor: Of the page before.
    """

    path: str
    limit: int
    cursor: str | None

    @property
    def after(self) -> str:
        """What the page before ended with; empty at the beginning.

        Raises:
            UsageError: The cursor is not one that was given.
        """
        if self.cursor is None:
            return ""
        try:
            return base64.b64decode(self.cursor.encode(), altchars=b"-_", validate=True).decode()
        except (binascii.Error, ValueError) as error:
            raise UsageError("This cursor is none of ours.", remedy="Take `next_cursor`.") from error


def cursor_of(text: str) -> str:
    """What leads to the entries after that."""
    return base64.urlsafe_b64encode(text.encode()).decode()


def page_of(found: list[Entry], limit: int) -> EntryPage:
    """A page of entries in order of their names, of which one more than fits was asked for."""
    if len(found) <= limit:
        return EntryPage(entries=tuple(found))
    return EntryPage(entries=tuple(found[:limit]), next_cursor=cursor_of(found[limit - 1].name))
