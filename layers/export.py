"""Writes each layer's requirements.txt from uv.lock: `python -m layers.export` (`--check` only compares)."""

import argparse
import re
import subprocess
import sys

from layers.names import CORE, LAYER_NAMES, PROVIDED_BY_RUNTIME, ROOT, requirements_file

_HEADER = "# Exported from uv.lock by `python -m layers.export`; do not edit.\n"
_PINNED_NAME = re.compile(r"^([A-Za-z0-9._-]+)==")


def export_requirements() -> dict[str, str]:
    """What each layer's requirements.txt must say, given today's uv.lock.

    A package that the core layer carries is left out of the others: every function has the core layer.

    Returns:
        Layer name to the text of its file: pinned versions with hashes, sorted by name.

    Raises:
        subprocess.CalledProcessError: uv could not read the lock.
    """
    blocks = {name: _pinned_blocks(_export_group(name)) for name in LAYER_NAMES}
    carried_by_core = set(blocks[CORE])
    return {
        name: _HEADER
        + "".join(
            text for package, text in packages.items() if name == CORE or package not in carried_by_core
        )
        for name, packages in blocks.items()
    }


def _export_group(name: str) -> str:
    command = ["uv", "export", "--frozen", "--only-group", f"layer-{name}", "--no-emit-project"]
    command += ["--no-annotate", "--no-header", "--format", "requirements-txt"]
    for package in PROVIDED_BY_RUNTIME:
        command += ["--prune", package]
    # uv comes from the PATH as everywhere in this project; nothing in the command is user input.
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _pinned_blocks(exported: str) -> dict[str, str]:
    """One entry per package; a package locked in two versions (by Python version) keeps both lines."""
    blocks: dict[str, str] = {}
    package = ""
    for line in exported.splitlines(keepends=True):
        if match := _PINNED_NAME.match(line):
            package = match[1].lower()
        if package:
            blocks[package] = blocks.get(package, "") + line
    return blocks


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with `--check` compare them.

    Args:
        arguments: Command line without the program's name; None reads `sys.argv`.

    Returns:
        Exit code: 1 where `--check` found a file that is out of date.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail if a file is out of date")
    options = parser.parse_args(arguments)
    outdated = []
    for name, text in export_requirements().items():
        file = requirements_file(name)
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        outdated.append(name)
        if not options.check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    if options.check and outdated:
        print(f"out of date, run `python -m layers.export`: {', '.join(outdated)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
