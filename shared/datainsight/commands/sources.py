"""From what stands on the command line to something that can be read."""

import importlib
import sys

from datainsight.errors import UsageError
from datainsight.reading.source import ByteSource, LocalFile, SpooledStream
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading, open_reading


def open_table(text: str, *, sheet: str | None = None, progress: Progress = silent) -> Reading:
    """The table a user named, as understood.

    Args:
        text: A local path, a URL of a database, bucket or web page, or "-" for standard input.
        sheet: Which part of the file, where it has several: for example the key of the records of a JSON
            document.
        progress: Is told while something is fetched.

    Raises:
        UsageError: A URL is not understood, or the file has no such part.
        SourceNotFoundError: There is no such file or table.
        UnreadableError: It is no table in a format that can be read, or a server refuses.
        RefusedError: It is too large or unsafe.
    """
    if "://" in text:
        # The connectors are worth importing only for those who name one.
        connectors = importlib.import_module("datainsight.connectors.open_source")
        if connectors.scheme_of(text):
            reading: Reading = connectors.open_url(text, sheet=sheet, progress=progress)
            return reading
    return open_reading(open_source(text), sheet=sheet)


def open_source(text: str) -> ByteSource:
    """The bytes of a file a user named.

    Raises:
        UsageError: It is a URL of something else.
        SourceNotFoundError: There is no such file.
    """
    scheme, separator, _ = text.partition("://")
    if separator and scheme.isascii() and scheme.replace("+", "").isalnum():
        raise UsageError(
            f"{scheme.lower()}:// sources cannot be read here.",
            remedy="Name a file, or a table by postgresql://, mongodb://, s3:// or https://.",
        )
    if text == "-":
        return SpooledStream(sys.stdin.buffer)
    return LocalFile(text)
