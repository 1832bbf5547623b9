"""Words as they are compared, and the packaged lists of them."""

import re
import unicodedata
from functools import cache
from importlib.resources import files

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[\W_]+")


def normalised(text: str) -> str:
    """Lower case without accents, every run of other characters as one blank."""
    plain = text if text.isascii() else _without_accents(text)
    return _NO_WORD.sub(" ", plain.casefold()).strip()


def header_words(name: str) -> str:
    """A column's name as normalised words: `BillingZipCode2` is "billing zip code 2"."""
    return normalised(re.sub(r"(?<=[A-Za-z])(?=\d)", " ", _HUMP.sub(" ", name)))


@cache
def dictionary(name: str) -> frozenset[str]:
    """The normalised words of a packaged list."""
    text = files("datainsight.semantics.dictionaries").joinpath(f"{name}.txt").read_text("utf-8")
    return frozenset(text.splitlines())


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
