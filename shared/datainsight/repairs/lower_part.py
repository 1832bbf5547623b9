"""Repairs that rewrite a text and put one part of it in lower case."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from datainsight.repairs.base import Arguments, Pattern, Snippet, SqlCell, SqlWriter
from datainsight.repairs.rewrite import RewriteRepair, rust_template

if TYPE_CHECKING:
    import polars as pl


class LowerPartRepair(RewriteRepair):
    """A rewriting repair that then puts the second group of `parts` in lower case; that group is ASCII."""

    @property
    @abstractmethod
    def parts(self) -> str:
        """An expression of three groups that are the whole rewritten text."""

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The rewritten text with a part in lower case, where the guard fits."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        written = text
        for pattern, template in self.rewrites:
            written = written.str.replace_all(pattern, rust_template(template))
        lowered = (
            written.str.replace(self.parts, "${1}")
            + written.str.replace(self.parts, "${2}").str.to_lowercase()
            + written.str.replace(self.parts, "${3}")
        )
        return pl.when(text.str.contains(self.guard)).then(lowered).otherwise(text)

    def arguments(self) -> Arguments:
        """Guard, parts and rewrites."""
        guard, rewrites = super().arguments()
        return (guard, ("parts", Pattern(self.parts)), rewrites)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`rewritten` has all steps; its parts are put together again."""
        rewritten = writer.helper("rewritten")
        before, part, after = (writer.replace(rewritten, self.parts, f"\\{number}") for number in (1, 2, 3))
        return SqlCell(
            (
                f"CASE WHEN {writer.matches(text, self.guard)} THEN",
                f"    {before}",
                f"    || {writer.lower(part)}",
                f"    || {after}",
                f"ELSE {text} END",
            ),
            ((rewritten, writer.replace_each(text, self.rewrites)),),
        )


def polars_lowering(operation: str, purpose: str) -> Snippet:
    """The function of such a repair in polars."""
    return Snippet(f'''\
def {operation}(
    table: pl.DataFrame, column: str, guard: str, parts: str, rewrites: list[tuple[str, str]]
) -> pl.DataFrame:
    """{purpose} Texts that the guard does not fit stay."""
    text = cs.by_name(column).as_expr()
    written = text
    for pattern, template in rewrites:
        written = written.str.replace_all(pattern, template)
    lowered = (
        written.str.replace(parts, "${{1}}")
        + written.str.replace(parts, "${{2}}").str.to_lowercase()
        + written.str.replace(parts, "${{3}}")
    )
    return table.with_columns(pl.when(text.str.contains(guard)).then(lowered).otherwise(text).alias(column))
''')


def pandas_lowering(operation: str, purpose: str) -> Snippet:
    """The function of such a repair in pandas."""
    return Snippet(
        f'''\
def {operation}(
    table: pd.DataFrame, column: str, guard: str, parts: str, rewrites: list[tuple[str, str]]
) -> pd.DataFrame:
    """{purpose} Texts that the guard does not fit stay."""
    text = table[column]
    written = text
    for pattern, template in rewrites:
        written = written.str.replace(re.compile(pattern), template, regex=True)
    split = re.compile(parts)
    lowered = (
        written.str.replace(split, r"\\1", regex=True)
        + written.str.replace(split, r"\\2", regex=True).str.lower()
        + written.str.replace(split, r"\\3", regex=True)
    )
    table[column] = text.mask(text.str.match(re.compile(guard), na=False), lowered)
    return table
''',
        imports=("re",),
    )


def r_lowering(operation: str, purpose: str) -> Snippet:
    """The function of such a repair in R."""
    return Snippet(f"""\
# {purpose} Texts that the guard does not fit stay.
{operation} <- function(table, column, guard, parts, patterns, templates) {{
  text <- table[[column]]
  written <- text
  for (i in seq_along(patterns)) {{
    written <- str_replace_all(written, patterns[i], templates[i])
  }}
  lowered <- str_c(
    str_replace(written, parts, "\\\\1"),
    str_to_lower(str_replace(written, parts, "\\\\2")),
    str_replace(written, parts, "\\\\3")
  )
  table[[column]] <- if_else(str_detect(text, guard), lowered, text)
  table
}}
""")
