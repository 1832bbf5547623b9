"""Texts that were written in UTF-8 and read as Windows-1252 are put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import (
    Arguments,
    CellRepair,
    Example,
    Lines,
    Pairs,
    Pattern,
    Snippet,
    SqlCell,
    SqlWriter,
)
from datainsight.repairs.spelled import literal

if TYPE_CHECKING:
    import polars as pl

USUAL = (
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ"
    "ČčĆćĎďĐđĘęĚěĞğİıŁłŃńŇňŐőŘřŚśŞşŠšŤťŮůŰűŹźŻżŽžĄą¡¿«»°£§©®·"
    "\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2022€™"
)
"""Letters and signs of the languages of Europe and America."""
STEPS_AT_ONCE = 20
"""Calls inside calls that a database still takes."""


class FixMojibake(CellRepair):
    """`cafÃ©` becomes `café`, `donâ€™t` becomes `don’t`: UTF-8 that was taken for Windows-1252 or Latin-1.

    A text that would still hold such a sequence afterwards (it was garbled twice) stays as it is. Safe where
    the sequences occur in no word, which the check that offers it has to know.

    Attributes:
        characters: What may come out.
    """

    operation: ClassVar[str] = "fix_mojibake"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 5
    touches: ClassVar[str] = (
        "cells with a sequence that one of the characters becomes when it is read wrongly"
    )
    example: ClassVar[Example] = Example(
        {"column": "place", "characters": "éü’"}, {"place": ("cafÃ©", "MÃ¼nchen", "donâ€™t", "Ã la carte")}
    )
    characters: str = Field(default=USUAL, min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def fix_mojibake(table: pl.DataFrame, column: str, sequences: dict[str, str], any_of: str) -> pl.DataFrame:
    """Put right what was written in UTF-8 and read in another encoding. Texts garbled twice stay."""
    text = cs.by_name(column).as_expr()
    fixed = text
    for garbled, right in sequences.items():
        fixed = fixed.str.replace_all(garbled, right, literal=True)
    return table.with_columns(pl.when(fixed.str.contains(any_of)).then(text).otherwise(fixed).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def fix_mojibake(table: pd.DataFrame, column: str, sequences: dict[str, str], any_of: str) -> pd.DataFrame:
    """Put right what was written in UTF-8 and read in another encoding. Texts garbled twice stay."""
    text = table[column]
    fixed = text
    for garbled, right in sequences.items():
        fixed = fixed.str.replace(garbled, right, regex=False)
    table[column] = fixed.mask(fixed.str.contains(re.compile(any_of), na=False), text)
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Put right what was written in UTF-8 and read in another encoding. Texts garbled twice stay.
fix_mojibake <- function(table, column, garbled, right, any_of) {
  text <- table[[column]]
  fixed <- stringi::stri_replace_all_fixed(text, garbled, right, vectorize_all = FALSE)
  table[[column]] <- if_else(str_detect(fixed, any_of), text, fixed)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return "Put right texts that were read in the wrong encoding"

    @property
    def sequences(self) -> dict[str, str]:
        """What the characters look like garbled, the longest first."""
        found: dict[str, str] = {}
        for character in dict.fromkeys(self.characters):
            for garbled in _garbled(character):
                found.setdefault(garbled, character)
        return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))

    @property
    def any_of(self) -> str:
        """An expression that finds any of the sequences."""
        return "|".join(literal(garbled) for garbled in self.sequences)

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The text put right, unless it is garbled still."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        fixed = text
        for garbled, right in self.sequences.items():
            fixed = fixed.str.replace_all(garbled, right, literal=True)
        return pl.when(fixed.str.contains(self.any_of)).then(text).otherwise(fixed)

    def arguments(self) -> Arguments:
        """The sequences, and what finds them."""
        pairs = Pairs("sequences", "garbled", "right", tuple(self.sequences.items()))
        return (pairs, ("any_of", Pattern(self.any_of)))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`fixed` has all replacements, some at a time; the CASE leaves what is garbled still."""
        steps = [(literal(garbled), right) for garbled, right in self.sequences.items()]
        helpers: list[tuple[str, Lines]] = []
        fixed = text
        for start in range(0, len(steps), STEPS_AT_ONCE):
            calls = writer.replace_each(fixed, steps[start : start + STEPS_AT_ONCE])
            fixed = writer.helper("fixed")
            helpers.append((fixed, calls))
        return SqlCell(
            (f"CASE WHEN {writer.matches(fixed, self.any_of)} THEN {text} ELSE {fixed} END",), tuple(helpers)
        )


def _garbled(character: str) -> list[str]:
    """How the bytes of a character read in Windows-1252 and in Latin-1; only what has two signs or more."""
    written = character.encode("utf-8")
    if len(written) < 2:
        return []
    # Browsers read the five bytes that Windows-1252 leaves open as control characters.
    windows = "".join(_windows(byte) for byte in written)
    return list(dict.fromkeys((windows, written.decode("latin-1"))))


def _windows(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
