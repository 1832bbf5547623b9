"""What the reader understood, for the terminal."""

from datainsight.models.conversion import Conversion
from datainsight.models.dataset import FileFormat, LineProblem, SourceDescription
from datainsight.phrasing import bytes_text, kind_words, number_text, rows_text, shorten, visible

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", " ": "blank"}
MAXIMUM_PROBLEMS = 5
_TEXTS = (FileFormat.CSV, FileFormat.JSON, FileFormat.NDJSON)


def reading_to_terminal(conversion: Conversion) -> str:
    """A line per thing understood, and the first records that are not as the header promises."""
    description = conversion.description
    size = f"{rows_text(conversion.row_count)} × {number_text(len(description.columns))} columns"
    lines = [
        f"{shorten(description.name)}: {size}, {bytes_text(description.size_bytes)}",
        *(f"  {label:<12}{text}" for label, text in _understood(description)),
    ]
    if conversion.line_problem_count:
        lines.append(f"  irregular   {rows_text(conversion.line_problem_count)}")
        lines.extend(f"    {_problem(each)}" for each in conversion.line_problems[:MAXIMUM_PROBLEMS])
    return "\n".join(lines) + "\n"


def _understood(description: SourceDescription) -> list[tuple[str, str]]:
    facts = [("format", description.format.value)]
    if description.format in _TEXTS:
        facts.append(("encoding", description.encoding))
    if description.compression.value != "none":
        facts.append(("compression", description.compression.value))
    dialect = description.dialect
    if dialect is not None:
        facts.append(("delimiter", DELIMITERS.get(dialect.delimiter, visible(dialect.delimiter, 10))))
        facts.append(("quote", visible(dialect.quote, 10) if dialect.quote else "none"))
        facts.append(("header", "none" if dialect.header_row is None else "yes"))
        if dialect.skipped_lines:
            facts.append(("skipped", f"{number_text(dialect.skipped_lines)} lines before the table"))
        facts.extend(("assumed", shorten(assumption, 200)) for assumption in dialect.assumptions)
    if description.sheet is not None:
        facts.append(("sheet", visible(description.sheet, 60)))
    facts.extend(("assumed", shorten(assumption, 200)) for assumption in description.assumptions)
    return facts


def _problem(problem: LineProblem) -> str:
    found = f" ({number_text(problem.found_cells)} cells)" if problem.found_cells is not None else ""
    return f"line {number_text(problem.line)}: {kind_words(problem.kind).lower()}{found}, {problem.action}"
