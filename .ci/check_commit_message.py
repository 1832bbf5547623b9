"""Refuses a commit message whose first line is not a conventional commit (conventionalcommits.org 1.0)."""

import re
import sys
from pathlib import Path

KINDS = "build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test"
FIRST_LINE = re.compile(rf"^(?:{KINDS})(?:\([a-z0-9-]+\))?!?: \S.{{0,98}}$")


def main(path: str) -> int:
    """Checks the message in the file that git passes; returns the exit code."""
    first_line = Path(path).read_text("utf-8").partition("\n")[0]
    if FIRST_LINE.match(first_line) or first_line.startswith("Merge "):
        return 0
    sys.stderr.write(f"not a conventional commit, e.g. 'feat(profiling): …': {first_line!r}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
