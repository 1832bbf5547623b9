"""Texts with a word that no language knows, one slip from a word that is known.

Words that many misspell ("occured") are met often enough to stand among the known ones. In a column of
English they are looked at all the same, where the word that was meant is far more frequent, the slip is one
that fingers make, and no list of places or people has them.

A noisy channel (Kernighan, Church & Gale 1990) whose language model is the frequency of words in some
thirty languages (`semantics.lexicon`). Names, brands and abbreviations are unknown too, and many of them lie
beside a word by chance. What tells slips from them is how many words of the column are unknown, how frequent
the word is that was meant, whether the column uses it, how long the word is, and the kind of slip.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log

import numpy as np
import numpy.typing as npt

from datainsight.profiling.suspects.misspelled import Misspelled
from datainsight.profiling.suspects.slip_kinds import KIND_WEIGHTS, USUAL_KINDS, Kind, kind_of
from datainsight.profiling.suspects.value_thresholds import SPELLING
from datainsight.semantics.lexicon import (
    LONGEST,
    SHORTEST,
    Edit,
    Hashes,
    edit_at,
    edits_of,
    hashes_of,
    lexicon,
)
from datainsight.semantics.words import WordList, dictionary, normalised

_PARTS = re.compile(r"\S+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_NO_PROSE = re.compile(r"[\d@_=#~<>\\]|://|\w\.\w")
"""Parts of texts that hold these are codes, addresses or names of files, whose words are no words."""

_MOST_UNKNOWN = 200
_MOST_LETTERS = 40
_OF_NAMES: frozenset[Kind] = frozenset({"doubled"})
"""Slips that look like names, as Daviess and Marvell."""
_LOOKED_UP = 200
_NAMES = ("cities", "first_names", "last_names", "countries", "subdivisions")
_LATIN = "abcdefghijklmnopqrstuvwxyz"

_BASE_ODDS = -9.1
_PER_ZIPF = 1.1
_PER_UNKNOWN_SHARE = -0.65
_PER_UNKNOWN = -0.6
_PER_LETTER = 0.4
_IN_COLUMN = 2.2
_PER_DOMINANCE = 1.1
_PER_STRANGE_NEIGHBOUR = -2.2
_IF_CUT_SHORT = -1.6
_PER_OWN_ZIPF = -0.4
_IF_LISTED = 1.0
_LONG = 12
"""Weights of a logistic regression: slips typed into right words of real tables, against the unknown words of
the same tables. They are on log odds; lengths beyond twelve letters say no more."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the column: its spelling where it comes first, and the places of the texts that hold it."""

    spelling: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Frequency:
    """How frequent a word is in English, and in the language that uses it most (Zipf scale)."""

    english: float
    anywhere: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unknown word and the known word that was probably meant.

    Attributes:
        word: In lower case.
        edit: What turns it into the word that was meant.
        zipf: How frequent that is.
        uses: How many texts of the column hold it.
        dominance: Its share of the occurrences of all words that may have been meant.
    """

    word: str
    edit: Edit
    zipf: float
    uses: int
    dominance: float

    @property
    def meant(self) -> str:
        """In lower case."""
        return self.edit.apply(self.word)


def misspelled_unknown(pairs: Sequence[tuple[str, int]]) -> list[Misspelled]:
    """Finds texts with an unknown word that is one slip from a known one.

    Args:
        pairs: Distinct texts with their counts.

    Returns:
        Whole texts, with the text that has the likeliest slip put right.
    """
    words = _words_of([text for text, _ in pairs])
    best: dict[int, Misspelled] = {}
    for candidate, odds in rated_candidates(words):
        (place,) = words[candidate.word].places
        text, count = pairs[place]
        told = _told_by_text(text, candidate.word)
        # A slip seldom repeats itself; a text that many rows hold was chosen, not typed.
        probability = SPELLING.most_certain_unknown / (1.0 + count * exp(-odds - told))
        if place not in best or best[place].probability < probability:
            usual = _put_right(text, words[candidate.word].spelling, candidate.meant)
            best[place] = Misspelled(text, count, usual, 0, probability, is_clear=False)
    return list(best.values())


def _words_of(texts: Sequence[str]) -> dict[str, _Word]:
    places: dict[str, list[int]] = defaultdict(list)
    spellings: dict[str, str] = {}
    for place, text in enumerate(texts):
        for word in _prose_words(text):
            folded = word.casefold()
            if not places[folded] or places[folded][-1] != place:
                places[folded].append(place)
            spellings.setdefault(folded, word)
    return {word: _Word(spellings[word], tuple(own)) for word, own in places.items()}


def _prose_words(text: str) -> Iterator[str]:
    for part in _PARTS.findall(text):
        if _NO_PROSE.search(part.rstrip(".")):
            continue
        for word in _WORDS.findall(part):
            if word.islower() or word.isupper() or word[1:].islower() or word.casefold() == word:
                yield word


def rated_candidates(words: dict[str, _Word]) -> list[tuple[Candidate, float]]:
    """Unknown words that may be slips, with the logarithm of the odds that they are."""
    long = [word for word in words if SHORTEST <= len(word) <= LONGEST]
    if len(long) < SPELLING.fewest_known:
        return []
    known = lexicon()
    places = known.places(hashes_of(long))
    unknown = [word for word, place in zip(long, places.tolist(), strict=True) if place < 0]
    found = places[places >= 0]
    if found.size < SPELLING.fewest_known or len(unknown) > _MOST_UNKNOWN:
        return []
    is_english = float((known.english[found] >= 10 * SPELLING.is_english).mean()) >= SPELLING.english_share
    rare = _rare_words(words, long, places) if is_english else {}
    share = (len(unknown) - 0.7) / (len(long) + 1.0)
    alphabet = _alphabet(long)
    suspects = [
        word for word in unknown if len(word) >= SPELLING.shortest_unknown and len(words[word].places) == 1
    ]
    rated = [
        (candidate, _log_odds(candidate, share, len(unknown)))
        for candidate in _candidates(suspects, words, alphabet, is_english=is_english)
    ]
    listed = _list_of(long) if rated else None
    if listed is not None:
        rated = [(each, odds + (_IF_LISTED if _is_listed(each, listed) else 0.0)) for each, odds in rated]
    share, count = max(share, 0.7 / (len(long) + 1.0)), max(len(unknown), 1)
    return rated + [
        (candidate, _log_odds(candidate, share, count) + _PER_OWN_ZIPF * rare[candidate.word].anywhere)
        for candidate in _candidates(tuple(rare), words, alphabet, is_english=True)
        if _is_slip_of(candidate, rare[candidate.word])
    ]


def _rare_words(
    words: dict[str, _Word], long: Sequence[str], places: npt.NDArray[np.int64]
) -> dict[str, _Frequency]:
    """Words of one text that are known, but so rare that what is met may be slips."""
    known = lexicon()
    english, anywhere = known.english[places] / 10.0, known.anywhere[places] / 10.0
    is_rare = (places >= 0) & (np.maximum(english, anywhere) <= SPELLING.rarely_used)
    found = (
        (long[place], _Frequency(float(english[place]), float(anywhere[place])))
        for place in np.flatnonzero(is_rare).tolist()
        if len(long[place]) >= SPELLING.shortest_rare and len(words[long[place]].places) == 1
    )
    return dict(islice(found, _MOST_UNKNOWN))


def _list_of(words: Sequence[str]) -> WordList | None:
    """The list of names that nearly all words of the column are in, where there is one."""
    some = words[:: len(words) // _LOOKED_UP + 1]
    for name in _NAMES:
        listed = dictionary(name)
        if sum(normalised(word) in listed for word in some) >= SPELLING.listed_share * len(some):
            return listed
    return None


def _is_listed(candidate: Candidate, listed: WordList) -> bool:
    """Whether the word that was meant is such a name, and the slip one that fingers make."""
    return normalised(candidate.meant) in listed and kind_of(candidate.word, candidate.edit) in USUAL_KINDS


def _is_slip_of(candidate: Candidate, own: _Frequency) -> bool:
    """Whether a word that is met is rather a slip of a frequent one than a rare word or a name."""
    return (
        candidate.zipf - own.english >= SPELLING.rarer_than_meant
        and kind_of(candidate.word, candidate.edit) in USUAL_KINDS - _OF_NAMES
        and not any(candidate.word in dictionary(name) for name in _NAMES)
    )


def _candidates(
    suspects: Sequence[str], words: dict[str, _Word], alphabet: Sequence[str], *, is_english: bool
) -> Iterator[Candidate]:
    """The likeliest known word for each suspect."""
    known = lexicon()
    own, uses = _uses(words)
    for word in suspects:
        hashes = edits_of(word, alphabet)
        places = known.places(hashes)
        is_known = places >= 0
        zipf = np.where(is_known, (known.english if is_english else known.anywhere)[places] / 10.0, 0.0)
        beside = np.minimum(np.searchsorted(own, hashes), own.size - 1)
        used = np.where(own[beside] == hashes, uses[beside], 0)
        is_own = ((used > 0) & is_known) | (used >= SPELLING.own_word)
        zipf = np.where(is_own, np.maximum(zipf, SPELLING.least_frequent), zipf)
        likely = np.flatnonzero(zipf >= SPELLING.least_frequent)
        if not likely.size:
            continue
        _, first = np.unique(hashes[likely], return_index=True)
        likely = likely[np.sort(first)]
        best = int(likely[np.argmax(zipf[likely] + 1.2 * np.minimum(used[likely], 3))])
        edit = edit_at(word, alphabet, best)
        if normalised(word) == normalised(edit.apply(word)):
            continue  # accents left out are how people write
        dominance = float(10 ** zipf[best] / (10 ** zipf[likely]).sum())
        yield Candidate(word, edit, float(zipf[best]), int(used[best]), dominance)


def _uses(words: dict[str, _Word]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Hashes of the column's words, ascending, and how many of its texts hold each."""
    long = [word for word in words if SHORTEST <= len(word) <= LONGEST]
    hashes = hashes_of(long)
    order = np.argsort(hashes)
    return hashes[order], np.array([len(words[word].places) for word in long])[order]


