"""What each plan allows."""

from datainsight.models.upload import WorkspacePlan

MEBIBYTE = 1024 * 1024

LARGEST_UPLOAD: dict[WorkspacePlan, int] = {
    WorkspacePlan.FREE: 100 * MEBIBYTE,
    WorkspacePlan.PRO: 20 * 1024 * MEBIBYTE,
    WorkspacePlan.ENTERPRISE: 100 * 1024 * MEBIBYTE,
}
"""Bytes of one file."""

DAILY_BYTES: dict[WorkspacePlan, int | None] = {
    WorkspacePlan.FREE: 2 * 1024 * MEBIBYTE,
    WorkspacePlan.PRO: 200 * 1024 * MEBIBYTE,
    WorkspacePlan.ENTERPRISE: None,
}
"""Profiled in a day (UTC); None is no limit."""

LARGEST_CLEANED: dict[WorkspacePlan, int] = {
    WorkspacePlan.FREE: 10 * MEBIBYTE,
    WorkspacePlan.PRO: 2 * 1024 * MEBIBYTE,
    WorkspacePlan.ENTERPRISE: 2 * 1024 * MEBIBYTE,
}
"""Bytes of a file that the service itself repairs: one function reads it from end to end within its 15
minutes. The free plan's is enough to try it, with the sample and with files of that size."""

LARGEST_CLEANED_AT_ONCE = 256 * MEBIBYTE
"""Where a repair needs all rows in memory."""

LARGEST_CHECKED = 2 * 1024 * MEBIBYTE
"""Bytes of a file that the rules of a contract are run on: one function reads it from end to end."""

LARGEST_SINGLE_REQUEST = 100 * MEBIBYTE
"""Beyond this, a lost connection costs too much: the file is sent in parts."""

SMALLEST_PART = 32 * MEBIBYTE
MOST_PARTS = 1000


def part_size(size_bytes: int) -> int:
    """Bytes of each part (but the last) of an upload: few enough parts for one reply."""
    return max(SMALLEST_PART, -(-size_bytes // MOST_PARTS))
