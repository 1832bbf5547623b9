"""Compiles the kernel for Linux and for this machine: `python -m datainsight.kernel.build`.

No compiler has to be installed: the package `ziglang` brings one that can compile for other machines.
Libraries are made again only when a source, this file or the compiler's version changes.
"""

import argparse
import hashlib
import importlib.metadata
import importlib.util
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from datainsight.kernel.library import FOLDER, file_name

SOURCE = FOLDER / "source"
_OPTIONS = ("-std=c11", "-O3", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")


@dataclass(frozen=True)
class Target:
    """A kind of machine.

    Attributes:
        system: As `sys.platform` has it.
        machine: As `platform.machine()` has it.
        triple: What the compiler calls it; glibc 2.17 is that of manylinux2014.
        baseline: The oldest processor it has to run on.
    """

    system: str
    machine: str
    triple: str
    baseline: str

    @property
    def file(self) -> str:
        """The library's name."""
        return file_name(self.system, self.machine)


TARGETS = (
    Target("linux", "x86_64", "x86_64-linux-gnu.2.17", "x86_64_v2"),
    Target("linux", "aarch64", "aarch64-linux-gnu.2.17", "generic"),
    Target("darwin", "x86_64", "x86_64-macos.11.0", "x86_64_v2"),
    Target("darwin", "aarch64", "aarch64-macos.11.0", "apple_m1"),
    Target("win32", "x86_64", "x86_64-windows-gnu", "x86_64_v2"),
)
"""All that wheels are made for."""


class KernelBuildError(Exception):
    """The compiler is missing or refused a source; the message is its own."""


def wanted() -> tuple[Target, ...]:
    """Linux, which Lambda functions run on, and this machine."""
    own = file_name()
    return tuple(each for each in TARGETS if each.system == "linux" or each.file == own)


def build(target: Target, folder: Path = FOLDER, *options: str) -> Path:
    """The library for a kind of machine, made again only where it is not current.

    Args:
        target: The kind of machine.
        folder: Where it is put, beside a file that says what it was made of.
        options: More for the compiler.

    Raises:
        KernelBuildError: It could not be compiled.
    """
    library = folder / target.file
    marker = library.with_suffix(".digest")
    digest = _digest(target, options)
    if library.is_file() and marker.is_file() and marker.read_text(encoding="utf-8") == digest:
        return library
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as room:
        made = Path(room) / target.file
        _compile(target, made, options)
        made.replace(library)  # whoever has the old one loaded keeps it
    marker.write_text(digest, encoding="utf-8")
    return library


def _compile(target: Target, made: Path, options: tuple[str, ...]) -> None:
    if importlib.util.find_spec("ziglang") is None:
        raise KernelBuildError("the package ziglang is not installed")
    command = [sys.executable, "-m", "ziglang", "cc", *_OPTIONS, "-target", target.triple]
    command += [f"-mcpu={target.baseline}", *(options or ("-s",)), "-o", str(made)]
    command += sorted(str(file) for file in SOURCE.glob("*.c"))
    # Nothing in the command is user input.
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise KernelBuildError(done.stderr.strip() or f"the compiler ended with {done.returncode}")


def _digest(target: Target, options: tuple[str, ...]) -> str:
    content = hashlib.sha256(f"{target} {options}".encode())
    for file in (Path(__file__), *sorted(SOURCE.iterdir())):
        content.update(file.read_bytes())
    if importlib.util.find_spec("ziglang") is not None:
        content.update(importlib.metadata.version("ziglang").encode())
    return content.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Builds what this machine and Lambda need, or all; without a compiler it says so and goes on.

    Returns:
        Exit code 0: the product works without the kernel, more slowly.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="for every machine that wheels are made for")
    targets = TARGETS if parser.parse_args(arguments).all else wanted()
    for target in targets:
        try:
            build(target)
        except KernelBuildError as error:
            reason = str(error).splitlines()[0]
            sys.stderr.write(f"kernel: not compiled for {target.system} {target.machine} ({reason});")
            sys.stderr.write(" everything works, profiling is slower\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
