"""Where results go: a file, written whole or not at all, or standard output for "-"."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from datainsight.errors import UsageError

STANDARD_OUTPUT = "-"

DISK_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM})
"""What can go wrong with the file itself; any other error while it is written is somebody else's."""


def refuse_same_file(named: Mapping[str, str | None]) -> None:
    """Two of the files that a command reads and writes may not be one, or one of them would be lost.

    Args:
        named: What each is called, and its path; None where there is none. Devices may be named often.

    Raises:
        UsageError: Two are the same file.
    """
    seen: dict[Path, str] = {}
    for name, path in named.items():
        if not path or path == STANDARD_OUTPUT or (Path(path).exists() and not Path(path).is_file()):
            continue
        other = seen.setdefault(Path(path).resolve(), name)
        if other != name:
            raise UsageError(f"is {other} and {name} at once.", where=path, remedy="Name another file.")


def write_text(target: str, text: str) -> None:
    """Writes UTF-8 text to a file or standard output.

    Raises:
        UsageError: The file cannot be written.
    """
    write_bytes(target, text.encode("utf-8"))


def write_bytes(target: str, content: bytes) -> None:
    """Writes bytes to a file or standard output.

    Raises:
        UsageError: The file cannot be written.
    """
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    with replacing(target) as path:
        path.write_bytes(content)


@contextmanager
def replacing(target: str) -> Iterator[Path]:
    """A path beside `target` that takes its place when the block ends well, and vanishes when it does not.

    Raises:
        UsageError: The file cannot be written.
    """
    final = Path(target)
    try:
        if final.is_dir():
            raise UsageError("is a folder.", where=target, remedy="Name a file in it.")
        if final.exists() and not final.is_file():  # a device or a pipe is written, not replaced
            yield final
            return
        descriptor, name = tempfile.mkstemp(
            prefix=f".{final.name[:64]}.", suffix=final.suffix, dir=final.parent
        )
    except OSError as error:
        raise _unwritable(target, error) from error
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(final)
    except OSError as error:
        if error.errno in DISK_ERRORS:
            raise _unwritable(target, error) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def table_output(target: str) -> Iterator[Path]:
    """A path for a table; for "-" a CSV file that is copied to standard output when the block ends well.

    Raises:
        UsageError: The file cannot be written.
    """
    if target != STANDARD_OUTPUT:
        with replacing(target) as path:
            yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        yield path
        sys.stdout.flush()
        with path.open("rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def _unwritable(target: str, error: OSError) -> UsageError:
    return UsageError(
        f"cannot be written ({error.strerror}).",
        where=target,
        remedy="Name a file in a folder you may write to.",
    )


def _umask() -> int:
    """The process's mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
