"""Builds the Lambda layers for arm64 and Python 3.13 and trims them: `python -m layers.build [name …]`.

The result of a layer is `build/layers/<name>/python/…`, made again only when its
requirements or this file change.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from layers.names import LAYER_NAMES, ROOT, requirements_file


class LayerBuildError(Exception):
    """uv could not install a layer's packages; the message is uv's own."""


@dataclass(frozen=True)
class Target:
    """The machine a layer is built for.

    Attributes:
        platform: uv's name of the platform.
        python_version: "major.minor".
    """

    platform: str
    python_version: str


LAMBDA = Target(platform="aarch64-manylinux_2_28", python_version="3.13")
"""Graviton on Amazon Linux 2023 (glibc 2.34), the runtime that `infra_cdk.functions` asks for."""

BUILD_FOLDER = ROOT / "build" / "layers"

# Nothing here is imported at run time. Binaries are never stripped: auditwheel patched them, and
# numpy's and scipy's shared libraries break when a section moves.
_TRIMMED = (
    "**/tests",
    "**/test",
    "**/__pycache__",
    "bin",
    "*-stubs",
    "*.dist-info/RECORD",
    "zstandard/_cffi.*.so",  # a second backend, for PyPy: 11 MB that CPython never loads
)
_TRIMMED_ENDINGS = (".pyi", ".pyx", ".pxd", ".h", ".hpp", ".c", ".cpp", ".f90", ".a")


def digest(name: str, target: Target = LAMBDA) -> str:
    """What decides whether a built layer is still good.

    Args:
        name: One of `LAYER_NAMES`.
        target: The machine it is built for.

    Returns:
        SHA-256 in hexadecimal over the requirements, the target and this file.
    """
    content = hashlib.sha256(requirements_file(name).read_bytes())
    content.update(f"{target}".encode())
    content.update(Path(__file__).read_bytes())
    return content.hexdigest()


def build_layer(name: str, target: Target = LAMBDA, folder: Path = BUILD_FOLDER) -> Path:
    """Install a layer's packages for the target machine and trim them, unless that was done before.

    Args:
        name: One of `LAYER_NAMES`.
        target: The machine it is built for.
        folder: Where layers are built.

    Returns:
        The layer's folder; it holds `python/`, as the Lambda runtime expects below /opt.

    Raises:
        LayerBuildError: A package could not be had for that machine, or the registry is away.
    """
    layer, marker = folder / name, folder / f"{name}.digest"
    wanted = digest(name, target)
    folder.mkdir(parents=True, exist_ok=True)
    # Two processes that build at once (workers of a test run) would remove each other's half-made folder.
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if marker.is_file() and marker.read_text(encoding="utf-8") == wanted and layer.is_dir():
            return layer
        marker.unlink(missing_ok=True)
        shutil.rmtree(layer, ignore_errors=True)
        _install(requirements_file(name), layer / "python", target)
        trim(layer / "python")
        marker.write_text(wanted, encoding="utf-8")
    return layer


def _install(requirements: Path, packages: Path, target: Target) -> None:
    command = ["uv", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "--no-deps"]
    command += ["--python-platform", target.platform, "--python-version", target.python_version]
    command += ["--target", str(packages), "-r", str(requirements)]
    # Copies, because uv hard-links from its cache and trimming must not reach into that.
    environment = {**os.environ, "UV_LINK_MODE": "copy"}
    # uv comes from the PATH as everywhere in this project; nothing in the command is user input.
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise LayerBuildError(f"{requirements}: {done.stderr.strip()}")


def trim(packages: Path) -> None:
    """Remove what no import needs: tests, type stubs, headers, sources of extensions, scripts.

    Args:
        packages: The folder the packages were installed into; changed in place.
    """
    for pattern in _TRIMMED:
        for path in sorted(packages.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    for path in packages.rglob("*"):
        if path.is_file() and path.suffix in _TRIMMED_ENDINGS:
            path.unlink()
    (packages / ".lock").unlink(missing_ok=True)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder, as Lambda counts the unzipped size.

    Args:
        folder: A built layer or staged code.

    Returns:
        The sum of the file sizes.
    """
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(arguments: list[str] | None = None) -> int:
    """Build the named layers, or all, and print their sizes.

    Args:
        arguments: Command line without the program's name; None reads `sys.argv`.

    Returns:
        Exit code 0.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*LAYER_NAMES, []], help="layers to build (default: all)")
    for name in parser.parse_args(arguments).names or LAYER_NAMES:
        print(f"{name:12} {size_of(build_layer(name)) / 1e6:7.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
