"""A column gets one type: texts that are none become null."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from datainsight.repairs.base import Example, Snippet, SqlCell, SqlWriter
from datainsight.repairs.rewrite import RewriteRepair, Rewrites, rust_template

if TYPE_CHECKING:
    import polars as pl

Type = Literal["integer", "decimal", "boolean"]
NUMBER = r"^ *\+?(-?)0*([0-9]+)(?:[.]([0-9]*))? *$"
STEPS: dict[Type, tuple[str, Rewrites]] = {
    "integer": (
        r"^ *[+-]?[0-9]+(?:[.]0*)? *$",
        ((r"^ *\+?(-?)0*([0-9]+)(?:[.]0*)? *$", r"\1\2"), ("^-0$", "0")),
    ),
    "decimal": (
        r"^ *[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+) *$",
        (
            (r"^ *\+?(-?)[.]", r"\1|0."),
            (r"[|]", ""),
            (NUMBER, r"\1\2.\3"),
            (r"([.][0-9]*[1-9])0+$", r"\1"),
            (r"[.]0*$", ""),
            ("^-0$", "0"),
        ),
    ),
    "boolean": (
        "^ *(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[01]) *$",
        (("^ *(?:[Tt][Rr][Uu][Ee]|1) *$", "true"), ("^ *(?:[Ff][Aa][Ll][Ss][Ee]|0) *$", "false")),
    ),
}


class CastType(RewriteRepair):
    """`+007.0` becomes the integer `7`, `1.50` the decimal `1.5`, `TRUE` the boolean `true`; all else null.

    What a database would store of such a type, written as text: no sign of plus, no zeros that say nothing.
    Digits are never rounded, so an integer column empties `1.5`. Not safe: texts that are none are gone.

    Attributes:
        type: What all cells become.
    """

    operation: ClassVar[str] = "cast_type"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 68
    touches: ClassVar[str] = "cells that are not written as the type is"
    example: ClassVar[Example] = Example(
        {"column": "n", "type": "integer"}, {"n": ("+007.0", "12", "1.5", "twelve", None)}
    )
    type: Type

    polars: ClassVar[Snippet] = Snippet('''\
def cast_type(
    table: pl.DataFrame, column: str, guard: str, rewrites: list[tuple[str, str]]
) -> pl.DataFrame:
    """Write the texts of a type as it is stored; empty the cells that hold none."""
    text = cs.by_name(column).as_expr()
    written = text
    for pattern, template in rewrites:
        written = written.str.replace_all(pattern, template)
    return table.with_columns(pl.when(text.str.contains(guard)).then(written).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def cast_type(
    table: pd.DataFrame, column: str, guard: str, rewrites: list[tuple[str, str]]
) -> pd.DataFrame:
    """Write the texts of a type as it is stored; empty the cells that hold none."""
    text = table[column]
    written = text
    for pattern, template in rewrites:
        written = written.str.replace(re.compile(pattern), template, regex=True)
    table[column] = written.where(text.str.match(re.compile(guard), na=False))
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Write the texts of a type as it is stored; empty the cells that hold none.
cast_type <- function(table, column, guard, patterns, templates) {
  text <- table[[column]]
  written <- text
  for (i in seq_along(patterns)) {
    written <- str_replace_all(written, patterns[i], templates[i])
  }
  table[[column]] <- if_else(str_detect(text, guard), written, NA_character_)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return f"Write every cell as {self.type}, and empty those that hold none"

    @property
    def guard(self) -> str:
        """Texts of the type."""
        return STEPS[self.type][0]

    @property
    def rewrites(self) -> Rewrites:
        """How they are written plainly."""
        return STEPS[self.type][1]

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The plain text where it is of the type."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        written = text
        for pattern, template in self.rewrites:
            written = written.str.replace_all(pattern, rust_template(template))
        return pl.when(text.str.contains(self.guard)).then(written)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`rewritten` has all steps, the CASE keeps what the guard lets pass."""
        rewritten = writer.helper("rewritten")
        return SqlCell(
            (f"CASE WHEN {writer.matches(text, self.guard)} THEN {rewritten} END",),
            ((rewritten, writer.replace_each(text, self.rewrites)),),
        )
