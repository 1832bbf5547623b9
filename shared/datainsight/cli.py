"""The command line: parse, call one command, turn every error into one line and an exit code.

Nothing heavy is imported here, so that `--help` answers at once; each command is a module of
`datainsight.commands` that is imported when it is called.

Exit codes: 0 done; 1 an unexpected failure; 2 wrong usage; 3 the input cannot be read; 4 refused;
130 interrupted.
"""

import atexit
import gc
import importlib
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType
from typing import NoReturn

from datainsight.commands.grammar import build_parser
from datainsight.errors import DataInsightError, RefusedError, UnreadableError, UsageError

_OBJECTS_BETWEEN_LOOKS = 1_000_000
"""So many more objects than before are made before garbage is looked for; Python's own number is 700."""

DONE, FAILED, WRONG_USAGE, UNREADABLE, REFUSED, INTERRUPTED = 0, 1, 2, 3, 4, 130


def run_process() -> NoReturn:
    """Runs one command, and ends without giving back piece by piece what the system frees at once.

    Taking all modules apart is a tenth of the time of a small profile. What others register for the end
    (temporary folders, threads) runs before: what is registered first comes last.
    """
    ended: list[int] = []
    atexit.register(_leave, ended)
    ended.append(main())
    sys.exit(ended[0])


def _leave(ended: Sequence[int]) -> None:
    """Ends the process at once, where a command came to its end."""
    if not ended:
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, gone, or none at all
            stream.flush()
    os._exit(ended[0])


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    Args:
        argv: Arguments without the program's name; those of the process by default.

    Returns:
        The exit code.
    """
    _tolerate_narrow_encodings()
    # NumPy's algebra reads this as it is loaded. Its threads wait in a loop, which takes as much of the other
    # cores as a small table takes altogether, and sums would depend on how many cores there are.
    os.putenv("OPENBLAS_NUM_THREADS", "1")
    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as stop:  # argparse has printed the help, or what is wrong
        return int(stop.code or DONE)
    try:
        if not arguments.debug:
            warnings.simplefilter("ignore")  # libraries' advice to their callers is not for users
        _load(arguments.command).run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
    except BaseException as error:  # noqa: BLE001 - a panic of a Rust library is no Exception
        if arguments.debug:
            traceback.print_exception(error)
        _complain(_explain(error))
        return _exit_code(error)
    return DONE


def _load(command: str) -> ModuleType:
    """The command's module. What imports make stays: looking for garbage in it is a fifth of the time.

    Afterwards garbage is looked for rarely: nearly all that a command makes is in use to its end.
    """
    name = f"datainsight.commands.{command.replace('-', '_')}"
    if name in sys.modules:
        return sys.modules[name]
    gc.disable()
    try:
        return importlib.import_module(name)
    finally:
        gc.freeze()
        gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
        gc.enable()


def _exit_code(error: BaseException) -> int:
    """The documented code for an error."""
    match error:
        case KeyboardInterrupt():
            return INTERRUPTED
        case UsageError():
            return WRONG_USAGE
        case UnreadableError():
            return UNREADABLE
        case RefusedError() | MemoryError():
            return REFUSED
        case _:
            return FAILED


def _explain(error: BaseException) -> str:
    """One line: what is wrong, where, and what to do."""
    match error:
        case KeyboardInterrupt():
            return "interrupted"
        case DataInsightError():
            return str(error)
        case MemoryError():
            return "there is not enough memory for this; close other programs or use a larger machine."
        case OSError():
            where = f"{error.filename}: " if error.filename else ""
            return f"{where}{error.strerror or error}."
        case _:
            detail = " ".join(str(error).split())[:300]
            return (
                f"unexpected failure ({type(error).__name__}: {detail}). "
                "Run the same command with --debug and report what it prints."
            )


def _complain(line: str) -> None:
    """Writes one line to stderr; control characters (of a hostile file name) cannot reach the terminal."""
    safe = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line
    )
    sys.stderr.write(f"datainsight: {safe}\n")


def _tolerate_narrow_encodings() -> None:
    """A terminal that cannot show a character gets a question mark, never an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _silence_stdout() -> None:
    """The reader has gone (`| head`): what is still buffered must not fail at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # stdout is no file, as in tests
        return


if __name__ == "__main__":
    run_process()
