"""From a URL to a table: which connector it is for."""

import importlib

from datainsight.connectors.limits import OWN_MACHINE, ConnectorLimits
from datainsight.connectors.locations import masked
from datainsight.errors import UsageError
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading, open_reading

_MODULES = {
    "postgresql": "postgres",
    "postgres": "postgres",
    "mongodb": "mongodb",
    "mongodb+srv": "mongodb",
    "s3": "s3",
    "http": "web",
    "https": "web",
}
_DATABASES = {"postgres", "mongodb"}
SCHEMES = tuple(_MODULES)


def scheme_of(text: str) -> str | None:
    """The scheme of a source that is fetched; None for files and standard input."""
    scheme, separator, _ = text.partition("://")
    return scheme.lower() if separator and scheme.lower() in SCHEMES else None


def open_url(
    url: str, *, sheet: str | None = None, limits: ConnectorLimits = OWN_MACHINE, progress: Progress = silent
) -> Reading:
    """The table that a URL means, fetched.

    Args:
        url: With one of `SCHEMES`.
        sheet: Which part of a file, where it has several.
        limits: Bounds.
        progress: Is told what is being done.

    Raises:
        UsageError: The URL is not understood, or a library is missing.
        SourceNotFoundError: There is nothing there.
        UnreadableError: It cannot be reached, refuses, or is no table.
        RefusedError: The host is forbidden, or there is too much data.
    """
    scheme = scheme_of(url)
    if scheme is None:
        raise UsageError("this is no URL of a source.", where=masked(url))
    if _MODULES[scheme] in _DATABASES and sheet is not None:
        raise UsageError(
            "a table of a database has no sheets.", where=masked(url), remedy="Leave --sheet out."
        )
    # Each connector is imported only when it is asked for.
    connector = importlib.import_module(f"datainsight.connectors.{_MODULES[scheme]}")
    match _MODULES[scheme]:
        case "postgres":
            reading: Reading = connector.open_postgres(url, limits, progress=progress)
        case "mongodb":
            reading = connector.open_mongodb(url, limits, progress=progress)
        case "s3":
            reading = connector.open_s3(url, limits, sheet=sheet, progress=progress)
        case _:
            reading = open_reading(connector.fetch_web(url, limits, progress=progress), sheet=sheet)
    return reading
