"""How frequent words are in some thirty languages, and which known words are one edit from a text.

The packaged table (`dictionaries/word_frequencies.zst`, see the README beside it) holds no words but 40-bit
hashes of them: a text that is no word has the hash of one with a chance of one in half a million. A word's
hash is a polynomial of its characters modulo 2 ** 64, so the hashes of all edits of a word come from its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import zstandard

SHORTEST, LONGEST = 4, 24
"""Characters of a word that is looked up."""

ZIPF_STEPS = 10.0
"""Frequencies are kept in tenths."""

HASH_BYTES = 4
"""Of the distance between neighbouring hashes."""

_FAMILIAR_ENGLISH, _FAMILIAR = 25, 35
"""Tenths of the Zipf scale from which a word is in use; below it are slips of others, too."""

Hashes = npt.NDArray[np.uint64]
Tenths = npt.NDArray[np.uint8]

_BASE = 0x9E3779B97F4A7C15
_MIXER = np.uint64(0xD6E8FEB86659FD93)
_POWERS = np.array([pow(_BASE, power, 1 << 64) for power in range(LONGEST + 2)], np.uint64)
_INVERSE, _FORWARD = np.uint64(pow(_BASE, -1, 1 << 64)), np.uint64(_BASE)
_UNUSED_BITS = np.uint64(24)
_BEGINNING_BITS = 23
_BEGINNING = np.uint64(64 - 24 - _BEGINNING_BITS)


@dataclass(frozen=True, slots=True)
class Edit:
    """What one edit changes: at `place` of the text, `wrong` gives way to `right`."""

    place: int
    wrong: str
    right: str

    def apply(self, text: str) -> str:
        """The text with the edit."""
        return text[: self.place] + self.right + text[self.place + len(self.wrong) :]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known words by their hashes.

    Attributes:
        hashes: Ascending.
        anywhere: Frequency of each word in the language that uses it most, in tenths of the Zipf scale (the
            logarithm of occurrences in a billion words); 0 for names that are known as names alone.
        english: In English; 0 where it is no English word.
        is_begun: For each beginning of a hash, whether a word has it: most texts are told from words by it,
            in a tenth of the time.
    """

    hashes: Hashes
    anywhere: Tenths
    english: Tenths
    is_begun: npt.NDArray[np.bool_]

    def places(self, hashes: Hashes) -> npt.NDArray[np.int64]:
        """Where hashes stand; -1 for those of no known word."""
        found = np.full(hashes.size, -1, np.int64)
        asked = np.flatnonzero(self.is_begun[hashes >> _BEGINNING])
        wanted = hashes[asked]
        places = np.minimum(np.searchsorted(self.hashes, wanted), self.hashes.size - 1)
        found[asked] = np.where(self.hashes[places] == wanted, places, -1)
        return found


@cache
def lexicon() -> Lexicon:
    """The packaged table; reading it takes some 60 ms, and 28 MB from then on."""
    packed = files("datainsight.semantics.dictionaries").joinpath("word_frequencies.zst").read_bytes()
    raw = np.frombuffer(zstandard.ZstdDecompressor().decompress(packed), np.uint8)
    count = raw.size // (HASH_BYTES + 2)
    planes = raw.reshape(HASH_BYTES + 2, count)
    steps = np.zeros((count, 8), np.uint8)
    steps[:, :HASH_BYTES] = planes[:HASH_BYTES].T
    hashes = np.cumsum(steps.view("<u8").ravel(), dtype=np.uint64)
    is_begun = np.zeros(1 << _BEGINNING_BITS, np.bool_)
    is_begun[hashes >> _BEGINNING] = True
    return Lexicon(hashes, planes[-2], planes[-1], is_begun)


def familiar_words(words: Sequence[str]) -> frozenset[str]:
    """Those of some words that are in use, in English or widely elsewhere, in whatever capitals."""
    asked = [word for word in words if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
    if not asked:
        return frozenset()
    folded = [word.casefold()[:LONGEST] for word in asked]
    known = lexicon()
    places = known.places(hashes_of(folded))
    is_familiar = (known.english[places] >= _FAMILIAR_ENGLISH) | (known.anywhere[places] >= _FAMILIAR)
    chosen = ((places >= 0) & is_familiar).tolist()
    return frozenset(word for word, is_chosen in zip(asked, chosen, strict=True) if is_chosen)


def hashes_of(words: Sequence[str]) -> Hashes:
    """Hashes of words of at most `LONGEST` characters."""
    if not words:
        return np.empty(0, np.uint64)
    sizes = np.array([len(word) for word in words])
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    ends = np.cumsum(sizes)
    within = np.arange(codes.size) - np.repeat(ends - sizes, sizes)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(_mixed(codes) * _POWERS[within])))
    hashes: Hashes = (sums[ends] - sums[ends - sizes]) >> _UNUSED_BITS
    return hashes


def edits_of(word: str, alphabet: Sequence[str]) -> Hashes:
    """Hashes of all texts one edit from a word (optimal string alignment), in the order of `edit_at`."""
    letters = _mixed(np.frombuffer("".join(alphabet).encode("utf-32-le"), np.uint32))
    own = _mixed(np.frombuffer(word.encode("utf-32-le"), np.uint32))
    size = own.size
    powers = _POWERS[: size + 1]
    before = np.concatenate((np.zeros(1, np.uint64), np.cumsum(own * powers[:size])))
    total = before[-1]
    deleted = before[:-1] + _INVERSE * (total - before[1:])
    swapped = total + (own[1:] - own[:-1]) * (powers[: size - 1] - powers[1:size])
    replaced = (total - own * powers[:size])[:, None] + letters * powers[:size, None]
    inserted = (before + _FORWARD * (total - before))[:, None] + letters * powers[:, None]
    hashes: Hashes = np.concatenate((deleted, swapped, replaced.ravel(), inserted.ravel())) >> _UNUSED_BITS
    return hashes


def edit_at(word: str, alphabet: Sequence[str], number: int) -> Edit:
    """The edit of which `edits_of` gives the hash in that place."""
    size, letters = len(word), len(alphabet)
    if number < size:
        return Edit(number, word[number], "")
    number -= size
    if number < size - 1:
        return Edit(number, word[number : number + 2], word[number + 1] + word[number])
    number -= size - 1
    if number < size * letters:
        place, letter = divmod(number, letters)
        return Edit(place, word[place], alphabet[letter])
    place, letter = divmod(number - size * letters, letters)
    return Edit(place, "", alphabet[letter])


def _mixed(codes: npt.NDArray[np.uint32]) -> Hashes:
    """Characters as numbers all of whose bits vary."""
    terms = (codes.astype(np.uint64) + np.uint64(1)) * _MIXER
    mixed: Hashes = terms ^ (terms >> np.uint64(29))
    return mixed
