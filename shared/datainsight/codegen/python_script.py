"""Cleaning scripts in Python, for polars and pandas."""

import re
from dataclasses import dataclass, replace

from datainsight.codegen.header import names_to_give
from datainsight.codegen.layout import WIDTH, bracketed
from datainsight.codegen.plan import Step
from datainsight.codegen.quoting import (
    braced_escape,
    python_escape,
    python_pattern,
    python_text,
    spelled_pattern,
)
from datainsight.codegen.remarks import about_script, about_step
from datainsight.models.document import ProfileDocument
from datainsight.models.language import Language
from datainsight.repairs.base import Argument, Effect, Pairs, Pattern, Repair, Rows, Snippet, Template
from datainsight.repairs.explode_list import ExplodeList
from datainsight.repairs.row_filter import RowFilter


@dataclass(frozen=True)
class Library:
    """What scripts for polars and for pandas do not have in common.

    Attributes:
        language: Which it is.
        imports: Import statements of the library.
        table: The type of a table.
        read: The expression that reads the path `source`.
        write: The statement that writes `table` to the path `target`.
        requirement: The package and the version that the tests run scripts with.
    """

    language: Language
    imports: tuple[str, ...]
    table: str
    read: tuple[str, ...]
    write: str
    requirement: str


POLARS = Library(
    language=Language.POLARS,
    imports=("import polars as pl", "import polars.selectors as cs"),
    table="pl.DataFrame",
    read=(
        "    # Every column is read as text. An empty cell is null, also one in quotes.",
        "    table = pl.read_csv(source, infer_schema=False)",
        '    return table.with_columns(cs.all().replace("", None))',
    ),
    write="clean(read_table(source)).write_csv(target)",
    requirement="polars==2.1.0",
)
STREAMED = replace(
    POLARS,
    table="pl.LazyFrame",
    read=(
        "    # Every column is read as text. An empty cell is null, also one in quotes.",
        "    table = pl.scan_csv(source, infer_schema=False)",
        '    return table.with_columns(cs.all().replace("", None))',
    ),
    write=(
        "# Batch by batch, so that the file may be larger than the memory: each row is repaired by itself.\n"
        "    read_table(source).map_batches(clean, streamable=True).sink_csv(target)"
    ),
)
"""How a polars script reads and writes where no repair looks at other rows or changes the columns."""
PANDAS = Library(
    language=Language.PANDAS,
    imports=("import pandas as pd",),
    table="pd.DataFrame",
    read=(
        '    # Every column is read as text. Only an empty cell is missing: "NA" may be a value.',
        "    return pd.read_csv(",
        "        source,",
        "        dtype=str,",
        "        keep_default_na=False,",
        '        na_values=[""],',
        "        skip_blank_lines=False,",
        "        index_col=False,",
        "    )",
    ),
    write='clean(read_table(source)).to_csv(target, index=False, lineterminator="\\r\\n")',
    requirement="pandas==3.1.1",
)
LIBRARIES = {library.language: library for library in (POLARS, PANDAS)}


def write_python(document: ProfileDocument, steps: tuple[Step, ...], language: Language) -> str:
    """A script that runs as `python fix.py INPUT OUTPUT`; its steps are also importable as `clean(table)`."""
    library = LIBRARIES[language]
    files = STREAMED if library is POLARS and all(_is_row_by_row(step.repair) for step in steps) else library
    used = list(dict.fromkeys(type(step.repair) for step in steps))
    names = names_to_give(document)
    top = [_head(document, steps, library, used), *_names(names), *_constants(used, library)]
    blocks = [
        "\n".join(top).rstrip("\n"),
        *(_snippet(each, library).source.rstrip("\n") for each in used),
        _clean(steps, library),
        _reading(files, has_names=bool(names)),
        _main(files),
    ]
    return "\n\n\n".join(blocks) + "\n"


def call(repair: Repair, language: Language) -> str:
    """The expression that makes the repair on `table`, for an indentation of one level."""
    items = ["table"]
    column = getattr(repair, "column", None)
    if column is not None:
        items.append(python_text(column))
    for each in repair.arguments():
        name, value = (each.name, each) if isinstance(each, Pairs | Rows) else each
        head = f"{name}="
        items.append(head + _literal(value, language, indent=8))
    return bracketed(f"table = {repair.operation}(", items, ")", indent=4, unit=4, comma=",")


