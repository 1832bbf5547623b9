"""Words as they are compared, and the packaged lists of them."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=1024)  # one value is looked up in list after list
def normalised(text: str) -> str:
    """Lower case without accents, every run of other characters as one blank."""
    plain = text if text.isascii() else _without_accents(text)
    return _NO_WORD.sub(" ", plain.casefold()).strip()


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[str, ...]:
    """Its words without case, compatibility forms and accents."""
    return tuple(_WORD.findall(_without_accents(text.casefold())))


def header_words(name: str) -> str:
    """A column's name as normalised words: `BillingZipCode2` is "billing zip code 2"."""
    return normalised(re.sub(r"(?<=[A-Za-z])(?=\d)", " ", _HUMP.sub(" ", name)))


class WordList:
    """Sorted words, looked up by bisection: making a set of them takes longer than a small table does."""

    def __init__(self, words: list[str]) -> None:
        self._words = words

    def __contains__(self, word: object) -> bool:
        """Whether the list has exactly that word."""
        if not isinstance(word, str):
            return False
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place] == word

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@cache
def dictionary(name: str) -> WordList:
    """The normalised words of a packaged list."""
    text = files("datainsight.semantics.dictionaries").joinpath(f"{name}.txt").read_text("utf-8")
    return WordList(text.split("\n")[:-1])


def _without_accents(text: str) -> str:
    """Letters without their marks: Unicode normal form KD without combining characters."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
