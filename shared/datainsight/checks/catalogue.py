"""The page about all checks, written from the registry by `python -m datainsight.checks.catalogue FILE`."""

import sys
from dataclasses import fields
from pathlib import Path

from datainsight.checks import registered_checks
from datainsight.checks.registry import Check
from datainsight.checks.thresholds import DEFAULT, Confidences, Thresholds
from datainsight.models.issue import Dimension
from datainsight.profiling.suspects.thresholds import (
    RECORDS,
    RELATIONS,
    VARIANTS,
    RecordThresholds,
    RelationThresholds,
    VariantThresholds,
)
from datainsight.profiling.suspects.value_thresholds import (
    ODDITIES,
    SPELLING,
    VOTES,
    OddityThresholds,
    SpellingThresholds,
    VoteThresholds,
)

Numbers = (
    Thresholds
    | Confidences
    | RelationThresholds
    | RecordThresholds
    | VariantThresholds
    | SpellingThresholds
    | OddityThresholds
    | VoteThresholds
)

INTRODUCTION = """# Checks

Written by `python -m datainsight.checks.catalogue docs/CHECKS.md`; do not edit by hand.

A check reads the profile of a table, never its data. What it finds carries a selector (which cells are
meant), the probability that such a cell is really wrong, the evidence, and repairs. Only repairs that lose
nothing are applied unasked. `harm` is what the problem costs when every row has it (1: the column is
worthless); how it enters severity and score is explained in [QUALITY.md](QUALITY.md).
"""


def to_markdown() -> str:
    """All checks by dimension, and the thresholds."""
    checks = registered_checks().values()
    parts = [INTRODUCTION]
    for dimension in Dimension:
        of_dimension = [check for check in checks if check.dimension is dimension]
        if of_dimension:
            parts.append(f"## {dimension.value.capitalize()}\n")
            parts += [_section(check) for check in of_dimension]
    parts.append(_thresholds())
    return "\n".join(parts)


def _section(check: Check) -> str:
    only = f"goal {check.goal.value} alone; " if check.goal else ""
    goals = ", ".join(f"{goal.value} × {factor:g}" for goal, factor in check.goal_weights.items())
    weights = f"{only}harm {check.harm:g}" + (f"; {goals}" if goals else "")
    return (
        f"### {check.kind}\n\n{check.what}\n\n"
        f"- **Why it matters:** {check.why}\n- **How it decides:** {check.how}\n"
        f"- **Repair:** {check.repair}\n- **Weight:** {weights}\n- **Source:** {check.source}\n"
    )


def _thresholds() -> str:
    tables: dict[str, Numbers] = {
        "Confidences": DEFAULT.confidences,
        "Slips": SPELLING,
        "Other spellings": VARIANTS,
        "Odd values": ODDITIES,
        "Votes of rows": VOTES,
        "Between columns": RELATIONS,
        "Records": RECORDS,
    }
    parts = [line for title, table in tables.items() for line in (f"### {title}\n", *_table(table))]
    return "\n".join(["## Thresholds\n", *_table(DEFAULT), *parts])


def _table(thresholds: Numbers) -> list[str]:
    meanings = _meanings(type(thresholds).__doc__ or "")
    rows = [f"| `{name}` | {value:g} | {meanings[name]} |" for name, value in _numbers(thresholds)]
    return ["| name | value | meaning |", "|---|---|---|", *rows, ""]


def _numbers(thresholds: Numbers) -> list[tuple[str, float]]:
    values = ((each.name, getattr(thresholds, each.name)) for each in fields(thresholds))
    return [(name, value) for name, value in values if not isinstance(value, Confidences)]


def _meanings(docstring: str) -> dict[str, str]:
    """Attribute descriptions of a Google docstring."""
    meanings: dict[str, str] = {}
    for line in docstring.rsplit("Attributes:\n", maxsplit=1)[-1].splitlines():
        name, colon, meaning = line.strip().partition(": ")
        if colon and name.isidentifier():
            meanings[name] = meaning
    return meanings


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(to_markdown(), "utf-8")