def _head(
    document: ProfileDocument, steps: tuple[Step, ...], library: Library, used: list[type[Repair]]
) -> str:
    modules = {"sys"} | {module for each in used for module in _snippet(each, library).imports}
    return "\n".join(
        (
            '"""Clean a table: python fix.py INPUT.csv OUTPUT.csv.',
            "",
            "INPUT is a UTF-8 CSV file with a header line; so is OUTPUT.",
            '"""',
            "",
            "# /// script",
            '# requires-python = ">=3.11"',
            f'# dependencies = ["{library.requirement}"]',
            "# ///",
            "",
            *(f"# {line}" for line in about_script(document, steps)),
            "",
            *(f"import {module}" for module in sorted(modules)),
            "",
            *library.imports,
            "",
        )
    )


def _is_row_by_row(repair: Repair) -> bool:
    """Whether batches of rows can be repaired one after the other."""
    is_of_rows = isinstance(repair, RowFilter | ExplodeList) or repair.effect is Effect.CELLS
    return is_of_rows and not repair.is_whole_table


def _constants(used: list[type[Repair]], library: Library) -> list[str]:
    patterns = {name: pattern for each in used for name, pattern in each.patterns.items()}
    return [_constant(name.upper(), pattern, library) for name, pattern in patterns.items()]


def _constant(name: str, pattern: str, library: Library) -> str:
    spelled = _pattern(pattern, library.language)
    if library.language is Language.POLARS:
        return f"{name} = {spelled}"
    flat = f"{name} = re.compile({spelled})"
    return flat if len(flat) <= WIDTH else f"{name} = re.compile(\n    {spelled}\n)"


def _pattern(pattern: str, language: Language) -> str:
    if language is Language.PANDAS:
        return python_pattern(spelled_pattern(pattern, end=r"\Z", escape=python_escape))
    return python_pattern(spelled_pattern(pattern, end="$", escape=braced_escape))


def _template(template: str, language: Language) -> str:
    if language is Language.PANDAS:
        # "\\1" before a digit would be read as group ten and more.
        return python_pattern(re.sub(r"\\([0-9])(?=[0-9])", r"\\g<\1>", template))
    return python_text(re.sub(r"\\([0-9])", r"${\1}", template))


def _literal(value: Argument | Pairs | Rows, language: Language, *, indent: int) -> str:
    if isinstance(value, Rows):
        rows = [f"({', '.join(_scalar(each, language) for each in row)})" for row in value.items]
        return bracketed("[", rows, "]", indent=indent, unit=4, comma=",")
    if isinstance(value, Pairs):
        items = [f"{_scalar(left, language)}: {_scalar(right, language)}" for left, right in value.items]
        return bracketed("{", items, "}", indent=indent, unit=4, comma=",")
    if isinstance(value, tuple):
        items = [_scalar(each, language) for each in value]
        return bracketed("[", items, "]", indent=indent, unit=4, comma=",")
    return _scalar(value, language)


def _scalar(value: str | float | None, language: Language) -> str:
    if isinstance(value, Pattern):
        return _pattern(value, language)
    if isinstance(value, Template):
        return _template(value, language)
    return python_text(value) if isinstance(value, str) else repr(value)


def _snippet(repair: type[Repair], library: Library) -> Snippet:
    return repair.polars if library.language is Language.POLARS else repair.pandas


def _clean(steps: tuple[Step, ...], library: Library) -> str:
    lines = [
        f"def clean(table: {library.table}) -> {library.table}:",
        '    """Make every repair, in order."""',
    ]
    for number, step in enumerate(steps, start=1):
        first, *others = about_step(step)
        lines += [f"    # {number}. {first}", *(f"    # {other}" for other in others)]
        lines.append(f"    {call(step.repair, library.language)}")
    return "\n".join((*lines, "    return table"))


def _names(names: tuple[str, ...]) -> list[str]:
    """The names of all columns, where the header of the file does not have them."""
    if not names:
        return []
    remark = (
        "# In the file names are repeated, missing or odd: columns are called so instead, by their places."
    )
    texts = [python_text(name) for name in names]
    return [remark, bracketed("NAMES = [", texts, "]", indent=0, unit=4, comma=",")]


def _reading(library: Library, *, has_names: bool) -> str:
    read = library.read
    if has_names and library.language is Language.POLARS:
        given = "infer_schema=False, new_columns=NAMES)"
        read = tuple(line.replace("infer_schema=False)", given) for line in read)
    elif has_names:
        read = tuple(
            part
            for line in read
            for part in (
                [line, "        names=NAMES,", "        header=0,"] if line.strip() == "source," else [line]
            )
        )
    return "\n".join(
        (
            f"def read_table(source: str) -> {library.table}:",
            '    """Read a CSV file as text, without guessing types."""',
            *read,
        )
    )


def _main(library: Library) -> str:
    return "\n".join(
        (
            'if __name__ == "__main__":',
            "    source, target = sys.argv[1:]",
            f"    {library.write}",
        )
    )
