"""The page about all repairs, written by `python -m datainsight.repairs.catalogue_page FILE`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datainsight.repairs.base import Repair
from datainsight.repairs.registry import CATALOGUE

if TYPE_CHECKING:
    import polars as pl

INTRODUCTION = """# Repairs

Written by `python -m datainsight.repairs.catalogue_page docs/REPAIRS.md`; do not edit by hand.

A repair takes and gives a table of text: every column is a string, an empty cell is null. It changes its own
column only (or takes away rows, or its column), and making it twice is the same as making it once. Each one
exists in polars, pandas, SQL and R; property tests run them on the same tables and compare cell by cell.

Scripts make repairs in the order of this page: cells before rows before columns, so that a second run finds
nothing left to do. A repair is made unasked only where it is *safe* (it loses no information) and where it
was tried on the data: the generated polars code ran, resolved the issue and changed nothing else, and where
DuckDB is installed the generated SQL made the same table. A repair that fails the trial is refused, with the
reason in its `verification`. Tables of more than 50,000 rows are tried on their first 20,000; the service and
`datainsight profile --all-rows` then try on all rows what works row by row, and refuse what all rows speak
against. `clean --report` says of each repair what it did to all rows, and how long it took.

Texts are read by regular expressions of a subset that all languages share (Rust, RE2, Python, ICU,
PostgreSQL); numbers keep their digits, dates are checked against the calendar, and no type is ever guessed.

The columns below say: *safe*: it loses no information; *reversible*: what was there can be told from what is
there afterwards (whatever a repair does, `clean` writes an undo file on request); *once*: making it twice is
making it once. Where a language or a dialect cannot say the same, the last column names it, and a script that
would need it is refused rather than made without. Every example is computed by the repair itself.

Scripts in polars, pandas, DuckDB's and PostgreSQL's SQL and R are run by the tests; those for Snowflake and
BigQuery are parsed.

What other tools offer and this list does not: conversion of units whose ratio is no power of ten, and
scaling by statistics of the table (languages write the digits of computed numbers in their own ways; where
numbers are computed here, they are made of whole millionths); nested JSON (no two languages write its texts
and numbers alike); near duplicates by edit distance (the checks find them; `map_values` and `repair_by_key`
put right what they find). Outliers are capped or emptied between bounds that the profile has computed, so
that a script always says which. Keys of clustering (fingerprints, n-grams) are found by the checks and need
no column of their own; smaller types are made where the table is stored, as every column here is text:
`clean --typed` writes Parquet with the narrowest types from which every text can be told again.

Most repairs are offered by a check ([CHECKS.md](CHECKS.md)); those that none offers say why, and are there
for who asks for them.

| repair | safe | reversible | once | changes | not in |
|---|---|---|---|---|---|
"""


UNOFFERED: dict[str, str] = {
    "compose_unicode": "the profile does not count texts by their normal form",
    "plain_characters": "typographic characters are right where people write them",
    "remove_accents": "accents are part of the right spelling; it makes keys to match by",
    "unix_times": "a number of seconds is an exact moment already, and its notation a matter of taste",
    "flag_outside_range": "it marks numbers and puts none right; `null_outside_range` and `cap_range` do",
    "flag_missing": "it marks empty cells and fills none, as `fill_with_typical` does after it",
    "extract_digits": "which part of a text is wanted is a matter of taste",
    "extract_json_field": "which field is wanted is a matter of taste",
    "extract_pattern": "which part of a text is wanted is a matter of taste",
    "interpolate": "which times the numbers belong to is yours to say, and whether a line fits between them",
    "fill_from_previous": 'nothing in a profile says that an empty cell means "as above"',
    "hash_text": "its salt has to be a secret of yours",
    "merge_columns": "which columns belong together is a matter of taste",
    "reorder_columns": "the order of columns is a matter of taste",
}
"""Repairs that no check offers, and why."""


def to_markdown() -> str:
    """A table of all repairs, and a section on each."""
    rows = [_row(name, repair) for name, repair in CATALOGUE.items()]
    return INTRODUCTION + "\n".join([*rows, "", *(_section(repair) for repair in CATALOGUE.values())])


def _row(name: str, repair: type[Repair]) -> str:
    flags = (repair.is_safe, repair.is_reversible, repair.is_idempotent)
    answers = ("yes" if flag else "no" for flag in flags)
    missing = ", ".join(repair.unavailable)
    return f"| {' | '.join((f'[{name}](#{name})', *answers, repair.effect.value, missing))} |".replace(
        "|  |", "| |"
    )


def _section(repair: type[Repair]) -> str:
    text, _, attributes = inspect.cleandoc(repair.__doc__ or "").partition("Attributes:\n")
    lines = [f"## {repair.operation}", "", text.strip(), "", f"Changes {repair.touches}.", ""]
    if repair.operation in UNOFFERED:
        lines += [f"No check offers it: {UNOFFERED[repair.operation]}.", ""]
    for target, reason in repair.unavailable.items():
        lines += [f"Not in {target}: {reason}", ""]
    fields = [line.strip().partition(": ") for line in _joined(inspect.cleandoc(attributes))]
    described = [f"- `{name}`: {meaning}" for name, _, meaning in fields if name in repair.model_fields]
    return "\n".join([*lines, *described, *([""] if described else []), *_example(repair), ""])


def _joined(attributes: str) -> list[str]:
    return attributes.replace("\n    ", " ").splitlines()


def _example(repair: type[Repair]) -> list[str]:
    """The table before and after, side by side where the rows are the same, else one below the other."""
    import polars as pl  # noqa: PLC0415  the registry must load without polars

    example = repair.example
    before = pl.DataFrame(dict(example.columns), schema=dict.fromkeys(example.columns, pl.String))
    after = repair.model_validate(example.parameters).apply(before.lazy()).collect()
    parameters = {name: value for name, value in example.parameters.items() if name != "column"}
    given = f" with `{_spelled(parameters)}`" if parameters else ""
    if after.columns == before.columns and after.height == before.height:
        changed = str(example.parameters["column"])
        both = before.with_columns(after[changed].alias("becomes"))
        return [f"For example{given}:", "", *_table(both)]
    return [f"For example{given}, of", "", *_table(before), "", "it makes", "", *_table(after)]


def _spelled(parameters: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in parameters.items())


def _table(frame: pl.DataFrame) -> list[str]:
    rows = [[_cell(cell) for cell in row] for row in frame.rows()]
    return [_line(frame.columns), _line(["---"] * frame.width), *(_line(row) for row in rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: str | None) -> str:
    """A text in code quotes, with characters that cannot be seen as their code points."""
    if cell is None:
        return "null"
    seen = "".join(
        each if each.isprintable() and each != "\u0301" else f"\\u{ord(each):04x}" for each in cell
    )
    return f"`{seen}`"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(to_markdown(), encoding="utf-8", newline="\n")
