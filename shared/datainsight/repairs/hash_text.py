"""Texts become keyed hashes, which join as the texts do."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl

DIGEST = "^[0-9a-f]{64}$"


class HashText(CellRepair):
    """Each text becomes SHA-256 of `salt` and the text, as 64 hexadecimal digits; such digits stay.

    The same salt gives the same hashes, so tables still join. It stands in the script: keep that as secret as
    the data, or whoever has it can try out names and numbers. Not safe, by intent: the text is gone.

    Attributes:
        salt: A long random text, put before each cell's.
    """

    operation: ClassVar[str] = "hash_text"
    is_safe: ClassVar[bool] = False
    phase: ClassVar[int] = 88
    unavailable: ClassVar[Mapping[str, str]] = {"r": "R has no SHA-256 of a text without a further package."}
    settles: ClassVar[str | None] = "hiding"
    touches: ClassVar[str] = "every cell that is neither null nor such a hash"
    example: ClassVar[Example] = Example(
        {"column": "mail", "salt": "a long random text"},
        {"mail": ("ann@example.com", "bob@example.com", None)},
    )
    patterns: ClassVar[Mapping[str, str]] = {"digest": DIGEST}
    salt: str = Field(min_length=8)

    polars: ClassVar[Snippet] = Snippet(
        '''\
def hash_text(table: pl.DataFrame, column: str, salt: str) -> pl.DataFrame:
    """Write SHA-256 of the salt and the text for each text that is no such hash."""
    text = table[column].alias("text")
    hashed = text.map_elements(
        lambda cell: hashlib.sha256((salt + cell).encode()).hexdigest(), return_dtype=pl.String
    )
    return table.with_columns(text.zip_with(text.str.contains(DIGEST), hashed).alias(column))
''',
        imports=("hashlib",),
    )
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def hash_text(table: pd.DataFrame, column: str, salt: str) -> pd.DataFrame:
    """Write SHA-256 of the salt and the text for each text that is no such hash."""
    text = table[column]
    hashed = text.map(lambda cell: hashlib.sha256((salt + cell).encode()).hexdigest(), na_action="ignore")
    table[column] = text.where(text.str.match(DIGEST, na=False), hashed)
    return table
''',
        imports=("hashlib", "re"),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Not to be had without a further package.
hash_text <- function(table, column, salt) {
  stop("R has no SHA-256 of a text without a further package.")
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Write a keyed hash for each text"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The hash, unless the text is one."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        hashed = text.map_elements(self._hash, return_dtype=pl.String)
        return pl.when(text.str.contains(DIGEST)).then(text).otherwise(hashed)

    def _hash(self, text: str) -> str:
        return hashlib.sha256((self.salt + text).encode()).hexdigest()

    def arguments(self) -> Arguments:
        """The salt."""
        return (("salt", self.salt),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """The dialect's function."""
        hashed = writer.sha256(f"{writer.text(self.salt)} || {text}")
        return SqlCell((f"CASE WHEN {writer.matches(text, DIGEST)} THEN {text} ELSE {hashed} END",))
