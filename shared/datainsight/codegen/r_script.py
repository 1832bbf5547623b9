"""Cleaning scripts in R, with readr, stringr and dplyr."""

from datainsight.codegen.header import names_to_give
from datainsight.codegen.layout import bracketed
from datainsight.codegen.plan import Step
from datainsight.codegen.quoting import braced_escape, r_pattern, r_text, spelled_pattern
from datainsight.codegen.remarks import about_script, about_step
from datainsight.models.document import ProfileDocument
from datainsight.repairs.base import Argument, Pairs, Pattern, Repair, Rows

READING = """\
# Every column is read as text. Only an empty cell is missing: "NA" may be a value.
read_table <- function(source) {
  read_csv(
    source,
    col_types = cols(.default = col_character()), na = "", trim_ws = FALSE, name_repair = "minimal",
    skip_empty_rows = FALSE, num_threads = 1, progress = FALSE, lazy = FALSE
  )
}
"""
MAIN = """\
paths <- commandArgs(trailingOnly = TRUE)
write_csv(clean(read_table(paths[1])), paths[2], na = "", progress = FALSE)
"""


def write_r(document: ProfileDocument, steps: tuple[Step, ...]) -> str:
    """A script that runs as `Rscript fix.R INPUT OUTPUT`."""
    used = list(dict.fromkeys(type(step.repair) for step in steps))
    patterns = {name: pattern for each in used for name, pattern in each.patterns.items()}
    libraries = sorted({"dplyr", "readr", "stringr"} | {name for each in used for name in each.r.imports})
    return "\n".join(
        (
            "# Clean a table: Rscript fix.R INPUT.csv OUTPUT.csv",
            "#",
            "# INPUT is a UTF-8 CSV file with a header line; so is OUTPUT.",
            f"# Needs R 4.1 or later with {', '.join(libraries)}.",
            *(f"# {line}" for line in about_script(document, steps)),
            "",
            "suppressPackageStartupMessages({",
            *(f"  library({name})" for name in libraries),
            "})",
            "",
            *(f"{name.upper()} <- {_pattern(pattern)}" for name, pattern in patterns.items()),
            *([""] if patterns else []),
            *(each.r.source for each in used),
            *_clean(steps),
            "",
            READING,
            *_names(names_to_give(document)),
        )
    )


def _names(names: tuple[str, ...]) -> list[str]:
    """How the file is read, cleaned and written, with the names of all columns where they are needed."""
    if not names:
        return [MAIN]
    texts = [r_text(name) for name in names]
    return [
        "paths <- commandArgs(trailingOnly = TRUE)",
        "table <- read_table(paths[1])",
        "# In the file names are repeated, missing or odd: columns are called so instead, by their places.",
        bracketed("names(table) <- c(", texts, ")", indent=0, unit=2, comma=""),
        'write_csv(clean(table), paths[2], na = "", progress = FALSE)',
        "",
    ]


def _clean(steps: tuple[Step, ...]) -> list[str]:
    lines = ["# Make every repair, in order.", "clean <- function(table) {"]
    for number, step in enumerate(steps, start=1):
        first, *others = about_step(step)
        lines += [f"  # {number}. {first}", *(f"  # {other}" for other in others), f"  {_call(step.repair)}"]
    return [*lines, "  table", "}"]


def _call(repair: Repair) -> str:
    items = ["table"]
    column = getattr(repair, "column", None)
    if column is not None:
        items.append(r_text(column))
    for each in repair.arguments():
        if isinstance(each, Pairs):
            items.append(f"{each.left} = {_vector([left for left, _ in each.items])}")
            items.append(f"{each.right} = {_vector([right for _, right in each.items])}")
        elif isinstance(each, Rows):
            items += [f"{name} = {_vector(texts)}" for name, texts in _vectors(each)]
        else:
            items.append(f"{each[0]} = {_literal(each[1])}")
    return bracketed(f"table <- {repair.operation}(", items, ")", indent=2, unit=2, comma="")


def _vectors(rows: Rows) -> list[tuple[str, list[str]]]:
    """A vector for each field; several texts that stand for the first field are joined."""
    extra = len(rows.items[0]) - len(rows.fields) + 1
    merged = [("\x1f".join(row[:extra]), *row[extra:]) for row in rows.items]
    return [(name, [row[number] for row in merged]) for number, name in enumerate(rows.fields)]


def _literal(value: Argument) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, tuple):
        return _vector(list(value))
    return _text(value) if isinstance(value, str) else repr(value)


def _vector(texts: list[str]) -> str:
    if not texts:
        return "character()"
    return bracketed("c(", [_text(each) for each in texts], ")", indent=4, unit=2, comma="")


def _text(value: str) -> str:
    if isinstance(value, Pattern):
        return _pattern(value)
    return r_text(value)


def _pattern(pattern: str) -> str:
    return r_pattern(spelled_pattern(pattern, end=r"\z", escape=braced_escape))
