"""How the C library keeps memory that was freed."""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGEST_MAPPED = 32 << 20
"""Bytes; the most that glibc takes for its threshold."""


def keep_freed_memory() -> bool:
    """Has glibc keep freed memory for the next batch instead of giving it back to the system; see mallopt(3).

    A measurement frees and takes the same hundreds of megabytes again for every batch, and the system would
    have to clear each page anew: a twentieth of a profile's processor time. For programs that end soon;
    called before threads are started.

    Returns:
        Whether this is glibc: other allocators know better, and are left alone.
    """
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    wanted = ((_ARENA_MAX, 1), (_MMAP_THRESHOLD, _LARGEST_MAPPED), (_TRIM_THRESHOLD, 2**31 - 1))
    return all(mallopt(option, value) == 1 for option, value in wanted)
