"""From what stands on the command line to something that can be read."""

import sys

from datainsight.errors import UsageError
from datainsight.reading.source import ByteSource, LocalFile, SpooledStream

NOT_YET = ("s3://", "postgresql://", "postgres://", "mongodb://", "mongodb+srv://")


def open_source(text: str, *, sheet: str | None = None) -> ByteSource:
    """The source a user named.

    Args:
        text: A local path, or "-" for standard input.
        sheet: Sheet of a workbook; no format that can be read today has any.

    Raises:
        UsageError: Sources of that kind cannot be read yet, or a sheet is asked for.
        SourceNotFoundError: There is no such file.
    """
    if text.lower().startswith(NOT_YET):
        scheme = text.split("://", 1)[0].lower()
        raise UsageError(
            f"{scheme}:// sources are not available yet.",
            remedy="Export the table to a CSV file and name that file.",
        )
    if sheet is not None:
        raise UsageError(
            "--sheet is for workbooks, which are not available yet.", remedy="Leave --sheet out."
        )
    if text == "-":
        return SpooledStream(sys.stdin.buffer)
    return LocalFile(text)
