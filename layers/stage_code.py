"""Puts the code that every Lambda function shares into one folder: `python -m layers.stage_code`.

`functions/` and `shared/datainsight/` become `build/code/functions/` and `build/code/datainsight/`, so
that the handler path `functions.<name>.handler.handler` and `import datainsight` work from one import root.
"""

import fcntl
import filecmp
import shutil
from pathlib import Path

from layers.names import ROOT

STAGED_FOLDER = ROOT / "build" / "code"
_SOURCES = {"functions": ROOT / "functions", "datainsight": ROOT / "shared" / "datainsight"}
# What only the command line or a build needs never reaches a Lambda function.
_LEFT_OUT = frozenset({"__pycache__", "cli.py", "__main__.py", "source"})
_LEFT_OUT_ENDINGS = (".pyc", ".digest", ".dylib", ".dll")


def stage_code(target: Path = STAGED_FOLDER, *, keep_compiled: bool = False) -> Path:
    """Make the folder equal to the sources; equal sources give an equal folder, whatever was there before.

    Files that have not changed are left alone, and files that have gone from the sources are removed.

    Args:
        target: Where to stage.
        keep_compiled: Leave what Python compiled there, for code that runs from the folder again and again.

    Returns:
        The same folder.
    """
    target.mkdir(parents=True, exist_ok=True)
    # Two processes that stage at once (workers of a test run) would remove each other's new folders.
    with target.with_name(f"{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _stage(target, keep_compiled=keep_compiled)
    return target


def _stage(target: Path, *, keep_compiled: bool) -> None:
    wanted = {
        Path(name) / file.relative_to(source): file
        for name, source in _SOURCES.items()
        for file in sorted(source.rglob("*"))
        if file.is_file() and not _is_left_out(file.relative_to(source))
    }
    for staged in sorted(target.rglob("*"), reverse=True):
        if keep_compiled and staged.suffix == ".pyc":
            continue
        if staged.is_dir() and not any(staged.iterdir()):
            staged.rmdir()
        elif staged.is_file() and staged.relative_to(target) not in wanted:
            staged.unlink()
    for relative, file in wanted.items():
        staged = target / relative
        if staged.is_file() and filecmp.cmp(file, staged, shallow=False):
            continue
        staged.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, staged)


def _is_left_out(relative: Path) -> bool:
    return not _LEFT_OUT.isdisjoint(relative.parts) or relative.suffix in _LEFT_OUT_ENDINGS


if __name__ == "__main__":
    stage_code()
