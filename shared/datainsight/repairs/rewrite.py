r"""Repairs that are a guard and a chain of replacements, alike in every language."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from datainsight.repairs.base import (
    Arguments,
    CellRepair,
    Pattern,
    Rows,
    Snippet,
    SqlCell,
    SqlWriter,
    Template,
)

if TYPE_CHECKING:
    import polars as pl

Rewrites = tuple[tuple[str, str], ...]
"""Patterns and templates, each made on what the one before left."""


class RewriteRepair(CellRepair):
    """Texts that match a guard are rewritten step by step; all others stay as they are."""

    @property
    @abstractmethod
    def guard(self) -> str:
        """The expression of the texts that are rewritten."""

    @property
    @abstractmethod
    def rewrites(self) -> Rewrites:
        """What is replaced in them, in order."""

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The rewritten text where the guard fits."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        written = text
        for pattern, template in self.rewrites:
            written = written.str.replace_all(pattern, rust_template(template))
        return pl.when(text.str.contains(self.guard)).then(written).otherwise(text)

    def arguments(self) -> Arguments:
        """The guard and the rewrites."""
        typed = tuple((Pattern(pattern), Template(template)) for pattern, template in self.rewrites)
        return (("guard", Pattern(self.guard)), Rows("rewrites", ("patterns", "templates"), typed))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`rewritten` has all steps, the CASE keeps what the guard lets pass."""
        rewritten = writer.helper("rewritten")
        return SqlCell(
            (f"CASE WHEN {writer.matches(text, self.guard)} THEN {rewritten} ELSE {text} END",),
            ((rewritten, writer.replace_each(text, self.rewrites)),),
        )


def rust_template(template: str) -> str:
    r"""`\1-0\2` as polars writes it: `${1}-0${2}`."""
    parts = template.split("\\")
    return parts[0] + "".join(f"${{{part[0]}}}{part[1:]}" for part in parts[1:])


def polars_rewriting(operation: str, purpose: str) -> Snippet:
    """The function of a rewriting repair in polars."""
    return Snippet(f'''\
def {operation}(
    table: pl.DataFrame, column: str, guard: str, rewrites: list[tuple[str, str]]
) -> pl.DataFrame:
    """{purpose} Texts that the guard does not fit stay."""
    text = cs.by_name(column).as_expr()
    written = text
    for pattern, template in rewrites:
        written = written.str.replace_all(pattern, template)
    return table.with_columns(pl.when(text.str.contains(guard)).then(written).otherwise(text).alias(column))
''')


def pandas_rewriting(operation: str, purpose: str) -> Snippet:
    """The function of a rewriting repair in pandas."""
    return Snippet(
        f'''\
def {operation}(
    table: pd.DataFrame, column: str, guard: str, rewrites: list[tuple[str, str]]
) -> pd.DataFrame:
    """{purpose} Texts that the guard does not fit stay."""
    text = table[column]
    written = text
    for pattern, template in rewrites:
        written = written.str.replace(re.compile(pattern), template, regex=True)
    table[column] = text.mask(text.str.match(re.compile(guard), na=False), written)
    return table
''',
        imports=("re",),
    )


def r_rewriting(operation: str, purpose: str) -> Snippet:
    """The function of a rewriting repair in R."""
    return Snippet(f"""\
# {purpose} Texts that the guard does not fit stay.
{operation} <- function(table, column, guard, patterns, templates) {{
  text <- table[[column]]
  written <- text
  for (i in seq_along(patterns)) {{
    written <- str_replace_all(written, patterns[i], templates[i])
  }}
  table[[column]] <- if_else(str_detect(text, guard), written, text)
  table
}}
""")
