"""How much a connector may fetch, and how long it may take."""

from dataclasses import dataclass

from datainsight.errors import RefusedError
from datainsight.hosts import ANYWHERE, HostPolicy
from datainsight.reading.limits import GIB, MIB


@dataclass(frozen=True)
class ConnectorLimits:
    """Bounds of a fetch.

    Attributes:
        most_bytes: As many bytes may come.
        connect_seconds: As long may it take until a server answers.
        statement_seconds: As long may one statement of a database run; 0 for any time.
        most_files: A prefix may hold as many files.
        parallel_from_bytes: A table of this size is read by several connections at once.
        connections: As many then.
        hosts: What may be connected to.
    """

    most_bytes: int = 64 * GIB
    connect_seconds: int = 10
    statement_seconds: int = 3600
    most_files: int = 10_000
    parallel_from_bytes: int = 256 * MIB
    connections: int = 4
    hosts: HostPolicy = ANYWHERE

    def require_room(self, size_bytes: int, where: str) -> None:
        """Lets pass what is not too large.

        Raises:
            RefusedError: It is.
        """
        if size_bytes > self.most_bytes:
            raise RefusedError(
                f"there is more than {self.most_bytes / MIB:,.0f} MiB of data, which is the limit.",
                where=where,
                remedy="Name a part of it, for example by a query.",
            )


OWN_MACHINE = ConnectorLimits()
"""For the command line."""
