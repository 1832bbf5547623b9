"""The compiled kernel, where there is one for this machine; nothing here needs a compiler or the internet."""

import ctypes
import platform
import sys
from functools import cache
from pathlib import Path

VERSION = 3
"""Of the interface in `source/kernel.h`."""

FOLDER = Path(__file__).resolve().parent

_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
_ENDINGS = {"linux": "so", "darwin": "dylib", "win32": "dll"}

_P, _I, _B = ctypes.c_void_p, ctypes.c_int64, ctypes.c_uint8
_SIGNATURES: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "kernel_version": (ctypes.c_int32, ()),
    "hash_rows": (None, (_I, _P, _P, _P, _I, _I, _P, _P)),
    "group_hashes": (_I, (_P, _I, _P, _P, _P)),
    "look_at": (_I, (_P, _P, _P, _P, _I, _P, _I, _P, _P, _P, _P, _P)),
    "gather_texts": (None, (_P, _P, _P, _P, _I, _P, _P)),
    "merge_sets": (_I, (_P, _I, _P, _I, ctypes.c_int32, _P, _P, _P)),
    "merge_counted": (_I, (_P, _P, _I, _P, _P, _I, ctypes.c_int32, _P, _P)),
    "sort_counted": (_I, (_P, _P, _I, ctypes.c_int32)),
    "count_lines": (_I, (_P, _I, _B)),
    "parse_cells": (_I, (_P, _I, _B, _B, _B, _I, _I, _P, _P)),
    "plain_prefix": (_I, (_P, _I, _B, _B, _B, ctypes.c_int32)),
}


def file_name(system: str = sys.platform, machine: str | None = None) -> str:
    """What the library of a machine is called.

    Args:
        system: As `sys.platform` has it.
        machine: As `platform.machine()` has it; None for this one.
    """
    name = (machine or platform.machine()).lower()
    return f"kernel-{system}-{_MACHINES.get(name, name)}.{_ENDINGS.get(system, 'so')}"


@cache
def library() -> ctypes.CDLL | None:
    """The kernel; None where there is none for this machine: all results are the same without it."""
    return load(FOLDER / file_name())


def load(file: Path) -> ctypes.CDLL | None:
    """A compiled kernel; None where the file is missing, for another machine, or of another version."""
    if not file.is_file():
        return None
    try:
        found = ctypes.CDLL(str(file))
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(found, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    return found if found.kernel_version() == VERSION else None
