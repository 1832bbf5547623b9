"""Numbers, sizes and names as people write them; the same in the terminal, in reports and in insight."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal

MAXIMUM_NAME_LENGTH = 60

HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that cannot be seen, or that change how others are shown."""


def number_text(value: float) -> str:
    """`1234567` as "1,234,567", `0.12345` as "0.1235"; large and tiny numbers in powers of ten."""
    if value == 0:
        return "0"
    if isinstance(value, int) or float(value).is_integer():
        whole = int(value)
        return f"{whole:,}" if abs(whole) < 10**15 else f"{value:.4g}"
    if abs(value) >= 10**15 or abs(value) < 10**-4:
        return f"{value:.4g}"
    decimals = 2 if abs(value) >= 1 else 4
    return f"{_rounded(value, decimals):,f}".rstrip("0").rstrip(".")


def percent_text(value: float) -> str:
    """`12.5` as "12.5 %"; what rounds to nothing or to everything but is not says so."""
    if 0 < value < 0.1:
        return "< 0.1 %"
    if 99.9 < value < 100:
        return "> 99.9 %"
    return f"{_rounded(value, 1):f}".removesuffix(".0") + " %"


def _rounded(value: float, decimals: int) -> Decimal:
    """Half up, as people and the web page do: 9.25 is 9.3, also where calculating left a last digit."""
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def shorten(text: str, length: int = MAXIMUM_NAME_LENGTH) -> str:
    """Text on one line, without control or direction marks, cut to `length` characters."""
    visible = "".join(
        character if unicodedata.category(character) not in HIDDEN_CATEGORIES else " "
        for character in text[: 4 * length]
    )
    line = " ".join(visible.split())
    return line if len(line) <= length and len(text) <= 4 * length else f"{line[: length - 1]}…"


def kind_words(kind: str) -> str:
    """`mixed_date_formats` as "Mixed date formats"."""
    return shorten(kind.replace("_", " ")).capitalize()


def as_sentence(text: str) -> str:
    """`there is no table` as "There is no table"; a name that comes first stays as it is spelled."""
    first = text.partition(" ")[0].rstrip(",.:")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def bytes_text(size: int) -> str:
    """`1234567` as "1.2 MB" (powers of 1,000)."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{_rounded(size / factor, 1):f}".removesuffix(".0") + f" {unit}"
    return f"{size} {'byte' if size == 1 else 'bytes'}"


def muted_text(count: int) -> str:
    """`2` as "2 issues are muted."; nothing where none is."""
    if not count:
        return ""
    return "1 issue is muted." if count == 1 else f"{count:,} issues are muted."


def rows_text(count: int) -> str:
    """`1` as "1 row", `1234` as "1,234 rows"."""
    return "1 row" if count == 1 else f"{count:,} rows"


def visible(text: str, length: int = 80) -> str:
    """A value as it stands in the file, with what cannot be seen made visible, cut to about `length`.

    Blanks at an end or doubled become "␣", control and direction marks their code point, "" "(empty)".
    """
    if text == "":
        return "(empty)"
    cut = text[:length]
    outer = len(cut) - len(cut.lstrip(" ")), len(cut.rstrip(" "))
    shown = []
    for index, character in enumerate(cut):
        is_doubled = character == " " and " " in (cut[index - 1 : index], cut[index + 1 : index + 2])
        if character == " " and (is_doubled or index < outer[0] or index >= outer[1]):
            shown.append("␣")
        elif unicodedata.category(character) in HIDDEN_CATEGORIES or character == "\N{NO-BREAK SPACE}":
            shown.append(f"⟨U+{ord(character):04X}⟩")
        else:
            shown.append(character)
    return "".join(shown) + ("…" if len(text) > length else "")
