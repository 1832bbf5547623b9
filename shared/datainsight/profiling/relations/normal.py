"""Hashes of texts that do not tell case, white space and punctuation apart."""

import unicodedata

import numpy as np

from datainsight.profiling.examples import Hashes
from datainsight.profiling.texts import Texts

_LONGEST = 4096
_DROPPED = 0


def _folded_bytes() -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """For each byte its lower case; 0 for what is neither letter nor digit."""
    folded = np.zeros(256, np.uint8)
    for code in range(256):
        is_kept = code >= 0x80 or chr(code).isalnum()
        folded[code] = ord(chr(code).lower()) if is_kept and code < 0x80 else code if is_kept else _DROPPED
    return folded


_FOLDED = _folded_bytes()


def _odd_factors() -> Hashes:
    """Numbers without order, by splitmix64 (Steele, Lea & Flood 2014); numpy.random takes longer to load."""
    mixed = np.arange(1, _LONGEST + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)) | np.uint64(1))


_FACTORS = _odd_factors()


def normal_hashes(texts: Texts) -> Hashes:
    """One hash a text: the sum of its letters and digits, each times a fixed random number for its place.

    Two different texts collide with a probability of about 2**-56. A text without letters and digits has 0.
    """
    if not texts.is_ascii:
        texts = Texts.of(unicodedata.normalize("NFKC", text).casefold() for text in texts.to_list())
    folded = _FOLDED[texts.content]
    is_kept = folded != _DROPPED
    before = np.cumsum(is_kept)
    starts = texts.starts
    kept_before = np.where(starts > 0, before[np.maximum(starts, 1) - 1] if before.size else 0, 0)
    places = before - 1 - np.repeat(kept_before, texts.sizes)
    terms = np.where(is_kept, folded.astype(np.uint64) * _FACTORS[places % _LONGEST], np.uint64(0))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
    return np.asarray(sums[texts.ends] - sums[starts])