def _alphabet(words: Iterable[str]) -> list[str]:
    """The letters that may have been meant: the Latin ones, and the usual ones of the column."""
    counts = Counter(letter for word in words for letter in word)
    return sorted({*_LATIN, *(letter for letter, _ in counts.most_common(_MOST_LETTERS))})


def _log_odds(candidate: Candidate, unknown_share: float, unknown: int) -> float:
    return (
        _BASE_ODDS
        + _PER_ZIPF * candidate.zipf
        + _PER_UNKNOWN_SHARE * log(unknown_share)
        + _PER_UNKNOWN * log(unknown)
        + _PER_LETTER * min(len(candidate.word), _LONG)
        + (_IN_COLUMN if candidate.uses else 0.0)
        + _PER_DOMINANCE * log(candidate.dominance)
        + KIND_WEIGHTS[kind_of(candidate.word, candidate.edit)]
    )


def _told_by_text(text: str, word: str) -> float:
    """What the text says besides: unknown words stand among names, a full stop after what is cut short."""
    others = [
        other
        for each in _prose_words(text)
        if SHORTEST <= len(other := each.casefold()) <= LONGEST and other != word
    ]
    strange = float((lexicon().places(hashes_of(others)) < 0).mean()) if others else 0.0
    is_cut_short = re.search(rf"(?<![^\W\d_]){re.escape(word)}\.\s*\S", text.casefold()) is not None
    return _PER_STRANGE_NEIGHBOUR * strange + (_IF_CUT_SHORT if is_cut_short else 0.0)


def _put_right(text: str, spelling: str, meant: str) -> str:
    """The text with the word replaced, in the capitals of the word."""
    if spelling.isupper():
        meant = meant.upper()
    elif spelling[:1].isupper():
        meant = meant[:1].upper() + meant[1:]
    return re.sub(rf"(?<![^\W\d_]){re.escape(spelling)}(?![^\W\d_])", lambda _: meant, text, count=1)
