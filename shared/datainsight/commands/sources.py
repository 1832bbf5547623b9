"""From what stands on the command line to something that can be read."""

import sys

from datainsight.errors import UsageError
from datainsight.reading.source import ByteSource, LocalFile, SpooledStream
from datainsight.services.profile_source import Reading, open_reading

NOT_YET = ("s3://", "postgresql://", "postgres://", "mongodb://", "mongodb+srv://")


def open_table(text: str, *, sheet: str | None = None) -> Reading:
    """The table a user named, as understood.

    Args:
        text: A local path, or "-" for standard input.
        sheet: Which part of the file, where it has several: for example the key of the records of a JSON
            document.

    Raises:
        UsageError: Sources of that kind cannot be read yet, or the file has no such part.
        SourceNotFoundError: There is no such file.
        UnreadableError: It is no table in a format that can be read.
        RefusedError: It is too large or unsafe.
    """
    return open_reading(open_source(text), sheet=sheet)


def open_source(text: str) -> ByteSource:
    """The bytes a user named.

    Raises:
        UsageError: Sources of that kind cannot be read yet.
        SourceNotFoundError: There is no such file.
    """
    if text.lower().startswith(NOT_YET):
        scheme = text.split("://", 1)[0].lower()
        raise UsageError(
            f"{scheme}:// sources are not available yet.",
            remedy="Export the table to a CSV file and name that file.",
        )
    if text == "-":
        return SpooledStream(sys.stdin.buffer)
    return LocalFile(text)
