"""The page about all repairs, written by `python -m datainsight.repairs.catalogue_page FILE`."""

import inspect
import sys
from pathlib import Path

from datainsight.repairs.base import Repair
from datainsight.repairs.registry import CATALOGUE

INTRODUCTION = """# Repairs

Written by `python -m datainsight.repairs.catalogue_page docs/REPAIRS.md`; do not edit by hand.

A repair takes and gives a table of text: every column is a string, an empty cell is null. It changes its own
column only (or takes away rows, or its column), and making it twice is the same as making it once. Each one
exists in polars, pandas, SQL and R; property tests run them on the same tables and compare cell by cell.

Scripts make repairs in the order of this page: cells before rows before columns, so that a second run finds
nothing left to do. A repair is made unasked only where it is *safe* (it loses no information) and where it
was tried on the data: the generated polars code ran, resolved the issue and changed nothing else. A repair
that fails the trial is refused, with the reason in its `verification`.

Texts are read by regular expressions of a subset that all languages share (Rust, RE2, Python, ICU,
PostgreSQL); numbers keep their digits, dates are checked against the calendar, and no type is ever guessed.

| repair | safe | changes |
|---|---|---|
"""


def to_markdown() -> str:
    """A table of all repairs, and a section on each."""
    rows = [
        f"| [{name}](#{name}) | {'yes' if repair.is_safe else 'no'} | {repair.effect.value} |"
        for name, repair in CATALOGUE.items()
    ]
    return INTRODUCTION + "\n".join([*rows, "", *(_section(repair) for repair in CATALOGUE.values())])


def _section(repair: type[Repair]) -> str:
    text, _, attributes = inspect.cleandoc(repair.__doc__ or "").partition("Attributes:\n")
    fields = inspect.cleandoc(attributes).replace("\n    ", " ").splitlines()
    lines = [f"## {repair.operation}", "", text.strip(), ""]
    for line in fields:
        name, _, meaning = line.strip().partition(": ")
        if name in repair.model_fields:
            lines.append(f"- `{name}`: {meaning}")
    if lines[-1]:
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(to_markdown(), encoding="utf-8", newline="\n")
