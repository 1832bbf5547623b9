"""What headers in many languages name; the common words of a type stand in its own row of the vocabulary."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from datainsight.semantics.words import normalised

WHOLE, AT_END, WITHIN = 1.0, 0.9, 0.6
"""How much a header says that is a word of the list, ends with one, or has one somewhere."""
_LONGEST_PHRASE = 5
_SHORTEST_PART = 4
"""Letters of a word that says something within a longer header: shorter ones mean too many things."""
_FIRST_UNSPACED = "\u2e80"
"""From here on scripts write words without blanks between them."""
_PLACEHOLDERS = frozenset(
    (
        "attribute",
        "attr",
        "col",
        "column",
        "data",
        "feature",
        "field",
        "number",
        "unnamed",
        "val",
        "value",
        "var",
        "variable",
    )
)
"""Words of headers that programs make up."""


def says_nothing(header: str) -> bool:
    """Whether a header is none, or one as programs make up: `column_3`, `V12`, `x`.

    Args:
        header: Normalised words.
    """
    return all(word.isdecimal() or len(word) == 1 or word in _PLACEHOLDERS for word in header.split())


@lru_cache(maxsize=1024)  # every row of the vocabulary asks for every column
def named_types(header: str) -> Mapping[str, float]:
    """The types that a header names in any of the languages, each with how clearly, 0..1.

    Args:
        header: Normalised words.
    """
    found: dict[str, float] = {}
    for phrase, score in _phrases_of(header):
        for name in _types_by_phrase().get(phrase, ()):
            found[name] = max(found.get(name, 0.0), score)
    return found


def _phrases_of(header: str) -> Iterator[tuple[str, float]]:
    """Runs of words of a header, or its ends where words are not set apart."""
    yield header, WHOLE
    if any(character >= _FIRST_UNSPACED for character in header):
        yield from ((header[start:], AT_END) for start in range(1, len(header) - 1))
        return
    words = header.split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_PHRASE, len(words)) + 1):
            phrase = " ".join(words[start:end])
            if len(phrase) >= _SHORTEST_PART:
                yield phrase, AT_END if end == len(words) else WITHIN


@cache
def _types_by_phrase() -> dict[str, tuple[str, ...]]:
    text = files("datainsight.semantics.dictionaries").joinpath("headers.csv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        for phrase in map(normalised, row["words"].split(";")):
            found[phrase] = (*found.get(phrase, ()), row["type"])
    return found
